package io.guanxi.application.internal.engine;

import static java.util.Objects.requireNonNull;

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
import io.guanxi.application.spi.Editions;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps views and claims in step with the log, in the transaction of the command. */
final class Projector {

    private static final int AT_ONCE = 1_000;
    private static final int PAGE = 500;

    private final Storage storage;
    private final Claims claims;
    private final ViewStore views;
    private final Codec codec;
    private final Map<String, Hosted> features;

    /**
     * @param views as a unit of work sees them
     * @param features by their names
     */
    Projector(Storage storage, Claims claims, ViewStore views, Codec codec, Map<String, Hosted> features) {
        this.storage = storage;
        this.claims = claims;
        this.views = views;
        this.codec = codec;
        this.features = features;
    }

    /** @param borrowed whether it is a part of a transaction whose end is not ours, or not yet */
    Unit unit(boolean borrowed) {
        return new Unit(storage.editions(), this, borrowed);
    }

    /** Folds the new events of one aggregate into each of its views; they are written when the unit of work is. */
    ImmutableMap<ViewType<?>, Aggregate.Seen> follow(
            Aggregate aggregate, Aggregate.Key key, List<Recorded<DomainEvent>> events, long version, Unit unit) {
        ImmutableMap.Builder<ViewType<?>, Aggregate.Seen> result = ImmutableMap.builder();
        ViewType<?> told = aggregate.hosted().toldWith(events);
        Aggregate known = told == null ? aggregate : knowing(told, aggregate, key, unit);
        for (ViewType<?> type : aggregate.hosted().views()) {
            if (concerns(type, events)) {
                View after = follow(known, type, told, key, events, version, unit);
                result.put(type, new Aggregate.Seen(unit.known(type).read(), after));
            } else if (aggregate.views().get(type) != null) {
                result.put(type, requireNonNull(aggregate.views().get(type)));
            }
        }
        return result.build();
    }

    private static boolean concerns(ViewType<?> type, List<Recorded<DomainEvent>> events) {
        return events.stream().anyMatch(each -> type.follows(each.event()));
    }

    /** The number of the last event that may have changed such a view. */
    private static long version(ViewType<?> type, List<Recorded<DomainEvent>> events, long version) {
        return type.followsSome()
                ? events.stream()
                        .filter(each -> type.follows(each.event()))
                        .mapToLong(each -> each.meta().sequence())
                        .max()
                        .orElse(version)
                : version;
    }

    @SuppressWarnings("unchecked") // an aggregate holds its views under their own type
    private <V extends View> @Nullable View follow(
            Aggregate aggregate,
            ViewType<V> type,
            @Nullable ViewType<?> told,
            Aggregate.Key key,
            List<Recorded<DomainEvent>> events,
            long version,
            Unit unit) {
        if (type.isOfEachEvent()) {
            aggregate
                    .hosted()
                    .rows(type, told == null ? null : aggregate.view(told), events)
                    .forEach(row -> unit.put(
                            type,
                            new Aggregate.Key(key.tenant(), row.view().id().value()),
                            row));
            return null;
        }
        Editions.Known known = unit.known(type);
        if (!known.others().isEmpty()) {
            unit.follow(type, key, aggregate.hosted(), events);
        }
        V before = aggregate.knows(type, known.read()) ? (V) aggregate.view(type) : stored(aggregate, type, key);
        V after = aggregate.hosted().fold(type, before, events);
        if (after == null) {
            return null;
        }
        for (Guard guard : aggregate.hosted().guards()) {
            if (guard instanceof Guard.Unique<?> unique && unique.view() == type) {
                claim(unique, key.tenant(), before, after, unit);
            }
        }
        unit.put(type, key, new Versioned<>(after, version(type, events, version)));
        return after;
    }

    /** With the view that shows most of it, as it is before anything is done. */
    Aggregate knowing(Aggregate aggregate, Aggregate.Key key, Unit unit) {
        ViewType<?> main = aggregate.hosted().mainView();
        return main == null ? aggregate : knowing(main, aggregate, key, unit);
    }

