package io.guanxi.application.internal.engine;

import io.guanxi.application.lookup.Sought;
import io.guanxi.application.spi.ViewStore;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Group;
import io.guanxi.application.view.Grouping;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The views as the thread's unit of work sees them, with what it has not written yet. */
final class UnitViews implements ViewStore {

    private final ViewStore store;
    private final Supplier<@Nullable Unit> current;

    /** @param current the thread's unit of work; null if it is in none */
    UnitViews(ViewStore store, Supplier<@Nullable Unit> current) {
        this.store = store;
        this.current = current;
    }

    /** What is asked about many rows of these: a question of others leaves the unit's batches whole. */
    private ViewStore written(ViewType<?> type, Stream<ViewType<?>> others) {
        Unit unit = current.get();
        if (unit != null && Stream.concat(Stream.of(type), others).anyMatch(unit::isUnwritten)) {
            unit.write();
        }
        return store;
    }

    @Override
    @SuppressWarnings("unchecked") // rows are put under their own type
    public <V extends View> @Nullable Versioned<V> byId(ViewType<V> type, TenantId tenant, UUID id) {
        Unit unit = current.get();
        Versioned<?> row = unit == null ? null : unit.row(type, new Aggregate.Key(tenant, id));
        return row == null ? store.byId(type, tenant, id) : (Versioned<V>) row;
    }

    @Override
    public <V extends View> List<Versioned<V>> byIds(
            ViewType<V> type, TenantId tenant, Collection<UUID> ids, Filter<V> filter) {
        return written(type, filter.others()).byIds(type, tenant, ids, filter);
    }

    @Override
    public <V extends View> void put(ViewType<V> type, TenantId tenant, List<Versioned<V>> views) {
        written(type, Stream.of()).put(type, tenant, views);
    }

    @Override
    public <V extends View> List<Versioned<V>> find(ViewType<V> type, Query<V> query) {
        return written(type, query.filter().others()).find(type, query);
    }

    @Override
    public <V extends View> long count(ViewType<V> type, TenantId tenant, Filter<V> filter) {
        return written(type, filter.others()).count(type, tenant, filter);
    }

    @Override
    public <V extends View> List<Group> group(
            ViewType<V> type, TenantId tenant, Filter<V> filter, Grouping<V> grouping) {
        Stream<ViewType<?>> others = Stream.concat(
                filter.others(),
                grouping.measures().stream().flatMap(each -> each.where().others()));
        return written(type, others).group(type, tenant, filter, grouping);
    }

    @Override
    public <V extends View> List<OfTenant<V>> findOfAllTenants(
            ViewType<V> type, Filter<V> filter, @Nullable OfTenant<V> after, int limit) {
        return written(type, filter.others()).findOfAllTenants(type, filter, after, limit);
    }

    @Override
    public boolean isLookedUp(ViewType<?> type) {
        return store.isLookedUp(type);
    }

    @Override
    public <V extends View> List<Versioned<V>> lookup(
            ViewType<V> type, TenantId tenant, Sought sought, Filter<V> filter, int limit) {
        return written(type, filter.others()).lookup(type, tenant, sought, filter, limit);
    }

    @Override
    public Map<String, Set<UUID>> places(ViewType<?> type, TenantId tenant, Sought sought, int most) {
        return written(type, Stream.of()).places(type, tenant, sought, most);
    }

    @Override
    public void clear(ViewType<?> type) {
        written(type, Stream.of()).clear(type);
    }
}
