package io.guanxi.domain.transaction;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Command;

/** Everything one can ask of a transaction. */
public sealed interface TransactionCommand extends Command {

    TransactionId transactionId();

    @Override
    default TransactionId aggregateId() {
        return transactionId();
    }

    /** Takes down what has been, at the call's business time; repeated with the same facts it changes nothing. */
    record Book(TransactionId transactionId, CustomerId customerId, TransactionDetails details)
            implements TransactionCommand {}

    /** Replaces all details by those given, but for the kind, which stays. */
    record Correct(TransactionId transactionId, TransactionDetails details) implements TransactionCommand {}

    /** Says that it does not count: the order was cancelled, the payment bounced. */
    record Cancel(TransactionId transactionId, String reason) implements TransactionCommand {

        public Cancel {
            reason = Check.text("reason", reason, 500);
        }
    }

    /** Takes the cancellation back (反作废): it counts again, as it was, under its own number. */
    record Reinstate(TransactionId transactionId, String reason) implements TransactionCommand {

        public Reinstate {
            reason = Check.text("reason", reason, 500);
        }
    }
}
