/**
 * Activities (跟进): every contact with a customer, whether it has been or is to be: calls, visits, mails, chats, meetings.
 *
 * <p>A follow-up is planned for a time and then completed, or postponed, or cancelled with a reason; or it is recorded when it has
 * been. What was completed or cancelled by mistake is reopened, what was written down by mistake retracted, and both can be taken
 * back. Read {@link io.guanxi.domain.activity.ActivityCommand}, then the table in {@link io.guanxi.domain.activity.Activity};
 * {@link io.guanxi.domain.activity.ActivityRule} lists every refusal. How often a customer may be contacted is the host's
 * {@link io.guanxi.domain.activity.ContactCap}.
 *
 * <pre>
 *  PlanFollowUp ──► PLANNED ──Complete──► DONE ◄── RecordFollowUp
 *                    │  ▲ │ ◄───Reopen───
 *            Postpone└──┘ └─────Cancel──► CANCELLED
 *                         ◄─────Reopen───
 *
 *  PLANNED, DONE, CANCELLED ──Retract──► RETRACTED
 *                           ◄─Reinstate─
 * </pre>
 */
@NullMarked
package io.guanxi.domain.activity;

import org.jspecify.annotations.NullMarked;
