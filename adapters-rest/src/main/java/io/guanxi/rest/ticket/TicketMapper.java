package io.guanxi.rest.ticket;

import io.guanxi.domain.ticket.TicketCommand;
import io.guanxi.domain.ticket.TicketId;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** Request → command. */
@Mapper(implementationName = "Generated<CLASS_NAME>")
interface TicketMapper {

    @Mapping(target = "customerId", source = "request.customer")
    TicketCommand.Open open(TicketId ticketId, TicketRequests.Open request);

    TicketCommand.Triage triage(TicketId ticketId, TicketRequests.Triage request);

    TicketCommand.ChangePriority changePriority(TicketId ticketId, TicketRequests.ChangePriority request);

    TicketCommand.Assign assign(TicketId ticketId, TicketRequests.Assign request);

    TicketCommand.Reply reply(TicketId ticketId, TicketRequests.Message request);

    TicketCommand.NoteInternally noteInternally(TicketId ticketId, TicketRequests.Message request);

    TicketCommand.RecordCustomerReply recordCustomerReply(TicketId ticketId, TicketRequests.Message request);

    TicketCommand.WaitForThirdParty waitForThirdParty(TicketId ticketId, TicketRequests.WaitForThirdParty request);

    TicketCommand.Resolve resolve(TicketId ticketId, TicketRequests.Resolve request);

    TicketCommand.Reopen reopen(TicketId ticketId, TicketRequests.Reason request);

    TicketCommand.Cancel cancel(TicketId ticketId, TicketRequests.Reason request);

    TicketCommand.Escalate escalate(TicketId ticketId, TicketRequests.Reason request);

    TicketCommand.Merge merge(TicketId ticketId, TicketRequests.Merge request);
}
