package io.guanxi.application.memory;

import io.guanxi.application.spi.Claims;
import io.guanxi.domain.kernel.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Who holds what may be held once. */
final class HeapClaims implements Claims {

    private final Heap heap;
    private final Map<ClaimKey, UUID> claimed = new HashMap<>();

    HeapClaims(Heap heap) {
        this.heap = heap;
    }

    @Override
    public boolean claim(TenantId tenant, String scope, String value, UUID holder) {
        ClaimKey key = new ClaimKey(tenant, scope, value);
        // A write even if it is taken: whoever asks waits for a transaction that has claimed and not yet committed.
        heap.enter();
        UUID other = claimed.get(key);
        if (other == null) {
            heap.put(claimed, key, holder);
        }
        return other == null || other.equals(holder);
    }

    @Override
    public void release(TenantId tenant, String scope, String value, UUID holder) {
        ClaimKey key = new ClaimKey(tenant, scope, value);
        if (holder.equals(heap.read(() -> claimed.get(key)))) {
            heap.put(claimed, key, null);
        }
    }

    @Override
    public Optional<UUID> holder(TenantId tenant, String scope, String value) {
        return heap.read(() -> Optional.ofNullable(claimed.get(new ClaimKey(tenant, scope, value))));
    }

    void wipe(TenantId tenant) {
        heap.removeAll(claimed, key -> key.tenant().equals(tenant));
    }

    private record ClaimKey(TenantId tenant, String scope, String value) {}
}
