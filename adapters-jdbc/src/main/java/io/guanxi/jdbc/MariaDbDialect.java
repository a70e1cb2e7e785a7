package io.guanxi.jdbc;

import io.guanxi.application.view.AttributeType;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;

/** What MariaDB says differently. */
final class MariaDbDialect extends Dialect {

    /** How many characters of texts an index holds beside the tenant, the id and some numbers. */
    private static final int INDEXED_CHARACTERS = 680;

    MariaDbDialect() {
        super("mariadb", "longtext", "");
    }

    @Override
    SQLDialect jooq() {
        return SQLDialect.MARIADB;
    }

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
                + others.stream().map(each -> each + " = values(" + each + ")").collect(Collectors.joining(", "));
    }

    @Override
    String fill(String table, List<String> keys, List<String> others) {
        return insert(table, Stream.concat(keys.stream(), others.stream()).toArray(String[]::new))
                + " on duplicate key update " + keys.get(1) + " = " + keys.get(1);
    }

    @Override
    List<String> check(String table, String name, String condition) {
        return List.of("alter table " + table + " add constraint if not exists " + name + " check (" + condition + ")");
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
}
