package io.guanxi.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at an H2 database that the host has opened: corrects what can be corrected, warns of what cannot, refuses the rest. */
final class H2Safety {

    private static final Logger LOG = LoggerFactory.getLogger("io.guanxi");

    private H2Safety() {}

    static void secure(DataSource source) throws SQLException {
        boolean corrected;
        try (Connection connection = source.getConnection()) {
            require(connection, "LOCK_MODE", Set.of("3"), "mixes up transactions");
            require(connection, "COLLATION", Set.of("OFF"), "orders texts by a language");
            require(connection, "IGNORECASE", Set.of("FALSE", "0"), "takes upper and lower case for the same");
            if (!isFile(connection)) {
                return;
            }
            warnOfInterrupts(connection);
            warnOfVersion(connection);
            corrected = writesLate(connection);
            if (corrected) {
                writeAtOnce(connection);
            }
        }
        if (corrected) {
            requireLasting(source);
            LOG.info("H2 is told WRITE_DELAY=0, for commits would be lost when the process is killed; "
                    + "say so in its URL, it is forgotten when the last connection closes");
        }
    }

    private static void require(Connection connection, String setting, Set<String> safe, String otherwise)
            throws SQLException {
        for (String value : values(connection, setting)) {
            if (!safe.contains(value.toUpperCase(Locale.ROOT))) {
                throw new IllegalStateException("The H2 database has " + setting + "=" + value + ", which " + otherwise
                        + "; Guanxi cannot work so");
            }
        }
    }

    private static boolean isFile(Connection connection) throws SQLException {
        String url = connection.getMetaData().getURL().toLowerCase(Locale.ROOT);
        return !url.startsWith("jdbc:h2:mem:");
    }

    private static void warnOfInterrupts(Connection connection) throws SQLException {
        String url = connection.getMetaData().getURL().toLowerCase(Locale.ROOT);
        if (!url.contains("async:") && !url.contains("retry:")) {
            LOG.warn("A thread that is interrupted while H2 reads or writes closes the database for all others; "
                    + "let its URL begin with jdbc:h2:async: to prevent that");
        }
    }

    /** In 220 kills under three writers 2.5.252 lost acknowledged commits 13 times, 2.4.240 in 200 and 2.3.232 in 250 never. */
    private static void warnOfVersion(Connection connection) throws SQLException {
        DatabaseMetaData found = connection.getMetaData();
        if (found.getDatabaseMajorVersion() == 2 && found.getDatabaseMinorVersion() >= 5) {
            LOG.warn(
                    "H2 {} can lose commits when the process is killed, whatever its settings; 2.4.240 does not",
                    found.getDatabaseProductVersion());
        }
    }

    private static boolean writesLate(Connection connection) throws SQLException {
        return !new HashSet<>(values(connection, "WRITE_DELAY")).equals(Set.of("0"));
    }

    private static void writeAtOnce(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set write_delay 0");
        } catch (SQLException failure) {
            throw new IllegalStateException(
                    "H2 would lose commits when the process is killed, and this user may not change that (SQLState "
                            + Failures.state(failure) + "): add ;WRITE_DELAY=0 to the URL");
        }
    }

    /** Without a pool the database closes between two connections, and opens again with what its URL says. */
    private static void requireLasting(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            if (writesLate(connection)) {
                throw new IllegalStateException(
                        "H2 would lose commits when the process is killed: add ;WRITE_DELAY=0 to its URL, or use JdbcStorage.h2(url)");
            }
        }
    }

    private static List<String> values(Connection connection, String setting) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select setting_value from information_schema.settings where setting_name = '" + setting
                                + "'")) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    /**
     * H2 writes the numbers that it has given apart from the rows that have got them. If the process was killed in between, it
     * gives them again, and whoever gets one is told of a conflict with nobody. To put that right is the table's owner's right;
     * anybody else is told what to ask the owner for.
     */
    static void numberBehindTheLast(DataSource source, Names names) throws SQLException {
        String events = names.table("event");
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            long next = number(
                    statement,
                    "select identity_base from information_schema.columns where column_name = '"
                            + names.folded("position") + "' and table_name = '" + names.folded(names.prefix() + "event")
                            + "' and table_schema = "
                            + (names.schema() == null ? "current_schema" : "'" + names.folded(names.schema()) + "'"));
            long last = number(statement, "select coalesce(max(position), 0) from " + events);
            if (next <= last) {
                LOG.info(
                        "H2 has forgotten in a crash which numbers of events it had given; it is told to go on behind the last");
                restart(statement, "alter table " + events + " alter column position restart with " + (last + 1));
            }
        }
    }

    private static void restart(Statement statement, String alter) {
        try {
            statement.execute(alter);
        } catch (SQLException failure) {
            throw new IllegalStateException(
                    "H2 has forgotten in a crash which numbers of events it had given, and this user may not tell it (SQLState "
                            + Failures.state(failure) + "). Let the owner of the tables run once: " + alter);
        }
    }

    private static long number(Statement statement, String select) throws SQLException {
        try (ResultSet rows = statement.executeQuery(select)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
