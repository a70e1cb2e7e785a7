package io.guanxi.domain.transaction;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Personal;

/** Everything that can have happened to a transaction. */
public sealed interface TransactionEvent extends DomainEvent {

    TransactionId transactionId();

    @Override
    default TransactionId aggregateId() {
        return transactionId();
    }

    record Booked(
            TransactionId transactionId,
            CustomerId customerId,
            @Personal TransactionDetails details) implements TransactionEvent {}

    record Corrected(TransactionId transactionId, @Personal TransactionDetails details) implements TransactionEvent {}

    record Cancelled(TransactionId transactionId, @Personal String reason) implements TransactionEvent {}

    record Reinstated(TransactionId transactionId, @Personal String reason) implements TransactionEvent {}
}
