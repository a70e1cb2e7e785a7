package io.guanxi.domain.kernel;

import java.util.UUID;

/**
 * The identity of one aggregate. Ids are the caller's: whoever makes the id can repeat the command safely.
 * Implementations are records with the single component {@code value}.
 */
public interface AggregateId {

    /** The id as stored. */
    UUID value();
}
