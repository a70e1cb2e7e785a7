package io.guanxi.application.internal.engine;

import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import io.guanxi.application.Past;
import io.guanxi.application.Recorded;
import io.guanxi.application.lookup.Sought;
import io.guanxi.application.memory.InMemoryStorage;
import io.guanxi.application.spi.Storage;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.application.spi.ViewSource;
import io.guanxi.application.spi.ViewStore;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Group;
import io.guanxi.application.view.Grouping;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The views of one tenant as a log that ends at an instant would have them. A type is folded from the whole log of its features when
 * a question over many of its rows is asked first, and then kept in memory.
 */
final class PastViews implements ViewSource {

    private final Engine engine;
    private final TenantId tenant;
    private final Instant instant;
    private final Past.Time time;
    private final ViewStore rows;
    private final Set<ViewType<?>> folded = new HashSet<>();

    PastViews(Engine engine, TenantId tenant, Instant instant, Past.Time time) {
        this.engine = engine;
        this.tenant = tenant;
        this.instant = instant;
        this.time = time;
        Storage heap = InMemoryStorage.create();
        heap.open(engine.features().types(), Set.copyOf(engine.features().types()), engine.json(), finished -> {});
        rows = heap.views();
    }

    /** What the log would hold of an aggregate, if it ended at the instant. */
    List<Recorded<DomainEvent>> history(UUID aggregate) {
        return engine.codec().recorded(stream(aggregate));
    }

    private List<StoredEvent> stream(UUID aggregate) {
        return until(engine.storage().log().ofAggregate(tenant, aggregate, 0, Integer.MAX_VALUE));
    }

    private List<StoredEvent> until(List<StoredEvent> stream) {
        return stream.stream()
                .filter(each -> !(time == Past.Time.RECORDED
                                ? each.meta().recordedAt()
                                : each.meta().happenedAt())
                        .isAfter(instant))
                .toList();
    }

    private synchronized void fold(ViewType<?> type) {
        engine.requireKnown(type);
        if (folded.add(type)) {
            Projector.Streams streams = new Projector.Streams(some -> put(type, some));
            engine.storage().transactions().executeInTransaction(() -> {
                engine.features()
                        .namesOf(type)
                        .forEach(feature -> engine.storage().log().forEachStream(feature, stream -> {
                            List<StoredEvent> before = until(stream);
                            if (!before.isEmpty()
                                    && before.get(0).meta().tenant().equals(tenant)) {
                                streams.add(before);
                            }
                        }));
                streams.flush();
            });
        }
    }

    /** Of streams, which are read together. */
    private <V extends View> void put(ViewType<V> type, List<List<StoredEvent>> streams) {
        Codec.Reading reading = engine.codec().reading(Lists.newArrayList(Iterables.concat(streams)));
        List<Versioned<V>> views = new ArrayList<>();
        streams.forEach(each -> views.addAll(engine.projector().rows(type, each, reading)));
        rows.put(type, tenant, views);
    }

    private <V extends View> ViewStore asked(ViewType<V> type, Filter<V> filter) {
        fold(type);
        filter.others().forEach(this::fold);
        return rows;
    }

    @Override
    public <V extends View> @Nullable Versioned<V> byId(ViewType<V> type, TenantId ofTenant, UUID id) {
        if (type.isOfEachEvent()) {
            return asked(type, Filter.everything()).byId(type, ofTenant, id);
        }
        engine.requireKnown(type);
        List<StoredEvent> stream = stream(id);
        return engine.projector().rows(type, stream, engine.codec().reading(stream)).stream()
                .findFirst()
                .orElse(null);
    }

    @Override
    public <V extends View> List<Versioned<V>> byIds(
            ViewType<V> type, TenantId ofTenant, Collection<UUID> ids, Filter<V> filter) {
        if (filter.equals(Filter.everything()) && !type.isOfEachEvent()) {
            List<Versioned<V>> found = new ArrayList<>();
            for (UUID id : ids) {
                Versioned<V> one = byId(type, ofTenant, id);
                if (one != null) {
                    found.add(one);
                }
            }
            return found;
        }
        return asked(type, filter).byIds(type, ofTenant, ids, filter);
    }

    @Override
    public <V extends View> List<Versioned<V>> find(ViewType<V> type, Query<V> query) {
        return asked(type, query.filter()).find(type, query);
    }

    @Override
    public <V extends View> long count(ViewType<V> type, TenantId ofTenant, Filter<V> filter) {
        return asked(type, filter).count(type, ofTenant, filter);
    }

    @Override
    public <V extends View> List<Group> group(
            ViewType<V> type, TenantId ofTenant, Filter<V> filter, Grouping<V> grouping) {
        grouping.measures().forEach(each -> each.where().others().forEach(this::fold));
        return asked(type, filter).group(type, ofTenant, filter, grouping);
    }

    @Override
    public boolean isLookedUp(ViewType<?> type) {
        return engine.views().isLookedUp(type);
    }

    @Override
    public <V extends View> List<Versioned<V>> lookup(
            ViewType<V> type, TenantId ofTenant, Sought sought, Filter<V> filter, int limit) {
        return asked(type, filter).lookup(type, ofTenant, sought, filter, limit);
    }

    @Override
    public Map<String, Set<UUID>> places(ViewType<?> type, TenantId ofTenant, Sought sought, int most) {
        return asked(type, Filter.everything()).places(type, ofTenant, sought, most);
    }
}
