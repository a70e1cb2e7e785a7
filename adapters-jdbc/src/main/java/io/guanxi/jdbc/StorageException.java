package io.guanxi.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * The database has refused, and repeating will not help. The message names the SQLState and never what the database said about
 * it, which may hold data of a row.
 */
public final class StorageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String sqlState;

    StorageException(String message, @Nullable String sqlState) {
        super(message);
        this.sqlState = sqlState;
    }

    /** The code of the SQL standard or of the database, such as {@code 53300}; null if it gave none. */
    public @Nullable String sqlState() {
        return sqlState;
    }
}
