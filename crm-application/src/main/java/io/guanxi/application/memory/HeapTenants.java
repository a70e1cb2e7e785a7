package io.guanxi.application.memory;

import com.google.common.base.Utf8;
import io.guanxi.application.Erasure;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.application.spi.TenantStore;
import io.guanxi.domain.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tenants, what they have used, and how one goes. */
final class HeapTenants implements TenantStore {

    private final Heap heap;
    private final HeapLog log;
    private final Consumer<TenantId> wiping;
    private final NavigableMap<String, Entry> tenants = new TreeMap<>();

    HeapTenants(Heap heap, HeapLog log, Consumer<TenantId> wiping) {
        this.heap = heap;
        this.log = log;
        this.wiping = wiping;
    }

    @Override
    public boolean create(TenantId tenant, Instant at) {
        heap.enter();
        Entry before = tenants.get(tenant.value());
        if (before != null) {
            return false;
        }
        heap.put(tenants, tenant.value(), new Entry(tenant, at, null));
        return true;
    }

    @Override
    public Optional<Entry> find(TenantId tenant) {
        return heap.read(() -> Optional.ofNullable(tenants.get(tenant.value())));
    }

    @Override
    public List<Entry> all() {
        return heap.read(() -> List.copyOf(tenants.values()));
    }

    @Override
    public void close(Erasure erasure) {
        heap.enter();
        Entry before = tenants.get(erasure.tenant().value());
        if (before == null || before.erasure() == null) {
            Instant created = before == null ? null : before.createdAt();
            heap.put(tenants, erasure.tenant().value(), new Entry(erasure.tenant(), created, erasure));
        }
    }

    /** Whoever writes has the lock, so {@link #close(Erasure)} has waited for them. */
    @Override
    public void awaitWriters() {}

    @Override
    public void wipe(TenantId tenant) {
        heap.enter();
        log.wipe(tenant, each -> isOf(each, tenant));
        wiping.accept(tenant);
    }

    boolean isErased(TenantId tenant) {
        Entry entry = tenants.get(tenant.value());
        return entry != null && entry.erasure() != null;
    }

    private static boolean isOf(StoredEvent event, TenantId tenant) {
        return event.meta().tenant().equals(tenant) && !event.feature().equals(OWN_FEATURE);
    }

    @Override
    public List<Stored> stored(@Nullable TenantId tenant) {
        return grouped(
                each -> tenant == null || isOf(each, tenant),
                each -> each.meta().tenant(),
                (whose, group) -> new Stored(
                        whose,
                        group.size(),
                        commands(group),
                        bytes(group),
                        recorded(group).min(Comparator.naturalOrder()).orElseThrow(),
                        recorded(group).max(Comparator.naturalOrder()).orElseThrow()));
    }

    @Override
    public List<Used> used(TenantId tenant, Instant from, Instant until) {
        return grouped(
                each -> isOf(each, tenant)
                        && !each.meta().recordedAt().isBefore(from)
                        && each.meta().recordedAt().isBefore(until),
                each -> Math.floorDiv(
                        each.meta().recordedAt().getEpochSecond(),
                        Duration.ofMinutes(15).toSeconds()),
                (quarter, group) -> new Used(quarter, group.size(), commands(group), bytes(group)));
    }

    private <K, R> List<R> grouped(
            Predicate<StoredEvent> which, Function<StoredEvent, K> by, BiFunction<K, List<StoredEvent>, R> answer) {
        return heap.read(() -> {
            List<R> answers = new ArrayList<>();
            log.all().stream()
                    .filter(each -> !each.feature().equals(OWN_FEATURE) && which.test(each))
                    .collect(Collectors.groupingBy(by))
                    .forEach((key, group) -> answers.add(answer.apply(key, group)));
            return answers;
        });
    }

    private static long commands(List<StoredEvent> events) {
        return events.stream().map(each -> each.meta().commandId()).distinct().count();
    }

    private static long bytes(List<StoredEvent> events) {
        return events.stream()
                .mapToLong(each -> Utf8.encodedLength(each.payload()))
                .sum();
    }

    private static Stream<Instant> recorded(List<StoredEvent> events) {
        return events.stream().map(each -> each.meta().recordedAt());
    }
}
