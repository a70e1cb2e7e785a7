package io.guanxi.application.internal.engine;

import com.google.common.collect.ImmutableMap;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.TenantId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the engine knows of an aggregate at one version. It never changes, so it may be kept and shared.
 *
 * @param hosted whose it is
 * @param state what its decider decides on
 * @param version how many events it has; 0 if there is no such aggregate
 * @param views those of its views that are known, in this version
 */
record Aggregate(Hosted hosted, Object state, long version, ImmutableMap<ViewType<?>, Seen> views) {

    static Aggregate unborn(Hosted hosted) {
        return new Aggregate(hosted, hosted.initial(), 0, ImmutableMap.of());
    }

    /** As which one an aggregate is kept. */
    record Key(TenantId tenant, UUID id) {}

    /**
     * A view as it was made, or seen that there is none: other editions may have another.
     *
     * @param edition the edition that it was folded in
     */
    record Seen(int edition, @Nullable View view) {}

    /** Whether it is known what {@link #view} there is in an edition. */
    boolean knows(ViewType<?> type, int edition) {
        Seen seen = views.get(type);
        return version == 0 || (seen != null && seen.edition() == edition);
    }

    @Nullable
    View view(ViewType<?> type) {
        Seen seen = views.get(type);
        return seen == null ? null : seen.view();
    }
}
