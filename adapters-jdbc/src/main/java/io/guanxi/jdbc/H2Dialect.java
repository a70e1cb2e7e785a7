package io.guanxi.jdbc;

import com.google.common.base.Throwables;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;

/** What H2 says differently. */
final class H2Dialect extends Dialect {

    /** The database is closed, or is being closed, or the connection is. */
    private static final Set<Integer> CLOSED = Set.of(90098, 90121, 90007);

    H2Dialect() {
        super("h2", "character varying", "");
    }

    @Override
    SQLDialect jooq() {
        return SQLDialect.H2;
    }

    @Override
    String upsert(String table, List<String> keys, List<String> others) {
        return "merge into " + table + " (" + list(keys, others) + ") key (" + String.join(", ", keys) + ") values ("
                + marks(keys.size() + others.size()) + ")";
    }

    @Override
    String insertIfAbsent(String table, String... columns) {
        return insert(table, columns);
    }

    @Override
    String fill(String table, List<String> keys, List<String> others) {
        return "merge into " + table + " as t using (values (cast(? as " + tenantType()
                + "), cast(? as uuid))) as s"
                + " (tenant, id) on t." + keys.get(0) + " = s.tenant and t." + keys.get(1) + " = s.id"
                + " when not matched then insert (" + list(keys, others) + ") values (s.tenant, s.id, "
                + marks(others.size()) + ")";
    }

    @Override
    List<String> check(String table, String name, String condition) {
        return List.of("alter table " + table + " add constraint if not exists " + name + " check (" + condition
                + ") nocheck");
    }

    @Override
    void impatiently(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int before;
            try (ResultSet timeout = statement.executeQuery("call lock_timeout()")) {
                timeout.next();
                before = timeout.getInt(1);
            }
            statement.execute("set lock_timeout " + PATIENCE_MILLIS);
            try {
                for (String each : statements) {
                    statement.execute(each);
                }
            } finally {
                statement.execute("set lock_timeout " + before);
            }
        }
    }

    /** The database closes itself when its store cannot write, as on a full disk. A lock that is not to be had comes from the store too. */
    @Override
    boolean isClosed(SQLException failure) {
        return CLOSED.contains(failure.getErrorCode())
                || (!Failures.isConflict(failure)
                        && Throwables.getCausalChain(failure).stream()
                                .anyMatch(each -> each.getClass().getName().equals("org.h2.mvstore.MVStoreException")));
    }

    /** Making an index keeps out writers, longer than they wait. */
    @Override
    boolean indexesBesideWriters() {
        return false;
    }

    @Override
    void secure(DataSource source) throws SQLException {
        H2Safety.secure(source);
    }

    @Override
    Runnable turn(Connection connection) throws SQLException {
        return H2Turns.take(connection);
    }

    /** Changes nothing, but like all that changes a table it keeps out writers. It commits, so its lock is short. */
    @Override
    List<String> awaitWriters(String table) {
        return List.of("alter table " + table + " set referential_integrity true");
    }

    @Override
    SqlText unrepeated() {
        return new SqlText(" and ? is not null").bind(System.nanoTime());
    }

    @Override
    String unrepeated(String statement) {
        return statement + " /* " + System.nanoTime() + " */";
    }

    /** H2 orders texts by their UTF-16 code units, as Java does. */
    @Override
    @Nullable
    String behindAllWith(String prefix) {
        int last = prefix.length() - 1;
        while (last >= 0 && prefix.charAt(last) == Character.MAX_VALUE) {
            last--;
        }
        return last < 0 ? null : prefix.substring(0, last) + (char) (prefix.charAt(last) + 1);
    }

    /** A join, for H2 uses the first two columns of an index of three for no list, in pairs or not. */
    @Override
    SqlText streams(String eventTable, String tenant, Collection<UUID> aggregates) {
        return new SqlText("unnest(cast(? as uuid array)) as wanted(one) join " + eventTable
                        + " on tenant = ? and aggregate = one where 1 = 1")
                .bind(aggregates.toArray(new UUID[0]))
                .bind(tenant);
    }

    @Override
    boolean listsInPairs() {
        return true;
    }

    /** It compares each row that it finds with the whole list, so a long one costs its square. */
    @Override
    int idsAtOnce() {
        return 50;
    }

    @Override
    SqlText ids(String tenantColumn, String idColumn, String tenant, Collection<UUID> ids) {
        SqlText text = new SqlText("(" + tenantColumn + ", " + idColumn + ") in ("
                + String.join(", ", Collections.nCopies(ids.size(), "(?, ?)")) + ")");
        ids.forEach(id -> text.bind(tenant).bind(id));
        return text;
    }
}
