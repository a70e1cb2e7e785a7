package io.guanxi.application.view;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An attribute whose values have an order: it can be compared, sorted by and summed up. */
public sealed class Ordered<V extends View, T> extends Attribute<V, T> permits Text {

    Ordered(
            String name,
            AttributeType type,
            Function<V, @Nullable T> reader,
            Function<T, Object> toStored,
            Function<String, Object> parser,
            @Nullable String field) {
        super(name, type, reader, toStored, parser, field);
    }

    public Filter<V> lessThan(T value) {
        return new Filter.Comparison<>(this, Filter.Operator.LESS, stored(value));
    }

    public Filter<V> atMost(T value) {
        return new Filter.Comparison<>(this, Filter.Operator.AT_MOST, stored(value));
    }

    public Filter<V> moreThan(T value) {
        return new Filter.Comparison<>(this, Filter.Operator.MORE, stored(value));
    }

    public Filter<V> atLeast(T value) {
        return new Filter.Comparison<>(this, Filter.Operator.AT_LEAST, stored(value));
    }

    /** At least the one and at most the other. */
    public Filter<V> between(T from, T to) {
        return atLeast(from).and(atMost(to));
    }

    /** Smallest first; views without a value come last. */
    public Sort<V> ascending() {
        return new Sort<>(this, false);
    }

    /** Largest first; views without a value come first. */
    public Sort<V> descending() {
        return new Sort<>(this, true);
    }
}
