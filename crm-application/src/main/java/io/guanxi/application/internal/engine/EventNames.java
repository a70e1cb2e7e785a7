package io.guanxi.application.internal.engine;

import static io.guanxi.application.spi.TenantStore.OWN_FEATURE;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.guanxi.application.Feature;
import io.guanxi.application.Recorded;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Erased;
import io.guanxi.domain.kernel.Stored;
import io.guanxi.domain.kernel.TenantErased;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How events are called in the log: the one registry from stored name and revision to Java type and back. */
public final class EventNames {

    private final ImmutableMap<String, Entry> byName;
    private final ImmutableMap<Class<?>, Entry> byType;

    public EventNames(Collection<? extends Feature> features) {
        Map<String, Entry> names = new LinkedHashMap<>();
        names.put("guanxi.erased", new Entry("guanxi.erased", 1, OWN_FEATURE, Erased.class));
        names.put("guanxi.tenant-erased", new Entry("guanxi.tenant-erased", 1, OWN_FEATURE, TenantErased.class));
        for (Feature feature : features) {
            feature.decider()
                    .ifPresent(decider -> decider.events().forEach(type -> {
                        Entry entry = entry(feature.name(), type);
                        Entry other = names.put(entry.name(), entry);
                        if (other != null) {
                            throw new IllegalStateException(
                                    "Two events are stored as " + entry.name() + ": " + type + " and " + other.type());
                        }
                    }));
        }
        byName = ImmutableMap.copyOf(names);
        byType = Maps.uniqueIndex(names.values(), Entry::type);
    }

    /** The entry of an event that one of the features declares. */
    public Entry of(Class<?> type) {
        Entry entry = byType.get(type);
        if (entry == null) {
            throw new IllegalArgumentException(type.getName() + " is not an event of any feature");
        }
        return entry;
    }

    /** Empty if no feature of this build knows the name. */
    public Optional<Entry> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All names, for tests that pin them. */
    public ImmutableMap<String, Entry> all() {
        return byName;
    }

    private static Entry entry(String feature, Class<? extends DomainEvent> type) {
        @Nullable Stored stored = type.getAnnotation(Stored.class);
        int revision = stored == null ? 1 : stored.revision();
        return new Entry(Recorded.storedName(feature, type), revision, feature, type);
    }

    /** One kind of stored event. That of an erasure is of every feature, and says which in its row. */
    public record Entry(String name, int revision, String feature, Class<? extends DomainEvent> type) {}
}
