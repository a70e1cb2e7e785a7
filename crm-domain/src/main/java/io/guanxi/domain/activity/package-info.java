/**
 * Activities (跟进): every contact with a customer, whether it has been or is to be: calls, visits, mails, chats, meetings.
 *
 * <p>A follow-up is planned for a time and then completed, or postponed, or cancelled with a reason; or it is recorded when it has
 * been. Read {@link io.guanxi.domain.activity.ActivityCommand}, then the table in {@link io.guanxi.domain.activity.Activity};
 * {@link io.guanxi.domain.activity.ActivityRule} lists every refusal. How often a customer may be contacted is the host's
 * {@link io.guanxi.domain.activity.ContactCap}.
 *
 * <pre>
 *  PlanFollowUp ──► PLANNED ──Complete──► DONE ◄── RecordFollowUp
 *                    │  ▲ │
 *            Postpone└──┘ └────Cancel───► CANCELLED
 * </pre>
 */
@NullMarked
package io.guanxi.domain.activity;

import org.jspecify.annotations.NullMarked;
