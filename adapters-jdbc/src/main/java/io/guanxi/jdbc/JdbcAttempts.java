package io.guanxi.jdbc;

import io.guanxi.application.spi.Attempts;
import io.guanxi.domain.kernel.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What duties have tried in vain, as rows. */
final class JdbcAttempts implements Attempts {

    private static final int MAX_ERROR = 200;

    private final Sql sql;
    private final Dialect dialect;
    private final String table;
    private final String upsert;

    JdbcAttempts(Sql sql, Names names, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
        table = names.table("attempt");
        upsert = dialect.upsert(table, List.of("duty", "tenant", "id"), List.of("tries", "last_at", "error"));
    }

    @Override
    public Optional<Attempt> find(String duty, TenantId tenant, UUID id) {
        return sql.first(
                new SqlText("select tries, last_at, error from " + table + " where duty = ? and tenant = ? and id = ?")
                        .bind(duty)
                        .bind(tenant.value())
                        .bind(id)
                        .add(dialect.unrepeated()),
                row -> new Attempt(duty, tenant, id, row.getInt(1), sql.instant(row, 2), row.getString(3)));
    }

    @Override
    public void put(Attempt attempt) {
        String error = attempt.error();
        sql.update(new SqlText(upsert)
                .bind(attempt.duty())
                .bind(attempt.tenant().value())
                .bind(attempt.id())
                .bind(attempt.count())
                .bind(attempt.lastAt())
                .bind(error.substring(0, Math.min(error.length(), MAX_ERROR))));
    }

    @Override
    public void forget(String duty, Instant notTriedSince) {
        sql.update(new SqlText("delete from " + table + " where duty = ? and last_at < ?")
                .bind(duty)
                .bind(notTriedSince));
    }
}
