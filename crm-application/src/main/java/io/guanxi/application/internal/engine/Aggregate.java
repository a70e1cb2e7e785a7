package io.guanxi.application.internal.engine;

import com.google.common.collect.ImmutableMap;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.TenantId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the engine knows of an aggregate at one version. It never changes, so it may be kept and shared.
 *
 * @param hosted whose it is
 * @param state what its decider decides on
 * @param version how many events it has; 0 if there is no such aggregate
 * @param views those of its views that are known, in this version; empty where it has none
 */
record Aggregate(Hosted hosted, Object state, long version, ImmutableMap<ViewType<?>, Optional<View>> views) {

    static Aggregate unborn(Hosted hosted) {
        return new Aggregate(hosted, hosted.initial(), 0, ImmutableMap.of());
    }

    /** As which one an aggregate is kept. */
    record Key(TenantId tenant, UUID id) {}

    /** Whether it is known what {@link #view} there is. */
    boolean knows(ViewType<?> type) {
        return version == 0 || views.containsKey(type);
    }

    @Nullable
    View view(ViewType<?> type) {
        return views.getOrDefault(type, Optional.empty()).orElse(null);
    }
}
