package io.guanxi.application.memory;

import io.guanxi.application.spi.Editions;
import io.guanxi.application.spi.EventLog.Range;
import io.guanxi.application.spi.OutdatedException;
import io.guanxi.application.spi.ViewStore.Row;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.TenantId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rows of views, in each edition. */
final class HeapEditions implements Editions {

    private final Heap heap;
    private final Predicate<TenantId> erased;
    private final Map<String, Kept> views = new HashMap<>();
    private final Map<String, Shape> folded = new HashMap<>();

    HeapEditions(Heap heap, Predicate<TenantId> erased) {
        this.heap = heap;
        this.erased = erased;
    }

    /** The editions of one type. Whoever has written holds the lock to the end, so an announcement meets nobody on his way. */
    private static final class Kept {
        private final Map<Integer, NavigableMap<HeapId, Versioned<?>>> editions =
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

    private NavigableMap<HeapId, Versioned<?>> edition(ViewType<?> type, int edition) {
        NavigableMap<HeapId, Versioned<?>> table = kept(type).editions.get(edition);
        if (table == null) {
            throw new OutdatedException("the edition has been retired");
        }
        return table;
    }

    @Override
    public Known of(ViewType<?> type) {
        return heap.read(() -> {
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
        HeapId key = new HeapId(tenant.value(), id);
        return heap.read(() -> Optional.ofNullable(
                        (Versioned<V>) edition(type, edition).get(key)))
                .orElse(null);
    }

    @Override
    public <V extends View> void put(
            ViewType<V> type, Known known, int edition, TenantId tenant, List<Versioned<V>> changed) {
        heap.enter();
        if (kept(type).newest != known.newest()) {
            throw new OutdatedException("a newer edition has been announced");
        }
        NavigableMap<HeapId, Versioned<?>> table = edition(type, edition);
        changed.forEach(each ->
                heap.put(table, new HeapId(tenant.value(), each.view().id().value()), (Versioned<?>) each));
    }

    @Override
    public @Nullable Making making(ViewType<?> type) {
        return heap.read(() -> Optional.ofNullable(making(kept(type), null))).orElse(null);
    }

    private static @Nullable Making making(Kept kept, @Nullable String asker) {
        return kept.isMaking()
                ? new Making(
                        kept.newest, asker != null && asker.equals(kept.maker), kept.maker == null ? -1 : kept.beat)
                : null;
    }

    @Override
    public Making begin(ViewType<?> type, String maker, long silentSince) {
        return heap.read(() -> {
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
        return heap.read(() -> kept(type).isMaking(edition));
    }

    @Override
    public List<Part> parts(ViewType<?> type, int edition) {
        return heap.read(() -> kept(type).parts.entrySet().stream()
                .map(each -> new Part(each.getKey(), each.getValue()))
                .toList());
    }

    @Override
    public boolean plan(ViewType<?> type, int edition, String maker, Supplier<List<Range>> ranges) {
        return heap.read(() -> {
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
        heap.enter();
        NavigableMap<HeapId, Versioned<?>> table = edition(type, edition);
        for (Row<V> row : rows) {
            HeapId key = new HeapId(row.tenant().value(), row.view().view().id().value());
            if (!table.containsKey(key) && !erased.test(row.tenant())) {
                heap.put(table, key, (Versioned<?>) row.view());
            }
        }
    }

    @Override
    public boolean folded(ViewType<?> type, int edition, String maker, List<Range> ranges) {
        boolean still = beat(type, edition, maker);
        if (still) {
            ranges.forEach(each -> heap.put(kept(type).parts, each, true));
        }
        return still;
    }

    @Override
    public boolean beat(ViewType<?> type, int edition, String maker) {
        return heap.read(() -> {
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
        heap.read(() -> {
            Kept kept = kept(type);
            if (kept.isMaking(edition) && maker.equals(kept.maker)) {
                kept.maker = null;
            }
            return true;
        });
    }

    @Override
    public boolean swap(ViewType<?> type, int edition, String maker) {
        return heap.read(() -> {
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
        return heap.read(() -> {
            Kept kept = kept(type);
            kept.editions.keySet().removeIf(each -> each < kept.read);
            return true;
        });
    }

    @Override
    public boolean discard(ViewType<?> type, int edition) {
        return heap.read(() -> {
            Kept kept = kept(type);
            if (kept.read == edition) {
                return false;
            }
            kept.editions.remove(edition);
            return true;
        });
    }

    /** What is read of a type. */
    NavigableMap<HeapId, Versioned<?>> table(ViewType<?> type) {
        return edition(type, kept(type).read);
    }

    /** Makes room, and tells which types are to be folded first. */
    Collection<ViewType<?>> open(Collection<ViewType<?>> types, boolean empty) {
        types.forEach(type -> views.computeIfAbsent(type.name(), name -> new Kept()));
        if (empty) {
            types.forEach(type -> folded.put(type.name(), Shape.of(type)));
        }
        return types.stream()
                .filter(type -> !Shape.of(type).equals(folded.get(type.name())))
                .toList();
    }

    /** Takes all rows out of what is read; what is folded next is of today's shape. */
    void clear(ViewType<?> type) {
        heap.removeAll(table(type), any -> true);
        heap.put(folded, type.name(), Shape.of(type));
    }

    void wipe(TenantId tenant) {
        views.values()
                .forEach(kept -> kept.editions
                        .values()
                        .forEach(table ->
                                heap.removeAll(table, key -> key.tenant().equals(tenant.value()))));
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
}
