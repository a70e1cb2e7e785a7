package io.guanxi.application.shadow;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.guanxi.application.Meta;
import io.guanxi.application.view.Many;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Text;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.shadow.Shadow;
import io.guanxi.domain.shadow.ShadowEvent;
import io.guanxi.domain.shadow.ShadowEvent.Followed;
import io.guanxi.domain.shadow.ShadowEvent.MovedOn;
import io.guanxi.domain.shadow.ShadowEvent.Opened;
import io.guanxi.domain.shadow.ShadowEvent.TakenOver;
import io.guanxi.domain.shadow.ShadowId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A system that is followed. This record is the JSON.
 *
 * @param batch under which all that it tells is written
 * @param followed the kinds of which it is the master
 * @param takenOver the kinds of which it was, and when they were taken over
 * @param position how far its changes have been taken in; null for not at all
 */
public record ShadowView(
        ShadowId id,
        String source,
        UUID batch,
        Set<String> followed,
        Map<String, Instant> takenOver,
        @Nullable String position,
        Instant changedAt)
        implements View {

    private static final ViewType.Builder<ShadowView> V = ViewType.of("shadow", ShadowView.class);

    public static final Text<ShadowView> SOURCE = V.text("source", ShadowView::source);
    public static final Many<ShadowView> FOLLOWED = V.texts("followed", ShadowView::followed);
    public static final Many<ShadowView> TAKEN_OVER =
            V.texts("taken_over", view -> view.takenOver().keySet());
    public static final Ordered<ShadowView, Instant> CHANGED_AT = V.instant("changed_at", ShadowView::changedAt);

    public static final ViewType<ShadowView> TYPE = V.startsWith(
                    Opened.class,
                    (event, meta) -> new ShadowView(
                            event.shadowId(),
                            event.source(),
                            event.batch(),
                            Set.of(),
                            Map.of(),
                            null,
                            meta.happenedAt()))
            .on(Followed.class, ShadowView::after)
            .on(MovedOn.class, ShadowView::after)
            .on(TakenOver.class, ShadowView::after)
            .list()
            .by(SOURCE)
            .build();

    public ShadowView {
        followed = ImmutableSortedSet.copyOf(followed);
        takenOver = ImmutableSortedMap.copyOf(takenOver);
    }

    /** The rules remember what is shown. */
    private ShadowView after(ShadowEvent event, Meta meta) {
        Shadow now = Shadow.DECIDER.evolve(new Shadow(batch, followed, takenOver.keySet(), position), event);
        Map<String, Instant> since = new HashMap<>(takenOver);
        now.takenOver().forEach(each -> since.putIfAbsent(each, meta.happenedAt()));
        return new ShadowView(id, source, batch, now.followed(), since, now.position(), meta.happenedAt());
    }
}
