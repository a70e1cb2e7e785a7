/**
 * Contacts (联系人): who is what in which organisation, from when until when, and to whom they report.
 *
 * <p>The person is a customer too, and has name, telephone and consent there; a contact is that person's place in one organisation.
 * Who changes employers gets another contact, and the one before stays with its last day. Read
 * {@link io.guanxi.domain.contact.ContactCommand}, then the table in {@link io.guanxi.domain.contact.Contact};
 * {@link io.guanxi.domain.contact.ContactRule} lists every refusal.
 *
 * <pre>
 *  Add ──► there ──Leave(last day)──► gone after that day
 *            ▲                            │
 *            └──────────Return────────────┘
 * </pre>
 */
@NullMarked
package io.guanxi.domain.contact;

import org.jspecify.annotations.NullMarked;
