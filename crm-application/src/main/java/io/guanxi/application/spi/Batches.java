package io.guanxi.application.spi;

import io.guanxi.domain.kernel.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Which aggregates the commands of a batch have changed. */
public interface Batches {

    /** Adds those that are not there yet, within the current transaction. */
    void add(TenantId tenant, UUID batch, Collection<UUID> aggregates, Instant at);

    /** In the order of their ids. */
    List<UUID> of(TenantId tenant, UUID batch);
}
