/**
 * Tickets (工单): what a customer asks, reports or complains about, and the promise of how soon it is dealt with.
 *
 * <p>A ticket is opened, triaged, assigned, answered, and in the end resolved and closed. While it waits for somebody else its
 * clocks stand still. Read {@link io.guanxi.domain.ticket.TicketCommand}, then the table in
 * {@link io.guanxi.domain.ticket.Ticket}; {@link io.guanxi.domain.ticket.TicketRule} lists every refusal. How soon is soon
 * enough is the host's {@link io.guanxi.domain.ticket.SlaPolicy}; what has become of it is a
 * {@link io.guanxi.domain.ticket.Clock}.
 *
 * <pre>
 *  Open ──► NEW ──Triage, Assign, Reply──► OPEN ──Resolve──► RESOLVED ──Close──► CLOSED
 *                                          │  ▲ ▲                │                  │
 *                             WaitFor…     │  │ └─────Reopen─────┴──────Reopen──────┘
 *                                          ▼  │      (a RESOLVED one also by RecordCustomerReply)
 *                          WAITING_CUSTOMER   │
 *                          WAITING_THIRD_PARTY┘ ContinueWork (WAITING_CUSTOMER also by RecordCustomerReply)
 *
 *  from NEW, OPEN and WAITING_…             WaitFor…, Resolve; Cancel ──► CANCELLED, for good
 *  from NEW, OPEN, WAITING_… and RESOLVED   Merge ──► MERGED, for good
 * </pre>
 */
@NullMarked
package io.guanxi.domain.ticket;

import org.jspecify.annotations.NullMarked;
