package io.guanxi.domain.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.AggregateId;
import java.util.UUID;

/** The identity of a profile. */
public record ProfileId(UUID value) implements AggregateId {

    public static ProfileId random() {
        return new ProfileId(UUID.randomUUID());
    }

    /** The one that everybody makes who knows no other. */
    public static ProfileId of(CustomerId customer) {
        return new ProfileId(UUID.nameUUIDFromBytes(("io.guanxi: profile " + customer.value()).getBytes(UTF_8)));
    }
}
