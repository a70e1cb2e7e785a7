package io.guanxi.rest;

import org.jspecify.annotations.Nullable;

/** Where something went wrong, and why, by the kinds of failures alone: their messages may tell of a person. */
final class Trace extends Throwable {

    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 10;

    Trace(Throwable failure) {
        this(failure, DEEPEST);
    }

    private Trace(Throwable failure, int depth) {
        super(failure.getClass().getName(), cause(failure, depth), false, true);
        setStackTrace(failure.getStackTrace());
    }

    private static @Nullable Trace cause(Throwable failure, int depth) {
        Throwable cause = failure.getCause();
        return cause == null || depth == 0 ? null : new Trace(cause, depth - 1);
    }
}
