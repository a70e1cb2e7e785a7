package io.guanxi.application.internal.engine;

import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.DomainEvent;
import java.util.UUID;

/** An event that no feature of this build knows: shown in histories, preserved in the log, decided upon by nobody. */
public record UnknownEvent(UnknownId aggregateId, String payload) implements DomainEvent {

    /** The identity of an aggregate of an unknown feature. */
    public record UnknownId(UUID value) implements AggregateId {}
}
