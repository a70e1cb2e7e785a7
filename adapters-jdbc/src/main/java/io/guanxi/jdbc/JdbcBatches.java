package io.guanxi.jdbc;

import io.guanxi.application.spi.Batches;
import io.guanxi.domain.kernel.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Batches as rows, one for each aggregate. */
final class JdbcBatches implements Batches {

    private final Sql sql;
    private final Dialect dialect;
    private final String table;
    private final String upsert;

    JdbcBatches(Sql sql, Names names, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
        table = names.table("batch");
        upsert = dialect.upsert(table, List.of("tenant", "batch", "aggregate"), List.of("changed_at"));
    }

    @Override
    public void add(TenantId tenant, UUID batch, Collection<UUID> aggregates, Instant at) {
        sql.batch(
                upsert,
                aggregates.stream()
                        .sorted()
                        .map(each -> List.<Object>of(tenant.value(), batch, each, at))
                        .toList());
    }

    @Override
    public List<UUID> of(TenantId tenant, UUID batch) {
        return sql.query(
                new SqlText("select aggregate from " + table + " where tenant = ? and batch = ?")
                        .bind(tenant.value())
                        .bind(batch)
                        .add(dialect.unrepeated())
                        .add(" order by aggregate"),
                row -> sql.uuid(row, 1));
    }
}
