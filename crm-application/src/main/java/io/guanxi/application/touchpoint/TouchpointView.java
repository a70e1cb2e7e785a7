package io.guanxi.application.touchpoint;

import com.google.common.collect.ImmutableMap;
import io.guanxi.application.Meta;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Group;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Text;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.touchpoint.TouchpointEvent.Defined;
import io.guanxi.domain.touchpoint.TouchpointEvent.Relabelled;
import io.guanxi.domain.touchpoint.TouchpointEvent.Retired;
import io.guanxi.domain.touchpoint.TouchpointEvent.Revived;
import io.guanxi.domain.touchpoint.TouchpointId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A touchpoint as screens see it; in the order of their codes, each stands behind that of which it is a branch. */
public record TouchpointView(
        TouchpointId id, String code, Map<String, String> labels, boolean retired, Instant changedAt) implements View {

    private static final ViewType.Builder<TouchpointView> V = ViewType.of("touchpoint", TouchpointView.class);

    public static final Text<TouchpointView> CODE = V.text("code", TouchpointView::code);
    public static final Ordered<TouchpointView, Boolean> RETIRED = V.flag("retired", TouchpointView::retired);
    public static final Ordered<TouchpointView, Instant> CHANGED_AT =
            V.instant("changed_at", TouchpointView::changedAt);

    public static final ViewType<TouchpointView> TYPE = V.startsWith(Defined.class, TouchpointView::defined)
            .on(Relabelled.class, (view, event, meta) -> view.with(event.labels(), view.retired(), meta))
            .on(Retired.class, (view, event, meta) -> view.with(view.labels(), true, meta))
            .on(Revived.class, (view, event, meta) -> view.with(view.labels(), false, meta))
            .list()
            .by(CODE)
            .build();

    public TouchpointView {
        labels = ImmutableMap.copyOf(labels);
    }

    /** Whatever happened at a touchpoint or one of its branches: {@code branch(ActivityView.CHANNEL, "online")}. */
    public static <V extends View> Filter<V> branch(Text<V> channel, String code) {
        return channel.is(code).or(channel.startsWith(code + "."));
    }

    /**
     * A report by channel as one by branches: what was counted at a touchpoint counts for each of which it is a branch too.
     *
     * @param groups by channel, those without one are left out
     * @param measure a count
     */
    public static SortedMap<String, Long> byBranch(List<Group> groups, String measure) {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (Group group : groups) {
            if (group.key() instanceof String code) {
                for (int end = code.indexOf('.'); end >= 0; end = code.indexOf('.', end + 1)) {
                    counts.merge(code.substring(0, end), group.count(measure), Long::sum);
                }
                counts.merge(code, group.count(measure), Long::sum);
            }
        }
        return counts;
    }

    private static TouchpointView defined(Defined event, Meta meta) {
        return new TouchpointView(event.touchpointId(), event.code(), event.labels(), false, meta.happenedAt());
    }

    private TouchpointView with(Map<String, String> names, boolean gone, Meta meta) {
        return new TouchpointView(id, code, names, gone, meta.happenedAt());
    }
}
