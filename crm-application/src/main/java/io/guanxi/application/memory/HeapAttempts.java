package io.guanxi.application.memory;

import io.guanxi.application.spi.Attempts;
import io.guanxi.domain.kernel.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What duties have tried. */
final class HeapAttempts implements Attempts {

    private final Heap heap;
    private final Map<AttemptKey, Attempt> tried = new HashMap<>();

    HeapAttempts(Heap heap) {
        this.heap = heap;
    }

    @Override
    public Optional<Attempt> find(String duty, TenantId tenant, UUID id) {
        return heap.read(() -> Optional.ofNullable(tried.get(new AttemptKey(duty, tenant, id))));
    }

    @Override
    public void put(Attempt attempt) {
        heap.put(tried, new AttemptKey(attempt.duty(), attempt.tenant(), attempt.id()), attempt);
    }

    @Override
    public void forget(String duty, Instant notTriedSince) {
        List<AttemptKey> old = heap.read(() -> tried.values().stream()
                .filter(each -> each.duty().equals(duty) && each.lastAt().isBefore(notTriedSince))
                .map(each -> new AttemptKey(each.duty(), each.tenant(), each.id()))
                .toList());
        old.forEach(key -> heap.put(tried, key, null));
    }

    void wipe(TenantId tenant) {
        heap.removeAll(tried, key -> key.tenant().equals(tenant));
    }

    private record AttemptKey(String duty, TenantId tenant, UUID id) {}
}
