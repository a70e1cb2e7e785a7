package io.guanxi.jdbc;

import io.guanxi.application.Meta;
import io.guanxi.application.spi.EventLog;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.domain.kernel.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
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
            + "recorded_at, actor, command_id, correlation, cause";
    private static final String COLUMNS = "position, " + WRITTEN;

    private final Sql sql;
    private final String table;
    private final String insert;

    JdbcLog(Sql sql, Names names) {
        this.sql = sql;
        table = names.table("event");
        insert = "insert into " + table + " (" + WRITTEN + ") values (" + Dialect.marks(13) + ")";
    }

    @Override
    public void append(List<StoredEvent> events) {
        sql.batch(insert, events.stream().map(JdbcLog::values).toList());
    }

    private static List<@Nullable Object> values(StoredEvent event) {
        Meta meta = event.meta();
        return Arrays.asList(
                meta.tenant().value(),
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
                meta.correlation(),
                meta.cause());
    }

    @Override
    public List<StoredEvent> ofAggregate(TenantId tenant, UUID aggregate, long after, int limit) {
        return sql.query(
                select("where tenant = ? and aggregate = ? and sequence > ? order by tenant, aggregate, sequence"
                                + " fetch first ? rows only")
                        .bind(tenant.value())
                        .bind(aggregate)
                        .bind(after)
                        .bind(limit),
                JdbcLog::event);
    }

    /**
     * One statement, and so one view of what is committed: with two, an event could be missed in a gap while a later one of the
     * same aggregate is seen.
     */
    @Override
    public List<StoredEvent> after(long after, Collection<Long> gaps, int limit) {
        SqlText behind = select("where position > ? order by position fetch first ? rows only")
                .bind(after)
                .bind(limit);
        if (gaps.isEmpty()) {
            return sql.query(behind, JdbcLog::event);
        }
        SqlText both = new SqlText("select * from (")
                .add(select("where position = any (?)").bind(gaps.toArray(new Long[0])))
                .add(" union all (")
                .add(behind)
                .add(")) as found order by position fetch first ? rows only")
                .bind(limit);
        return sql.query(both, JdbcLog::event);
    }

    @Override
    public long head() {
        return sql.first(new SqlText("select max(position) from " + table), row -> row.getLong(1))
                .orElse(0L);
    }

    @Override
    public void forEachStream(String feature, Consumer<List<StoredEvent>> consumer) {
        List<StoredEvent> stream = new ArrayList<>();
        sql.forEach(
                select("where feature = ? order by tenant, aggregate, sequence").bind(feature),
                JdbcLog::event,
                event -> {
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

    private static boolean sameStream(StoredEvent one, StoredEvent other) {
        return one.aggregate().equals(other.aggregate())
                && one.meta().tenant().equals(other.meta().tenant());
    }

    private SqlText select(String rest) {
        return new SqlText("select " + COLUMNS + " from " + table + " " + rest);
    }

    private static StoredEvent event(ResultSet row) throws SQLException {
        Meta meta = new Meta(
                new TenantId(row.getString(2)),
                row.getLong(4),
                Sql.instant(row, 9),
                Sql.instant(row, 10),
                row.getString(11),
                Sql.uuid(row, 12),
                Sql.uuid(row, 13),
                row.getString(14));
        return new StoredEvent(
                row.getLong(1),
                row.getString(5),
                Sql.uuid(row, 3),
                row.getString(6),
                row.getInt(7),
                row.getString(8),
                meta);
    }
}
