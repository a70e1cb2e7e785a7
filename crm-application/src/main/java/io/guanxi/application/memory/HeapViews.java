package io.guanxi.application.memory;

import io.guanxi.application.lookup.Sought;
import io.guanxi.application.spi.Editions;
import io.guanxi.application.spi.ViewStore;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers questions by looking at all rows. */
final class HeapViews implements ViewStore {

    private final Heap heap;
    private final HeapEditions editions;
    private final Set<ViewType<?>> lookedUp = new HashSet<>();

    HeapViews(Heap heap, HeapEditions editions) {
        this.heap = heap;
        this.editions = editions;
    }

    @SuppressWarnings("unchecked") // a table holds views of its type only
    private <V extends View> Stream<Map.Entry<HeapId, Versioned<V>>> rows(ViewType<V> type) {
        return editions.table(type).entrySet().stream()
                .map(each -> Map.entry(each.getKey(), (Versioned<V>) each.getValue()));
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
        return heap.read(() ->
                        Optional.ofNullable((Versioned<V>) editions.table(type).get(new HeapId(tenant.value(), id))))
                .orElse(null);
    }

    @Override
    public <V extends View> List<Versioned<V>> byIds(
            ViewType<V> type, TenantId tenant, Collection<UUID> ids, Filter<V> filter) {
        return heap.read(() -> rows(type, tenant, filter)
                .filter(each -> ids.contains(each.view().id().value()))
                .toList());
    }

    @Override
    public <V extends View> void put(ViewType<V> type, TenantId tenant, List<Versioned<V>> changed) {
        Editions.Known known = editions.of(type);
        editions.put(type, known, known.read(), tenant, changed);
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
                int compared = Heap.compare(left.get(i), right.get(i));
                if (compared != 0) {
                    return descending.get(i) ? -compared : compared;
                }
            }
            return 0;
        };
        List<@Nullable Object> after = query.after();
        return heap.read(() -> rows(type, query.tenant(), query.filter())
                .map(row -> new Keyed<>(values(keys, row.view()), row))
                .filter(row -> after == null || order.compare(row.keys(), after) > 0)
                .sorted((left, right) -> order.compare(left.keys(), right.keys()))
                .limit(query.limit())
                .map(Keyed::row)
                .toList());
    }

    private static <V extends View> List<@Nullable Object> values(List<Attribute<V, ?>> attributes, V view) {
        List<@Nullable Object> result = new ArrayList<>(attributes.size());
        attributes.forEach(each -> result.add(each.valueOf(view)));
        return result;
    }

    @Override
    public <V extends View> long count(ViewType<V> type, TenantId tenant, Filter<V> filter) {
        return heap.read(() -> rows(type, tenant, filter).count());
    }

    @Override
    public <V extends View> List<Group> group(
            ViewType<V> type, TenantId tenant, Filter<V> filter, Grouping<V> grouping) {
        return heap.read(() -> {
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
        HeapId from = after == null
                ? null
                : new HeapId(after.tenant().value(), after.view().id().value());
        return heap.read(() -> rows(type)
                .filter(each -> from == null || each.getKey().compareTo(from) > 0)
                .map(each -> new OfTenant<>(
                        new TenantId(each.getKey().tenant()), each.getValue().view()))
                .filter(each -> filter.test(each.view(), lookup(each.tenant())))
                .limit(limit)
                .toList());
    }

    @Override
    public boolean isLookedUp(ViewType<?> type) {
        return heap.read(() -> lookedUp.contains(type));
    }

    @Override
    public <V extends View> List<Versioned<V>> lookup(
            ViewType<V> type, TenantId tenant, Sought sought, Filter<V> filter, int limit) {
        return heap.read(() -> {
            List<Versioned<V>> all = rows(type, tenant, Filter.everything()).toList();
            return HeapLookup.in(type, all, sought, filter, lookup(tenant), limit);
        });
    }

    @Override
    public Map<String, Set<UUID>> places(ViewType<?> type, TenantId tenant, Sought sought, int most) {
        return heap.read(() -> placesOf(type, tenant, sought, most));
    }

    private <V extends View> Map<String, Set<UUID>> placesOf(
            ViewType<V> type, TenantId tenant, Sought sought, int most) {
        return HeapLookup.places(type, rows(type, tenant, Filter.everything()).toList(), sought, most);
    }

    @Override
    public void clear(ViewType<?> type) {
        editions.clear(type);
    }

    private record Keyed<V extends View>(List<@Nullable Object> keys, Versioned<V> row) {}

    void open(Set<ViewType<?>> types) {
        lookedUp.clear();
        lookedUp.addAll(types);
    }
}
