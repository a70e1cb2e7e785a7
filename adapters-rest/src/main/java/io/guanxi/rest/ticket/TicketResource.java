package io.guanxi.rest.ticket;

import io.guanxi.application.ticket.TicketMessageView;
import io.guanxi.application.ticket.TicketView;
import io.guanxi.domain.ticket.TicketCommand;
import io.guanxi.domain.ticket.TicketCommand.Assign;
import io.guanxi.domain.ticket.TicketCommand.Cancel;
import io.guanxi.domain.ticket.TicketCommand.ChangePriority;
import io.guanxi.domain.ticket.TicketCommand.Close;
import io.guanxi.domain.ticket.TicketCommand.ContinueWork;
import io.guanxi.domain.ticket.TicketCommand.Escalate;
import io.guanxi.domain.ticket.TicketCommand.Merge;
import io.guanxi.domain.ticket.TicketCommand.NoteBreach;
import io.guanxi.domain.ticket.TicketCommand.NoteInternally;
import io.guanxi.domain.ticket.TicketCommand.Open;
import io.guanxi.domain.ticket.TicketCommand.RecordCustomerReply;
import io.guanxi.domain.ticket.TicketCommand.Reopen;
import io.guanxi.domain.ticket.TicketCommand.Reply;
import io.guanxi.domain.ticket.TicketCommand.Resolve;
import io.guanxi.domain.ticket.TicketCommand.Triage;
import io.guanxi.domain.ticket.TicketCommand.Unassign;
import io.guanxi.domain.ticket.TicketCommand.WaitForCustomer;
import io.guanxi.domain.ticket.TicketCommand.WaitForThirdParty;
import io.guanxi.domain.ticket.TicketId;
import io.guanxi.domain.ticket.TicketRule;
import io.guanxi.rest.Routes;

/** Tickets (工单) over HTTP. That a clock is past due is for duties to note. */
public final class TicketResource {

    private static final TicketMapper MAPPER = new GeneratedTicketMapper();

    public static final Routes<TicketId, TicketView> ROUTES = Routes.of(
                    "tickets", TicketCommand.class, TicketView.TYPE, TicketId::new)
            .put(Open.class, TicketRequests.Open.class, MAPPER::open)
            .post(Triage.class, TicketRequests.Triage.class, MAPPER::triage)
            .post(ChangePriority.class, TicketRequests.ChangePriority.class, MAPPER::changePriority)
            .post(Assign.class, TicketRequests.Assign.class, MAPPER::assign)
            .post(Unassign.class, Unassign::new)
            .post(Reply.class, TicketRequests.Message.class, MAPPER::reply)
            .post(NoteInternally.class, TicketRequests.Message.class, MAPPER::noteInternally)
            .post(RecordCustomerReply.class, TicketRequests.Message.class, MAPPER::recordCustomerReply)
            .post(WaitForCustomer.class, WaitForCustomer::new)
            .post(WaitForThirdParty.class, TicketRequests.WaitForThirdParty.class, MAPPER::waitForThirdParty)
            .post(ContinueWork.class, ContinueWork::new)
            .post(Resolve.class, TicketRequests.Resolve.class, MAPPER::resolve)
            .post(Reopen.class, TicketRequests.Reason.class, MAPPER::reopen)
            .post(Close.class, Close::new)
            .post(Cancel.class, TicketRequests.Reason.class, MAPPER::cancel)
            .post(Merge.class, TicketRequests.Merge.class, MAPPER::merge)
            .post(Escalate.class, TicketRequests.Reason.class, MAPPER::escalate)
            .internal(NoteBreach.class)
            .refuses(TicketRule.values())
            .build();

    /** What was said about them: {@code GET /ticket-messages?filter=ticket==…&sort=saidAt}. */
    public static final Routes<TicketMessageView.Id, TicketMessageView> MESSAGES =
            Routes.reading("ticket-messages", TicketMessageView.TYPE, TicketMessageView.Id::new);

    private TicketResource() {}
}
