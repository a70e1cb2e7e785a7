package io.guanxi.application.view;

import com.google.common.collect.ImmutableList;
import io.guanxi.domain.kernel.Check;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A question for figures: {@code Grouping.by(OWNER).count("won", STATUS.is(WON)).sum("value", AMOUNT)}.
 *
 * @param keys none (one group of all), one or two attributes
 * @param measures at least one, each with a name of its own
 */
public record Grouping<V extends View>(List<Attribute<V, ?>> keys, List<Measure<V>> measures) {

    public Grouping {
        keys = ImmutableList.copyOf(keys);
        measures = ImmutableList.copyOf(measures);
        Check.that(keys.size() <= 2, "groupBy", "size", "must name at most two attributes");
        Check.that(
                keys.stream().noneMatch(each -> each.type() == AttributeType.TEXTS),
                "groupBy",
                "type",
                "must not name an attribute of several values");
        Set<String> names = new HashSet<>();
        measures.forEach(each -> Check.that(names.add(each.name()), "measures", "unique", "must have different names"));
    }

    /** What is measured. */
    public enum Kind {
        COUNT,
        SUM,
        AVERAGE,
        MIN,
        MAX
    }

    /**
     * One figure of each group.
     *
     * @param name the figure's name in the answer
     * @param attribute what is measured; null for counts. Only integers and decimals have a sum or an average
     * @param where which views of the group count
     */
    public record Measure<V extends View>(
            String name, Kind kind, @Nullable Ordered<V, ?> attribute, Filter<V> where) {

        public Measure {
            name = Check.text("measure", name, 60);
            Check.that(
                    (kind == Kind.COUNT) == (attribute == null),
                    "measure",
                    "attribute",
                    "must name an attribute unless it counts");
            boolean number = attribute != null
                    && (attribute.type() == AttributeType.INTEGER || attribute.type() == AttributeType.DECIMAL);
            Check.that(
                    number || (kind != Kind.SUM && kind != Kind.AVERAGE),
                    "measure",
                    "type",
                    "must sum up a number, not " + name);
        }
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <V extends View> Grouping<V> by(Attribute<V, ?>... keys) {
        return new Grouping<>(List.of(keys), List.of());
    }

    /** One group of everything. */
    public static <V extends View> Grouping<V> all() {
        return new Grouping<>(List.of(), List.of());
    }

    public Grouping<V> count(String name) {
        return count(name, Filter.everything());
    }

    public Grouping<V> count(String name, Filter<V> where) {
        return with(new Measure<>(name, Kind.COUNT, null, where));
    }

    public Grouping<V> sum(String name, Ordered<V, ?> attribute, Filter<V> where) {
        return with(new Measure<>(name, Kind.SUM, attribute, where));
    }

    /** The mean of those views that have a value, to 10 decimal places; null if none has. */
    public Grouping<V> average(String name, Ordered<V, ?> attribute, Filter<V> where) {
        return with(new Measure<>(name, Kind.AVERAGE, attribute, where));
    }

    public Grouping<V> min(String name, Ordered<V, ?> attribute, Filter<V> where) {
        return with(new Measure<>(name, Kind.MIN, attribute, where));
    }

    public Grouping<V> max(String name, Ordered<V, ?> attribute, Filter<V> where) {
        return with(new Measure<>(name, Kind.MAX, attribute, where));
    }

    /** The same question with one figure more. */
    public Grouping<V> with(Measure<V> measure) {
        return new Grouping<>(
                keys, Stream.concat(measures.stream(), Stream.of(measure)).toList());
    }
}
