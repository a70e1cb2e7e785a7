package io.guanxi.domain.contact;

import io.guanxi.domain.kernel.AggregateId;
import java.util.UUID;

/** The identity of a person's place in an organisation. */
public record ContactId(UUID value) implements AggregateId {

    public static ContactId random() {
        return new ContactId(UUID.randomUUID());
    }
}
