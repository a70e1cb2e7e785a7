package io.guanxi.application.memory;

import io.guanxi.application.Erasure;
import io.guanxi.application.spi.ConflictException;
import io.guanxi.application.spi.Keys;
import io.guanxi.domain.kernel.TenantId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The keys of subjects, and what has been erased. */
final class HeapKeys implements Keys {

    private final Heap heap;
    private final Map<HeapId, byte[]> secrets = new HashMap<>();
    private final Map<HeapId, Erasure> erasures = new HashMap<>();

    HeapKeys(Heap heap) {
        this.heap = heap;
    }

    @Override
    public Map<UUID, byte[]> find(TenantId tenant, Collection<UUID> subjects) {
        return heap.read(() -> among(secrets, tenant, subjects));
    }

    private static <T> Map<UUID, T> among(Map<HeapId, T> all, TenantId tenant, Collection<UUID> ids) {
        Map<UUID, T> found = new HashMap<>();
        for (UUID each : ids) {
            T value = all.get(new HeapId(tenant.value(), each));
            if (value != null) {
                found.put(each, value);
            }
        }
        return found;
    }

    @Override
    public Map<UUID, byte[]> create(TenantId tenant, Map<UUID, byte[]> fresh) {
        heap.enter();
        if (!find(tenant, fresh.keySet()).isEmpty()) {
            throw new ConflictException("the subject has a key already");
        }
        fresh.forEach((subject, key) -> heap.put(secrets, new HeapId(tenant.value(), subject), key));
        return fresh;
    }

    @Override
    public void destroy(Erasure erasure) {
        HeapId key = new HeapId(erasure.tenant().value(), erasure.subject());
        heap.put(secrets, key, null);
        if (erased(erasure.tenant(), List.of(erasure.subject())).isEmpty()) {
            heap.put(erasures, key, erasure);
        }
    }

    @Override
    public Map<UUID, Erasure> erased(TenantId tenant, Collection<UUID> subjects) {
        return heap.read(() -> among(erasures, tenant, subjects));
    }

    @Override
    public List<Erasure> ledger() {
        return heap.read(() -> erasures.values().stream()
                .sorted(Comparator.comparing(Erasure::erasedAt))
                .toList());
    }

    @Override
    public void destroyAll(TenantId tenant, Collection<UUID> but) {
        heap.removeAll(secrets, key -> key.tenant().equals(tenant.value()) && !but.contains(key.id()));
        heap.removeAll(erasures, key -> key.tenant().equals(tenant.value()));
    }
}
