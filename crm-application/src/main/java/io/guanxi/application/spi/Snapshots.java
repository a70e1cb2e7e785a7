package io.guanxi.application.spi;

import io.guanxi.domain.kernel.TenantId;
import java.util.Optional;
import java.util.UUID;

/** The last known state of aggregates with many events. Nothing is lost with them: the log says all that they say. */
public interface Snapshots {

    /**
     * @param feature whose aggregate it is
     * @param revision the {@link io.guanxi.application.Feature#stateRevision()} that it was made by
     * @param version how many events are in it
     * @param payload the state as JSON, sealed if the aggregate has a key
     */
    record Snapshot(String feature, int revision, long version, String payload) {}

    Optional<Snapshot> find(TenantId tenant, UUID aggregate);

    /** Puts it in the place of the one before, within the current transaction. */
    void put(TenantId tenant, UUID aggregate, Snapshot snapshot);

    /** Removes it within the current transaction. */
    void remove(TenantId tenant, UUID aggregate);
}
