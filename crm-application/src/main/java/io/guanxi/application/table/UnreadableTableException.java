package io.guanxi.application.table;

import org.jspecify.annotations.Nullable;

/** A file that is not there or is no table, or ends to be one. Its message is fit for people. */
public final class UnreadableTableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableTableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
