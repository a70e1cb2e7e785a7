package io.guanxi.application.memory;

import io.guanxi.application.spi.Batches;
import io.guanxi.domain.kernel.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;

/** What belongs to a batch. */
final class HeapBatches implements Batches {

    private final Heap heap;
    private final NavigableMap<HeapId, NavigableMap<UUID, Instant>> batches = new TreeMap<>();

    HeapBatches(Heap heap) {
        this.heap = heap;
    }

    @Override
    public void add(TenantId tenant, UUID batch, Collection<UUID> aggregates, Instant at) {
        NavigableMap<UUID, Instant> members = heap.read(
                () -> batches.computeIfAbsent(new HeapId(tenant.value(), batch), any -> new TreeMap<>(Heap::compare)));
        aggregates.forEach(each -> heap.put(members, each, at));
    }

    @Override
    public List<UUID> of(TenantId tenant, UUID batch) {
        return heap.read(() -> List.copyOf(batches.getOrDefault(new HeapId(tenant.value(), batch), new TreeMap<>())
                .keySet()));
    }

    void wipe(TenantId tenant) {
        heap.removeAll(batches, key -> key.tenant().equals(tenant.value()));
    }
}
