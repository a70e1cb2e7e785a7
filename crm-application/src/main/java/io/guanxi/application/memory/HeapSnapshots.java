package io.guanxi.application.memory;

import io.guanxi.application.spi.Snapshots;
import io.guanxi.domain.kernel.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** States of aggregates. */
final class HeapSnapshots implements Snapshots {

    private final Heap heap;
    private final Map<HeapId, Snapshot> snapshots = new HashMap<>();

    HeapSnapshots(Heap heap) {
        this.heap = heap;
    }

    @Override
    public Optional<Snapshot> find(TenantId tenant, UUID aggregate) {
        return heap.read(() -> Optional.ofNullable(snapshots.get(new HeapId(tenant.value(), aggregate))));
    }

    @Override
    public void put(TenantId tenant, UUID aggregate, Snapshot snapshot) {
        heap.put(snapshots, new HeapId(tenant.value(), aggregate), snapshot);
    }

    @Override
    public void remove(TenantId tenant, UUID aggregate) {
        heap.put(snapshots, new HeapId(tenant.value(), aggregate), null);
    }

    void wipe(TenantId tenant) {
        heap.removeAll(snapshots, key -> key.tenant().equals(tenant.value()));
    }
}
