package io.guanxi.application.view;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A named, typed property of a view: what filters, sorts, groups and indexes speak of. Made by {@link ViewType.Builder} only, so
 * none can be declared and forgotten.
 *
 * @param <V> the view
 * @param <T> the type in Java; stored as its {@link AttributeType}
 */
public sealed class Attribute<V extends View, T> permits Many, Ordered, Reference {

    private final String name;
    private final AttributeType type;
    private final Function<V, @Nullable T> reader;
    private final Function<T, Object> toStored;
    private final Function<String, Object> parser;
    private final @Nullable String field;
    private ImmutableList<String> constants = ImmutableList.of();

    Attribute(
            String name,
            AttributeType type,
            Function<V, @Nullable T> reader,
            Function<T, Object> toStored,
            Function<String, Object> parser,
            @Nullable String field) {
        this.name = name;
        this.type = type;
        this.reader = reader;
        this.toStored = toStored;
        this.parser = parser;
        this.field = field;
    }

    /** The column's name, such as {@code next_contact}. */
    public String name() {
        return name;
    }

    public AttributeType type() {
        return type;
    }

    /** Only these values. To be called by whoever makes the attribute. */
    Attribute<V, T> of(Collection<String> values) {
        constants = ImmutableList.copyOf(values);
        return this;
    }

    /** The values that there are, as stored; none if there may be any. */
    public ImmutableList<String> constants() {
        return constants;
    }

    /**
     * The custom field that this is, see {@link Fields}: {@code region}, or {@code budget.currency} for a part of one; null if it is
     * built in. The spare columns themselves, of which nobody asks, have an empty one.
     */
    public @Nullable String field() {
        return field;
    }

    /** The value of one view as stored, or null. */
    public @Nullable Object valueOf(V view) {
        T value = reader.apply(view);
        return value == null ? null : stored(value);
    }

    /** A value as stored. */
    public Object stored(T value) {
        return type.normalise(toStored.apply(value));
    }

    /**
     * Reads a value as it is written in queries.
     *
     * @throws io.guanxi.domain.kernel.CrmException.Invalid if it is no value of this attribute
     */
    public Object parse(String text) {
        return parser.apply(text);
    }

    public Filter<V> is(T value) {
        return new Filter.Comparison<>(this, Filter.Operator.EQUAL, stored(value));
    }

    /** Another value or none. */
    public Filter<V> isNot(T value) {
        return is(value).not();
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    public final Filter<V> in(T... values) {
        return in(Arrays.asList(values));
    }

    public Filter<V> in(Collection<? extends T> values) {
        return new Filter.OneOf<>(
                this, values.stream().map(each -> stored(each)).toList());
    }

    /** No value at all. */
    public Filter<V> absent() {
        return new Filter.Absent<>(this);
    }

    public Filter<V> present() {
        return absent().not();
    }

    @Override
    public String toString() {
        return name;
    }
}
