package io.guanxi.domain.intake;

import io.guanxi.domain.kernel.AggregateId;
import java.util.UUID;

/** The identity of a row that is kept. */
public record IntakeId(UUID value) implements AggregateId {

    public static IntakeId random() {
        return new IntakeId(UUID.randomUUID());
    }
}
