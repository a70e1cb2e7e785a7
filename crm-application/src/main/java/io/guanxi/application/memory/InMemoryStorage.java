package io.guanxi.application.memory;

import io.guanxi.application.spi.Attempts;
import io.guanxi.application.spi.Batches;
import io.guanxi.application.spi.Chain;
import io.guanxi.application.spi.Claims;
import io.guanxi.application.spi.Editions;
import io.guanxi.application.spi.EventLog;
import io.guanxi.application.spi.Json;
import io.guanxi.application.spi.Keys;
import io.guanxi.application.spi.Nodes;
import io.guanxi.application.spi.Receipts;
import io.guanxi.application.spi.Snapshots;
import io.guanxi.application.spi.Storage;
import io.guanxi.application.spi.TenantStore;
import io.guanxi.application.spi.Upgrades;
import io.guanxi.application.spi.ViewStore;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.TenantId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.serialization.Serializer;

/**
 * Keeps everything in the heap: for tests and trials. Its answers are those of the databases. A transaction takes the one lock
 * with its first write and keeps it to its end, so writers wait for each other and readers for a writer.
 */
public final class InMemoryStorage implements Storage {

    private final Heap heap = new Heap();
    private final HeapLog log = new HeapLog(heap, this::isErased);
    private final HeapTenants tenants = new HeapTenants(heap, log, this::wipe);
    private final HeapEditions editions = new HeapEditions(heap, this::isErased);
    private final HeapViews views = new HeapViews(heap, editions);
    private final HeapClaims claims = new HeapClaims(heap);
    private final HeapAttempts attempts = new HeapAttempts(heap);
    private final HeapNodes nodes = new HeapNodes();
    private final HeapReceipts receipts = new HeapReceipts(heap);
    private final HeapBatches batches = new HeapBatches(heap);
    private final HeapUpgrades upgrades = new HeapUpgrades(heap);
    private final HeapKeys keys = new HeapKeys(heap);
    private final HeapChain chain = new HeapChain(heap);
    private final HeapSnapshots snapshots = new HeapSnapshots(heap);
    private final InMemoryTokenStore tokens = new InMemoryTokenStore();
    private final Map<String, HeapLetters> deadLetters = new HashMap<>();

    private InMemoryStorage() {}

    public static InMemoryStorage create() {
        return new InMemoryStorage();
    }

    @Override
    public Collection<ViewType<?>> open(
            Collection<ViewType<?>> types,
            Set<ViewType<?>> typesLookedUp,
            Json json,
            Consumer<Map<String, Integer>> requireNotOlder) {
        requireNotOlder.accept(upgrades.finished());
        return heap.read(() -> {
            views.open(typesLookedUp);
            return editions.open(types, log.head() == 0);
        });
    }

    private boolean isErased(TenantId tenant) {
        return tenants.isErased(tenant);
    }

    /** All that the log has not: keys and the ledger stay. */
    private void wipe(TenantId tenant) {
        editions.wipe(tenant);
        claims.wipe(tenant);
        attempts.wipe(tenant);
        receipts.wipe(tenant);
        batches.wipe(tenant);
        snapshots.wipe(tenant);
        deadLetters.values().forEach(each -> each.wipe(tenant));
    }

    @Override
    public EventLog log() {
        return log;
    }

    @Override
    public ViewStore views() {
        return views;
    }

    @Override
    public Editions editions() {
        return editions;
    }

    @Override
    public Claims claims() {
        return claims;
    }

    @Override
    public Attempts attempts() {
        return attempts;
    }

    @Override
    public Nodes nodes() {
        return nodes;
    }

    @Override
    public Receipts receipts() {
        return receipts;
    }

    @Override
    public Batches batches() {
        return batches;
    }

    @Override
    public Upgrades upgrades() {
        return upgrades;
    }

    @Override
    public Keys keys() {
        return keys;
    }

    @Override
    public Chain chain() {
        return chain;
    }

    @Override
    public Snapshots snapshots() {
        return snapshots;
    }

    @Override
    public TenantStore tenants() {
        return tenants;
    }

    @Override
    public TransactionManager transactions() {
        return heap;
    }

    @Override
    public TokenStore tokens(Serializer serializer, String node) {
        return tokens;
    }

    @Override
    public SequencedDeadLetterQueue<EventMessage<?>> deadLetters(String reaction, Serializer serializer) {
        return deadLetters.computeIfAbsent(reaction, name -> new HeapLetters(heap));
    }

    /** Nothing is held open; the same storage may be opened by the next CRM. */
    @Override
    public void close() {}
}
