package io.guanxi.jdbc;

import io.guanxi.application.spi.Snapshots;
import io.guanxi.domain.kernel.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One row for each aggregate that has a snapshot: the last one. */
final class JdbcSnapshots implements Snapshots {

    private static final String KEY = " where tenant = ? and aggregate = ?";

    private final Sql sql;
    private final Dialect dialect;
    private final String table;
    private final String upsert;

    JdbcSnapshots(Sql sql, Names names, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
        table = names.table("snapshot");
        upsert = dialect.upsert(
                table, List.of("tenant", "aggregate"), List.of("feature", "revision", "version", "payload"));
    }

    @Override
    public Optional<Snapshot> find(TenantId tenant, UUID aggregate) {
        return sql.first(
                new SqlText("select feature, revision, version, payload from " + table + KEY)
                        .bind(tenant.value())
                        .bind(aggregate)
                        .add(dialect.unrepeated()),
                row -> new Snapshot(row.getString(1), row.getInt(2), row.getLong(3), row.getString(4)));
    }

    @Override
    public void put(TenantId tenant, UUID aggregate, Snapshot snapshot) {
        sql.update(new SqlText(upsert)
                .bind(tenant.value())
                .bind(aggregate)
                .bind(snapshot.feature())
                .bind(snapshot.revision())
                .bind(snapshot.version())
                .bind(snapshot.payload()));
    }

    @Override
    public void remove(TenantId tenant, UUID aggregate) {
        sql.update(
                new SqlText("delete from " + table + KEY).bind(tenant.value()).bind(aggregate));
    }
}
