package io.guanxi.jdbc;

import io.guanxi.application.spi.Claims;
import io.guanxi.application.spi.ConflictException;
import io.guanxi.domain.kernel.TenantId;
import java.util.Optional;
import java.util.UUID;

/** Claims as rows: whoever inserts first has it, and the others wait until that is committed. */
final class JdbcClaims implements Claims {

    private static final String KEY = "tenant = ? and scope = ? and claimed = ?";

    private final Sql sql;
    private final Dialect dialect;
    private final String table;
    private final String insert;

    JdbcClaims(Sql sql, Names names, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
        table = names.table("claim");
        insert = dialect.insertIfAbsent(table, "tenant", "scope", "claimed", "holder");
    }

    @Override
    public boolean claim(TenantId tenant, String scope, String value, UUID holder) {
        SqlText row =
                new SqlText(insert).bind(tenant.value()).bind(scope).bind(value).bind(holder);
        if (sql.insertedIfAbsent(row)) {
            return true;
        }
        UUID other = holder(tenant, scope, value, dialect.newest())
                .orElseThrow(() -> new ConflictException("the claim was given up while it was asked for"));
        return other.equals(holder);
    }

    @Override
    public void release(TenantId tenant, String scope, String value, UUID holder) {
        sql.update(key("delete from " + table, tenant, scope, value)
                .add(" and holder = ?")
                .bind(holder));
    }

    @Override
    public Optional<UUID> holder(TenantId tenant, String scope, String value) {
        return holder(tenant, scope, value, "");
    }

    private Optional<UUID> holder(TenantId tenant, String scope, String value, String how) {
        return sql.first(
                key("select holder from " + table, tenant, scope, value)
                        .add(dialect.unrepeated())
                        .add(how),
                row -> sql.uuid(row, 1));
    }

    private static SqlText key(String before, TenantId tenant, String scope, String value) {
        return new SqlText(before + " where " + KEY)
                .bind(tenant.value())
                .bind(scope)
                .bind(value);
    }
}
