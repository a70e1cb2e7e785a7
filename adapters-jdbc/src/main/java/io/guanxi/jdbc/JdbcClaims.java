package io.guanxi.jdbc;

import io.guanxi.application.spi.Claims;
import io.guanxi.application.spi.ConflictException;
import io.guanxi.application.view.AttributeType;
import io.guanxi.domain.kernel.TenantId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Claims as rows: whoever inserts first has it, and the others wait until that is committed. */
final class JdbcClaims implements Claims {

    private static final List<AttributeType> TYPES =
            List.of(AttributeType.TEXT, AttributeType.TEXT, AttributeType.TEXT, AttributeType.REFERENCE);
    private static final String KEY = "tenant = ? and scope = ? and claimed = ?";

    private final Sql sql;
    private final Dialect dialect;
    private final String table;
    private final String insert;
    private final Dialect.Batch inserts;

    JdbcClaims(Sql sql, Names names, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
        table = names.table("claim");
        insert = dialect.insertIfAbsent(table, "tenant", "scope", "claimed", "holder");
        inserts = dialect.batch(insert, TYPES);
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

    /** One statement where the database takes arrays. In order, so that two who want the same do not wait for each other. */
    @Override
    public List<Claim> claim(TenantId tenant, Collection<Claim> all) {
        if (inserts.columns() == null) {
            return Claims.super.claim(tenant, all);
        }
        List<List<Object>> rows = all.stream()
                .sorted(Comparator.comparing(Claim::scope).thenComparing(Claim::value))
                .map(each -> List.<Object>of(tenant.value(), each.scope(), each.value(), each.holder()))
                .toList();
        return sql.inserted(inserts, rows) == rows.size() ? List.of() : Claims.super.claim(tenant, all);
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
