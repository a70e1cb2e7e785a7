package io.guanxi.domain.duplicate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.AggregateId;
import java.util.UUID;

/** The identity of what is suspected of one customer. */
public record DuplicateId(UUID value) implements AggregateId {

    /** The one of a customer: there is one for each. */
    public static DuplicateId of(CustomerId customer) {
        return new DuplicateId(UUID.nameUUIDFromBytes(("duplicate:" + customer.value()).getBytes(UTF_8)));
    }
}
