package io.guanxi.application.internal.engine;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.Lists;
import com.google.common.collect.Multimaps;
import com.google.common.collect.Sets;
import io.guanxi.application.Guard;
import io.guanxi.application.Recorded;
import io.guanxi.application.spi.Claims;
import io.guanxi.application.spi.ConflictException;
import io.guanxi.application.spi.Storage;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.application.spi.ViewStore;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps views and claims in step with the log, in the transaction of the command. */
final class Projector {

    private static final int REBUILD_BATCH = 500;

    private final Storage storage;
    private final Claims claims;
    private final ViewStore views;
    private final Codec codec;

    /** @param views as a unit of work sees them */
    Projector(Storage storage, Claims claims, ViewStore views, Codec codec) {
        this.storage = storage;
        this.claims = claims;
        this.views = views;
        this.codec = codec;
    }

    /** Folds the new events of one aggregate into each of its views; they are written when the unit of work is. */
    ImmutableMap<ViewType<?>, Optional<View>> follow(
            Aggregate aggregate, Aggregate.Key key, List<Recorded<DomainEvent>> events, long version, Unit unit) {
        ImmutableMap.Builder<ViewType<?>, Optional<View>> result = ImmutableMap.builder();
        for (ViewType<?> type : aggregate.hosted().views()) {
            result.put(type, follow(aggregate, type, key, events, version, unit));
        }
        return result.build();
    }

    @SuppressWarnings("unchecked") // an aggregate holds its views under their own type
    private <V extends View> Optional<View> follow(
            Aggregate aggregate,
            ViewType<V> type,
            Aggregate.Key key,
            List<Recorded<DomainEvent>> events,
            long version,
            Unit unit) {
        if (type.isOfEachEvent()) {
            rows(type, events)
                    .forEach(row -> unit.put(
                            type,
                            new Aggregate.Key(key.tenant(), row.view().id().value()),
                            row));
            return Optional.empty();
        }
        V before = aggregate.knows(type) ? (V) aggregate.view(type) : stored(aggregate, type, key);
        V after = aggregate.hosted().fold(type, before, events);
        if (after == null) {
            return Optional.empty();
        }
        for (Guard guard : aggregate.hosted().guards()) {
            if (guard instanceof Guard.Unique<?> unique && unique.view() == type) {
                claim(unique, key.tenant(), before, after, unit);
            }
        }
        unit.put(type, key, new Versioned<>(after, version));
        return Optional.of(after);
    }

    /** One for each event that the type shows. */
    static <V extends View> List<Versioned<V>> rows(ViewType<V> type, List<Recorded<DomainEvent>> events) {
        List<Versioned<V>> rows = new ArrayList<>();
        for (Recorded<DomainEvent> event : events) {
            V row = type.fold(null, event);
            if (row != null) {
                rows.add(new Versioned<>(row, event.meta().sequence()));
            }
        }
        return rows;
    }

    /** Not one that is ahead of the aggregate: the events, decided on an old state, need not make sense to it. */
    private <V extends View> @Nullable V stored(Aggregate aggregate, ViewType<V> type, Aggregate.Key key) {
        Versioned<V> row = views.byId(type, key.tenant(), key.id());
        if (row != null && row.version() > aggregate.version()) {
            throw new ConflictException("the aggregate has more events than those it was decided on");
        }
        return row == null ? null : row.view();
    }

    private <V extends View> @Nullable V stored(ViewType<V> type, Aggregate.Key key) {
        Versioned<V> row = views.byId(type, key.tenant(), key.id());
        return row == null ? null : row.view();
    }

    @SuppressWarnings("unchecked") // the guard's view type is the views' type
    private <V extends View> void claim(
            Guard.Unique<V> guard, TenantId tenant, @Nullable View before, View after, Unit unit) {
        Set<String> had = before == null ? Set.of() : guard.values().apply((V) before);
        Set<String> wants = guard.values().apply((V) after);
        if (had.equals(wants)) {
            return;
        }
        unit.countChange();
        for (String value : Sets.difference(had, wants)) {
            claims.release(tenant, guard.scope(), value, after.id().value());
        }
        for (String value : Sets.difference(wants, had)) {
            if (!claims.claim(tenant, guard.scope(), value, after.id().value())) {
                throw guard.taken().refused(value);
            }
        }
    }

    /** Gives up all that the aggregate's views claim. */
    void release(Hosted hosted, Aggregate.Key key, Unit unit) {
        for (Guard guard : hosted.guards()) {
            if (guard instanceof Guard.Unique<?> unique) {
                release(unique, key, unit);
            }
        }
    }

    private <V extends View> void release(Guard.Unique<V> guard, Aggregate.Key key, Unit unit) {
        V view = stored(guard.view(), key);
        if (view != null) {
            unit.countChange();
            guard.values().apply(view).forEach(value -> claims.release(key.tenant(), guard.scope(), value, key.id()));
        }
    }

