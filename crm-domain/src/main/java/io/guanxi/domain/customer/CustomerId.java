package io.guanxi.domain.customer;

import io.guanxi.domain.kernel.AggregateId;
import java.util.UUID;

/** The identity of a customer. */
public record CustomerId(UUID value) implements AggregateId {

    public static CustomerId random() {
        return new CustomerId(UUID.randomUUID());
    }
}
