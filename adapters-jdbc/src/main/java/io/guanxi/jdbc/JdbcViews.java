package io.guanxi.jdbc;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Suppliers;
import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.Iterables;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.Lists;
import io.guanxi.application.lookup.Sought;
import io.guanxi.application.spi.Editions;
import io.guanxi.application.spi.ViewStore;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.AttributeType;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Group;
import io.guanxi.application.view.Grouping;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Views in tables. What is written for every command is the same text for every row; what is asked is put together. */
final class JdbcViews implements ViewStore {

    private final Sql sql;
    private final JdbcEditions editions;
    private final Dialect dialect;
    private final String viewTypes;

    /** Made when the first filter is asked: jOOQ takes its time to load. */
    private final Supplier<Conditions> conditions;

    JdbcViews(Sql sql, JdbcEditions editions, Names names, Dialect dialect) {
        this.sql = sql;
        this.editions = editions;
        this.dialect = dialect;
        viewTypes = names.table("view_type");
        conditions = Suppliers.memoize(() -> new Conditions(dialect, editions));
    }

    @Override
    public <V extends View> @Nullable Versioned<V> byId(ViewType<V> type, TenantId tenant, UUID id) {
        return editions.reading(() -> {
                    ViewTable<V> table = editions.read(type);
                    return sql.first(editions.byId(table, tenant, id), table::read);
                })
                .orElse(null);
    }

    @Override
    public <V extends View> List<Versioned<V>> byIds(
            ViewType<V> type, TenantId tenant, Collection<UUID> ids, Filter<V> filter) {
        return editions.reading(() -> among(type, tenant, ids, filter));
    }

    private <V extends View> List<Versioned<V>> among(
            ViewType<V> type, TenantId tenant, Collection<UUID> ids, Filter<V> filter) {
        ViewTable<V> table = editions.read(type);
        List<Versioned<V>> found = new ArrayList<>();
        for (List<UUID> some : Iterables.partition(ids, dialect.idsAtOnce())) {
            SqlText text = table.select()
                    .add(" where ")
                    .add(dialect.ids("v." + table.column("tenant"), "v." + table.column("id"), tenant.value(), some))
                    .add(" and ")
                    .add(condition(table, filter, tenant));
            found.addAll(sql.query(text, table::read));
        }
        return found;
    }

    @Override
    public <V extends View> void put(ViewType<V> type, TenantId tenant, List<Versioned<V>> views) {
        Editions.Known known = editions.of(type);
        editions.put(type, known, known.read(), tenant, views);
    }

    @Override
    public <V extends View> List<Versioned<V>> find(ViewType<V> type, Query<V> query) {
        return editions.reading(() -> page(type, query));
    }

    private <V extends View> List<Versioned<V>> page(ViewType<V> type, Query<V> query) {
        ViewTable<V> table = editions.read(type);
        PageOrder<V> order = new PageOrder<>(table, query);
        List<Versioned<V>> found = new ArrayList<>();
        for (SqlText part : order.parts()) {
            SqlText text = table.select()
                    .add(" where ")
                    .add(ofTenant(table, query.filter(), query.tenant()))
                    .add(part)
                    .add(order.orderBy())
                    .add(" fetch first ? rows only")
                    .bind(query.limit() - found.size());
            found.addAll(sql.query(text, table::read));
            if (found.size() == query.limit()) {
                break;
            }
        }
        return found;
    }

    @Override
    public <V extends View> long count(ViewType<V> type, TenantId tenant, Filter<V> filter) {
        return editions.reading(() -> number(type, tenant, filter));
    }

    private <V extends View> Long number(ViewType<V> type, TenantId tenant, Filter<V> filter) {
        ViewTable<V> table = editions.read(type);
        SqlText text =
                new SqlText("select count(*) from " + table.table() + " v where ").add(ofTenant(table, filter, tenant));
        return sql.first(text, row -> row.getLong(1)).orElse(0L);
    }

    @Override
    public <V extends View> List<Group> group(
            ViewType<V> type, TenantId tenant, Filter<V> filter, Grouping<V> grouping) {
        return editions.reading(() -> groups(type, tenant, filter, grouping));
    }

