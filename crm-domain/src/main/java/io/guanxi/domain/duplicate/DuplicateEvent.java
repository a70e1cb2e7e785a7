package io.guanxi.domain.duplicate;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Personal;
import java.math.BigDecimal;

/** Everything that can have happened about a customer's duplicates. */
public sealed interface DuplicateEvent extends DomainEvent {

    CustomerId customer();

    @Override
    default DuplicateId aggregateId() {
        return DuplicateId.of(customer());
    }

    record Allowed(CustomerId customer, @Personal String reason) implements DuplicateEvent {}

    record Suspected(CustomerId customer, CustomerId other, MatchRule rule, BigDecimal probability)
            implements DuplicateEvent {}
}
