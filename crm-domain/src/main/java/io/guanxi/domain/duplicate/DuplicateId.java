package io.guanxi.domain.duplicate;

import io.guanxi.domain.kernel.AggregateId;
import java.util.UUID;

/** The identity of one permission. */
public record DuplicateId(UUID value) implements AggregateId {

    public static DuplicateId random() {
        return new DuplicateId(UUID.randomUUID());
    }
}
