package io.guanxi.application.internal.engine;

import static io.guanxi.application.spi.TenantStore.OWN_FEATURE;

import com.google.common.collect.HashBasedTable;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableTable;
import com.google.common.collect.Maps;
import com.google.common.collect.Table;
import io.guanxi.application.Feature;
import io.guanxi.application.Recorded;
import io.guanxi.application.Upcaster;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Erased;
import io.guanxi.domain.kernel.Stored;
import io.guanxi.domain.kernel.TenantErased;
import io.guanxi.domain.schema.FieldsSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How events are called in the log: the one registry from stored name and revision to Java type and back. What is read by an
 * upcaster is in it too, so that a revision that nobody can read is found when the CRM starts.
 */
public final class EventNames {

    private final ImmutableMap<String, Entry> written;
    private final ImmutableTable<String, Integer, Entry> read;
    private final ImmutableMap<Class<?>, Entry> byType;
    private final ImmutableSet<String> features;

    /** @throws IllegalStateException if something could not be read, or in two ways */
    public EventNames(Collection<? extends Feature> given) {
        Map<String, Entry> events = new LinkedHashMap<>();
        Table<String, Integer, Entry> all = HashBasedTable.create();
        ImmutableSet.Builder<String> withEvents = ImmutableSet.builder();
        add(new Entry("guanxi.erased", 1, OWN_FEATURE, Erased.class, null), events, all);
        add(new Entry("guanxi.tenant-erased", 1, OWN_FEATURE, TenantErased.class, null), events, all);
        add(new Entry("guanxi.fields-set", 1, OWN_FEATURE, FieldsSet.class, null), events, all);
        for (Feature feature : given) {
            String name = feature.name();
            feature.decider()
                    .ifPresent(decider -> decider.events().forEach(type -> add(entry(name, type, null), events, all)));
            feature.upcasters().forEach(each -> add(entry(name, each.from(), each), new HashMap<>(), all));
            if (feature.decider().isPresent() || !feature.upcasters().isEmpty()) {
                withEvents.add(name);
            }
        }
        written = ImmutableMap.copyOf(events);
        read = ImmutableTable.copyOf(all);
        byType = Maps.uniqueIndex(read.values(), Entry::type);
        features = withEvents.build();
        read.rowMap().forEach(this::requireEveryRevision);
        read.values().forEach(each -> requireEnd(each, List.of()));
    }

    private static void add(Entry entry, Map<String, Entry> events, Table<String, Integer, Entry> all) {
        for (Entry other :
                Arrays.asList(events.put(entry.name(), entry), all.put(entry.name(), entry.revision(), entry))) {
            if (other != null) {
                throw new IllegalStateException(
                        "Two events are stored as " + entry + ": " + other.type() + " and " + entry.type());
            }
        }
    }

    private static Entry entry(String feature, Class<?> type, @Nullable Upcaster<?> upcaster) {
        @Nullable Stored stored = type.getAnnotation(Stored.class);
        int revision = stored == null ? 1 : stored.revision();
        return new Entry(Recorded.storedName(feature, type), revision, feature, type, upcaster);
    }

    private void requireEveryRevision(String name, Map<Integer, Entry> revisions) {
        int newest = Collections.max(revisions.keySet());
        if (Collections.min(revisions.keySet()) < 1) {
            throw new IllegalStateException(name + " has a revision below 1");
        }
        Entry event = written.get(name);
        if (event != null && event.revision() < newest) {
            throw new IllegalStateException("There is an upcaster from " + revisions.get(newest)
                    + ", which is above that of the event: " + event.revision());
        }
        for (int revision = 1; revision < newest; revision++) {
            if (!revisions.containsKey(revision)) {
                throw new IllegalStateException("There is no upcaster from " + name + ", revision " + revision
                        + ", and what is stored so could not be read");
            }
        }
    }

