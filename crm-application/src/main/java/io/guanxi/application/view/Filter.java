package io.guanxi.application.view;

import com.google.common.collect.ImmutableList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A question about views: saved lists, REST queries, pool and assignment rules and each actor's scope are all filters. It is
 * data, so one visitor turns it into SQL; {@link #test} answers it in memory. Comparing with an absent value is false, and
 * {@link Not} of that is true.
 */
public sealed interface Filter<V extends View> {

    /** How two values are compared. */
    enum Operator {
        EQUAL,
        LESS,
        AT_MOST,
        MORE,
        AT_LEAST
    }

    /** @param value as stored */
    record Comparison<V extends View>(Attribute<V, ?> attribute, Operator operator, Object value)
            implements Filter<V> {}

    /** @param values as stored */
    record OneOf<V extends View>(Attribute<V, ?> attribute, List<Object> values) implements Filter<V> {
        public OneOf {
            values = ImmutableList.copyOf(values);
        }
    }

    record Absent<V extends View>(Attribute<V, ?> attribute) implements Filter<V> {}

    record StartsWith<V extends View>(Text<V> attribute, String prefix) implements Filter<V> {}

    record Contains<V extends View>(Text<V> attribute, String part) implements Filter<V> {}

    record Has<V extends View>(Many<V> attribute, String value) implements Filter<V> {}

    /** All of them hold; none means: always true. */
    record All<V extends View>(List<Filter<V>> filters) implements Filter<V> {
        public All {
            filters = ImmutableList.copyOf(filters);
        }
    }

    /** At least one of them holds; none means: never true. */
    record Any<V extends View>(List<Filter<V>> filters) implements Filter<V> {
        public Any {
            filters = ImmutableList.copyOf(filters);
        }
    }

    record Not<V extends View>(Filter<V> filter) implements Filter<V> {}

    /**
     * The views of the other type whose {@code there} equals this view's {@code here} and for which the filter holds are enough.
     *
     * @param enough how many or how much of them
     * @param through who stands in for those that are referred to; null if nobody does. The CRM puts it here for whoever asks
     */
    record Related<V extends View, W extends View>(
            Reference<V, ?> here,
            ViewType<W> type,
            Reference<W, ?> there,
            Filter<W> filter,
            Total<W> enough,
            @Nullable StandIns<?> through)
            implements Filter<V> {

        private boolean testRelated(V view, Lookup related) {
            Map<Object, Object> standIns = through == null ? Map.of() : standIns(through, related);
            Object id = meant(here.valueOf(view), here, standIns);
            return id != null
                    && enough.holds(related.all(type).stream()
                            .filter(each -> id.equals(meant(there.valueOf(each), there, standIns))
                                    && filter.test(each, related)));
        }

        /** Who is stood in for is referred to by that one's name, and is nobody itself. */
        private static @Nullable Object meant(
                @Nullable Object id, Reference<?, ?> reference, Map<Object, Object> standIns) {
            Object standIn = id == null ? null : standIns.get(id);
            if (standIn == null) {
                return id;
            }
            return reference.isIdentity() ? null : standIn;
        }

        private static <M extends View> Map<Object, Object> standIns(StandIns<M> through, Lookup related) {
            Map<Object, Object> result = new HashMap<>();
            for (M each : related.all(through.type())) {
                Object standIn = through.standIn().valueOf(each);
                if (standIn != null) {
                    result.put(each.id().value(), standIn);
                }
            }
            return result;
        }
    }

    /** Every view. */
    static <V extends View> Filter<V> everything() {
        return new All<>(List.of());
    }

    /** No view. */
    static <V extends View> Filter<V> nothing() {
        return new Any<>(List.of());
    }

    default Filter<V> and(Filter<V> other) {
        if (equals(everything())) {
            return other;
        }
        return other.equals(everything()) ? this : new All<>(List.of(this, other));
    }

    default Filter<V> or(Filter<V> other) {
        return new Any<>(List.of(this, other));
    }

    default Filter<V> not() {
        return new Not<>(this);
    }

    /**
     * The answer for one view, in memory.
     *
     * @param related where the views of other types are looked up
     */
    default boolean test(V view, Lookup related) {
        // Java 17 has no exhaustive pattern switch; the last branch is the one that a new kind of filter falls into.
        if (this instanceof Comparison<V> it) {
            Object value = it.attribute().valueOf(view);
            return value != null && Values.holds(value, it.operator(), it.value());
        }
        if (this instanceof OneOf<V> it) {
            Object value = it.attribute().valueOf(view);
            return value != null && it.values().contains(value);
        }
        if (this instanceof Absent<V> it) {
            return it.attribute().valueOf(view) == null;
        }
        if (this instanceof StartsWith<V> it) {
            return it.attribute().valueOf(view) instanceof String text && text.startsWith(it.prefix());
        }
        if (this instanceof Contains<V> it) {
            return it.attribute().valueOf(view) instanceof String text && text.contains(it.part());
        }
        if (this instanceof Has<V> it) {
            return it.attribute().valueOf(view) instanceof Set<?> set && set.contains(it.value());
        }
        if (this instanceof All<V> it) {
            return it.filters().stream().allMatch(each -> each.test(view, related));
        }
        if (this instanceof Any<V> it) {
            return it.filters().stream().anyMatch(each -> each.test(view, related));
        }
        if (this instanceof Not<V> it) {
            return !it.filter().test(view, related);
        }
        return ((Related<V, ?>) this).testRelated(view, related);
    }

    /** The types of other views that must be looked up to answer. */
    default Stream<ViewType<?>> others() {
        if (this instanceof All<V> it) {
            return it.filters().stream().flatMap(Filter::others);
        }
        if (this instanceof Any<V> it) {
            return it.filters().stream().flatMap(Filter::others);
        }
        if (this instanceof Not<V> it) {
            return it.filter().others();
        }
        return this instanceof Related<V, ?> it
                ? Stream.of(
                                Stream.of(it.type()),
                                Stream.ofNullable(it.through()).map(StandIns::type),
                                it.filter().others())
                        .flatMap(each -> each)
                : Stream.empty();
    }

    /** All views of a type, for answering {@link Related} in memory. */
    @FunctionalInterface
    interface Lookup {
        <W extends View> Collection<W> all(ViewType<W> type);
    }
}
