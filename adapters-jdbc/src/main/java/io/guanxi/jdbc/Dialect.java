package io.guanxi.jdbc;

import io.guanxi.application.view.AttributeType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;

/** What the databases say differently: each has its own, and most of it is said the same way by all. */
abstract class Dialect {

    static final int PATIENCE_MILLIS = 300;

    private final String folder;
    private final String text;
    private final String byBytes;

    Dialect(String folder, String text, String byBytes) {
        this.folder = folder;
        this.text = text;
        this.byBytes = byBytes;
    }

    /** What jOOQ calls it. */
    abstract SQLDialect jooq();

    /** Where its migrations are. */
    String folder() {
        return folder;
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

    /** How many rows of views are asked for by their ids in one statement. */
    int idsAtOnce() {
        return 1_000;
    }

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
    static boolean isWhole(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    static @Nullable String behindByCodePoints(String prefix) {
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

    static String insert(String table, String... columns) {
        return "insert into " + table + " (" + String.join(", ", columns) + ") values (" + marks(columns.length) + ")";
    }

    static String list(List<String> keys, List<String> others) {
        return Stream.concat(keys.stream(), others.stream()).collect(Collectors.joining(", "));
    }

    static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }
}
