package io.guanxi.domain.activity;

import io.guanxi.domain.kernel.AggregateId;
import java.util.UUID;

/** The identity of an activity. */
public record ActivityId(UUID value) implements AggregateId {

    public static ActivityId random() {
        return new ActivityId(UUID.randomUUID());
    }
}
