package io.guanxi.domain.shadow;

import io.guanxi.domain.kernel.DomainEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything that can have happened to a system that is followed. */
public sealed interface ShadowEvent extends DomainEvent {

    ShadowId shadowId();

    @Override
    default ShadowId aggregateId() {
        return shadowId();
    }

    /** @param batch under which all that it tells is written */
    record Opened(ShadowId shadowId, String source, UUID batch) implements ShadowEvent {}

    record Followed(ShadowId shadowId, String kind) implements ShadowEvent {}

    record MovedOn(ShadowId shadowId, String position) implements ShadowEvent {}

    record TakenOver(
            ShadowId shadowId,
            String kind,
            long differences,
            @Nullable String reason) implements ShadowEvent {}
}
