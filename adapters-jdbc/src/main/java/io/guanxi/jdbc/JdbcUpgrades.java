package io.guanxi.jdbc;

import io.guanxi.application.spi.Upgrades;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** One row for each stored name. A revision only ever rises, in whatever order two nodes finish. */
final class JdbcUpgrades implements Upgrades {

    private final Sql sql;
    private final Dialect dialect;
    private final String table;

    JdbcUpgrades(Sql sql, Names names, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
        table = names.table("upgrade");
    }

    @Override
    public Map<String, Integer> finished() {
        Map<String, Integer> finished = new HashMap<>();
        sql.query(
                        new SqlText("select name, revision from " + table + " where 1 = 1").add(dialect.unrepeated()),
                        row -> Map.entry(row.getString(1), row.getInt(2)))
                .forEach(each -> finished.put(each.getKey(), each.getValue()));
        return finished;
    }

    @Override
    public void finish(Map<String, Integer> revisions) {
        Map<String, Integer> before = finished();
        new TreeMap<>(revisions).forEach((name, revision) -> {
            if (before.getOrDefault(name, 0) < revision
                    && (before.containsKey(name)
                            || !sql.insertedIfAbsent(new SqlText(dialect.insertIfAbsent(table, "name", "revision"))
                                    .bind(name)
                                    .bind(revision)))) {
                sql.update(new SqlText("update " + table + " set revision = ? where name = ? and revision < ?")
                        .bind(revision)
                        .bind(name)
                        .bind(revision));
            }
        });
    }
}
