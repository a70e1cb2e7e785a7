package io.guanxi.application.spi;

/**
 * Where views are kept has changed since a unit of work asked for it, see {@link Editions}. Nothing of it may stay; repeated, it
 * knows better. The message holds no data of any row.
 */
public final class OutdatedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OutdatedException(String message) {
        super(message);
    }
}
