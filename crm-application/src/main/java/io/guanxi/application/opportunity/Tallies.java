package io.guanxi.application.opportunity;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableSortedMap;
import io.guanxi.application.opportunity.SalesReport.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A report while it is put together: tallies by heading and currency. */
final class Tallies {

    private static final String NO_CURRENCY = "";
    private static final Comparator<String> NONE_LAST =
            Comparator.comparing(String::isEmpty).thenComparing(Comparator.naturalOrder());
    private static final Comparator<Heading> BY_NAME = Comparator.comparing(
                    Heading::name, Comparator.nullsLast(Comparator.<String>naturalOrder()))
            .thenComparing(each -> String.valueOf(each.key()));

    private final Map<Heading, SortedMap<String, Tally>> byHeading = new HashMap<>();

    void add(Heading heading, @Nullable String currency, Tally tally) {
        byHeading
                .computeIfAbsent(heading, any -> new TreeMap<>(NONE_LAST))
                .merge(Strings.nullToEmpty(currency), tally, Tally::plus);
    }

    /** By name, without a name last. */
    List<Row> rows() {
        return inOrder(BY_NAME);
    }

    /** What the order does not tell apart is ordered by name. */
    List<Row> rows(Comparator<Heading> order) {
        return inOrder(order.thenComparing(BY_NAME));
    }

    private List<Row> inOrder(Comparator<Heading> order) {
        List<Row> rows = new ArrayList<>();
        ImmutableSortedMap.copyOf(byHeading, order)
                .forEach((heading, byCurrency) -> settled(byCurrency)
                        .forEach((currency, tally) ->
                                rows.add(tally.row(heading.name(), Strings.emptyToNull(currency)))));
        return rows;
    }

    /** Deals of unknown amount go with the one currency that there is; with several, nobody can tell where they belong. */
    private static Map<String, Tally> settled(SortedMap<String, Tally> byCurrency) {
        Tally unknown = byCurrency.get(NO_CURRENCY);
        if (unknown == null || byCurrency.size() != 2) {
            return byCurrency;
        }
        String only = byCurrency.firstKey();
        return Map.of(only, Objects.requireNonNull(byCurrency.get(only)).plus(unknown));
    }

    /**
     * What deals are counted under.
     *
     * @param key what tells it from others of the same name; null for deals without any
     */
    record Heading(@Nullable Object key, @Nullable String name) {

        static final Heading NONE = new Heading(null, null);
        static final Heading ALL = named("all");

        static Heading named(@Nullable String name) {
            return new Heading(name, name);
        }
    }
}
