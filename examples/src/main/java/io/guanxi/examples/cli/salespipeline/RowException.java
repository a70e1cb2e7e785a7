package io.guanxi.examples.cli.salespipeline;

import org.jspecify.annotations.Nullable;

/** Why one row cannot be taken over. */
final class RowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String column;

    /** @param column null if it is the row as a whole */
    RowException(@Nullable String column, String reason) {
        super(reason, null, false, false);
        this.column = column;
    }

    @Nullable
    String column() {
        return column;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
