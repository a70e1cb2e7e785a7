package io.guanxi.application.internal.engine;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import io.guanxi.application.Guard;
import io.guanxi.application.Recorded;
import io.guanxi.application.spi.Claims;
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
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps views and claims in step with the log, in the transaction of the command. */
final class Projector {

    private static final int AT_ONCE = 1_000;
    private static final int PAGE = 500;

    private final Storage storage;
    private final ViewStore views;
    private final Codec codec;

    /** @param views as a unit of work sees them */
    Projector(Storage storage, ViewStore views, Codec codec) {
        this.storage = storage;
        this.views = views;
        this.codec = codec;
    }

    /** Folds the new events of one aggregate into each of its views; they are written when the unit of work is. */
    ImmutableMap<ViewType<?>, Aggregate.Seen> follow(
            Aggregate aggregate, Aggregate.Key key, List<Recorded<DomainEvent>> events, long version, Unit unit) {
        ImmutableMap.Builder<ViewType<?>, Aggregate.Seen> result = ImmutableMap.builder();
        for (ViewType<?> type : aggregate.hosted().views()) {
            View after = follow(aggregate, type, key, events, version, unit);
            result.put(type, new Aggregate.Seen(unit.known(type).read(), after));
        }
        return result.build();
    }

    @SuppressWarnings("unchecked") // an aggregate holds its views under their own type
    private <V extends View> @Nullable View follow(
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
            return null;
        }
        Editions.Known known = unit.known(type);
        if (!known.others().isEmpty()) {
            unit.follow(type, key, aggregate.hosted(), events);
        }
        V before = aggregate.knows(type, known.read()) ? (V) aggregate.view(type) : stored(type, key);
        V after = aggregate.hosted().fold(type, before, events);
        if (after == null) {
            return null;
        }
        for (Guard guard : aggregate.hosted().guards()) {
            if (guard instanceof Guard.Unique<?> unique && unique.view() == type) {
                claim(unique, key.tenant(), before, after, unit);
            }
        }
        unit.put(type, key, new Versioned<>(after, version));
        return after;
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
        Claims claims = storage.claims();
        for (String value : Sets.difference(had, wants)) {
            claims.release(tenant, guard.scope(), value, after.id().value());
        }
        for (String value : Sets.difference(wants, had)) {
            if (!claims.claim(tenant, guard.scope(), value, after.id().value())) {
                throw guard.taken().refused(value);
            }
        }
    }

    /** Claims what the views of all tenants have, of those that a guard keeps unique. */
    void claimAll(Guard guard) {
        if (guard instanceof Guard.Unique<?> unique) {
            claimAll(unique);
        }
    }

    private <V extends View> void claimAll(Guard.Unique<V> guard) {
        ViewStore.OfTenant<V> last = null;
        List<ViewStore.OfTenant<V>> page;
        do {
            page = storage.views().findOfAllTenants(guard.view(), Filter.everything(), last, PAGE);
            for (ViewStore.OfTenant<V> each : page) {
                last = each;
                for (String value : guard.values().apply(each.view())) {
                    storage.claims()
                            .claim(
                                    each.tenant(),
                                    guard.scope(),
                                    value,
                                    each.view().id().value());
                }
            }
        } while (page.size() == PAGE);
    }

    /** Folds one type of view from the whole log of its feature, in the current transaction: where nobody reads or writes yet. */
    <V extends View> void fold(Hosted hosted, ViewType<V> type) {
        storage.log()
                .forEachStream(
                        hosted.feature(),
                        stream -> storage.views().put(type, stream.get(0).meta().tenant(), rows(hosted, type, stream)));
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
                : new Versioned<>(after, events.get(events.size() - 1).meta().sequence());
    }

    private <V extends View> @Nullable V folded(ViewType<V> type, Aggregate.Key key, Hosted hosted, long upTo) {
        V view = null;
        long version = 0;
        while (version < upTo) {
            int limit = (int) Math.min(AT_ONCE, upTo - version);
            List<Recorded<DomainEvent>> events =
                    storage.log().ofAggregate(key.tenant(), key.id(), version, limit).stream()
                            .map(codec::recorded)
                            .toList();
            if (events.isEmpty()) {
                throw new IllegalStateException("An aggregate has more events than the log holds of it");
            }
            view = hosted.fold(type, view, events);
            version = events.get(events.size() - 1).meta().sequence();
        }
        return view;
    }

    /** The rows that a whole stream makes. */
    <V extends View> List<Versioned<V>> rows(Hosted hosted, ViewType<V> type, List<StoredEvent> stream) {
        List<Recorded<DomainEvent>> events = new ArrayList<>(stream.size());
        stream.forEach(each -> events.add(codec.recorded(each)));
        if (type.isOfEachEvent()) {
            return rows(type, events);
        }
        V view = hosted.fold(type, null, events);
        long version = stream.get(stream.size() - 1).meta().sequence();
        return view == null ? List.of() : List.of(new Versioned<>(view, version));
    }
}
