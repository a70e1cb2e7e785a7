package io.guanxi.application.internal.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.lookup.Sought;
import io.guanxi.application.spi.ViewSource;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Group;
import io.guanxi.application.view.Grouping;
import io.guanxi.application.view.Page;
import io.guanxi.application.view.PageRequest;
import io.guanxi.application.view.Reference;
import io.guanxi.application.view.Sort;
import io.guanxi.application.view.Values;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.application.view.Views;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.TenantId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one place where an actor's scope is and-ed onto every question, the ones inside questions included. No other class hands
 * out views to a session.
 */
final class ScopedViews<V extends View> implements Views<V> {

    private static final int AVERAGE_SCALE = 10;

    private final ViewSource store;
    private final TenantId tenant;
    private final Scope scope;
    private final ViewType<V> type;
    private final List<ViewType<?>> along;
    private final Masker masker;
    private final Families families;
    private final Families.Family family;

    ScopedViews(
            ViewSource store,
            TenantId tenant,
            Scope scope,
            Masker masker,
            Families families,
            ViewType<V> type,
            List<ViewType<?>> along) {
        this.families = families;
        this.family = families.of(store, tenant);
        this.store = store;
        this.tenant = tenant;
        this.scope = scope;
        this.type = type;
        this.along = along;
        this.masker = masker;
        scope.of(type);
    }

    @Override
    public Optional<V> byId(AggregateId id) {
        return versioned(id).map(Versioned::view);
    }

    @Override
    public Optional<Versioned<V>> versioned(AggregateId id) {
        Filter<V> visible = family.complete(scope.of(type));
        Optional<Versioned<V>> found = visible.equals(Filter.everything())
                ? Optional.ofNullable(store.byId(type, tenant, id.value()))
                : store.byIds(type, tenant, List.of(id.value()), visible).stream()
                        .findFirst();
        return found.map(each -> shown(type, List.of(each)).get(0));
    }

    @Override
    public List<V> byIds(Collection<? extends AggregateId> ids) {
        return List.copyOf(seen(ids.stream().map(AggregateId::value).collect(Collectors.toSet()))
                .values());
    }

    private Map<UUID, V> seen(Set<UUID> ids) {
        Filter<V> visible = family.complete(scope.of(type));
        Map<UUID, V> seen = new HashMap<>();
        shown(type, store.byIds(type, tenant, ids, visible))
                .forEach(each -> seen.put(each.view().id().value(), each.view()));
        return seen;
    }

    @Override
    public Page<V> find(Filter<V> filter, PageRequest<V> page) {
        scope.requireReadable(type, page.sorts());
        masker.requireOpen(type, page.sorts());
        Cursor<V> cursor = new Cursor<>(type, page.sorts());
        List<Versioned<V>> found = store.find(
                type,
                new ViewSource.Query<>(
                        tenant, scoped(filter), page.sorts(), cursor.read(page.cursor()), page.limit() + 1));
        boolean more = found.size() > page.limit();
        List<Versioned<V>> items = more ? found.subList(0, page.limit()) : found;
        String next = more ? cursor.write(items.get(items.size() - 1).view()) : null;
        return new Page<>(shown(type, items), next, related(items));
    }

    @Override
    public Page<V> lookup(String typed, Filter<V> filter, int limit) {
        Check.range("limit", limit, 1, MAX_FOUND);
        requireLookedUp();
        Filter<V> scoped = scoped(filter);
        Map<AggregateId, Versioned<V>> found = new LinkedHashMap<>();
        for (Sought each : Sought.of(type, typed, masker.kinds())) {
            if (found.size() < limit) {
                store.lookup(type, tenant, each, scoped, limit)
                        .forEach(one -> found.putIfAbsent(one.view().id(), one));
            }
        }
        List<Versioned<V>> items = found.values().stream().limit(limit).toList();
        return new Page<>(shown(type, items), null, related(items));
    }

    private void requireLookedUp() {
        Check.that(
                store.isLookedUp(type),
                "lookup",
                "unavailable",
                "must not be given: such views are not looked up here");
    }

