package io.guanxi.jdbc;

import io.guanxi.application.spi.ConflictException;
import io.guanxi.application.spi.OutdatedException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells apart what is worth repeating from what is not, by the SQLState alone: messages of drivers hold data of rows. */
final class Failures {

    private static final Set<String> CONFLICTS = Set.of(
            "23505", // unique violation
            "23000", // integrity violation, where a database is less precise
            "23502", // nothing where the tenant was to be: it has been erased
            "40001", // serialization failure, or a deadlock on H2
            "40P01", // deadlock on PostgreSQL
            "55P03", // a lock was not to be had on PostgreSQL
            "HYT00", // a lock was not to be had in time on H2
            "90131"); // a row was changed meanwhile on H2

    /** Errors of MariaDB whose SQLState says nothing: a lock was not to be had in time, a row was changed meanwhile. */
    private static final Set<Integer> NAMELESS_CONFLICTS = Set.of(1205, 1020);

    private static final Set<String> MISSING = Set.of("42P01", "3F000", "42S02", "42S03", "42S04", "90079");

    private static final int DUPLICATE_IN_MARIADB = 1062;
    private static final int CHECK_IN_MARIADB = 4025;

    private Failures() {}

    static RuntimeException translated(SQLException failure) {
        String state = state(failure);
        if (isCheckViolation(failure)) {
            return new OutdatedException("a newer edition of the views has been announced");
        }
        return isConflict(failure)
                ? new ConflictException("the database let another transaction go first (SQLState " + state + ")")
                : new StorageException("The database refused (SQLState " + state + ")", state);
    }

    /** Another transaction was in the way: repeated, it may well succeed. */
    static boolean isConflict(SQLException failure) {
        String state = state(failure);
        return "HY000".equals(state)
                ? NAMELESS_CONFLICTS.contains(failure.getErrorCode())
                : state != null && CONFLICTS.contains(state);
    }

    static boolean isUniqueViolation(SQLException failure) {
        String state = state(failure);
        return "23505".equals(state) || ("23000".equals(state) && failure.getErrorCode() == DUPLICATE_IN_MARIADB);
    }

    /** The only checks there are refuse those who know of too old an edition of views. */
    private static boolean isCheckViolation(SQLException failure) {
        return "23514".equals(state(failure)) // PostgreSQL
                || "23513".equals(state(failure)) // H2
                || failure.getErrorCode() == CHECK_IN_MARIADB;
    }

    static boolean isMissing(StorageException failure) {
        return failure.sqlState() != null && MISSING.contains(failure.sqlState());
    }

    /** A table or its schema does not exist. */
    static boolean isMissing(SQLException failure) {
        String state = state(failure);
        return state != null && MISSING.contains(state);
    }

    /** The same failure without its message and its causes. */
    static SQLException withoutData(SQLException failure) {
        return new SQLException("SQLState " + state(failure), state(failure), failure.getErrorCode());
    }

    /** A failed batch may say what it failed at only in what comes next. */
    static @Nullable String state(SQLException failure) {
        for (SQLException each = failure; each != null; each = each.getNextException()) {
            if (each.getSQLState() != null) {
                return each.getSQLState();
            }
        }
        return null;
    }
}
