package io.guanxi.application.spi;

import com.google.common.base.Utf8;
import io.guanxi.application.Erasure;
import io.guanxi.application.lookup.Sought;
import io.guanxi.application.lookup.Terms;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Group;
import io.guanxi.application.view.Grouping;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Sort;
import io.guanxi.application.view.Values;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.TenantId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.DeadLetterQueueOverflowException;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.NoSuchDeadLetterException;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything in the heap: for tests and trials. Its answers are those of the databases. A transaction takes the one lock
 * with its first write and keeps it to its end, so writers wait for each other and readers for a writer.
 */
public final class InMemoryStorage
        implements Storage,
                EventLog,
                ViewStore,
                Editions,
                Claims,
                Attempts,
                Nodes,
                Receipts,
                Batches,
                Upgrades,
                Keys,
                TenantStore,
                TransactionManager {

    private final ReentrantLock lock = new ReentrantLock();

    @SuppressWarnings("ThreadLocalUsage") // of the instance: two CRMs in one JVM have nothing to do with each other
    private final ThreadLocal<Work> current = new ThreadLocal<>();

    private final NavigableMap<Long, StoredEvent> events = new TreeMap<>();
    private final Map<Key, List<StoredEvent>> streams = new HashMap<>();
    private final Map<String, Kept> views = new HashMap<>();
    private final Set<ViewType<?>> lookedUp = new HashSet<>();
    private final Map<String, Shape> folded = new HashMap<>();
    private final Map<ClaimKey, UUID> claimed = new HashMap<>();
    private final Map<AttemptKey, Attempt> tried = new HashMap<>();
    private final Map<String, Long> beats = new ConcurrentHashMap<>();
    private final Map<ReceiptKey, Receipt> receipts = new HashMap<>();
    private final NavigableMap<Key, NavigableMap<UUID, Instant>> batches = new TreeMap<>();
    private final Map<String, Integer> finished = new HashMap<>();
    private final Map<Key, byte[]> secrets = new HashMap<>();
    private final Map<Key, Erasure> erasures = new HashMap<>();
    private final NavigableMap<Long, Chain.Link> links = new TreeMap<>();
    private final Map<Key, Snapshots.Snapshot> snapshots = new HashMap<>();
    private final NavigableMap<String, Entry> tenants = new TreeMap<>();
    private final InMemoryTokenStore tokens = new InMemoryTokenStore();
    private final Map<String, Letters> deadLetters = new HashMap<>();
    private long given;

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
        requireNotOlder.accept(finished());
        return read(() -> {
            lookedUp.clear();
            lookedUp.addAll(typesLookedUp);
            types.forEach(type -> views.computeIfAbsent(type.name(), name -> new Kept()));
            if (events.isEmpty()) {
                types.forEach(type -> folded.put(type.name(), Shape.of(type)));
            }
            return types.stream()
                    .filter(type -> !Shape.of(type).equals(folded.get(type.name())))
                    .toList();
        });
    }

    /** What rows were folded for. */
    private record Shape(Class<?> view, int revision, List<String> attributes) {

        static Shape of(ViewType<?> type) {
            return new Shape(
                    type.viewClass(),
                    type.revision(),
                    type.attributes().values().stream()
                            .map(each -> each.name() + ":" + each.type())
                            .toList());
        }
    }

    @Override
    public EventLog log() {
        return this;
    }

    @Override
    public ViewStore views() {
        return this;
    }

    @Override
    public Editions editions() {
        return this;
    }

    @Override
    public Claims claims() {
        return this;
    }

    @Override
    public Attempts attempts() {
        return this;
    }

    @Override
    public Nodes nodes() {
        return this;
    }

    @Override
    public Receipts receipts() {
        return this;
    }

    @Override
    public Batches batches() {
        return this;
    }

    @Override
    public Upgrades upgrades() {
        return this;
    }

    @Override
    public Keys keys() {
        return this;
    }

    @Override
    public Chain chain() {
        return new Chain() {
            @Override
            public Optional<Link> last() {
                return read(() -> Optional.ofNullable(links.lastEntry()).map(Map.Entry::getValue));
            }

            @Override
            public List<Link> after(long number, int limit) {
                return read(() -> links.tailMap(number, false).values().stream()
                        .limit(limit)
                        .toList());
            }

            @Override
            public List<Link> amendments(long after, int limit) {
                return read(() -> links.tailMap(after, false).values().stream()
                        .filter(Link::amends)
                        .limit(limit)
                        .toList());
            }

            @Override
            public void append(Link link) {
                write(() -> () -> {});
                if (links.containsKey(link.number())) {
                    throw new ConflictException("there is a link of that number");
                }
                put(links, link.number(), link);
            }
        };
    }

    @Override
    public Snapshots snapshots() {
        return new Snapshots() {
            @Override
            public Optional<Snapshot> find(TenantId tenant, UUID aggregate) {
                return read(() -> Optional.ofNullable(snapshots.get(new Key(tenant.value(), aggregate))));
            }

            @Override
            public void put(TenantId tenant, UUID aggregate, Snapshot snapshot) {
                InMemoryStorage.this.put(snapshots, new Key(tenant.value(), aggregate), snapshot);
            }

            @Override
            public void remove(TenantId tenant, UUID aggregate) {
                InMemoryStorage.this.put(snapshots, new Key(tenant.value(), aggregate), null);
            }
        };
    }

    @Override
    public TenantStore tenants() {
        return this;
    }

    @Override
    public TransactionManager transactions() {
        return this;
    }

    @Override
    public TokenStore tokens(Serializer serializer, String node) {
        return tokens;
    }

    @Override
    public SequencedDeadLetterQueue<EventMessage<?>> deadLetters(String reaction, Serializer serializer) {
        return deadLetters.computeIfAbsent(reaction, name -> new Letters());
    }

    /** Nothing is held open; the same storage may be opened by the next CRM. */
    @Override
    public void close() {}

    // ---- transactions
    // -------------------------------------------------------------------------------------------------------

    private final class Work {
        private final Deque<Runnable> undo = new ArrayDeque<>();
        private boolean locked;

        void undoTo(int size) {
            while (undo.size() > size) {
                undo.pop().run();
            }
        }

        void end() {
            current.remove();
            if (locked) {
                lock.unlock();
            }
        }
    }

    @Override
    public Transaction startTransaction() {
        Work outer = current.get();
        Work work = outer == null ? new Work() : outer;
        int before = work.undo.size();
        if (outer == null) {
            current.set(work);
        }
        return new Transaction() {
            @Override
            public void commit() {
                if (outer == null) {
                    work.end();
                }
            }

            @Override
            public void rollback() {
                work.undoTo(before);
                if (outer == null) {
                    work.end();
                }
            }
        };
    }

    private <T> T read(Supplier<T> reading) {
        lock.lock();
        try {
            return reading.get();
        } finally {
            lock.unlock();
        }
    }

    /** @param writing does the write and returns what undoes it */
    private void write(Supplier<Runnable> writing) {
        Work work = current.get();
        lock.lock();
        if (work == null) {
            try {
                Runnable notUndone = writing.get();
                Objects.requireNonNull(notUndone);
            } finally {
                lock.unlock();
            }
        } else {
            if (work.locked) {
                lock.unlock();
            }
            work.locked = true;
            work.undo.push(writing.get());
        }
    }

    private <K, V> void put(Map<K, V> map, K key, @Nullable V value) {
        write(() -> {
            V before = value == null ? map.remove(key) : map.put(key, value);
            return () -> {
                if (before == null) {
                    map.remove(key);
                } else {
                    map.put(key, before);
                }
            };
        });
    }

    // ---- the log
    // ------------------------------------------------------------------------------------------------------------

    @Override
    public void append(List<StoredEvent> added) {
        for (StoredEvent event : added) {
            write(() -> append(event));
        }
    }

    private Runnable append(StoredEvent event) {
        String tenant = event.meta().tenant().value();
        if (isErased(event.meta().tenant())) {
            throw new ConflictException("the tenant has been erased");
        }
        List<StoredEvent> stream =
                streams.computeIfAbsent(new Key(tenant, event.aggregate()), any -> new ArrayList<>());
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
        Key key = new Key(event.meta().tenant().value(), event.aggregate());
        write(() -> {
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
        return read(() -> streams.getOrDefault(new Key(tenant.value(), aggregate), List.of()).stream()
                .skip(after)
                .limit(limit)
                .toList());
    }

    @Override
    public List<StoredEvent> ofAggregates(TenantId tenant, Collection<UUID> aggregates, int limit) {
        return read(() -> aggregates.stream()
                .distinct()
                .sorted()
                .flatMap(each -> streams.getOrDefault(new Key(tenant.value(), each), List.of()).stream())
                .limit(limit)
                .toList());
    }

    @Override
    public List<StoredEvent> after(long after, Collection<Long> gaps, int limit) {
        return read(() -> Stream.concat(
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
        return read(() -> events.isEmpty() ? 0L : events.lastKey());
    }

    @Override
    public void forEachStream(String feature, Consumer<List<StoredEvent>> stream) {
        List<List<StoredEvent>> all = read(() -> streams.values().stream()
                .filter(each -> !each.isEmpty() && each.get(0).feature().equals(feature))
                .map(List::copyOf)
                .toList());
        all.forEach(stream);
    }

    @Override
    public List<Range> ranges(String feature, int size) {
        List<Range> ranges = new ArrayList<>();
        List<Key> keys = keys(feature);
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

    private List<Key> keys(String feature) {
        return read(() -> streams.entrySet().stream()
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
                        && compare(each.id(), range.from()) >= 0
                        && (behind == null || compare(each.id(), behind) < 0))
                .forEach(each -> stream.accept(read(() -> List.copyOf(streams.getOrDefault(each, List.of())))));
    }

    // ---- editions of views
    // --------------------------------------------------------------------------------------------------

    /** The editions of one type. Whoever has written holds the lock to the end, so an announcement meets nobody on his way. */
    private static final class Kept {
        private final Map<Integer, NavigableMap<Key, Versioned<?>>> editions =
                new HashMap<>(Map.of(1, new TreeMap<>()));
        private final Map<Range, Boolean> parts = new LinkedHashMap<>();
        private int read = 1;
        private int newest = 1;
        private @Nullable String maker;
        private long beat;

        boolean isMaking() {
            return newest > read && editions.containsKey(newest);
        }

        boolean isMaking(int edition) {
            return isMaking() && edition == newest;
        }
    }

    private Kept kept(ViewType<?> type) {
        return Objects.requireNonNull(views.get(type.name()), type.name());
    }

    private NavigableMap<Key, Versioned<?>> edition(ViewType<?> type, int edition) {
        NavigableMap<Key, Versioned<?>> table = kept(type).editions.get(edition);
        if (table == null) {
            throw new OutdatedException("the edition has been retired");
        }
        return table;
    }

    @Override
    public Known of(ViewType<?> type) {
        return read(() -> {
            Kept kept = kept(type);
            List<Integer> others = kept.editions.keySet().stream()
                    .filter(each -> each != kept.read)
                    .toList();
            return new Known(kept.read, others, kept.newest);
        });
    }

    /** It never looks but at how things are. */
    @Override
    public void lookAgain() {}

    @Override
    @SuppressWarnings("unchecked") // a table holds views of its type only
    public <V extends View> @Nullable Versioned<V> byId(ViewType<V> type, int edition, TenantId tenant, UUID id) {
        Key key = new Key(tenant.value(), id);
        return read(() -> Optional.ofNullable(
                        (Versioned<V>) edition(type, edition).get(key)))
                .orElse(null);
    }

    @Override
    public <V extends View> void put(
            ViewType<V> type, Known known, int edition, TenantId tenant, List<Versioned<V>> changed) {
        // Takes the lock, so that from here on nothing changes under our hands
        write(() -> () -> {});
        if (kept(type).newest != known.newest()) {
            throw new OutdatedException("a newer edition has been announced");
        }
        NavigableMap<Key, Versioned<?>> table = edition(type, edition);
        changed.forEach(
                each -> put(table, new Key(tenant.value(), each.view().id().value()), (Versioned<?>) each));
    }

    @Override
    public @Nullable Making making(ViewType<?> type) {
        return read(() -> Optional.ofNullable(making(kept(type), null))).orElse(null);
    }

    private static @Nullable Making making(Kept kept, @Nullable String asker) {
        return kept.isMaking()
                ? new Making(
                        kept.newest, asker != null && asker.equals(kept.maker), kept.maker == null ? -1 : kept.beat)
                : null;
    }

    @Override
    public Making begin(ViewType<?> type, String maker, long silentSince) {
        return read(() -> {
            Kept kept = kept(type);
            if (!kept.isMaking()) {
                kept.newest++;
                kept.editions.put(kept.newest, new TreeMap<>());
                kept.parts.clear();
                kept.maker = null;
            }
            if (kept.maker == null || kept.beat == silentSince) {
                kept.maker = maker;
            }
            return Objects.requireNonNull(making(kept, maker));
        });
    }

    @Override
    public boolean announce(ViewType<?> type, int edition) {
        return read(() -> kept(type).isMaking(edition));
    }

    @Override
    public List<Part> parts(ViewType<?> type, int edition) {
        return read(() -> kept(type).parts.entrySet().stream()
                .map(each -> new Part(each.getKey(), each.getValue()))
                .toList());
    }

    @Override
    public boolean plan(ViewType<?> type, int edition, String maker, Supplier<List<Range>> ranges) {
        return read(() -> {
            if (!beat(type, edition, maker)) {
                return false;
            }
            edition(type, edition).clear();
            ranges.get().forEach(each -> kept(type).parts.put(each, false));
            return true;
        });
    }

    @Override
    public <V extends View> void fill(ViewType<V> type, int edition, List<Row<V>> rows) {
        write(() -> () -> {});
        NavigableMap<Key, Versioned<?>> table = edition(type, edition);
        for (Row<V> row : rows) {
            Key key = new Key(row.tenant().value(), row.view().view().id().value());
            if (!table.containsKey(key) && !isErased(row.tenant())) {
                put(table, key, (Versioned<?>) row.view());
            }
        }
    }

    @Override
    public boolean folded(ViewType<?> type, int edition, String maker, List<Range> ranges) {
        boolean still = beat(type, edition, maker);
        if (still) {
            ranges.forEach(each -> put(kept(type).parts, each, true));
        }
        return still;
    }

    @Override
    public boolean beat(ViewType<?> type, int edition, String maker) {
        return read(() -> {
            Kept kept = kept(type);
            boolean still = kept.isMaking(edition) && maker.equals(kept.maker);
            if (still) {
                kept.beat++;
            }
            return still;
        });
    }

    @Override
    public void leave(ViewType<?> type, int edition, String maker) {
        read(() -> {
            Kept kept = kept(type);
            if (kept.isMaking(edition) && maker.equals(kept.maker)) {
                kept.maker = null;
            }
            return true;
        });
    }

    @Override
    public boolean swap(ViewType<?> type, int edition, String maker) {
        return read(() -> {
            Kept kept = kept(type);
            boolean still = kept.isMaking(edition) && maker.equals(kept.maker);
            if (still) {
                kept.read = edition;
                folded.put(type.name(), Shape.of(type));
            }
            return still;
        });
    }

    @Override
    public boolean retire(ViewType<?> type) {
        return read(() -> {
            Kept kept = kept(type);
            kept.editions.keySet().removeIf(each -> each < kept.read);
            return true;
        });
    }

    @Override
    public boolean discard(ViewType<?> type, int edition) {
        return read(() -> {
            Kept kept = kept(type);
            if (kept.read == edition) {
                return false;
            }
            kept.editions.remove(edition);
            return true;
        });
    }

    // ---- views
    // --------------------------------------------------------------------------------------------------------------

    private NavigableMap<Key, Versioned<?>> table(ViewType<?> type) {
        return edition(type, kept(type).read);
    }

    @SuppressWarnings("unchecked") // a table holds views of its type only
    private <V extends View> Stream<Map.Entry<Key, Versioned<V>>> rows(ViewType<V> type) {
        return table(type).entrySet().stream().map(each -> Map.entry(each.getKey(), (Versioned<V>) each.getValue()));
    }

    private <V extends View> Stream<Versioned<V>> rows(ViewType<V> type, TenantId tenant, Filter<V> filter) {
        Filter.Lookup lookup = lookup(tenant);
        return rows(type)
                .filter(each -> each.getKey().tenant().equals(tenant.value()))
                .map(Map.Entry::getValue)
                .filter(each -> filter.test(each.view(), lookup));
    }

    private Filter.Lookup lookup(TenantId tenant) {
        return new Filter.Lookup() {
            @Override
            public <W extends View> Collection<W> all(ViewType<W> type) {
                return rows(type)
                        .filter(each -> each.getKey().tenant().equals(tenant.value()))
                        .map(each -> each.getValue().view())
                        .toList();
            }
        };
    }

    @Override
    @SuppressWarnings("unchecked") // a table holds views of its type only
    public <V extends View> @Nullable Versioned<V> byId(ViewType<V> type, TenantId tenant, UUID id) {
        return read(() -> Optional.ofNullable((Versioned<V>) table(type).get(new Key(tenant.value(), id))))
                .orElse(null);
    }

    @Override
    public <V extends View> List<Versioned<V>> byIds(
            ViewType<V> type, TenantId tenant, Collection<UUID> ids, Filter<V> filter) {
        return read(() -> rows(type, tenant, filter)
                .filter(each -> ids.contains(each.view().id().value()))
                .toList());
    }

    @Override
    public <V extends View> void put(ViewType<V> type, TenantId tenant, List<Versioned<V>> changed) {
        Known known = of(type);
        put(type, known, known.read(), tenant, changed);
    }

    @Override
    public <V extends View> List<Versioned<V>> find(ViewType<V> type, Query<V> query) {
        List<Attribute<V, ?>> keys = new ArrayList<>();
        List<Boolean> descending = new ArrayList<>();
        for (Sort<V> sort : query.sorts()) {
            keys.add(sort.attribute());
            descending.add(sort.descending());
        }
        keys.add(type.id());
        descending.add(!descending.isEmpty() && descending.get(descending.size() - 1));
        Comparator<List<@Nullable Object>> order = (left, right) -> {
            for (int i = 0; i < keys.size(); i++) {
                int compared = compare(left.get(i), right.get(i));
                if (compared != 0) {
                    return descending.get(i) ? -compared : compared;
                }
            }
            return 0;
        };
        List<@Nullable Object> after = query.after();
        return read(() -> rows(type, query.tenant(), query.filter())
                .map(row -> new Keyed<>(values(keys, row.view()), row))
                .filter(row -> after == null || order.compare(row.keys(), after) > 0)
                .sorted((left, right) -> order.compare(left.keys(), right.keys()))
                .limit(query.limit())
                .map(Keyed::row)
                .toList());
    }

    /** Ids are ordered as unsigned numbers, as databases order them; {@link UUID#compareTo} orders them as signed ones. */
    private static int compare(@Nullable Object left, @Nullable Object right) {
        if (left instanceof UUID a && right instanceof UUID b) {
            int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
            return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
        }
        return Values.ORDER.compare(left, right);
    }

    private static <V extends View> List<@Nullable Object> values(List<Attribute<V, ?>> attributes, V view) {
        List<@Nullable Object> result = new ArrayList<>(attributes.size());
        attributes.forEach(each -> result.add(each.valueOf(view)));
        return result;
    }

    @Override
    public <V extends View> long count(ViewType<V> type, TenantId tenant, Filter<V> filter) {
        return read(() -> rows(type, tenant, filter).count());
    }

    @Override
    public <V extends View> List<Group> group(
            ViewType<V> type, TenantId tenant, Filter<V> filter, Grouping<V> grouping) {
        return read(() -> {
            Map<List<@Nullable Object>, List<V>> groups = new LinkedHashMap<>();
            if (grouping.keys().isEmpty()) {
                groups.put(List.of(), new ArrayList<>());
            }
            rows(type, tenant, filter)
                    .map(Versioned::view)
                    .forEach(view -> groups.computeIfAbsent(values(grouping.keys(), view), any -> new ArrayList<>())
                            .add(view));
            List<Group> result = new ArrayList<>();
            groups.forEach((keys, members) -> result.add(new Group(keys, figures(grouping, members, lookup(tenant)))));
            return result;
        });
    }

    private static <V extends View> Map<String, @Nullable Object> figures(
            Grouping<V> grouping, List<V> members, Filter.Lookup lookup) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        for (Grouping.Measure<V> measure : grouping.measures()) {
            List<V> counted = members.stream()
                    .filter(each -> measure.where().test(each, lookup))
                    .toList();
            figures.put(measure.name(), figure(measure, counted));
        }
        return figures;
    }

    private static <V extends View> @Nullable Object figure(Grouping.Measure<V> measure, List<V> counted) {
        Ordered<V, ?> attribute = measure.attribute();
        if (attribute == null) {
            return (long) counted.size();
        }
        Stream<Object> values = counted.stream().map(attribute::valueOf).flatMap(Stream::ofNullable);
        return switch (measure.kind()) {
            case SUM ->
                values.map(each -> new BigDecimal(each.toString()))
                        .reduce(BigDecimal::add)
                        .orElse(null);
            case MIN -> values.min(Values.ORDER).orElse(null);
            case MAX -> values.max(Values.ORDER).orElse(null);
            default -> throw new IllegalArgumentException("A storage is not asked for " + measure.kind());
        };
    }

    @Override
    public <V extends View> List<OfTenant<V>> findOfAllTenants(
            ViewType<V> type, Filter<V> filter, @Nullable OfTenant<V> after, int limit) {
        Key from = after == null
                ? null
                : new Key(after.tenant().value(), after.view().id().value());
        return read(() -> rows(type)
                .filter(each -> from == null || each.getKey().compareTo(from) > 0)
                .map(each -> new OfTenant<>(
                        new TenantId(each.getKey().tenant()), each.getValue().view()))
                .filter(each -> filter.test(each.view(), lookup(each.tenant())))
                .limit(limit)
                .toList());
    }

    @Override
    public boolean isLookedUp(ViewType<?> type) {
        return read(() -> lookedUp.contains(type));
    }

    /** Terms are not kept but found out anew each time: this is for tests and trials. */
    @Override
    public <V extends View> List<Versioned<V>> lookup(
            ViewType<V> type, TenantId tenant, Sought sought, Filter<V> filter, int limit) {
        Attribute<V, ?> name = type.lookedUpBy().get(0);
        Filter.Lookup related = lookup(tenant);
        return read(() -> {
            List<Named<V>> all = rows(type, tenant, Filter.everything())
                    .map(each -> new Named<>(each, Terms.of(type, each.view())))
                    .toList();
            Sought.Token rarest = rarest(sought, all);
            Sought others = sought.without(rarest);
            Map<Named<V>, Boolean> found = new HashMap<>();
            for (String start : rarest.starts()) {
                places(start, sought, all)
                        .limit(sought.places(filter))
                        .forEach(each ->
                                found.merge(each.of(), each.term().equals(start), (one, other) -> one || other));
            }
            return found.keySet().stream()
                    .filter(each -> others.isIn(each.terms().written())
                            && filter.test(each.row().view(), related))
                    .sorted(Comparator.<Named<V>>comparingInt(
                                    each -> -others.wholeIn(each.terms().written())
                                            - (Boolean.TRUE.equals(found.get(each)) ? 1 : 0))
                            .thenComparing((one, other) -> sought.named()
                                    ? compare(
                                            name.valueOf(one.row().view()),
                                            name.valueOf(other.row().view()))
                                    : 0)
                            .thenComparing((one, other) -> compare(one.id(), other.id())))
                    .map(Named::row)
                    .limit(limit)
                    .toList();
        });
    }

    /** The token with the fewest places. */
    private static <V extends View> Sought.Token rarest(Sought sought, List<Named<V>> all) {
        return sought.tokens().stream()
                .min(Comparator.comparingLong(token -> token.starts().stream()
                        .mapToLong(start ->
                                places(start, sought, all).limit(Sought.PLACES).count())
                        .sum()))
                .orElseThrow();
    }

    private static <V extends View> Stream<Place<V>> places(String start, Sought sought, List<Named<V>> all) {
        return all.stream()
                .flatMap(each -> each.terms().parts().tailMap(start).entrySet().stream()
                        .takeWhile(term -> term.getKey().startsWith(start))
                        .filter(term -> term.getValue()
                                .chars()
                                .anyMatch(part -> sought.letters().indexOf(part) >= 0))
                        .map(term -> new Place<>(term.getKey(), each)))
                .sorted(Comparator.<Place<V>, String>comparing(Place::term)
                        .thenComparing((one, other) ->
                                compare(one.of().id(), other.of().id())));
    }

    private record Named<V extends View>(Versioned<V> row, Terms terms) {
        UUID id() {
            return row.view().id().value();
        }
    }

    private record Place<V extends View>(String term, Named<V> of) {}

    @Override
    public void clear(ViewType<?> type) {
        List.copyOf(table(type).keySet()).forEach(key -> put(table(type), key, null));
        put(folded, type.name(), Shape.of(type));
    }

    // ---- claims and attempts
    // ------------------------------------------------------------------------------------------------

    @Override
    public boolean claim(TenantId tenant, String scope, String value, UUID holder) {
        ClaimKey key = new ClaimKey(tenant, scope, value);
        // A write even if it is taken: whoever asks waits for a transaction that has claimed and not yet committed.
        write(() -> () -> {});
        UUID other = claimed.get(key);
        if (other == null) {
            put(claimed, key, holder);
        }
        return other == null || other.equals(holder);
    }

    @Override
    public void release(TenantId tenant, String scope, String value, UUID holder) {
        ClaimKey key = new ClaimKey(tenant, scope, value);
        if (holder.equals(read(() -> claimed.get(key)))) {
            put(claimed, key, null);
        }
    }

    @Override
    public Optional<UUID> holder(TenantId tenant, String scope, String value) {
        return read(() -> Optional.ofNullable(claimed.get(new ClaimKey(tenant, scope, value))));
    }

    @Override
    public Optional<Attempt> find(String duty, TenantId tenant, UUID id) {
        return read(() -> Optional.ofNullable(tried.get(new AttemptKey(duty, tenant, id))));
    }

    @Override
    public void put(Attempt attempt) {
        put(tried, new AttemptKey(attempt.duty(), attempt.tenant(), attempt.id()), attempt);
    }

    @Override
    public void forget(String duty, Instant notTriedSince) {
        List<AttemptKey> old = read(() -> tried.values().stream()
                .filter(each -> each.duty().equals(duty) && each.lastAt().isBefore(notTriedSince))
                .map(each -> new AttemptKey(each.duty(), each.tenant(), each.id()))
                .toList());
        old.forEach(key -> put(tried, key, null));
    }

    // ---- receipts and batches
    // -----------------------------------------------------------------------------------------------

    @Override
    public Optional<Receipt> find(TenantId tenant, UUID commandId) {
        return read(() -> Optional.ofNullable(receipts.get(new ReceiptKey(tenant, commandId))));
    }

    @Override
    public void keep(TenantId tenant, UUID commandId, Receipt receipt) {
        ReceiptKey key = new ReceiptKey(tenant, commandId);
        // A write even if there is one: whoever keeps one waits for a transaction that has and not yet committed.
        write(() -> () -> {});
        if (receipts.containsKey(key)) {
            throw new ConflictException("a command of that id has been done meanwhile");
        }
        put(receipts, key, receipt);
    }

    @Override
    public int forget(Instant keptBefore) {
        List<ReceiptKey> old = read(() -> receipts.entrySet().stream()
                .filter(each -> each.getValue().keptAt().isBefore(keptBefore))
                .map(Map.Entry::getKey)
                .toList());
        old.forEach(key -> put(receipts, key, null));
        return old.size();
    }

    @Override
    public void add(TenantId tenant, UUID batch, Collection<UUID> aggregates, Instant at) {
        NavigableMap<UUID, Instant> members = read(() -> batches.computeIfAbsent(
                new Key(tenant.value(), batch), any -> new TreeMap<>(InMemoryStorage::compare)));
        aggregates.forEach(each -> put(members, each, at));
    }

    @Override
    public List<UUID> of(TenantId tenant, UUID batch) {
        return read(() -> List.copyOf(batches.getOrDefault(new Key(tenant.value(), batch), new TreeMap<>())
                .keySet()));
    }

    // ---- upgrades
    // -----------------------------------------------------------------------------------------------------------

    @Override
    public Map<String, Integer> finished() {
        return read(() -> Map.copyOf(finished));
    }

    @Override
    public void finish(Map<String, Integer> revisions) {
        Map<String, Integer> before = finished();
        revisions.forEach((name, revision) -> {
            if (before.getOrDefault(name, 0) < revision) {
                put(finished, name, revision);
            }
        });
    }

    // ---- keys
    // ---------------------------------------------------------------------------------------------------------------

    @Override
    public Map<UUID, byte[]> find(TenantId tenant, Collection<UUID> subjects) {
        return read(() -> among(secrets, tenant, subjects));
    }

    private static <T> Map<UUID, T> among(Map<Key, T> all, TenantId tenant, Collection<UUID> ids) {
        Map<UUID, T> found = new HashMap<>();
        for (UUID each : ids) {
            T value = all.get(new Key(tenant.value(), each));
            if (value != null) {
                found.put(each, value);
            }
        }
        return found;
    }

    @Override
    public Map<UUID, byte[]> create(TenantId tenant, Map<UUID, byte[]> fresh) {
        write(() -> () -> {});
        if (!find(tenant, fresh.keySet()).isEmpty()) {
            throw new ConflictException("the subject has a key already");
        }
        fresh.forEach((subject, key) -> put(secrets, new Key(tenant.value(), subject), key));
        return fresh;
    }

    @Override
    public void destroy(Erasure erasure) {
        Key key = new Key(erasure.tenant().value(), erasure.subject());
        put(secrets, key, null);
        if (erased(erasure.tenant(), List.of(erasure.subject())).isEmpty()) {
            put(erasures, key, erasure);
        }
    }

    @Override
    public Map<UUID, Erasure> erased(TenantId tenant, Collection<UUID> subjects) {
        return read(() -> among(erasures, tenant, subjects));
    }

    @Override
    public List<Erasure> ledger() {
        return read(() -> erasures.values().stream()
                .sorted(Comparator.comparing(Erasure::erasedAt))
                .toList());
    }

    @Override
    public void destroyAll(TenantId tenant, Collection<UUID> but) {
        removeAll(secrets, key -> key.tenant().equals(tenant.value()) && !but.contains(key.id()));
        removeAll(erasures, key -> key.tenant().equals(tenant.value()));
    }

    // ---- tenants
    // ------------------------------------------------------------------------------------------------------------

    @Override
    public boolean create(TenantId tenant, Instant at) {
        write(() -> () -> {});
        Entry before = tenants.get(tenant.value());
        if (before != null) {
            return false;
        }
        put(tenants, tenant.value(), new Entry(tenant, at, null));
        return true;
    }

    @Override
    public Optional<Entry> find(TenantId tenant) {
        return read(() -> Optional.ofNullable(tenants.get(tenant.value())));
    }

    @Override
    public List<Entry> all() {
        return read(() -> List.copyOf(tenants.values()));
    }

    @Override
    public void close(Erasure erasure) {
        write(() -> () -> {});
        Entry before = tenants.get(erasure.tenant().value());
        if (before == null || before.erasure() == null) {
            Instant created = before == null ? null : before.createdAt();
            put(tenants, erasure.tenant().value(), new Entry(erasure.tenant(), created, erasure));
        }
    }

    /** Whoever writes has the lock, so {@link #close(Erasure)} has waited for them. */
    @Override
    public void awaitWriters() {}

    @Override
    public void wipe(TenantId tenant) {
        write(() -> () -> {});
        String name = tenant.value();
        for (StoredEvent each : List.copyOf(events.values())) {
            if (isOf(each, tenant)) {
                put(events, each.position(), null);
                put(streams, new Key(name, each.aggregate()), null);
            }
        }
        views.values()
                .forEach(kept -> kept.editions
                        .values()
                        .forEach(table -> removeAll(table, key -> key.tenant().equals(name))));
        removeAll(claimed, key -> key.tenant().equals(tenant));
        removeAll(tried, key -> key.tenant().equals(tenant));
        removeAll(receipts, key -> key.tenant().equals(tenant));
        removeAll(batches, key -> key.tenant().equals(name));
        removeAll(snapshots, key -> key.tenant().equals(name));
        deadLetters.values().forEach(queue -> removeAll(queue.sequences, stream -> stream.startsWith(name + "/")));
    }

    private boolean isErased(TenantId tenant) {
        Entry entry = tenants.get(tenant.value());
        return entry != null && entry.erasure() != null;
    }

    private <K, V> void removeAll(Map<K, V> map, Predicate<K> which) {
        map.keySet().stream().filter(which).toList().forEach(key -> put(map, key, null));
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
        return read(() -> {
            List<R> answers = new ArrayList<>();
            events.values().stream()
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

    // ---- dead letters
    // -------------------------------------------------------------------------------------------------------

    /** Axon's own queue in the heap knows no transactions: what is taken off it is gone, even if nothing has come of it. */
    private final class Letters implements SequencedDeadLetterQueue<EventMessage<?>> {

        private static final int MOST = 1_024;

        private final NavigableMap<String, List<DeadLetter<? extends EventMessage<?>>>> sequences = new TreeMap<>();
        private final Set<String> taken = new HashSet<>();

        private List<DeadLetter<? extends EventMessage<?>>> of(Object sequence) {
            return read(() -> sequences.getOrDefault(sequence.toString(), List.of()));
        }

        /** @param change is given those there are, and returns those there are to be */
        private void change(String sequence, UnaryOperator<List<DeadLetter<? extends EventMessage<?>>>> change) {
            write(() -> () -> {});
            List<DeadLetter<? extends EventMessage<?>>> changed = change.apply(new ArrayList<>(of(sequence)));
            put(sequences, sequence, changed.isEmpty() ? null : List.copyOf(changed));
        }

        @Override
        public void enqueue(Object sequence, DeadLetter<? extends EventMessage<?>> letter) {
            if (isFull(sequence)) {
                throw new DeadLetterQueueOverflowException(sequence);
            }
            change(sequence.toString(), letters -> {
                letters.add(letter);
                return letters;
            });
        }

        private Optional<String> sequenceOf(DeadLetter<? extends EventMessage<?>> letter) {
            return read(() -> sequences.entrySet().stream()
                    .filter(each -> each.getValue().contains(letter))
                    .map(Map.Entry::getKey)
                    .findFirst());
        }

        @Override
        public void evict(DeadLetter<? extends EventMessage<?>> letter) {
            sequenceOf(letter)
                    .ifPresent(sequence -> change(sequence, letters -> {
                        letters.remove(letter);
                        return letters;
                    }));
        }

        @Override
        public void requeue(
                DeadLetter<? extends EventMessage<?>> letter,
                UnaryOperator<DeadLetter<? extends EventMessage<?>>> updating) {
            String sequence = sequenceOf(letter)
                    .orElseThrow(() -> new NoSuchDeadLetterException("The letter has been taken off the queue"));
            change(sequence, letters -> {
                letters.set(letters.indexOf(letter), updating.apply(letter.markTouched()));
                return letters;
            });
        }

        @Override
        public boolean contains(Object sequence) {
            return !of(sequence).isEmpty();
        }

        @Override
        public Iterable<DeadLetter<? extends EventMessage<?>>> deadLetterSequence(Object sequence) {
            return of(sequence);
        }

        @Override
        public Iterable<Iterable<DeadLetter<? extends EventMessage<?>>>> deadLetters() {
            return read(() -> List.copyOf(sequences.values()));
        }

        @Override
        public boolean isFull(Object sequence) {
            int letters = of(sequence).size();
            return letters >= MOST || (letters == 0 && amountOfSequences() >= MOST);
        }

        @Override
        public long size() {
            return read(() -> sequences.values().stream().mapToLong(List::size).sum());
        }

        @Override
        public long sequenceSize(Object sequence) {
            return of(sequence).size();
        }

        @Override
        public long amountOfSequences() {
            return read(() -> (long) sequences.size());
        }

        @Override
        public boolean process(
                Predicate<DeadLetter<? extends EventMessage<?>>> filter,
                Function<DeadLetter<? extends EventMessage<?>>, EnqueueDecision<EventMessage<?>>> task) {
            String sequence = take(filter);
            if (sequence == null) {
                return false;
            }
            try {
                for (var letters = of(sequence); !letters.isEmpty(); letters = of(sequence)) {
                    DeadLetter<? extends EventMessage<?>> letter = letters.get(0);
                    EnqueueDecision<EventMessage<?>> decision = task.apply(letter);
                    if (decision.shouldEnqueue()) {
                        requeue(
                                letter,
                                each -> decision.withDiagnostics(each)
                                        .withCause(decision.enqueueCause().orElse(null)));
                        return false;
                    }
                    evict(letter);
                }
                return true;
            } finally {
                read(() -> taken.remove(sequence));
            }
        }

        /** The sequence that has not been touched for longest, which nobody else is at work on; null if there is none. */
        private @Nullable String take(Predicate<DeadLetter<? extends EventMessage<?>>> filter) {
            return read(() -> {
                        Optional<String> found = sequences.entrySet().stream()
                                .filter(each -> !taken.contains(each.getKey())
                                        && filter.test(each.getValue().get(0)))
                                .min(Comparator.comparing(
                                        each -> each.getValue().get(0).lastTouched()))
                                .map(Map.Entry::getKey);
                        found.ifPresent(taken::add);
                        return found;
                    })
                    .orElse(null);
        }

        @Override
        public void clear() {
            read(() -> List.copyOf(sequences.keySet())).forEach(sequence -> change(sequence, letters -> List.of()));
        }
    }

    private record Key(String tenant, UUID id) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = tenant.compareTo(other.tenant);
            return order != 0 ? order : compare(id, other.id);
        }

        private static int compare(UUID left, UUID right) {
            return InMemoryStorage.compare(left, right);
        }
    }

    private record ClaimKey(TenantId tenant, String scope, String value) {}

    private record ReceiptKey(TenantId tenant, UUID commandId) {}

    // ---- nodes: those that share this object

    @Override
    public Map<String, Long> beat(String node) {
        beats.merge(node, 1L, Long::sum);
        return Map.copyOf(beats);
    }

    @Override
    public void forget(String node) {
        beats.remove(node);
    }

    private record AttemptKey(String duty, TenantId tenant, UUID id) {}

    private record Keyed<V extends View>(List<@Nullable Object> keys, Versioned<V> row) {}
}