    /** With a view that is needed twice, so that it is read once. */
    private <V extends View> Aggregate knowing(ViewType<V> type, Aggregate aggregate, Aggregate.Key key, Unit unit) {
        int edition = unit.known(type).read();
        if (aggregate.knows(type, edition)) {
            return aggregate;
        }
        Map<ViewType<?>, Aggregate.Seen> seen = new HashMap<>(aggregate.views());
        seen.put(type, new Aggregate.Seen(edition, stored(aggregate, type, key)));
        return new Aggregate(aggregate.hosted(), aggregate.state(), aggregate.version(), ImmutableMap.copyOf(seen));
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
            claim(unit);
            claims.release(tenant, guard.scope(), value, after.id().value());
        }
        for (String value : Sets.difference(wants, had)) {
            if (unit.claimsTogether()) {
                unit.wanted()
                        .put(
                                new Claims.Claim(
                                        guard.scope(), value, after.id().value()),
                                new Unit.Wanted(tenant, guard));
            } else if (!claims.claim(tenant, guard.scope(), value, after.id().value())) {
                throw guard.taken().refused(value);
            }
        }
    }

    /** Claims what the commands of a unit want, of each tenant in one statement where the storage can. */
    void claim(Unit unit) {
        Map<TenantId, List<Claims.Claim>> byTenant = new HashMap<>();
        unit.wanted()
                .forEach((claim, wanted) -> byTenant.computeIfAbsent(wanted.tenant(), any -> new ArrayList<>())
                        .add(claim));
        byTenant.forEach((tenant, all) -> claims.claim(tenant, all).stream()
                .findFirst()
                .ifPresent(taken -> {
                    throw requireNonNull(unit.wanted().get(taken))
                            .guard()
                            .taken()
                            .refused(taken.value());
                }));
        unit.wanted().clear();
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
            page = storage.views().findOfAllTenants(guard.view(), Filter.everything(), last, PAGE);
            for (ViewStore.OfTenant<V> each : page) {
                last = each;
                UUID holder = each.view().id().value();
                for (String value : guard.values().apply(each.view())) {
                    claiming.claim(each.tenant(), value, holder);
                }
            }
        } while (page.size() == PAGE);
    }

    /** Folds each view of one aggregate anew from all of its events; they are written when the unit of work is. */
    ImmutableMap<ViewType<?>, Aggregate.Seen> foldAnew(
            Hosted hosted, Aggregate.Key key, List<Recorded<DomainEvent>> events, long version, Unit unit) {
        ImmutableMap.Builder<ViewType<?>, Aggregate.Seen> result = ImmutableMap.builder();
        for (ViewType<?> type : hosted.views()) {
            View after = foldAnew(hosted, type, key, events, version, unit);
            result.put(type, new Aggregate.Seen(unit.known(type).read(), after));
        }
        return result.build();
    }

    private static <V extends View> @Nullable View foldAnew(
            Hosted hosted,
            ViewType<V> type,
            Aggregate.Key key,
            List<Recorded<DomainEvent>> events,
            long version,
            Unit unit) {
        List<Versioned<V>> rows = rows(hosted, type, events, version);
        rows.forEach(row ->
                unit.put(type, new Aggregate.Key(key.tenant(), row.view().id().value()), row));
        if (type.isOfEachEvent()) {
            return null;
        }
        if (!events.isEmpty() && !unit.known(type).others().isEmpty()) {
            unit.follow(type, key, hosted, events);
        }
        return rows.isEmpty() ? null : rows.get(0).view();
    }

    /** Folds one type of view from the whole log of its feature, in the current transaction: where nobody reads or writes yet. */
    <V extends View> void fold(Hosted hosted, ViewType<V> type) {
        Streams streams = new Streams(all -> {
            ListMultimap<TenantId, Versioned<V>> byTenant = ArrayListMultimap.create();
            rowsOf(type, all).forEach(each -> byTenant.put(each.tenant(), each.view()));
            Multimaps.asMap(byTenant).forEach((tenant, views) -> storage.views().put(type, tenant, views));
        });
        storage.log().forEachStream(hosted.feature(), streams::add);
        streams.flush();
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
            if (events >= AT_ONCE) {
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

    /**
     * What has happened to an aggregate, folded into a row of an edition that is not read: on what is there, else on the whole stream.
     * The view that is read is no help, for an edition is made anew because it may be wrong.
     */
    <V extends View> @Nullable Versioned<V> beside(
            ViewType<V> type, int edition, Aggregate.Key key, Hosted hosted, List<Recorded<DomainEvent>> events) {
        long before = events.get(0).meta().sequence() - 1;
        V view = null;
        if (before > 0) {
            Versioned<V> row = storage.editions().byId(type, edition, key.tenant(), key.id());
            view = row != null && row.version() == before ? row.view() : folded(type, key, hosted, before);
        }
        V after = hosted.fold(type, view, events);
        return after == null
                ? null
                : new Versioned<>(
                        after,
                        version(
                                type,
                                events,
                                events.get(events.size() - 1).meta().sequence()));
    }

    private <V extends View> @Nullable V folded(ViewType<V> type, Aggregate.Key key, Hosted hosted, long upTo) {
        V view = null;
        long version = 0;
        while (version < upTo) {
            int limit = (int) Math.min(AT_ONCE, upTo - version);
            List<StoredEvent> rows = storage.log().ofAggregate(key.tenant(), key.id(), version, limit);
            if (rows.isEmpty()) {
                throw new IllegalStateException("An aggregate has more events than the log holds of it");
            }
            view = hosted.fold(type, view, codec.recorded(rows));
            version = rows.get(rows.size() - 1).meta().sequence();
        }
        return view;
    }

    /** The rows that whole streams make, which are read together. */
    <V extends View> List<ViewStore.Row<V>> rowsOf(ViewType<V> type, List<List<StoredEvent>> streams) {
        Codec.Reading reading = codec.reading(Lists.newArrayList(Iterables.concat(streams)));
        List<ViewStore.Row<V>> rows = new ArrayList<>();
        for (List<StoredEvent> stream : streams) {
            TenantId tenant = stream.get(0).meta().tenant();
            rows(type, stream, reading).forEach(each -> rows.add(new ViewStore.Row<>(tenant, each)));
        }
        return rows;
    }

    /** Of a whole stream, whose last row says the version, whatever it is read as. */
    <V extends View> List<Versioned<V>> rows(ViewType<V> type, List<StoredEvent> stream, Codec.Reading reading) {
        return stream.isEmpty()
                ? List.of()
                : rows(
                        features.get(stream.get(0).feature()),
                        type,
                        reading.recorded(stream),
                        stream.get(stream.size() - 1).meta().sequence());
    }

    private static <V extends View> List<Versioned<V>> rows(
            @Nullable Hosted hosted, ViewType<V> type, List<Recorded<DomainEvent>> events, long version) {
        if (type.isOfEachEvent()) {
            return hosted == null ? List.of() : hosted.rows(type, null, events);
        }
        V view = type.fold(null, events);
        return view == null ? List.of() : List.of(new Versioned<>(view, version(type, events, version)));
    }
}
