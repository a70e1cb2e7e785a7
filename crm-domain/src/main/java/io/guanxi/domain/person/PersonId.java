package io.guanxi.domain.person;

import io.guanxi.domain.kernel.AggregateId;
import java.util.UUID;

/** The identity of somebody who works with the CRM. */
public record PersonId(UUID value) implements AggregateId {

    public static PersonId random() {
        return new PersonId(UUID.randomUUID());
    }
}
