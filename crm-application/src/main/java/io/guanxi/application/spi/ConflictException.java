package io.guanxi.application.spi;

/**
 * Another transaction got there first: a unique key was taken, a deadlock broken, a serialization refused. Repeating may help.
 * The message holds no data of any row.
 */
public final class ConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConflictException(String message) {
        super(message);
    }
}
