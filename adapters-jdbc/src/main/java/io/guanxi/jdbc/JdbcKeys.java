package io.guanxi.jdbc;

import com.google.common.collect.Iterables;
import com.google.common.collect.Sets;
import io.guanxi.application.Erasure;
import io.guanxi.application.spi.Keys;
import io.guanxi.domain.kernel.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Keys and the ledger as one table each. A key that is destroyed is a row that is deleted. */
final class JdbcKeys implements Keys {

    private static final int AT_ONCE = 256;
    private static final String ENTRY = "tenant, subject, erased_at, actor, reason";

    private final Sql sql;
    private final Dialect dialect;
    private final String table;
    private final String ledger;

    JdbcKeys(Sql sql, Names names, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
        table = names.table("key");
        ledger = names.table("erasure");
    }

    private SqlText ofSubjects(String select, TenantId tenant, List<UUID> subjects) {
        return new SqlText(select + " where ")
                .add(dialect.ids("tenant", "subject", tenant.value(), subjects))
                .add(dialect.unrepeated());
    }

    @Override
    public Map<UUID, byte[]> find(TenantId tenant, Collection<UUID> subjects) {
        Map<UUID, byte[]> found = new HashMap<>();
        for (List<UUID> some : Iterables.partition(Sets.newTreeSet(subjects), AT_ONCE)) {
            sql.query(
                            ofSubjects("select subject, secret from " + table, tenant, some),
                            row -> Map.entry(sql.uuid(row, 1), row.getBytes(2)))
                    .forEach(each -> found.put(each.getKey(), each.getValue()));
        }
        return found;
    }

    /** One batch. Who has a key already has got it from another writer, who is the first to write its events too. */
    @Override
    public Map<UUID, byte[]> create(TenantId tenant, Map<UUID, byte[]> fresh) {
        List<List<Object>> rows = new ArrayList<>();
        fresh.forEach((subject, key) -> rows.add(List.of(tenant.value(), subject, key)));
        sql.batch("insert into " + table + " (tenant, subject, secret) values (" + Dialect.marks(3) + ")", rows);
        return fresh;
    }

    @Override
    public void destroy(Erasure erasure) {
        String tenant = erasure.tenant().value();
        sql.update(new SqlText("delete from " + table + " where tenant = ? and subject = ?")
                .bind(tenant)
                .bind(erasure.subject()));
        if (erased(erasure.tenant(), List.of(erasure.subject())).isEmpty()) {
            sql.update(new SqlText("insert into " + ledger + " (" + ENTRY + ") values (" + Dialect.marks(5) + ")")
                    .bind(tenant)
                    .bind(erasure.subject())
                    .bind(erasure.erasedAt())
                    .bind(erasure.actor())
                    .bind(erasure.reason()));
        }
    }

    @Override
    public void destroyAll(TenantId tenant, Collection<UUID> but) {
        sql.update(new SqlText("delete from " + table + " where tenant = ? and subject not in ("
                        + Dialect.marks(but.size()) + ")")
                .bind(tenant.value())
                .bindAll(but));
        sql.update(new SqlText("delete from " + ledger + " where tenant = ?").bind(tenant.value()));
    }

    @Override
    public Map<UUID, Erasure> erased(TenantId tenant, Collection<UUID> subjects) {
        Map<UUID, Erasure> found = new HashMap<>();
        for (List<UUID> some : Iterables.partition(Sets.newTreeSet(subjects), AT_ONCE)) {
            sql.query(ofSubjects("select " + ENTRY + " from " + ledger, tenant, some), this::entry)
                    .forEach(each -> found.put(each.subject(), each));
        }
        return found;
    }

    @Override
    public List<Erasure> ledger() {
        return sql.query(
                new SqlText("select " + ENTRY + " from " + ledger + " where 1 = 1")
                        .add(dialect.unrepeated())
                        .add(" order by erased_at, tenant, subject"),
                this::entry);
    }

    private Erasure entry(ResultSet row) throws SQLException {
        return new Erasure(
                new TenantId(row.getString(1)),
                sql.uuid(row, 2),
                sql.instant(row, 3),
                row.getString(4),
                row.getString(5));
    }
}
