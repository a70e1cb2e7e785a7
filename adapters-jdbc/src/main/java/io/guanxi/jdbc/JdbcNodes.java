package io.guanxi.jdbc;

import io.guanxi.application.spi.Nodes;
import java.util.HashMap;
import java.util.Map;

/** A row for each node. */
final class JdbcNodes implements Nodes {

    private final Sql sql;
    private final Dialect dialect;
    private final String table;

    JdbcNodes(Sql sql, Names names, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
        table = names.table("node");
    }

    @Override
    public Map<String, Long> beat(String node) {
        int known = sql.update(new SqlText("update " + table + " set beat = beat + 1 where name = ?").bind(node));
        if (known == 0) {
            sql.insertedIfAbsent(new SqlText(dialect.insertIfAbsent(table, "name", "beat"))
                    .bind(node)
                    .bind(1L));
        }
        Map<String, Long> beats = new HashMap<>();
        sql.query(
                new SqlText("select name, beat from " + table + " where 1 = 1").add(dialect.unrepeated()),
                row -> beats.put(row.getString(1), row.getLong(2)));
        return beats;
    }

    @Override
    public void forget(String node) {
        sql.update(new SqlText("delete from " + table + " where name = ?").bind(node));
    }
}