    private <V extends View> List<Group> groups(
            ViewType<V> type, TenantId tenant, Filter<V> filter, Grouping<V> grouping) {
        if (grouping.keys().isEmpty() && grouping.measures().isEmpty()) {
            return List.of(new Group(List.of(), Map.of()));
        }
        ViewTable<V> table = editions.read(type);
        String keys = String.join(
                ", ",
                grouping.keys().stream().map(each -> "v." + table.column(each)).toList());
        SqlText text = new SqlText("select ");
        String separator = "";
        if (!keys.isEmpty()) {
            text.add(keys);
            separator = ", ";
        }
        for (Grouping.Measure<V> measure : grouping.measures()) {
            text.add(separator).add(figure(table, measure, tenant));
            separator = ", ";
        }
        text.add(" from " + table.table() + " v where ").add(ofTenant(table, filter, tenant));
        if (!keys.isEmpty()) {
            text.add(" group by " + keys);
        }
        return sql.query(text, row -> read(row, grouping));
    }

    private <V extends View> SqlText figure(ViewTable<V> table, Grouping.Measure<V> measure, TenantId tenant) {
        Ordered<V, ?> attribute = measure.attribute();
        SqlText counted = new SqlText("case when ").add(condition(table, measure.where(), tenant));
        if (attribute == null) {
            return new SqlText("count(").add(counted).add(" then 1 end)");
        }
        String column = "v." + table.column(attribute);
        // PostgreSQL knows no smallest boolean
        String value = attribute.type() == AttributeType.BOOLEAN
                ? "case when " + column + " then 1 when not " + column + " then 0 end"
                : column;
        counted.add(" then " + value + " end");
        if (measure.kind() == Grouping.Kind.SUM) {
            // H2 knows no type of what never has a value, and cannot sum it up then
            String type = dialect.sumType(attribute.type());
            return new SqlText("sum(cast(").add(counted).add(" as " + type + "))");
        }
        return new SqlText(measure.kind() == Grouping.Kind.MIN ? "min(" : "max(")
                .add(counted)
                .add(")");
    }

    private <V extends View> Group read(ResultSet row, Grouping<V> grouping) throws SQLException {
        int index = 0;
        List<@Nullable Object> keys = new ArrayList<>();
        for (Attribute<V, ?> key : grouping.keys()) {
            keys.add(Columns.read(row, ++index, key.type(), dialect));
        }
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        for (Grouping.Measure<V> measure : grouping.measures()) {
            figures.put(measure.name(), figure(row, ++index, measure));
        }
        return new Group(keys, figures);
    }

    private @Nullable Object figure(ResultSet row, int index, Grouping.Measure<?> measure) throws SQLException {
        Ordered<?, ?> attribute = measure.attribute();
        if (attribute == null) {
            return row.getLong(index);
        }
        if (measure.kind() == Grouping.Kind.SUM) {
            return Columns.sum(row, index, attribute.type());
        }
        if (attribute.type() == AttributeType.BOOLEAN) {
            int flag = row.getInt(index);
            return row.wasNull() ? null : flag == 1;
        }
        return Columns.read(row, index, attribute.type(), dialect);
    }

    @Override
    public <V extends View> List<OfTenant<V>> findOfAllTenants(
            ViewType<V> type, Filter<V> filter, @Nullable OfTenant<V> after, int limit) {
        return editions.reading(() -> amongAllTenants(type, filter, after, limit));
    }

    private <V extends View> List<OfTenant<V>> amongAllTenants(
            ViewType<V> type, Filter<V> filter, @Nullable OfTenant<V> after, int limit) {
        ViewTable<V> table = editions.read(type);
        String tenant = "v." + table.column("tenant");
        String id = "v." + table.column("id");
        SqlText text = new SqlText("select " + tenant + ", v." + table.column("version") + ", v."
                        + table.column("document") + " from " + table.table() + " v where ")
                .add(condition(table, filter, null));
        if (after != null) {
            text.add(" and (" + tenant + " > ? or " + tenant + " = ? and " + id + " > ?)")
                    .bind(after.tenant().value())
                    .bind(after.tenant().value())
                    .bind(after.view().id().value());
        }
        text.add(" order by " + tenant + ", " + id + " fetch first ? rows only").bind(limit);
        return sql.query(text, row -> new OfTenant<>(new TenantId(row.getString(1)), table.view(row, 3)));
    }

    @Override
    public boolean isLookedUp(ViewType<?> type) {
        return editions.isLookedUp(type);
    }

    @Override
    public <V extends View> List<Versioned<V>> lookup(
            ViewType<V> type, TenantId tenant, Sought sought, Filter<V> filter, int limit) {
        return editions.reading(() -> sought(type, tenant, sought, filter, limit));
    }

