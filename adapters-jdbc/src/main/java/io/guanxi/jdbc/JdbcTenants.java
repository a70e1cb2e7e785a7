package io.guanxi.jdbc;

import io.guanxi.application.Erasure;
import io.guanxi.application.spi.ConflictException;
import io.guanxi.application.spi.TenantStore;
import io.guanxi.domain.kernel.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tenants as rows, of those that were created or erased. What they use is asked of the log, by the index that begins with them. */
final class JdbcTenants implements TenantStore {

    private static final List<String> OF_TENANTS = List.of("claim", "attempt", "receipt", "batch", "snapshot");
    private static final String ENTRY = "tenant, created_at, erased_at, erased_by, reason";

    private final Sql sql;
    private final Transactions transactions;
    private final Names names;
    private final Dialect dialect;
    private final String table;
    private final String events;
    private final String insert;

    JdbcTenants(Sql sql, Transactions transactions, Names names, Dialect dialect) {
        this.sql = sql;
        this.transactions = transactions;
        this.names = names;
        this.dialect = dialect;
        table = names.table("tenant");
        events = names.table("event");
        insert = dialect.insertIfAbsent(table, "tenant", "created_at");
    }

    /**
     * The value of a row's column {@code tenant}, asked by a statement that writes it: nothing if the tenant is erased, which no row
     * can hold. So the check costs no statement of its own, and nobody can write between the check and the row.
     *
     * @param valueOfTenant to be bound twice
     */
    static SqlText unlessErased(Names names, Dialect dialect, String valueOfTenant) {
        return new SqlText("nullif(?, (select erased.tenant from " + names.table("tenant")
                        + " erased where erased.tenant = ? and erased.erased_at is not null")
                .bind(valueOfTenant)
                .bind(valueOfTenant)
                .add(dialect.unrepeated())
                .add(dialect.newest() + "))");
    }

    /** Rows of tenants that were erased while views were folded anew from what had been read before. */
    static SqlText erasedRows(Names names, String table) {
        return new SqlText("delete from " + table + " where " + names.quoted("tenant") + " in (select tenant from "
                + names.table("tenant") + " where erased_at is not null)");
    }

    @Override
    public boolean create(TenantId tenant, Instant at) {
        return sql.insertedIfAbsent(new SqlText(insert).bind(tenant.value()).bind(at));
    }

    @Override
    public Optional<Entry> find(TenantId tenant) {
        return sql.first(
                new SqlText("select " + ENTRY + " from " + table + " where tenant = ?")
                        .bind(tenant.value())
                        .add(dialect.unrepeated()),
                this::entry);
    }

    @Override
    public List<Entry> all() {
        return sql.query(
                new SqlText("select " + ENTRY + " from " + table + " where 1 = 1")
                        .add(dialect.unrepeated())
                        .add(" order by tenant"),
                this::entry);
    }

    private Entry entry(ResultSet row) throws SQLException {
        TenantId tenant = new TenantId(row.getString(1));
        Instant erasedAt = dialect.instant(row, 3);
        return new Entry(
                tenant,
                dialect.instant(row, 2),
                erasedAt == null ? null : Erasure.ofTenant(tenant, erasedAt, row.getString(4), row.getString(5)));
    }

    @Override
    public void close(Erasure erasure) {
        sql.insertedIfAbsent(new SqlText(insert).bind(erasure.tenant().value()).bind(null));
        sql.update(new SqlText("update " + table
                        + " set erased_at = ?, erased_by = ?, reason = ? where tenant = ? and erased_at is null")
                .bind(erasure.erasedAt())
                .bind(erasure.actor())
                .bind(erasure.reason())
                .bind(erasure.tenant().value()));
    }

    @Override
    public void awaitWriters() {
        List<String> statements = dialect.awaitWriters(events);
        if (!statements.isEmpty()) {
            transactions.executeInTransaction(() -> statements.forEach(each -> sql.update(new SqlText(each))));
        }
    }

    @Override
    public void wipe(TenantId tenant) {
        delete("event", "tenant = ? and feature <> '" + OWN_FEATURE + "'", tenant.value());
        OF_TENANTS.forEach(each -> delete(each, "tenant = ?", tenant.value()));
        try {
            views().forEach(each -> delete(each, names.quoted("tenant") + " = ?", tenant.value()));
        } catch (StorageException failure) {
            if (Failures.isMissing(failure)) {
                throw new ConflictException("a table of views has been replaced; repeat the transaction");
            }
            throw failure;
        }
        String streams = tenant.value() + "/";
        delete("dead_letter", "left(sequence_identifier, " + streams.length() + ") = ?", streams);
    }

    /** The tables of all editions, those that are being folded too. */
    private List<String> views() {
        List<String> tables = new ArrayList<>();
        sql.query(
                        new SqlText("select name, edition, looked_up from " + names.table("view_type")
                                        + " where fingerprint <> '" + ViewSchema.GIVEN_UP + "'")
                                .add(dialect.unrepeated()),
                        row -> {
                            String view = ViewTable.localName(row.getString(1), row.getInt(2));
                            String terms = TermTable.localName(row.getString(1), row.getInt(2));
                            return row.getBoolean(3) ? List.of(view, terms) : List.of(view);
                        })
                .forEach(tables::addAll);
        return tables;
    }

    private void delete(String from, String condition, String value) {
        sql.update(new SqlText("delete from " + names.table(from) + " where " + condition).bind(value));
    }

    @Override
    public List<Stored> stored(@Nullable TenantId tenant) {
        SqlText text = new SqlText("select tenant, count(*), count(distinct command_id), sum(octet_length(payload)),"
                        + " min(recorded_at), max(recorded_at) from " + events + " where feature <> '" + OWN_FEATURE
                        + "'")
                .add(tenant == null ? new SqlText("") : new SqlText(" and tenant = ?").bind(tenant.value()))
                .add(dialect.unrepeated())
                .add(" group by tenant order by tenant");
        return sql.query(
                text,
                row -> new Stored(
                        new TenantId(row.getString(1)),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        sql.instant(row, 5),
                        sql.instant(row, 6)));
    }

    @Override
    public List<Used> used(TenantId tenant, Instant from, Instant until) {
        SqlText text = new SqlText("select quarter, count(*), count(distinct command_id), sum(octet_length(payload))"
                        + " from (select floor(" + dialect.epochSeconds("recorded_at")
                        + " / 900) as quarter, command_id, payload from " + events
                        + " where tenant = ? and recorded_at >= ? and recorded_at < ? and feature <> '" + OWN_FEATURE
                        + "'")
                .bind(tenant.value())
                .bind(from)
                .bind(until)
                .add(dialect.unrepeated())
                .add(") found group by quarter order by quarter");
        return sql.query(text, row -> new Used(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)));
    }
}
