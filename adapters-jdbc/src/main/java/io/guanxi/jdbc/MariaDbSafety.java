package io.guanxi.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;

/** Looks at the host's connections to MariaDB, and refuses what would store something else than was said. */
final class MariaDbSafety {

    private static final Set<String> STRICT = Set.of("STRICT_TRANS_TABLES", "STRICT_ALL_TABLES");

    private MariaDbSafety() {}

    static void secure(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            int major = connection.getMetaData().getDatabaseMajorVersion();
            int minor = connection.getMetaData().getDatabaseMinorVersion();
            if (major < 10 || (major == 10 && minor < 6)) {
                throw new IllegalStateException("Guanxi needs MariaDB 10.6 or later; this is " + major + "." + minor);
            }
            Set<String> modes = modes(connection);
            if (modes.stream().noneMatch(STRICT::contains)) {
                throw new IllegalStateException("MariaDB would cut off texts that are too long, for the connection's"
                        + " sql_mode is not strict: add STRICT_TRANS_TABLES to it");
            }
            if (modes.contains("EMPTY_STRING_IS_NULL")) {
                throw new IllegalStateException("MariaDB would take empty texts for absent ones: take"
                        + " EMPTY_STRING_IS_NULL out of the connection's sql_mode");
            }
        }
    }

    private static Set<String> modes(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select @@session.sql_mode")) {
            rows.next();
            return Set.of(rows.getString(1).split(","));
        }
    }
}
