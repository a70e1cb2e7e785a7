package io.guanxi.jdbc;

import com.google.common.base.Throwables;
import io.guanxi.application.view.AttributeType;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What the databases say differently. */
enum Dialect {
    H2("H2", "character varying", "") {

        @Override
        String upsert(String table, List<String> keys, List<String> others) {
            return "merge into " + table + " (" + list(keys, others) + ") key (" + String.join(", ", keys)
                    + ") values (" + marks(keys.size() + others.size()) + ")";
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

        /** The database closes itself when its store cannot write, as on a full disk. */
        @Override
        boolean isClosed(SQLException failure) {
            return failure.getErrorCode() == 90098
                    || failure.getErrorCode() == 90121
                    || Throwables.getCausalChain(failure).stream()
                            .anyMatch(each -> each.getClass().getName().equals("org.h2.mvstore.MVStoreException"));
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

        @Override
        SqlText ids(String tenantColumn, String idColumn, String tenant, Collection<UUID> ids) {
            SqlText text = new SqlText("(" + tenantColumn + ", " + idColumn + ") in ("
                    + String.join(", ", Collections.nCopies(ids.size(), "(?, ?)")) + ")");
            ids.forEach(id -> text.bind(tenant).bind(id));
            return text;
        }
    },

    POSTGRESQL("PostgreSQL", "text", " collate \"C\"") {

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
    },

    MARIADB("MariaDB", "longtext", "") {

        @Override
        void secure(DataSource source) throws SQLException {
            MariaDbSafety.secure(source);
        }

        /** Its uuid is not ordered by its bytes from left to right, and its timestamp ends in this century. */
        @Override
        String columnType(AttributeType type) {
            return switch (type) {
                case INSTANT -> "datetime(6)";
                case REFERENCE -> "binary(16)";
                default -> super.columnType(type);
            };
        }

        /** An index has room for 3,072 bytes, and a character takes up to four. */
        @Override
        String indexedTextType(int count) {
            return "varchar(" + INDEXED_CHARACTERS / count + ")";
        }

        @Override
        String sumType(AttributeType type) {
            return type == AttributeType.INTEGER ? "signed" : "decimal(28, 8)";
        }

        @Override
        String epochSeconds(String column) {
            return "timestampdiff(second, timestamp '1970-01-01 00:00:00', " + column + ")";
        }

        /** In the order of code points, and trailing blanks count. */
        @Override
        String tableOptions() {
            return " engine = InnoDB row_format = dynamic default character set utf8mb4 collate utf8mb4_nopad_bin";
        }

        @Override
        String upsert(String table, List<String> keys, List<String> others) {
            return "insert into " + table + " (" + list(keys, others) + ") values ("
                    + marks(keys.size() + others.size())
                    + ") on duplicate key update "
                    + others.stream()
                            .map(each -> each + " = values(" + each + ")")
                            .collect(Collectors.joining(", "));
        }

        @Override
        String fill(String table, List<String> keys, List<String> others) {
            return insert(table, Stream.concat(keys.stream(), others.stream()).toArray(String[]::new))
                    + " on duplicate key update " + keys.get(1) + " = " + keys.get(1);
        }

        @Override
        List<String> check(String table, String name, String condition) {
            return List.of(
                    "alter table " + table + " add constraint if not exists " + name + " check (" + condition + ")");
        }

        @Override
        void impatiently(Connection connection, List<String> statements) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                for (String each : statements) {
                    statement.execute("set statement lock_wait_timeout = 1, check_constraint_checks = 0 for " + each);
                }
            }
        }

        /** Not {@code insert ignore}, which would make a warning of any error. */
        @Override
        String insertIfAbsent(String table, String... columns) {
            return insert(table, columns);
        }

        @Override
        SqlText ids(String tenantColumn, String idColumn, String tenant, Collection<UUID> ids) {
            return new SqlText(tenantColumn + " = ? and " + idColumn + " in (" + marks(ids.size()) + ")")
                    .bind(tenant)
                    .bindAll(ids);
        }

        @Override
        SqlText positions(String column, Collection<Long> positions) {
            return new SqlText(column + " in (" + marks(positions.size()) + ")").bindAll(positions);
        }

        /** Times are kept as UTC: the driver would turn them into the time of a zone, where some hours come twice. */
        @Override
        Object bound(Object value) {
            if (value instanceof Instant instant) {
                return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
            }
            return value instanceof UUID id
                    ? ByteBuffer.allocate(16)
                            .putLong(id.getMostSignificantBits())
                            .putLong(id.getLeastSignificantBits())
                            .array()
                    : value;
        }

        @Override
        @Nullable
        Instant instant(ResultSet row, int column) throws SQLException {
            LocalDateTime time = row.getObject(column, LocalDateTime.class);
            return time == null ? null : time.toInstant(ZoneOffset.UTC);
        }

        @Override
        @Nullable
        UUID uuid(ResultSet row, int column) throws SQLException {
            byte[] bytes = row.getBytes(column);
            if (bytes == null) {
                return null;
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new UUID(buffer.getLong(), buffer.getLong());
        }

        @Override
        boolean canHold(Object value) {
            return !(value instanceof String text) || isWhole(text);
        }

        @Override
        @Nullable
        String behindAllWith(String prefix) {
            return behindByCodePoints(prefix);
        }

        @Override
        boolean indexesAbsentLast() {
            return false;
        }

        @Override
        String ordered(String column, boolean descending) {
            String direction = descending ? " desc" : " asc";
            return column + " is null" + direction + ", " + column + direction;
        }

        @Override
        String ascending(String column) {
            return column;
        }

        /** For this transaction only, so that nothing is to be put back. The default would show it nothing new. */
        @Override
        void prepare(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set transaction isolation level read committed");
            }
        }

        /** In a host's transaction, reading otherwise shows what was there at its first statement. */
        @Override
        String newest() {
            return " lock in share mode";
        }

        /** A deadlock, or a row that is newer than a transaction that wants to see nothing new. */
        @Override
        boolean hasUndoneAll(SQLException failure) {
            return failure.getErrorCode() == 1213 || failure.getErrorCode() == 1020;
        }

        @Override
        boolean hasCursors() {
            return false;
        }

        /** Its driver sends a batch as one, and the server, not knowing how long it is, takes 1, 2, 4, 8 … numbers at once. */
        @Override
        boolean leavesGapsInBatches() {
            return true;
        }

        /** A lock by name, for each statement of DDL ends the transaction and gives rows free. */
        @Override
        String takeTurn(Names names) {
            return "select get_lock(" + turn(names) + ", 600)";
        }

        @Override
        String endTurn(Names names) {
            return "select release_lock(" + turn(names) + ")";
        }

        private String turn(Names names) {
            return "md5(concat(database(), ' " + names.plain("schema_version") + "'))";
        }
    };

