package io.guanxi.domain.transaction;

import static io.guanxi.domain.transaction.TransactionRule.ALREADY_KNOWN;
import static io.guanxi.domain.transaction.TransactionRule.CANCELLED;
import static io.guanxi.domain.transaction.TransactionRule.KIND_STAYS;

import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.transaction.TransactionCommand.Cancel;
import io.guanxi.domain.transaction.TransactionCommand.Correct;
import io.guanxi.domain.transaction.TransactionCommand.Reinstate;
import io.guanxi.domain.transaction.TransactionEvent.Booked;
import io.guanxi.domain.transaction.TransactionEvent.Cancelled;
import io.guanxi.domain.transaction.TransactionEvent.Corrected;
import io.guanxi.domain.transaction.TransactionEvent.Reinstated;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules need to remember of a transaction, and the rules.
 *
 * @param beginning what was said first, so that a late repetition is known as one
 */
public record Transaction(
        Status status, @Nullable Booked beginning, @Nullable TransactionDetails details) {

    public static final Decider<TransactionCommand, TransactionEvent, Transaction> DECIDER = Decider.of(
                    TransactionCommand.class, TransactionEvent.class, new Transaction(Status.UNKNOWN, null, null))
            .decide(TransactionCommand.Book.class, Transaction::book)
            .decide(Correct.class, Transaction::correct)
            .decide(Cancel.class, Transaction::cancel)
            .decide(Reinstate.class, Transaction::reinstate)
            .evolve(Booked.class, (state, event) -> new Transaction(Status.VALID, event, event.details()))
            .evolve(Corrected.class, (state, event) -> new Transaction(state.status, state.beginning, event.details()))
            .evolve(Cancelled.class, (state, event) -> state.withStatus(Status.CANCELLED))
            .evolve(Reinstated.class, (state, event) -> state.withStatus(Status.VALID))
            .build();

    /** Whether a transaction counts. */
    public enum Status {
        UNKNOWN,
        VALID,
        CANCELLED
    }

    private List<TransactionEvent> book(TransactionCommand.Book command) {
        Booked event = new Booked(command.transactionId(), command.customerId(), command.details());
        if (beginning == null) {
            return List.of(event);
        }
        if (!event.equals(beginning)) {
            throw ALREADY_KNOWN.refused();
        }
        return List.of();
    }

    private List<TransactionEvent> correct(Correct command) {
        TransactionDetails now = requireKnown(command.transactionId());
        if (command.details().equals(now)) {
            return List.of();
        }
        if (status == Status.CANCELLED) {
            throw CANCELLED.refused();
        }
        if (command.details().kind() != now.kind()) {
            throw KIND_STAYS.refused(now.kind());
        }
        return List.of(new Corrected(command.transactionId(), command.details()));
    }

    private List<TransactionEvent> cancel(Cancel command) {
        requireKnown(command.transactionId());
        return status == Status.CANCELLED
                ? List.of()
                : List.of(new Cancelled(command.transactionId(), command.reason()));
    }

    private List<TransactionEvent> reinstate(Reinstate command) {
        requireKnown(command.transactionId());
        return status == Status.VALID ? List.of() : List.of(new Reinstated(command.transactionId(), command.reason()));
    }

    private Transaction withStatus(Status now) {
        return new Transaction(now, beginning, details);
    }

    private TransactionDetails requireKnown(TransactionId id) {
        if (details == null) {
            throw new CrmException.NotFound(id);
        }
        return details;
    }
}
