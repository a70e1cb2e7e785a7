package io.guanxi.application.imports;

import org.jspecify.annotations.Nullable;

/** A row cannot be taken over for what it says. */
final class RowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param column as the table calls it; null if it is the row as a whole */
    RowException(@Nullable String column, String reason) {
        super(column == null ? reason : column + ": " + reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