    @Override
    public Map<String, List<V>> lookupAny(Collection<String> texts, int most) {
        Check.range("most", most, 1, MAX_FOUND);
        requireLookedUp();
        SetMultimap<String, Sought.Token> tokens = LinkedHashMultimap.create();
        texts.forEach(each -> tokens.putAll(each, Sought.within(each)));
        if (tokens.isEmpty()) {
            return Map.of();
        }
        Map<String, Set<UUID>> places =
                store.places(type, tenant, Sought.any(type, Set.copyOf(tokens.values()), masker.kinds()), most);
        Map<UUID, V> found = seen(places.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
        Map<String, List<V>> result = new HashMap<>();
        tokens.asMap().forEach((text, all) -> {
            List<String> starts = all.stream()
                    .flatMap(token -> token.starts().stream())
                    .distinct()
                    .toList();
            List<V> those = starts.stream()
                    .flatMap(start -> places.getOrDefault(start, Set.of()).stream())
                    .distinct()
                    .flatMap(id -> Stream.ofNullable(found.get(id)))
                    .toList();
            if (!those.isEmpty() || places.keySet().containsAll(starts)) {
                result.put(text, those);
            }
        });
        return result;
    }

    @Override
    public long count(Filter<V> filter) {
        return store.count(type, tenant, scoped(filter));
    }

    @Override
    public List<Group> group(Filter<V> filter, Grouping<V> grouping) {
        masker.requireOpen(type, grouping);
        Grouping<V> asked = complete(scope.inside(type, grouping));
        Grouping<V> plain = withoutAverages(asked);
        return family.together(store.group(type, tenant, scoped(filter), plain), plain).stream()
                .map(each -> withAverages(each, asked))
                .sorted((left, right) -> compare(left.keys(), right.keys()))
                .toList();
    }

    private Grouping<V> complete(Grouping<V> grouping) {
        return new Grouping<>(
                grouping.keys(),
                grouping.measures().stream()
                        .map(each -> new Grouping.Measure<>(
                                each.name(), each.kind(), each.attribute(), family.complete(each.where())))
                        .toList());
    }

    @Override
    public Views<V> with(ViewType<?>... related) {
        return new ScopedViews<>(store, tenant, scope, masker, families, type, ImmutableList.copyOf(related));
    }

    private Filter<V> scoped(Filter<V> filter) {
        masker.requireOpen(type, filter);
        return family.complete(scope.of(type).and(scope.inside(type, filter)));
    }

    /** Without the fields that are hidden, and with the values masked that are. */
    private <W extends View> List<Versioned<W>> shown(ViewType<W> other, List<Versioned<W>> found) {
        return scope.masked(other, found).stream()
                .map(each -> masker.shown(other, each))
                .toList();
    }

    private Map<AggregateId, Versioned<? extends View>> related(List<Versioned<V>> items) {
        Map<AggregateId, Versioned<? extends View>> result = new HashMap<>();
        for (ViewType<?> other : along) {
            read(other, items, result);
        }
        return result;
    }

    private <W extends View> void read(
            ViewType<W> other, List<Versioned<V>> items, Map<AggregateId, Versioned<? extends View>> result) {
        Set<UUID> ids = new HashSet<>();
        for (var attribute : type.attributes().values()) {
            if (attribute instanceof Reference<V, ?> reference
                    && reference.idType().equals(other.id().idType())) {
                items.forEach(item -> {
                    if (reference.valueOf(item.view()) instanceof UUID id) {
                        ids.add(id);
                    }
                });
            }
        }
        if (ids.isEmpty()) {
            return;
        }
        Map<UUID, UUID> standIns = family.standIns(other.id().idType(), ids);
        ids.addAll(standIns.values());
        Map<UUID, Versioned<W>> found = new HashMap<>();
        shown(other, store.byIds(other, tenant, ids, family.complete(scope.of(other))))
                .forEach(each -> found.put(each.view().id().value(), each));
        found.forEach((id, each) -> {
            Versioned<W> standIn = found.get(standIns.getOrDefault(id, id));
            if (standIn != null) {
                result.put(each.view().id(), standIn);
            }
        });
    }

    /** The same average on every database: of its sum and its count. */
    private static <V extends View> Grouping<V> withoutAverages(Grouping<V> grouping) {
        List<Grouping.Measure<V>> measures = new ArrayList<>();
        for (Grouping.Measure<V> measure : grouping.measures()) {
            if (measure.kind() == Grouping.Kind.AVERAGE && measure.attribute() != null) {
                measures.add(new Grouping.Measure<>(
                        measure.name() + "#sum", Grouping.Kind.SUM, measure.attribute(), measure.where()));
                measures.add(new Grouping.Measure<>(
                        measure.name() + "#count",
                        Grouping.Kind.COUNT,
                        null,
                        measure.where().and(measure.attribute().present())));
            } else {
                measures.add(measure);
            }
        }
        return new Grouping<>(grouping.keys(), measures);
    }

    private static <V extends View> Group withAverages(Group group, Grouping<V> grouping) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        for (Grouping.Measure<V> measure : grouping.measures()) {
            String name = measure.name();
            if (measure.kind() != Grouping.Kind.AVERAGE) {
                figures.put(name, group.figures().get(name));
            } else {
                BigDecimal sum = group.decimal(name + "#sum");
                long count = group.count(name + "#count");
                figures.put(
                        name,
                        sum == null || count == 0
                                ? null
                                : sum.divide(BigDecimal.valueOf(count), AVERAGE_SCALE, RoundingMode.HALF_EVEN));
            }
        }
        return new Group(group.keys(), figures);
    }

