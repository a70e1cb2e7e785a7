package io.guanxi.jdbc;

import io.guanxi.application.view.AttributeType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL says differently. */
final class PostgresDialect extends Dialect {

    PostgresDialect() {
        super("postgresql", "text", " collate \"C\"");
    }

    @Override
    SQLDialect jooq() {
        return SQLDialect.POSTGRES;
    }

    @Override
    String upsert(String table, List<String> keys, List<String> others) {
        return "insert into " + table + " (" + list(keys, others) + ") values ("
                + marks(keys.size() + others.size())
                + ") on conflict (" + String.join(", ", keys) + ") do update set "
                + others.stream().map(each -> each + " = excluded." + each).collect(Collectors.joining(", "));
    }

    @Override
    String insertIfAbsent(String table, String... columns) {
        return insert(table, columns) + " on conflict do nothing";
    }

    @Override
    String fill(String table, List<String> keys, List<String> others) {
        return insert(table, Stream.concat(keys.stream(), others.stream()).toArray(String[]::new))
                + " on conflict do nothing";
    }

    /** One array for each column: many rows are parsed, planned and sent as one. */
    @Override
    String byColumns(String each, String values, List<AttributeType> types) {
        StringBuilder picked = new StringBuilder(values.substring(1, values.length() - 1));
        StringBuilder casts = new StringBuilder();
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < types.size(); i++) {
            String comma = i == 0 ? "" : ", ";
            int mark = picked.indexOf("?");
            picked.replace(mark, mark + 1, "given.c" + i);
            casts.append(comma)
                    .append("cast(? as ")
                    .append(arrayType(types.get(i)))
                    .append(')');
            columns.append(comma).append('c').append(i);
        }
        return each.replace(
                "values " + values, "select " + picked + " from unnest(" + casts + ") as given (" + columns + ")");
    }

    private String arrayType(AttributeType type) {
        return switch (type) {
            case TEXT, TEXTS -> "text[]";
            case INTEGER -> "bigint[]";
            case DECIMAL -> "numeric[]";
            case BOOLEAN -> "boolean[]";
            case DATE -> "date[]";
            case INSTANT -> "timestamptz[]";
            case REFERENCE -> "uuid[]";
        };
    }

    @Override
    String array(List<? extends List<? extends @Nullable Object>> rows, int column) {
        return PostgresArrays.written(rows, column);
    }

    @Override
    List<String> check(String table, String name, String condition) {
        return List.of("alter table " + table + " drop constraint if exists " + name + ", add constraint " + name
                + " check (" + condition + ") not valid");
    }

    @Override
    void impatiently(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = " + PATIENCE_MILLIS);
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    @Override
    boolean indexesPresentAlone() {
        return true;
    }

    /** A failed attempt leaves an index that is of no use. */
    @Override
    List<String> createBesideWriters(ViewTable.Index index, String qualified) {
        return List.of("drop index if exists " + qualified, index.create("concurrently "));
    }

    @Override
    SqlText ids(String tenantColumn, String idColumn, String tenant, Collection<UUID> ids) {
        return new SqlText(tenantColumn + " = ? and " + idColumn + " = any (?)")
                .bind(tenant)
                .bind(ids.toArray(new UUID[0]));
    }

    /** Writers wait behind it meanwhile, so it does not wait for long, and is tried again. */
    @Override
    List<String> awaitWriters(String table) {
        return List.of("set local lock_timeout = 1000", "lock table " + table + " in share mode");
    }

    /** Neither NUL nor half a surrogate pair has a place in its UTF-8. */
    @Override
    boolean canHold(Object value) {
        return !(value instanceof String text) || (text.indexOf(0) < 0 && isWhole(text));
    }

    @Override
    boolean comparesWithArrays(AttributeType type) {
        return switch (type) {
            case TEXT, TEXTS, INTEGER, REFERENCE -> true;
            case DECIMAL, BOOLEAN, DATE, INSTANT -> false;
        };
    }

    /** PostgreSQL orders texts by the bytes of UTF-8 here, that is by code points. */
    @Override
    @Nullable
    String behindAllWith(String prefix) {
        return behindByCodePoints(prefix);
    }
}
