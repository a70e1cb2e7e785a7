package io.guanxi.domain.duplicate;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Personal;

/** Everything that can have happened about duplicates. */
public sealed interface DuplicateEvent extends DomainEvent {

    DuplicateId duplicateId();

    @Override
    default DuplicateId aggregateId() {
        return duplicateId();
    }

    record Allowed(
            DuplicateId duplicateId,
            CustomerId customerId,
            @Personal String reason) implements DuplicateEvent {}
}