    private static final int PATIENCE_MILLIS = 300;

    /** How many characters of texts an index holds beside the tenant, the id and some numbers. */
    private static final int INDEXED_CHARACTERS = 680;

    private final String product;
    private final String text;
    private final String byBytes;

    Dialect(String product, String text, String byBytes) {
        this.product = product;
        this.text = text;
        this.byBytes = byBytes;
    }

    /** By the name that the database gives itself. */
    static Dialect of(String product) {
        return Stream.of(values())
                .filter(each -> each.product.equals(product))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "Guanxi keeps its tables in H2, PostgreSQL or MariaDB, not in " + product));
    }

    /** Where its migrations are. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of the column that keeps an attribute. Texts compare by their bytes, whatever the language of the database. */
    String columnType(AttributeType type) {
        return switch (type) {
            case TEXT, TEXTS -> text + byBytes;
            case INTEGER -> "bigint";
            case DECIMAL -> "numeric(28, 8)";
            case BOOLEAN -> "boolean";
            case DATE -> "date";
            case INSTANT -> "timestamp(6) with time zone";
            case REFERENCE -> "uuid";
        };
    }

    /** The type of the column of a text that is in an index, together with others or alone. */
    String indexedTextType(int count) {
        return columnType(AttributeType.TEXT);
    }

    /** What a number is cast to before it is summed up. */
    String sumType(AttributeType type) {
        return columnType(type);
    }

    /** What stands behind the columns when a table is made. */
    String tableOptions() {
        return "";
    }

    /** Looks at a database before it is used: corrects or refuses settings with which data would be lost or changed. */
    @SuppressWarnings("unused") // for others to override
    void secure(DataSource source) throws SQLException {}

    /** Waits until this connection may write, and returns what is to be done when its transaction has ended. */
    @SuppressWarnings("unused") // for others to override
    Runnable turn(Connection connection) throws SQLException {
        return () -> {};
    }

    String tenantType() {
        return "varchar(63)" + byBytes;
    }

    /** The type of a column of short texts, the key of whose table it is a part of. */
    String termType(int length) {
        return "varchar(" + length + ")" + byBytes;
    }

    String documentType() {
        return text;
    }

    /** Inserts a row or replaces the one with the same key. */
    abstract String upsert(String table, List<String> keys, List<String> others);

    /** Inserts a row; if there is one with the same key, it does nothing or is refused without harm to the transaction. */
    abstract String insertIfAbsent(String table, String... columns);

    /** Inserts a row that is not there yet, and does nothing if it is. */
    abstract String fill(String table, List<String> keys, List<String> others);

    /** A statement for many rows of the same types. */
    final Batch batch(String each, List<AttributeType> types) {
        return batch(each, "(" + marks(types.size()) + ")", types);
    }

    /** @param values what stands behind {@code values}, of as many question marks as there are types */
    final Batch batch(String each, String values, List<AttributeType> types) {
        return new Batch(each, byColumns(each, values, types));
    }

    /** The same statement for an array of each column; null if this database takes rows one by one. */
    @SuppressWarnings("unused") // for others to override
    @Nullable
    String byColumns(String each, String values, List<AttributeType> types) {
        return null;
    }

    /**
     * @param each for one row
     * @param columns for all rows, given column by column
     */
    record Batch(String each, @Nullable String columns) {}

    /** A column of rows as an array. */
    @SuppressWarnings("unused") // for others to override
    String array(List<? extends List<? extends @Nullable Object>> rows, int column) {
        throw new UnsupportedOperationException();
    }

    /** Adds a condition for all that is written from now on, after all transactions that have written have ended. */
    abstract List<String> check(String table, String name, String condition);

    /** Runs DDL that waits for others but a moment, for whoever comes meanwhile waits too. */
    abstract void impatiently(Connection connection, List<String> statements) throws SQLException;

    /** Whether an index can be made while others write. */
    boolean indexesBesideWriters() {
        return true;
    }

    /** The statements that make an index while others write, each by itself. */
    @SuppressWarnings("unused") // for others to override
    List<String> createBesideWriters(ViewTable.Index index, String qualified) {
        return List.of(index.create("if not exists "));
    }

    /** The log's rows of several aggregates, each named once, by their index: what stands behind {@code from}. */
    SqlText streams(String eventTable, String tenant, Collection<UUID> aggregates) {
        return new SqlText(eventTable + " where ").add(ids("tenant", "aggregate", tenant, aggregates));
    }

    /** The rows of one tenant with any of these ids, by their index. */
    abstract SqlText ids(String tenantColumn, String idColumn, String tenant, Collection<UUID> ids);

    /** The rows at any of these positions. */
    SqlText positions(String column, Collection<Long> positions) {
        return new SqlText(column + " = any (?)").bind(positions.toArray(new Long[0]));
    }

    /** A value as the driver is given it. */
    Object bound(Object value) {
        return value instanceof Instant instant ? OffsetDateTime.ofInstant(instant, ZoneOffset.UTC) : value;
    }

    @Nullable
    Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    @Nullable
    UUID uuid(ResultSet row, int column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    /** Whether absent values are the last in an index; if not, those who want them last ask for them apart. */
    boolean indexesAbsentLast() {
        return true;
    }

    /** Whether an index can leave out the rows that have no value: one that nobody uses then costs nothing. */
    boolean indexesPresentAlone() {
        return false;
    }

    /** An order in which absent values are the largest. */
    String ordered(String column, boolean descending) {
        return column + (descending ? " desc nulls first" : " asc nulls last");
    }

    /** A column in an index, absent values being the largest if that can be said. */
    String ascending(String column) {
        return ordered(column, false);
    }

    /** Begins a transaction of our own, on a connection that is out of auto-commit mode. */
    @SuppressWarnings("unused") // for others to override
    void prepare(Connection connection) throws SQLException {}

    /** The end of a select that is to see what others have committed meanwhile, whatever the transaction is told to see. */
    String newest() {
        return "";
    }

    /** Whether the database has not only refused a statement, but rolled back the whole transaction. */
    @SuppressWarnings("unused") // for others to override
    boolean hasUndoneAll(SQLException failure) {
        return false;
    }

    /** Whether the database is gone from under the connection without its driver saying so when it is asked. */
    @SuppressWarnings("unused") // for others to override
    boolean isClosed(SQLException failure) {
        return false;
    }

    /** Whether rows can be read one by one while the connection does other things. */
    boolean hasCursors() {
        return true;
    }

    /** Whether rows that are inserted as a batch get numbers with gaps between them, which whoever reads the log looks for again. */
    boolean leavesGapsInBatches() {
        return false;
    }

    /** Has nodes that start together make tables one after the other. */
    String takeTurn(Names names) {
        return "select version from " + names.table("schema_version") + " for update";
    }

    /** The end of the turn; null if it ends with the transaction. */
    @SuppressWarnings("unused") // for others to override
    @Nullable
    String endTurn(Names names) {
        return null;
    }

    /**
     * Statements that end when those who were writing the table have ended; none where deleting their rows waits for them anyway.
     */
    @SuppressWarnings("unused") // for others to override
    List<String> awaitWriters(String table) {
        return List.of();
    }

    /** How many seconds, and parts of them, have passed since 1970 at the instant in a column. */
    String epochSeconds(String column) {
        return "extract(epoch from " + column + ")";
    }

    /**
     * The end of the condition of every question, inner ones included. A statement of H2 that is repeated with the same values
     * may give the answer that it gave before: H2 compares a counter of each table, and looks at it while another session has
     * committed but not yet counted in the second of two tables. So a view was once folded on an old row. Here no two questions
     * have the same values. To switch the setting off altogether would have an inner question asked again for each row.
     */
    SqlText unrepeated() {
        return new SqlText("");
    }

    /** A statement of others, to the same end: as a text of its own. It is parsed each time, so this is for the rare ones. */
    String unrepeated(String statement) {
        return statement;
    }

    /** Whether a column of the database can hold the value at all; what it cannot hold equals nothing there. */
    boolean canHold(Object value) {
        return true;
    }

    /** Whether an index of (tenant, something) is used for a list of pairs, but not for a list of one and the tenant beside it. */
    boolean listsInPairs() {
        return false;
    }

    /** Whether a long list of such values can be given as one array. */
    boolean comparesWithArrays(AttributeType type) {
        return false;
    }

    /** The first text behind all that start with the prefix, in the order of this database; null if there is none. */
    abstract @Nullable String behindAllWith(String prefix);

    /** Without half a surrogate pair. */
    private static boolean isWhole(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private static @Nullable String behindByCodePoints(String prefix) {
        int[] points = prefix.codePoints().toArray();
        int last = points.length - 1;
        while (last >= 0 && points[last] == Character.MAX_CODE_POINT) {
            last--;
        }
        if (last < 0) {
            return null;
        }
        points[last] = points[last] + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : points[last] + 1;
        return new String(points, 0, last + 1);
    }

    private static String insert(String table, String... columns) {
        return "insert into " + table + " (" + String.join(", ", columns) + ") values (" + marks(columns.length) + ")";
    }

    private static String list(List<String> keys, List<String> others) {
        return Stream.concat(keys.stream(), others.stream()).collect(Collectors.joining(", "));
    }

    static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }
}
