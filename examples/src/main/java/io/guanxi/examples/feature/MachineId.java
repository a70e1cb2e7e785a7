package io.guanxi.examples.feature;

import io.guanxi.domain.kernel.AggregateId;
import java.util.UUID;

/** The identity of a machine. */
public record MachineId(UUID value) implements AggregateId {

    public static MachineId random() {
        return new MachineId(UUID.randomUUID());
    }
}
