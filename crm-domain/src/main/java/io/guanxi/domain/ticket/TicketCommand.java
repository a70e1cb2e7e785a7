package io.guanxi.domain.ticket;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Command;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a ticket. */
public sealed interface TicketCommand extends Command {

    TicketId ticketId();

    @Override
    default TicketId aggregateId() {
        return ticketId();
    }

    /**
     * Makes the ticket known; repeated with the same facts it changes nothing. Subject at most 300 characters, description
     * 20,000, channel (the host's name for the way it came in, such as {@code email}) 50.
     */
    record Open(
            TicketId ticketId,
            @Nullable CustomerId customerId,
            String subject,
            @Nullable String description,
            String channel,
            TicketKind kind,
            TicketPriority priority)
            implements TicketCommand {

        public Open {
            subject = Check.text("subject", subject, 300);
            description = Check.optionalText("description", description, 20_000);
            channel = Check.text("channel", channel, 50);
        }
    }

    /** Says what the ticket really is about, at most 100 characters for the category. Begins the work on a new ticket. */
    record Triage(
            TicketId ticketId,
            TicketKind kind,
            TicketPriority priority,
            @Nullable String category) implements TicketCommand {

        public Triage {
            category = Check.optionalText("category", category, 100);
        }
    }

    record ChangePriority(TicketId ticketId, TicketPriority priority) implements TicketCommand {}

    /** Gives the ticket to an agent, whoever had it before. Begins the work on a new ticket. */
    record Assign(TicketId ticketId, String agent) implements TicketCommand {

        public Assign {
            agent = Check.text("agent", agent, 200);
        }
    }

    record Unassign(TicketId ticketId) implements TicketCommand {}

    /**
     * Answers the customer in public, which meets the clock of the first response. Begins the work on a new ticket. A message
     * id that the ticket remembers changes nothing, whatever the text; it remembers {@link Ticket#MAX_MESSAGES}.
     */
    record Reply(TicketId ticketId, String messageId, String text) implements TicketCommand {

        public Reply {
            messageId = TicketCommand.messageId(messageId);
            text = TicketCommand.text(text);
        }
    }

    /** Notes what the customer must not see. Its message id is as for {@link Reply}. */
    record NoteInternally(TicketId ticketId, String messageId, String text) implements TicketCommand {

        public NoteInternally {
            messageId = TicketCommand.messageId(messageId);
            text = TicketCommand.text(text);
        }
    }

    /**
     * Takes down what the customer has written or said, which ends the waiting for the customer and reopens a resolved ticket;
     * a closed one refuses it. Its message id is as for {@link Reply}.
     */
    record RecordCustomerReply(TicketId ticketId, String messageId, String text) implements TicketCommand {

        public RecordCustomerReply {
            messageId = TicketCommand.messageId(messageId);
            text = TicketCommand.text(text);
        }
    }

    /** Leaves the next step to the customer; the clocks stand still. */
    record WaitForCustomer(TicketId ticketId) implements TicketCommand {}

    /** Leaves the next step to somebody else, such as a supplier; the clocks stand still. */
    record WaitForThirdParty(TicketId ticketId, String party) implements TicketCommand {

        public WaitForThirdParty {
            party = Check.text("party", party, 200);
        }
    }

    /** Ends the waiting; a ticket that does not wait stays as it is. */
    record ContinueWork(TicketId ticketId) implements TicketCommand {}

    /**
     * Says that it is solved, and tells the customer how. Code, the host's name for the kind of solution, at most 100
     * characters; text 20,000. It needs no agent: who resolves is in the call.
     */
    record Resolve(TicketId ticketId, String code, String text) implements TicketCommand {

        public Resolve {
            code = Check.text("code", code, 100);
            text = TicketCommand.text(text);
        }
    }

    /** Takes a resolved or closed ticket up again; one under work stays as it is. */
    record Reopen(TicketId ticketId, String reason) implements TicketCommand {

        public Reopen {
            reason = TicketCommand.reason(reason);
        }
    }

    /** Puts a resolved ticket away. */
    record Close(TicketId ticketId) implements TicketCommand {}

    /** Gives up a ticket that needs no solution, such as spam. For good. */
    record Cancel(TicketId ticketId, String reason) implements TicketCommand {

        public Cancel {
            reason = TicketCommand.reason(reason);
        }
    }

    /** Ends the ticket in favour of another one about the same thing. For good. */
    record Merge(TicketId ticketId, TicketId into) implements TicketCommand {}

    /** Calls for more attention, once for each new reason. */
    record Escalate(TicketId ticketId, String reason) implements TicketCommand {

        public Escalate {
            reason = TicketCommand.reason(reason);
        }
    }

    /** Notes that a running clock is past due, if it is; once for each run. For duties, which may ask at any time. */
    record NoteBreach(TicketId ticketId, ClockKind clock) implements TicketCommand {}

    private static String messageId(String value) {
        return Check.text("messageId", value, 200);
    }

    private static String text(String value) {
        return Check.text("text", value, 20_000);
    }

    private static String reason(String value) {
        return Check.text("reason", value, 500);
    }
}
