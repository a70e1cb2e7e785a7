package io.guanxi.jdbc;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import io.guanxi.application.Meta;
import io.guanxi.application.spi.EventLog;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.application.view.AttributeType;
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
    private static final List<AttributeType> TYPES = List.of(
            AttributeType.TEXT,
            AttributeType.TEXT,
            AttributeType.REFERENCE,
            AttributeType.INTEGER,
            AttributeType.TEXT,
            AttributeType.TEXT,
            AttributeType.INTEGER,
            AttributeType.TEXT,
            AttributeType.INSTANT,
            AttributeType.INSTANT,
            AttributeType.TEXT,
            AttributeType.REFERENCE,
            AttributeType.TEXT,
            AttributeType.INTEGER,
            AttributeType.REFERENCE,
            AttributeType.TEXT);
    private static final String ORDER = " order by tenant, aggregate, sequence";
    private static final int PAGE = 1_000;
    private static final int BEHIND_TENANT = 14;
    private static final int TOGETHER = 100;
    private static final String COLUMNS = "position, " + WRITTEN;

    private final Sql sql;
    private final Dialect dialect;
    private final String table;
    private final String values;
    private final Dialect.Batch inserts;
    private final Names names;

    JdbcLog(Sql sql, Names names, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
        this.names = names;
        table = names.table("event");
        values = "(" + JdbcTenants.unlessErased(names, dialect, "") + ", " + Dialect.marks(BEHIND_TENANT) + ")";
        inserts = dialect.batch("insert into " + table + " (" + WRITTEN + ") values " + values, values, TYPES);
    }

    @Override
    public void append(List<StoredEvent> events) {
        if (!dialect.leavesGapsInBatches()) {
            sql.batch(inserts, events.stream().map(this::values).toList());
            return;
        }
        for (List<StoredEvent> some : Lists.partition(events, TOGETHER)) {
            SqlText text = new SqlText(inserts.each()).bindAll(values(some.get(0)));
            some.subList(1, some.size()).forEach(each -> text.add(", " + values).bindAll(values(each)));
            sql.update(text);
        }
    }

    private List<@Nullable Object> values(StoredEvent event) {
        Meta meta = event.meta();
        return JdbcTenants.unlessErased(names, dialect, meta.tenant().value())
                .bindAll(Arrays.asList(
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
                        meta.cause()))
                .values();
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
        forEachStream(new SqlText("feature = ?").bind(feature), consumer);
    }

    @Override
    public void forEachStream(String feature, Range range, Consumer<List<StoredEvent>> consumer) {
        SqlText within = new SqlText("feature = ? and tenant = ? and aggregate >= ?")
                .bind(feature)
                .bind(range.tenant().value())
                .bind(range.from());
        if (range.behind() != null) {
            within.add(" and aggregate < ?").bind(range.behind());
        }
        forEachStream(within, consumer);
    }

    /** By the place of each stream's first event among those of its tenant. */
    @Override
    public List<Range> ranges(String feature, int streams) {
        List<Start> starts = sql.query(
                new SqlText("select tenant, aggregate, place, streams from (select tenant, aggregate,"
                                + " row_number() over (partition by tenant order by aggregate) as place,"
                                + " count(*) over (partition by tenant) as streams from " + table
                                + " where sequence = 1 and feature = ?")
                        .bind(feature)
                        .add(dialect.unrepeated())
                        .add(") as numbered where mod(place - 1, ?) = 0 order by tenant, aggregate")
                        .bind((long) streams),
                row -> new Start(
                        new TenantId(row.getString(1)), sql.uuid(row, 2), row.getLong(4) - row.getLong(3) + 1));
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            Start start = starts.get(i);
            Start next = i + 1 < starts.size() && starts.get(i + 1).tenant().equals(start.tenant())
                    ? starts.get(i + 1)
                    : null;
            ranges.add(new Range(
                    start.tenant(),
                    start.aggregate(),
                    next == null ? null : next.aggregate(),
                    Math.min(streams, start.left())));
        }
        return ranges;
    }

    /** @param left how many streams of the tenant begin here or behind */
    private record Start(TenantId tenant, UUID aggregate, long left) {}

    private void forEachStream(SqlText condition, Consumer<List<StoredEvent>> consumer) {
        List<StoredEvent> stream = new ArrayList<>();
        forEach(condition, event -> {
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

    private void forEach(SqlText all, Consumer<StoredEvent> consumer) {
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
