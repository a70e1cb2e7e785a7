package io.guanxi.jdbc;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import io.guanxi.application.Meta;
import io.guanxi.application.spi.EventLog;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.domain.kernel.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The log as one table. What keeps two writers from appending the same event of an aggregate is its unique index, and nothing
 * else: rows of views need no check of their own.
 */
final class JdbcLog implements EventLog {

    private static final String WRITTEN = "tenant, aggregate, sequence, feature, name, revision, payload, happened_at, "
            + "recorded_at, actor, command_id, command, rules, correlation, cause";
    private static final String ORDER = " order by tenant, aggregate, sequence";
    private static final int PAGE = 1_000;
    private static final int BEHIND_TENANT = 14;
    private static final int TOGETHER = 100;
    private static final String COLUMNS = "position, " + WRITTEN;

    private final Sql sql;
    private final Dialect dialect;
    private final String table;
    private final Names names;

    JdbcLog(Sql sql, Names names, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
        this.names = names;
        table = names.table("event");
    }

    @Override
    public void append(List<StoredEvent> events) {
        if (!dialect.leavesGapsInBatches()) {
            sql.batch(events.stream().map(each -> insert().add(values(each))).toList());
            return;
        }
        for (List<StoredEvent> some : Lists.partition(events, TOGETHER)) {
            SqlText text = insert().add(values(some.get(0)));
            some.subList(1, some.size()).forEach(each -> text.add(", ").add(values(each)));
            sql.update(text);
        }
    }

    private SqlText insert() {
        return new SqlText("insert into " + table + " (" + WRITTEN + ") values ");
    }

    private SqlText values(StoredEvent event) {
        String tenant = event.meta().tenant().value();
        return new SqlText("(")
                .add(JdbcTenants.unlessErased(names, dialect, tenant))
                .add(", " + Dialect.marks(BEHIND_TENANT) + ")")
                .bindAll(behindTenant(event));
    }

    private static List<@Nullable Object> behindTenant(StoredEvent event) {
        Meta meta = event.meta();
        return Arrays.asList(
                event.aggregate(),
                meta.sequence(),
                event.feature(),
                event.name(),
                event.revision(),
                event.payload(),
                meta.happenedAt(),
                meta.recordedAt(),
                meta.actor(),
                meta.commandId(),
                meta.command(),
                meta.rules(),
                meta.correlation(),
                meta.cause());
    }

    @Override
    public void overwrite(StoredEvent event) {
        sql.update(
                new SqlText("update " + table + " set payload = ? where tenant = ? and aggregate = ? and sequence = ?")
                        .bind(event.payload())
                        .bind(event.meta().tenant().value())
                        .bind(event.aggregate())
                        .bind(event.meta().sequence()));
    }

    @Override
    public List<StoredEvent> ofAggregate(TenantId tenant, UUID aggregate, long after, int limit) {
        SqlText condition = new SqlText("tenant = ? and aggregate = ? and sequence > ?")
                .bind(tenant.value())
                .bind(aggregate)
                .bind(after);
        return sql.query(
                select(condition)
                        .add(" order by tenant, aggregate, sequence fetch first ? rows only")
                        .bind(limit),
                this::event);
    }

    @Override
    public List<StoredEvent> ofAggregates(TenantId tenant, Collection<UUID> aggregates, int limit) {
        if (aggregates.isEmpty()) {
            return List.of();
        }
        SqlText all = new SqlText("select " + COLUMNS + " from ")
                .add(dialect.streams(table, tenant.value(), ImmutableSet.copyOf(aggregates)))
                .add(dialect.unrepeated())
                .add(" fetch first ? rows only")
                .bind(limit);
        // Sorted here: to be spared the sorting, H2 would rather read the whole log
        return sql.query(all, this::event).stream()
                .sorted(Comparator.comparing(StoredEvent::aggregate)
                        .thenComparing(each -> each.meta().sequence()))
                .toList();
    }

    /**
     * One statement, and so one view of what is committed: with two, an event could be missed in a gap while a later one of the
     * same aggregate is seen.
     */
    @Override
    public List<StoredEvent> after(long after, Collection<Long> gaps, int limit) {
        SqlText behind = select(new SqlText("position > ?").bind(after))
                .add(" order by position fetch first ? rows only")
                .bind(limit);
        if (gaps.isEmpty()) {
            return sql.query(behind, this::event);
        }
        SqlText inGaps = select(dialect.positions("position", gaps));
        SqlText both = new SqlText("select * from (")
                .add(inGaps)
                .add(" union all (")
                .add(behind)
                .add(")) as found order by position fetch first ? rows only")
                .bind(limit);
        return sql.query(both, this::event);
    }

    @Override
    public long head() {
        SqlText last = new SqlText("select max(position) from " + table + " where 1 = 1").add(dialect.unrepeated());
        return sql.first(last, row -> row.getLong(1)).orElse(0L);
    }

    @Override
    public void forEachStream(String feature, Consumer<List<StoredEvent>> consumer) {
        List<StoredEvent> stream = new ArrayList<>();
        forEach(feature, event -> {
            if (!stream.isEmpty() && !sameStream(stream.get(0), event)) {
                consumer.accept(List.copyOf(stream));
                stream.clear();
            }
            stream.add(event);
        });
        if (!stream.isEmpty()) {
            consumer.accept(List.copyOf(stream));
        }
    }

    private void forEach(String feature, Consumer<StoredEvent> consumer) {
        SqlText all = new SqlText("feature = ?").bind(feature);
        if (dialect.hasCursors()) {
            sql.forEach(select(all).add(ORDER), this::event, consumer);
            return;
        }
        List<StoredEvent> page = List.of();
        do {
            SqlText behind = new SqlText("").add(all);
            if (!page.isEmpty()) {
                behind.add(" and ").add(behind(page.get(page.size() - 1)));
            }
            page = sql.query(
                    select(behind).add(ORDER + " fetch first ? rows only").bind(PAGE), this::event);
            page.forEach(consumer);
        } while (page.size() == PAGE);
    }

    private static SqlText behind(StoredEvent last) {
        String tenant = last.meta().tenant().value();
        return new SqlText("(tenant > ? or tenant = ? and (aggregate > ? or aggregate = ? and sequence > ?))")
                .bind(tenant)
                .bind(tenant)
                .bind(last.aggregate())
                .bind(last.aggregate())
                .bind(last.meta().sequence());
    }

    private static boolean sameStream(StoredEvent one, StoredEvent other) {
        return one.aggregate().equals(other.aggregate())
                && one.meta().tenant().equals(other.meta().tenant());
    }

    private SqlText select(SqlText condition) {
        return new SqlText("select " + COLUMNS + " from " + table + " where ")
                .add(condition)
                .add(dialect.unrepeated());
    }

    private StoredEvent event(ResultSet row) throws SQLException {
        Meta meta = new Meta(
                new TenantId(row.getString(2)),
                row.getLong(4),
                sql.instant(row, 9),
                sql.instant(row, 10),
                row.getString(11),
                sql.uuid(row, 12),
                row.getString(13),
                row.getInt(14),
                sql.uuid(row, 15),
                row.getString(16));
        return new StoredEvent(
                row.getLong(1),
                row.getString(5),
                sql.uuid(row, 3),
                row.getString(6),
                row.getInt(7),
                row.getString(8),
                meta);
    }
}
