package io.guanxi.domain.touchpoint;

import io.guanxi.domain.kernel.DomainEvent;
import java.util.Map;

/** Everything that can have happened to a touchpoint. */
public sealed interface TouchpointEvent extends DomainEvent {

    TouchpointId touchpointId();

    @Override
    default TouchpointId aggregateId() {
        return touchpointId();
    }

    record Defined(TouchpointId touchpointId, String code, Map<String, String> labels) implements TouchpointEvent {}

    record Relabelled(TouchpointId touchpointId, Map<String, String> labels) implements TouchpointEvent {}

    record Retired(TouchpointId touchpointId) implements TouchpointEvent {}

    record Revived(TouchpointId touchpointId) implements TouchpointEvent {}
}
