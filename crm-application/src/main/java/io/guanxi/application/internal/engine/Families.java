package io.guanxi.application.internal.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.guanxi.application.spi.ViewSource;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Group;
import io.guanxi.application.view.Grouping;
import io.guanxi.application.view.Reference;
import io.guanxi.application.view.StandIns;
import io.guanxi.application.view.Values;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.TenantId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks for all who go by one name where one of them is asked for, see {@link StandIns}. As long as nobody in a tenant stands in for
 * anybody, questions are as they were: finding that out is one look into an index.
 */
final class Families {

    private final ImmutableMap<Class<?>, StandIns<?>> byIdType;

    Families(Collection<ViewType<?>> types) {
        ImmutableMap.Builder<Class<?>, StandIns<?>> found = ImmutableMap.builder();
        for (ViewType<?> type : types) {
            StandIns<?> standIns = type.standIns();
            if (standIns != null && types.contains(standIns.type())) {
                found.put(type.id().idType(), standIns);
            }
        }
        byIdType = found.buildOrThrow();
    }

    /** The families of a tenant, as a store has them. */
    Family of(ViewSource store, TenantId tenant) {
        return new Family(store, tenant);
    }

    /** The question of the views of all tenants: of related ones too, with who stands in for them. */
    <V extends View> Filter<V> ofAllTenants(Filter<V> filter) {
        return changed(filter, null);
    }

    private @Nullable StandIns<?> of(Attribute<?, ?> attribute) {
        return attribute instanceof Reference<?, ?> reference && !reference.isIdentity()
                ? byIdType.get(reference.idType())
                : null;
    }

    private Stream<StandIns<?>> asked(Filter<?> filter) {
        if (filter instanceof Filter.All<?> it) {
            return it.filters().stream().flatMap(this::asked);
        }
        if (filter instanceof Filter.Any<?> it) {
            return it.filters().stream().flatMap(this::asked);
        }
        if (filter instanceof Filter.Not<?> it) {
            return asked(it.filter());
        }
        if (filter instanceof Filter.Comparison<?> it) {
            return Stream.ofNullable(of(it.attribute()));
        }
        if (filter instanceof Filter.OneOf<?> it) {
            return Stream.ofNullable(of(it.attribute()));
        }
        return filter instanceof Filter.Related<?, ?> it
                ? Stream.concat(Stream.ofNullable(through(it)), asked(it.filter()))
                : Stream.empty();
    }

    private @Nullable StandIns<?> through(Filter.Related<?, ?> related) {
        StandIns<?> here = of(related.here());
        return here == null ? of(related.there()) : here;
    }

    /** @param family null if identities are left as they are */
    private <V extends View> Filter<V> changed(Filter<V> filter, @Nullable Family family) {
        if (filter instanceof Filter.All<V> it) {
            return new Filter.All<>(
                    it.filters().stream().map(each -> changed(each, family)).toList());
        }
        if (filter instanceof Filter.Any<V> it) {
            return new Filter.Any<>(
                    it.filters().stream().map(each -> changed(each, family)).toList());
        }
        if (filter instanceof Filter.Not<V> it) {
            return new Filter.Not<>(changed(it.filter(), family));
        }
        if (family != null && filter instanceof Filter.Comparison<V> it && it.operator() == Filter.Operator.EQUAL) {
            return oneOf(filter, it.attribute(), List.of(it.value()), family);
        }
        if (family != null && filter instanceof Filter.OneOf<V> it) {
            return oneOf(filter, it.attribute(), it.values(), family);
        }
        return filter instanceof Filter.Related<V, ?> it ? related(it, family) : filter;
    }

    private <V extends View> Filter<V> oneOf(
            Filter<V> filter, Attribute<V, ?> attribute, List<Object> values, Family family) {
        StandIns<?> standIns = of(attribute);
        if (standIns == null) {
            return filter;
        }
        Set<Object> all = new LinkedHashSet<>(values);
        all.addAll(family.stoodInForBy(standIns, values));
        return all.size() == values.size() ? filter : new Filter.OneOf<>(attribute, ImmutableList.copyOf(all));
    }

    private <V extends View, W extends View> Filter<V> related(Filter.Related<V, W> it, @Nullable Family family) {
        return new Filter.Related<>(
                it.here(), it.type(), it.there(), changed(it.filter(), family), it.enough(), through(it));
    }

    /** Those of one tenant. */
    final class Family {

