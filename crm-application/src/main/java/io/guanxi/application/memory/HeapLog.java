package io.guanxi.application.memory;

import io.guanxi.application.spi.ConflictException;
import io.guanxi.application.spi.EventLog;
import io.guanxi.application.spi.EventLog.Range;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.domain.kernel.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The log: a list for each aggregate, and all in their order. */
final class HeapLog implements EventLog {

    private final Heap heap;
    private final Predicate<TenantId> erased;
    private final NavigableMap<Long, StoredEvent> events = new TreeMap<>();
    private final Map<HeapId, List<StoredEvent>> streams = new HashMap<>();
    private long given;

    HeapLog(Heap heap, Predicate<TenantId> erased) {
        this.heap = heap;
        this.erased = erased;
    }

    @Override
    public void append(List<StoredEvent> added) {
        for (StoredEvent event : added) {
            heap.write(() -> append(event));
        }
    }

    private Runnable append(StoredEvent event) {
        String tenant = event.meta().tenant().value();
        if (erased.test(event.meta().tenant())) {
            throw new ConflictException("the tenant has been erased");
        }
        List<StoredEvent> stream =
                streams.computeIfAbsent(new HeapId(tenant, event.aggregate()), any -> new ArrayList<>());
        if (event.meta().sequence() != stream.size() + 1L) {
            throw new ConflictException("the aggregate has that event already");
        }
        StoredEvent stored = new StoredEvent(
                ++given,
                event.feature(),
                event.aggregate(),
                event.name(),
                event.revision(),
                event.payload(),
                event.meta());
        events.put(stored.position(), stored);
        stream.add(stored);
        return () -> {
            given--;
            events.remove(stored.position());
            stream.remove(stream.size() - 1);
        };
    }

    @Override
    public void overwrite(StoredEvent event) {
        HeapId key = new HeapId(event.meta().tenant().value(), event.aggregate());
        heap.write(() -> {
            List<StoredEvent> stream = streams.getOrDefault(key, List.of());
            int place = (int) event.meta().sequence() - 1;
            StoredEvent before = stream.get(place);
            stream.set(place, event);
            events.put(before.position(), event);
            return () -> {
                stream.set(place, before);
                events.put(before.position(), before);
            };
        });
    }

    @Override
    public List<StoredEvent> ofAggregate(TenantId tenant, UUID aggregate, long after, int limit) {
        return heap.read(() -> streams.getOrDefault(new HeapId(tenant.value(), aggregate), List.of()).stream()
                .skip(after)
                .limit(limit)
                .toList());
    }

    @Override
    public List<StoredEvent> ofAggregates(TenantId tenant, Collection<UUID> aggregates, int limit) {
        return heap.read(() -> aggregates.stream()
                .distinct()
                .sorted()
                .flatMap(each -> streams.getOrDefault(new HeapId(tenant.value(), each), List.of()).stream())
                .limit(limit)
                .toList());
    }

    @Override
    public List<StoredEvent> after(long after, Collection<Long> gaps, int limit) {
        return heap.read(() -> Stream.concat(
                        gaps.stream()
                                .sorted()
                                .filter(each -> each <= after)
                                .map(events::get)
                                .filter(Objects::nonNull),
                        events.tailMap(Math.max(0, after), false).values().stream())
                .limit(limit)
                .toList());
    }

    @Override
    public long head() {
        return heap.read(() -> events.isEmpty() ? 0L : events.lastKey());
    }

    @Override
    public void forEachStream(String feature, Consumer<List<StoredEvent>> stream) {
        List<List<StoredEvent>> all = heap.read(() -> streams.values().stream()
                .filter(each -> !each.isEmpty() && each.get(0).feature().equals(feature))
                .map(List::copyOf)
                .toList());
        all.forEach(stream);
    }

    @Override
    public List<Range> ranges(String feature, int size) {
        List<Range> ranges = new ArrayList<>();
        List<HeapId> keys = keys(feature);
        for (int from = 0; from < keys.size(); ) {
            String tenant = keys.get(from).tenant();
            int behind = from;
            while (behind < keys.size()
                    && behind - from < size
                    && keys.get(behind).tenant().equals(tenant)) {
                behind++;
            }
            boolean last = behind == keys.size() || !keys.get(behind).tenant().equals(tenant);
            ranges.add(new Range(
                    new TenantId(tenant),
                    keys.get(from).id(),
                    last ? null : keys.get(behind).id(),
                    behind - from));
            from = behind;
        }
        return ranges;
    }

    private List<HeapId> keys(String feature) {
        return heap.read(() -> streams.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty()
                        && each.getValue().get(0).feature().equals(feature))
                .map(Map.Entry::getKey)
                .sorted()
                .toList());
    }

    @Override
    public void forEachStream(String feature, Range range, Consumer<List<StoredEvent>> stream) {
        UUID behind = range.behind();
        keys(feature).stream()
                .filter(each -> each.tenant().equals(range.tenant().value())
                        && Heap.compare(each.id(), range.from()) >= 0
                        && (behind == null || Heap.compare(each.id(), behind) < 0))
                .forEach(each -> stream.accept(heap.read(() -> List.copyOf(streams.getOrDefault(each, List.of())))));
    }

    /** Those of all tenants, in their order. */
    List<StoredEvent> all() {
        return heap.read(() -> List.copyOf(events.values()));
    }

    void wipe(TenantId tenant, Predicate<StoredEvent> which) {
        for (StoredEvent each : all()) {
            if (which.test(each)) {
                heap.put(events, each.position(), null);
                heap.put(streams, new HeapId(tenant.value(), each.aggregate()), null);
            }
        }
    }
}