    private <V extends View> List<Versioned<V>> sought(
            ViewType<V> type, TenantId tenant, Sought sought, Filter<V> filter, int limit) {
        ViewTable<V> table = editions.read(type);
        TermTable terms = requireNonNull(table.terms(), type.name());
        Sought.Token rarest = rarest(terms, sought, tenant);
        Sought others = sought.without(rarest);
        SqlText text = table.select()
                .add(" join (")
                .add(terms.ids(rarest, sought, tenant, sought.places(filter)))
                .add(") found on v." + table.column("tenant") + " = ? and v." + table.column("id")
                        + " = found.id where ")
                .bind(tenant.value())
                .add(condition(table, filter, tenant));
        for (Sought.Token token : others.tokens()) {
            text.add(" and ").add(terms.has(token, sought));
        }
        text.add(" order by (found.whole").add(terms.whole(others)).add(") desc, ");
        if (sought.named()) {
            text.add(dialect.ordered("v." + table.column(type.lookedUpBy().get(0)), false) + ", ");
        }
        text.add("v." + table.column("id") + " fetch first ? rows only").bind(limit);
        return sql.query(text, table::read);
    }

    /** The token with the fewest places. */
    private Sought.Token rarest(TermTable terms, Sought sought, TenantId tenant) {
        List<Sought.Token> tokens = sought.tokens();
        if (tokens.size() == 1) {
            return tokens.get(0);
        }
        return sql.first(terms.counts(sought, tenant), row -> {
                    int column = 0;
                    long fewest = Long.MAX_VALUE;
                    Sought.Token rarest = tokens.get(0);
                    for (Sought.Token token : tokens) {
                        long places = 0;
                        for (int i = 0; i < token.starts().size(); i++) {
                            places += row.getLong(++column);
                        }
                        if (places < fewest) {
                            fewest = places;
                            rarest = token;
                        }
                    }
                    return rarest;
                })
                .orElseThrow();
    }

    @Override
    public Map<String, Set<UUID>> places(ViewType<?> type, TenantId tenant, Sought sought, int most) {
        return editions.reading(() -> {
            TermTable terms = requireNonNull(editions.read(type).terms(), type.name());
            ListMultimap<String, Place> places = ArrayListMultimap.create();
            for (List<String> starts : Lists.partition(sought.starts(), TermTable.AT_ONCE)) {
                sql.query(
                                terms.first(starts, sought, tenant, most + 1),
                                row -> new Place(starts.get(row.getInt(3)), sql.uuid(row, 1), row.getInt(2) == 1))
                        .forEach(each -> places.put(each.start(), each));
            }
            Map<String, Set<UUID>> result = new HashMap<>();
            sought.starts()
                    .forEach(start -> Sought.fewOf(places.get(start), Place::whole, most)
                            .ifPresent(few -> result.put(
                                    start, few.stream().map(Place::id).collect(Collectors.toSet()))));
            return result;
        });
    }

    private record Place(String start, UUID id, boolean whole) {}

    /** Whoever forgets all views folds them anew in the same transaction, and with it they count as folded. */
    @Override
    public void clear(ViewType<?> type) {
        ViewTable<?> table = editions.read(type);
        table.all().forEach(each -> sql.update(new SqlText("delete from " + each)));
        sql.update(new SqlText("update " + viewTypes + " set folded = true where name = ? and edition = ?")
                .bind(type.name())
                .bind(table.edition()));
        editions.lookAgain();
    }

    /** A list in pairs names the tenant itself: H2 would rather look at all rows of the tenant if it was named beside it too. */
    private <V extends View> SqlText ofTenant(ViewTable<V> table, Filter<V> filter, TenantId tenant) {
        SqlText condition = condition(table, filter, tenant);
        return dialect.listsInPairs() && lists(filter)
                ? condition
                : new SqlText("v." + table.column("tenant") + " = ? and ")
                        .bind(tenant.value())
                        .add(condition);
    }

    /** Whether it holds of listed rows alone. */
    private static boolean lists(Filter<?> filter) {
        return filter instanceof Filter.OneOf<?>
                || (filter instanceof Filter.All<?> all
                        && all.filters().stream().anyMatch(JdbcViews::lists));
    }

    private <V extends View> SqlText condition(ViewTable<V> table, Filter<V> filter, @Nullable TenantId tenant) {
        SqlText condition = filter.equals(Filter.everything())
                ? new SqlText("1 = 1")
                : new SqlText("(")
                        .add(conditions.get().of(table, filter, tenant))
                        .add(")");
        return condition.add(dialect.unrepeated());
    }
}
