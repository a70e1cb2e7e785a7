package io.guanxi.application.memory;

import io.guanxi.application.spi.ConflictException;
import io.guanxi.application.spi.Receipts;
import io.guanxi.domain.kernel.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Commands that have been done. */
final class HeapReceipts implements Receipts {

    private final Heap heap;
    private final Map<ReceiptKey, Receipt> receipts = new HashMap<>();

    HeapReceipts(Heap heap) {
        this.heap = heap;
    }

    @Override
    public Optional<Receipt> find(TenantId tenant, UUID commandId) {
        return heap.read(() -> Optional.ofNullable(receipts.get(new ReceiptKey(tenant, commandId))));
    }

    @Override
    public void keep(TenantId tenant, UUID commandId, Receipt receipt) {
        ReceiptKey key = new ReceiptKey(tenant, commandId);
        // A write even if there is one: whoever keeps one waits for a transaction that has and not yet committed.
        heap.enter();
        if (receipts.containsKey(key)) {
            throw new ConflictException("a command of that id has been done meanwhile");
        }
        heap.put(receipts, key, receipt);
    }

    @Override
    public int forget(Instant keptBefore) {
        List<ReceiptKey> old = heap.read(() -> receipts.entrySet().stream()
                .filter(each -> each.getValue().keptAt().isBefore(keptBefore))
                .map(Map.Entry::getKey)
                .toList());
        old.forEach(key -> heap.put(receipts, key, null));
        return old.size();
    }

    void wipe(TenantId tenant) {
        heap.removeAll(receipts, key -> key.tenant().equals(tenant));
    }

    private record ReceiptKey(TenantId tenant, UUID commandId) {}
}