    /** Each way from an older record ends at events, and of its own feature. */
    private void requireEnd(Entry entry, List<Entry> way) {
        if (way.contains(entry)) {
            throw new IllegalStateException("The upcaster from " + entry + " leads back to itself");
        }
        if (entry.upcaster() != null) {
            List<Entry> longer = new ArrayList<>(way);
            longer.add(entry);
            for (Upcaster.Part<?> part : entry.upcaster().parts()) {
                Entry next = byType.get(part.type());
                if (next == null || !next.feature().equals(entry.feature())) {
                    throw new IllegalStateException("The upcaster from " + entry + " leads to " + part.type()
                            + ", which is neither an event of " + entry.feature() + " nor has an upcaster there");
                }
                requireEnd(next, longer);
            }
        }
    }

    /** The entry of an event that one of the features declares, or of an older record that an upcaster reads. */
    public Entry of(Class<?> type) {
        Entry entry = byType.get(type);
        if (entry == null) {
            throw new IllegalArgumentException(type.getName() + " is not an event of any feature");
        }
        return entry;
    }

    /** Null if no feature of this build can read it: the name is not known, or not that revision. */
    @Nullable
    Entry of(StoredEvent row) {
        return read.get(row.name(), row.revision());
    }

    /** All events that can be written, by their names; for tests that pin them. */
    public ImmutableMap<String, Entry> all() {
        return written;
    }

    /** All that can be read. */
    Collection<Entry> readable() {
        return read.values();
    }

    /** The newest revision of each name that can be read. */
    Map<String, Integer> newest() {
        Map<String, Integer> newest = new TreeMap<>();
        read.values().forEach(each -> newest.merge(each.name(), each.revision(), Math::max));
        return newest;
    }

    /** The types of the events that a row may be read as; empty if it cannot be read. */
    Set<Class<?>> types(StoredEvent row) {
        Entry entry = of(row);
        return entry == null ? Set.of() : ends(entry).collect(ImmutableSet.toImmutableSet());
    }

    private Stream<Class<?>> ends(Entry entry) {
        return entry.upcaster() == null
                ? Stream.of(entry.type())
                : entry.upcaster().parts().stream().flatMap(each -> ends(of(each.type())));
    }

    /** The features that have events of a type. */
    Set<String> features(Class<? extends DomainEvent> type) {
        return written.values().stream()
                .filter(each -> type.isAssignableFrom(each.type()))
                .map(Entry::feature)
                .collect(ImmutableSet.toImmutableSet());
    }

    /**
     * Fails if this build is older than one that knew so much.
     *
     * @param finished the newest revision of each name that was known when the last upgrade was finished
     * @param leftOut features that this build is meant to be without
     */
    void requireNotOlder(Map<String, Integer> finished, Set<String> leftOut) {
        Map<String, Integer> newest = newest();
        List<String> missing = new ArrayList<>();
        new TreeMap<>(finished).forEach((name, revision) -> {
            String feature = name.substring(0, name.indexOf('.'));
            int known = newest.getOrDefault(name, 0);
            if (known > 0 && known < revision) {
                missing.add("the event " + name + " is at revision " + revision + ", and this build knows " + known);
            } else if (known == 0 && features.contains(feature)) {
                missing.add("the event " + name + ", revision " + revision + ", is not known to this build");
            } else if (known == 0 && !leftOut.contains(feature)) {
                missing.add("the feature " + feature + " with its event " + name + ", revision " + revision
                        + ", is not known to this build");
            }
        });
        if (!missing.isEmpty()) {
            throw new IllegalStateException("This build is older than the upgrade that was finished here: "
                    + String.join("; ", missing)
                    + ". Start the newer build. If a feature is left out on purpose, say without(…); if an event is no"
                    + " more, give an upcaster for it");
        }
    }

    /**
     * One shape in which events are stored. Those of an erasure and of custom fields are of every feature, and say which in their rows.
     *
     * @param type the event, or the older record
     * @param upcaster how an older record is read; null for an event
     */
    public record Entry(
            String name,
            int revision,
            String feature,
            Class<?> type,
            @Nullable Upcaster<?> upcaster) {

        /** The type of an event that can be written. */
        public Class<? extends DomainEvent> event() {
            return type.asSubclass(DomainEvent.class);
        }

        @Override
        public String toString() {
            return name + ", revision " + revision;
        }
    }
}
