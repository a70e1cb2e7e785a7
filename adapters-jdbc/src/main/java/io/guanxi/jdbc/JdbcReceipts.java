package io.guanxi.jdbc;

import io.guanxi.application.spi.ConflictException;
import io.guanxi.application.spi.Receipts;
import io.guanxi.domain.kernel.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Receipts as rows: of two who send a command at the same time, one waits for the other and then finds it done. */
final class JdbcReceipts implements Receipts {

    private final Sql sql;
    private final Dialect dialect;
    private final String table;
    private final String insert;

    JdbcReceipts(Sql sql, Names names, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
        table = names.table("receipt");
        insert = dialect.insertIfAbsent(table, "tenant", "command_id", "fingerprint", "outcomes", "kept_at");
    }

    @Override
    public Optional<Receipt> find(TenantId tenant, UUID commandId) {
        return sql.first(
                new SqlText("select fingerprint, outcomes, kept_at from " + table
                                + " where tenant = ? and command_id = ?")
                        .bind(tenant.value())
                        .bind(commandId)
                        .add(dialect.unrepeated()),
                row -> new Receipt(row.getString(1), row.getString(2), sql.instant(row, 3)));
    }

    @Override
    public void keep(TenantId tenant, UUID commandId, Receipt receipt) {
        SqlText row = new SqlText(insert)
                .bind(tenant.value())
                .bind(commandId)
                .bind(receipt.fingerprint())
                .bind(receipt.outcomes())
                .bind(receipt.keptAt());
        if (!sql.insertedIfAbsent(row)) {
            throw new ConflictException("a command of that id has been done meanwhile");
        }
    }

    @Override
    public int forget(Instant keptBefore) {
        return sql.update(new SqlText("delete from " + table + " where kept_at < ?").bind(keptBefore));
    }
}