    /** Claims what the views of a feature claim, and gives it up where it was claimed before. */
    void claimAnew(Hosted hosted, Claims before) {
        for (Guard guard : hosted.guards()) {
            if (guard instanceof Guard.Unique<?> unique) {
                forEachClaim(unique, (tenant, value, holder) -> {
                    before.release(tenant, unique.scope(), value, holder);
                    claims.claim(tenant, unique.scope(), value, holder);
                });
            }
        }
    }

    /** Claims what the views of all tenants have, of those that a guard keeps unique. */
    void claimAll(Guard guard) {
        if (guard instanceof Guard.Unique<?> unique) {
            forEachClaim(unique, (tenant, value, holder) -> claims.claim(tenant, unique.scope(), value, holder));
        }
    }

    @FunctionalInterface
    private interface Claiming {
        void claim(TenantId tenant, String value, UUID holder);
    }

    private <V extends View> void forEachClaim(Guard.Unique<V> guard, Claiming claiming) {
        ViewStore.OfTenant<V> last = null;
        List<ViewStore.OfTenant<V>> page;
        do {
            page = storage.views().findOfAllTenants(guard.view(), Filter.everything(), last, REBUILD_BATCH);
            for (ViewStore.OfTenant<V> each : page) {
                last = each;
                UUID holder = each.view().id().value();
                for (String value : guard.values().apply(each.view())) {
                    claiming.claim(each.tenant(), value, holder);
                }
            }
        } while (page.size() == REBUILD_BATCH);
    }

    /** Folds each view of one aggregate anew from all of its events; they are written when the unit of work is. */
    ImmutableMap<ViewType<?>, Optional<View>> foldAnew(
            Hosted hosted, Aggregate.Key key, List<Recorded<DomainEvent>> events, Unit unit) {
        ImmutableMap.Builder<ViewType<?>, Optional<View>> result = ImmutableMap.builder();
        for (ViewType<?> type : hosted.views()) {
            result.put(type, foldAnew(hosted, type, key, events, unit));
        }
        return result.build();
    }

    private static <V extends View> Optional<View> foldAnew(
            Hosted hosted, ViewType<V> type, Aggregate.Key key, List<Recorded<DomainEvent>> events, Unit unit) {
        List<Versioned<V>> rows = rows(hosted, type, events);
        rows.forEach(row ->
                unit.put(type, new Aggregate.Key(key.tenant(), row.view().id().value()), row));
        return type.isOfEachEvent()
                ? Optional.empty()
                : rows.stream().findFirst().map(Versioned::view);
    }

    /** Folds one type of view anew from the whole log of its feature, in one transaction. */
    <V extends View> void rebuild(Hosted hosted, ViewType<V> type) {
        storage.transactions().executeInTransaction(() -> {
            storage.views().clear(type);
            Streams streams = new Streams(some -> write(hosted, type, some));
            storage.log().forEachStream(hosted.feature(), streams::add);
            streams.flush();
        });
    }

    /** Streams on their way to somebody who reads several of them at once: to ask for keys once, and not for each. */
    static final class Streams {

        private final Consumer<List<List<StoredEvent>>> reader;
        private final List<List<StoredEvent>> gathered = new ArrayList<>();
        private int events;

        Streams(Consumer<List<List<StoredEvent>>> reader) {
            this.reader = reader;
        }

        void add(List<StoredEvent> stream) {
            gathered.add(stream);
            events += stream.size();
            if (events >= REBUILD_BATCH) {
                flush();
            }
        }

        void flush() {
            if (!gathered.isEmpty()) {
                reader.accept(gathered);
                gathered.clear();
                events = 0;
            }
        }
    }

    private <V extends View> void write(Hosted hosted, ViewType<V> type, List<List<StoredEvent>> streams) {
        Codec.Reading reading = codec.reading(Lists.newArrayList(Iterables.concat(streams)));
        ListMultimap<TenantId, Versioned<V>> made = ArrayListMultimap.create();
        for (List<StoredEvent> stream : streams) {
            made.putAll(stream.get(0).meta().tenant(), rows(hosted, type, reading.recorded(stream)));
        }
        Multimaps.asMap(made).forEach((tenant, views) -> storage.views().put(type, tenant, views));
    }

    private static <V extends View> List<Versioned<V>> rows(
            Hosted hosted, ViewType<V> type, List<Recorded<DomainEvent>> events) {
        if (type.isOfEachEvent()) {
            return rows(type, events);
        }
        V view = hosted.fold(type, null, events);
        long version = events.get(events.size() - 1).meta().sequence();
        return view == null ? List.of() : List.of(new Versioned<>(view, version));
    }
}
