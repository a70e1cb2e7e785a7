package io.guanxi.jdbc;

import io.guanxi.application.spi.ViewSource;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Sort;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The order of a query's pages and where the next one begins.
 *
 * <p>Both are written so that an index can serve them. The order starts with the tenant and, where the filter pins the attributes
 * of a declared list, with those, as the list's index does. Behind a value there is a range, and behind the range the rows without
 * a value: two statements, for no database finds both by an index in one.
 */
final class PageOrder<V extends View> {

    private final ViewTable<V> table;
    private final ViewSource.Query<V> query;
    private final List<Key> keys = new ArrayList<>();

    PageOrder(ViewTable<V> table, ViewSource.Query<V> query) {
        this.table = table;
        this.query = query;
        query.sorts().forEach(each -> keys.add(new Key(column(each.attribute()), each.descending(), true)));
        boolean last = !keys.isEmpty() && keys.get(keys.size() - 1).descending();
        keys.add(new Key(column(table.type().id()), last, false));
    }

    /** One key of the order; the id is always there. */
    private record Key(String column, boolean descending, boolean nullable) {

        /** The values alone, where absent ones are either all there is or not there at all. */
        String ordered() {
            return column + (descending ? " desc" : " asc");
        }

        String ordered(Dialect dialect) {
            return nullable ? dialect.ordered(column, descending) : ordered();
        }

        SqlText equal(@Nullable Object value) {
            return value == null ? new SqlText(column + " is null") : new SqlText(column + " = ?").bind(value);
        }

        /** What comes strictly behind the value, absent values being the largest. */
        SqlText behind(@Nullable Object value) {
            if (value == null) {
                return new SqlText(descending ? column + " is not null" : "1 = 0");
            }
            if (descending) {
                return new SqlText(column + " < ?").bind(value);
            }
            SqlText more = new SqlText(column + " > ?").bind(value);
            return nullable ? new SqlText("(").add(more).add(" or " + column + " is null)") : more;
        }
    }

    private String column(Attribute<V, ?> attribute) {
        return "v." + table.column(attribute);
    }

    String orderBy() {
        boolean descending = keys.get(0).descending();
        Stream<Key> constant = Stream.concat(
                Stream.of(new Key("v." + table.column("tenant"), descending, false)),
                pinned().stream().map(each -> new Key(column(each), descending, true)));
        if (!asksForAbsentApart()) {
            return Stream.concat(constant, keys.stream())
                    .map(each -> each.ordered(table.dialect()))
                    .collect(Collectors.joining(", ", " order by ", ""));
        }
        return Stream.of(
                        constant.map(Key::ordered),
                        Stream.of(keys.get(0).ordered()),
                        keys.stream().skip(1).map(each -> each.ordered(table.dialect())))
                .flatMap(each -> each)
                .collect(Collectors.joining(", ", " order by ", ""));
    }

    /** Whether no statement asks for rows with and without a value of the first key at once, for no index has both in order. */
    private boolean asksForAbsentApart() {
        return !table.dialect().indexesAbsentLast()
                || (table.dialect().indexesPresentAlone()
                        && !query.sorts().isEmpty()
                        && ViewTable.isSpare(query.sorts().get(0).attribute()));
    }

    /** The attributes before the order in the index of a declared list, if the filter says that they are equal to something. */
    private List<Attribute<V, ?>> pinned() {
        if (query.sorts().isEmpty()) {
            return List.of();
        }
        Optional<ViewType.ListOf<V>> list = table.type().lists().stream()
                .filter(each ->
                        sortsStartWith(each) && each.where().stream().allMatch(where -> pins(query.filter(), where)))
                .findFirst();
        return list.map(ViewType.ListOf::where).map(List::copyOf).orElseGet(List::of);
    }

    private boolean sortsStartWith(ViewType.ListOf<V> list) {
        List<Attribute<V, ?>> sorts = new ArrayList<>();
        query.sorts().stream().map(Sort::attribute).forEach(sorts::add);
        return List.copyOf(list.by()).equals(sorts);
    }

    private static <V extends View> boolean pins(Filter<V> filter, Attribute<V, ?> attribute) {
        if (filter instanceof Filter.All<V> all) {
            return all.filters().stream().anyMatch(each -> pins(each, attribute));
        }
        return filter instanceof Filter.Comparison<V> it
                && it.operator() == Filter.Operator.EQUAL
                && it.attribute() == attribute;
    }

    /** Conditions, beginning with {@code and}, whose rows follow one upon the other. */
    List<SqlText> parts() {
        List<@Nullable Object> after = query.after();
        Key first = keys.get(0);
        if (after == null) {
            SqlText absent = new SqlText(" and " + first.column() + " is null");
            SqlText present = new SqlText(" and " + first.column() + " is not null");
            return !first.nullable() || !asksForAbsentApart()
                    ? List.of(new SqlText(""))
                    : first.descending() ? List.of(absent, present) : List.of(present, absent);
        }
        Object value = after.get(0);
        if (!first.nullable()) {
            return List.of(new SqlText(" and ").add(first.behind(Objects.requireNonNull(value))));
        }
        SqlText rest = behind(after, 1);
        if (value == null) {
            SqlText absent = new SqlText(" and " + first.column() + " is null and ").add(rest);
            return first.descending()
                    ? List.of(absent, new SqlText(" and " + first.column() + " is not null"))
                    : List.of(absent);
        }
        SqlText present = new SqlText(" and " + first.column() + (first.descending() ? " <= ?" : " >= ?"))
                .bind(value)
                .add(" and (" + first.column() + (first.descending() ? " < ?" : " > ?"))
                .bind(value)
                .add(" or ")
                .add(rest)
                .add(")");
        return first.descending()
                ? List.of(present)
                : List.of(present, new SqlText(" and " + first.column() + " is null"));
    }

    /** Behind the values from this key on, all keys before it being equal. */
    private SqlText behind(List<@Nullable Object> after, int from) {
        Key key = keys.get(from);
        SqlText behind = key.behind(after.get(from));
        if (from == keys.size() - 1) {
            return behind;
        }
        return new SqlText("(")
                .add(behind)
                .add(" or ")
                .add(key.equal(after.get(from)))
                .add(" and ")
                .add(behind(after, from + 1))
                .add(")");
    }
}
