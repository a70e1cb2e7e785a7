package io.guanxi.application.internal.engine;

import io.guanxi.application.Recorded;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Grouping;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Sort;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Masks;
import io.guanxi.domain.kernel.Personal;
import java.util.List;
import java.util.Set;

/**
 * What one actor sees of personal data, and may ask of it. One who does not see a field cannot find it out by questions either:
 * whole values are compared, for somebody who has a number in front of them may look for it, and nothing else is.
 */
record Masker(Codec codec, Actor actor, Set<Personal.Kind> kinds) {

    boolean isOff() {
        return kinds.isEmpty();
    }

    <V extends View> V shown(ViewType<V> type, V view) {
        return isOff() ? view : codec.secrets().masked(type.viewClass(), view, kinds);
    }

    <V extends View> Versioned<V> shown(ViewType<V> type, Versioned<V> found) {
        return isOff() ? found : new Versioned<>(shown(type, found.view()), found.version());
    }

    List<Recorded<?>> shown(List<Recorded<?>> events) {
        return isOff()
                ? events
                : events.stream()
                        .<Recorded<?>>map(each -> codec.masked(each, kinds))
                        .toList();
    }

    /** What is shown masked must not be written back over what is there. */
    void requireUnmasked(Command command) {
        if (!isOff()) {
            for (String text : codec.secrets().texts(command, Set.of(Personal.Kind.values()))) {
                Check.that(!Masks.isMasked(text), "", "masked", "must not be masked");
            }
        }
    }

    <V extends View> void requireOpen(ViewType<V> type, List<Sort<V>> sorts) {
        if (!isOff()) {
            sorts.forEach(each -> requireOpen(type, each.attribute()));
        }
    }

    <V extends View> void requireOpen(ViewType<V> type, Grouping<V> grouping) {
        if (isOff()) {
            return;
        }
        grouping.keys().forEach(each -> requireOpen(type, each));
        for (Grouping.Measure<V> measure : grouping.measures()) {
            requireOpen(type, measure.where());
            if (measure.attribute() != null) {
                requireOpen(type, measure.attribute());
            }
        }
    }

    /** Fails if the filter compares a part of what the actor does not see, or its order. */
    <V extends View> void requireOpen(ViewType<V> type, Filter<V> filter) {
        if (isOff()) {
            return;
        }
        if (filter instanceof Filter.All<V> it) {
            it.filters().forEach(each -> requireOpen(type, each));
        } else if (filter instanceof Filter.Any<V> it) {
            it.filters().forEach(each -> requireOpen(type, each));
        } else if (filter instanceof Filter.Not<V> it) {
            requireOpen(type, it.filter());
        } else if (filter instanceof Filter.Related<V, ?> it) {
            requireRelatedOpen(it);
        } else if (filter instanceof Filter.StartsWith<V> it) {
            requireOpen(type, it.attribute());
        } else if (filter instanceof Filter.Contains<V> it) {
            requireOpen(type, it.attribute());
        } else if (filter instanceof Filter.Comparison<V> it && it.operator() != Filter.Operator.EQUAL) {
            requireOpen(type, it.attribute());
        }
    }

    private <W extends View> void requireRelatedOpen(Filter.Related<?, W> filter) {
        requireOpen(filter.type(), filter.filter());
        Ordered<W, ?> summed = filter.enough().summed();
        if (summed != null) {
            requireOpen(filter.type(), summed);
        }
    }

    private <V extends View> void requireOpen(ViewType<V> type, Attribute<V, ?> attribute) {
        Personal.Kind kind = type.personal().get(attribute.name());
        if (kind != null && kinds.contains(kind)) {
            throw new CrmException.Forbidden(
                    actor, "search for parts of " + attribute.name() + ", or sort or group by it");
        }
    }
}