        private final ViewSource store;
        private final TenantId tenant;

        private Family(ViewSource store, TenantId tenant) {
            this.store = store;
            this.tenant = tenant;
        }

        /** The question with all names of those whom it names. */
        <V extends View> Filter<V> complete(Filter<V> filter) {
            return asked(filter).distinct().anyMatch(this::isAnybody) ? changed(filter, this) : filter;
        }

        /** Who stands in for some of these, by them. */
        Map<UUID, UUID> standIns(Class<?> idType, Collection<UUID> ids) {
            StandIns<?> standIns = byIdType.get(idType);
            return standIns == null || ids.isEmpty() ? Map.of() : standIns(standIns, ids);
        }

        private <M extends View> Map<UUID, UUID> standIns(StandIns<M> standIns, Collection<UUID> ids) {
            Map<UUID, UUID> result = new HashMap<>();
            store.byIds(standIns.type(), tenant, ids, Filter.everything()).forEach(each -> put(standIns, each, result));
            return result;
        }

        private <M extends View> void put(StandIns<M> standIns, Versioned<M> row, Map<UUID, UUID> result) {
            if (standIns.standIn().valueOf(row.view()) instanceof UUID standIn) {
                result.put(row.view().id().value(), standIn);
            }
        }

        private <M extends View> boolean isAnybody(StandIns<M> standIns) {
            Filter<M> any = standIns.standIn().absent().not();
            return !store.find(standIns.type(), new ViewSource.Query<>(tenant, any, List.of(), null, 1))
                    .isEmpty();
        }

        private <M extends View> List<UUID> stoodInForBy(StandIns<M> standIns, List<Object> ids) {
            return store
                    .find(
                            standIns.type(),
                            new ViewSource.Query<>(
                                    tenant,
                                    new Filter.OneOf<>(standIns.standIn(), ids),
                                    List.of(),
                                    null,
                                    Integer.MAX_VALUE))
                    .stream()
                    .map(each -> each.view().id().value())
                    .toList();
        }

        /** Groups of who is stood in for are those of who stands in. */
        <V extends View> List<Group> together(List<Group> groups, Grouping<V> grouping) {
            List<Map<UUID, UUID>> standIns = new ArrayList<>();
            for (int i = 0; i < grouping.keys().size(); i++) {
                standIns.add(standIns(groups, i, grouping.keys().get(i)));
            }
            if (standIns.stream().allMatch(Map::isEmpty)) {
                return groups;
            }
            Map<List<@Nullable Object>, Group> result = new LinkedHashMap<>();
            for (Group group : groups) {
                List<@Nullable Object> keys = new ArrayList<>(group.keys());
                for (int i = 0; i < keys.size(); i++) {
                    Object standIn =
                            keys.get(i) == null ? null : standIns.get(i).get(keys.get(i));
                    keys.set(i, standIn == null ? keys.get(i) : standIn);
                }
                result.merge(keys, new Group(keys, group.figures()), (one, other) -> sum(one, other, grouping));
            }
            return List.copyOf(result.values());
        }

        private Map<UUID, UUID> standIns(List<Group> groups, int index, Attribute<?, ?> key) {
            StandIns<?> standIns = of(key);
            if (standIns == null || !isAnybody(standIns)) {
                return Map.of();
            }
            return standIns(
                    standIns,
                    groups.stream()
                            .flatMap(each -> each.keys().get(index) instanceof UUID id ? Stream.of(id) : Stream.empty())
                            .toList());
        }
    }

    private static <V extends View> Group sum(Group one, Group other, Grouping<V> grouping) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        for (Grouping.Measure<V> measure : grouping.measures()) {
            Object left = one.figures().get(measure.name());
            Object right = other.figures().get(measure.name());
            figures.put(
                    measure.name(),
                    left == null || right == null
                            ? (left == null ? right : left)
                            : figure(measure.kind(), left, right));
        }
        return new Group(one.keys(), figures);
    }

    private static Object figure(Grouping.Kind kind, Object left, Object right) {
        return switch (kind) {
            case COUNT -> (Long) left + (Long) right;
            case SUM, AVERAGE -> ((BigDecimal) left).add((BigDecimal) right);
            case MIN -> Values.ORDER.compare(left, right) <= 0 ? left : right;
            case MAX -> Values.ORDER.compare(left, right) >= 0 ? left : right;
        };
    }
}
