package io.guanxi.application.internal.engine;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.Sets;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.lookup.Sought;
import io.guanxi.application.lookup.Terms;
import io.guanxi.application.spi.ViewSource;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Group;
import io.guanxi.application.view.Grouping;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The views of one tenant, and among them those of customers who are not stored, about whom there is nothing else: they have neither
 * deals nor tickets. They are found by id, by name and by terms, and on the first page of a list in no order of its own; figures, other lists and lookups
 * while it is typed are of those who are stored alone.
 */
final class Newcomers implements ViewSource {

    private static final Filter.Lookup NOTHING_ELSE = new Filter.Lookup() {
        @Override
        public <W extends View> Collection<W> all(ViewType<W> type) {
            return List.of();
        }
    };

    private final ViewSource stored;
    private final Map<UUID, Versioned<CustomerView>> all = new HashMap<>();
    private final ListMultimap<String, Versioned<CustomerView>> byName = ArrayListMultimap.create(16, 1);
    private final SortedMap<String, List<UUID>> byTerm = new TreeMap<>();

    Newcomers(ViewSource stored) {
        this.stored = stored;
    }

    int size() {
        return all.size();
    }

    void add(CustomerView view) {
        Versioned<CustomerView> row = new Versioned<>(view, 1);
        all.put(view.id().value(), row);
        byName.put(view.details().name(), row);
        Terms.of(CustomerView.TYPE, view)
                .parts()
                .keySet()
                .forEach(term -> byTerm.computeIfAbsent(term, any -> new ArrayList<>(1))
                        .add(view.id().value()));
    }

    @Override
    public <V extends View> @Nullable Versioned<V> byId(ViewType<V> type, TenantId tenant, UUID id) {
        return of(type, Stream.ofNullable(all.get(id))).findFirst().orElseGet(() -> stored.byId(type, tenant, id));
    }

    @SuppressWarnings("unchecked") // rows are of the type that was compared
    private static <V extends View> Stream<Versioned<V>> of(ViewType<V> type, Stream<Versioned<CustomerView>> rows) {
        return type.equals(CustomerView.TYPE) ? rows.map(each -> (Versioned<V>) each) : Stream.empty();
    }

    @Override
    public <V extends View> List<Versioned<V>> byIds(
            ViewType<V> type, TenantId tenant, Collection<UUID> ids, Filter<V> filter) {
        return Stream.concat(
                        stored.byIds(type, tenant, ids, filter).stream(),
                        of(type, ids.stream().map(all::get).filter(Objects::nonNull))
                                .filter(each -> filter.test(each.view(), NOTHING_ELSE)))
                .toList();
    }

    @Override
    public <V extends View> List<Versioned<V>> find(ViewType<V> type, Query<V> query) {
        if (!type.equals(CustomerView.TYPE) || !query.sorts().isEmpty() || query.after() != null) {
            return stored.find(type, query);
        }
        return Stream.concat(
                        stored.find(type, query).stream(),
                        of(type, among(query.filter()).stream())
                                .filter(each -> query.filter().test(each.view(), NOTHING_ELSE)))
                .sorted(Comparator.comparing(each -> each.view().id().value().toString()))
                .limit(query.limit())
                .toList();
    }

    /** Who may be meant: nobody else has that name. */
    private Collection<Versioned<CustomerView>> among(Filter<?> filter) {
        if (filter instanceof Filter.All<?> it) {
            return it.filters().stream()
                    .map(this::among)
                    .min(Comparator.comparingInt(Collection::size))
                    .orElse(all.values());
        }
        boolean named = filter instanceof Filter.Comparison<?> it
                && it.operator() == Filter.Operator.EQUAL
                && it.attribute().equals(CustomerView.NAME);
        return named ? byName.get(String.valueOf(((Filter.Comparison<?>) filter).value())) : all.values();
    }

    /** A start that leads to too many of all tells of nobody, though it leads to few of those who are stored. */
    @Override
    public Map<String, Set<UUID>> places(ViewType<?> type, TenantId tenant, Sought sought, int most) {
        Map<String, Set<UUID>> places = stored.places(type, tenant, sought, most);
        if (!type.equals(CustomerView.TYPE)) {
            return places;
        }
        Map<String, Set<UUID>> result = new HashMap<>();
        places.forEach((start, ids) -> few(start, most)
                .map(few -> Sets.union(ids, few).immutableCopy())
                .filter(both -> both.size() <= most)
                .ifPresent(both -> result.put(start, both)));
        return result;
    }

    /** A loop and no stream, which would begin by counting all terms behind the start. */
    private Optional<Set<UUID>> few(String start, int most) {
        List<Map.Entry<String, UUID>> places = new ArrayList<>();
        for (Map.Entry<String, List<UUID>> term : byTerm.tailMap(start).entrySet()) {
            if (places.size() > most || !term.getKey().startsWith(start)) {
                break;
            }
            term.getValue().stream()
                    .limit(most + 1L - places.size())
                    .forEach(id -> places.add(Map.entry(term.getKey(), id)));
        }
        return Sought.fewOf(places, each -> each.getKey().equals(start), most)
                .map(few -> few.stream().map(Map.Entry::getValue).collect(Collectors.toSet()));
    }

    @Override
    public <V extends View> long count(ViewType<V> type, TenantId tenant, Filter<V> filter) {
        return stored.count(type, tenant, filter);
    }

    @Override
    public <V extends View> List<Group> group(
            ViewType<V> type, TenantId tenant, Filter<V> filter, Grouping<V> grouping) {
        return stored.group(type, tenant, filter, grouping);
    }

    @Override
    public boolean isLookedUp(ViewType<?> type) {
        return stored.isLookedUp(type);
    }

    @Override
    public <V extends View> List<Versioned<V>> lookup(
            ViewType<V> type, TenantId tenant, Sought sought, Filter<V> filter, int limit) {
        return stored.lookup(type, tenant, sought, filter, limit);
    }
}
