package io.guanxi.application.spi;

import io.guanxi.domain.kernel.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** How often a duty has tried one view in vain. */
public interface Attempts {

    Optional<Attempt> find(String duty, TenantId tenant, UUID id);

    /** Inserts or replaces, within the current transaction. */
    void put(Attempt attempt);

    /** Forgets those of a duty that are older than an instant: their views have not been found due since. */
    void forget(String duty, Instant notTriedSince);

    /**
     * @param count how many times
     * @param lastAt when last
     * @param error the code of what went wrong, or {@code unchanged}
     */
    record Attempt(String duty, TenantId tenant, UUID id, int count, Instant lastAt, String error) {}
}