    private static int compare(List<@Nullable Object> left, List<@Nullable Object> right) {
        for (int i = 0; i < left.size(); i++) {
            int order = Values.ORDER.compare(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /**
     * What one actor may see, and how that is put inside a filter that asks other views.
     *
     * @param fields those of custom fields; null for all
     */
    record Scope(
            Actor actor, Authorizer authorizer, @Nullable FieldRights fields) {

        <W extends View> Filter<W> of(ViewType<W> type) {
            return authorizer
                    .scope(actor, type)
                    .orElseThrow(() -> new CrmException.Forbidden(actor, "see any " + type.name()));
        }

        /** The same filter, asking other views only for what the actor may see of them, and by nothing that is hidden. */
        <W extends View> Filter<W> inside(ViewType<W> type, Filter<W> filter) {
            if (filter instanceof Filter.All<W> it) {
                return new Filter.All<>(
                        it.filters().stream().map(each -> inside(type, each)).toList());
            }
            if (filter instanceof Filter.Any<W> it) {
                return new Filter.Any<>(
                        it.filters().stream().map(each -> inside(type, each)).toList());
            }
            if (filter instanceof Filter.Not<W> it) {
                return new Filter.Not<>(inside(type, it.filter()));
            }
            if (fields != null) {
                fields.requireReadable(type, filter);
            }
            return filter instanceof Filter.Related<W, ?> it ? related(it) : filter;
        }

        /** The same figures of what the actor may see. */
        <W extends View> Grouping<W> inside(ViewType<W> type, Grouping<W> grouping) {
            if (fields != null) {
                fields.requireReadable(type, grouping);
            }
            return new Grouping<>(
                    grouping.keys(),
                    grouping.measures().stream()
                            .map(each -> new Grouping.Measure<>(
                                    each.name(), each.kind(), each.attribute(), inside(type, each.where())))
                            .toList());
        }

        <W extends View> void requireReadable(ViewType<W> type, List<Sort<W>> sorts) {
            if (fields != null) {
                fields.requireReadable(type, sorts);
            }
        }

        <W extends View> List<Versioned<W>> masked(ViewType<W> type, List<Versioned<W>> found) {
            return fields == null ? found : fields.masked(type, found);
        }

        private <W extends View, X extends View> Filter<W> related(Filter.Related<W, X> it) {
            return new Filter.Related<>(
                    it.here(), it.type(), it.there(), seen(it.type(), it.filter()), it.enough(), it.through());
        }

        /** A scope is the host's word: the views it asks itself are asked as it says, without scopes of their own. */
        private <X extends View> Filter<X> seen(ViewType<X> type, Filter<X> filter) {
            return of(type).and(inside(type, filter));
        }
    }
}
