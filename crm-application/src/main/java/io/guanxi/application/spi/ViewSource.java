package io.guanxi.application.spi;

import io.guanxi.application.lookup.Sought;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Group;
import io.guanxi.application.view.Grouping;
import io.guanxi.application.view.Sort;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where views are read from, be they stored or not. Scopes have been and-ed onto the filters before they come here. */
public interface ViewSource {

    /** The view of one aggregate, as the current transaction sees it. */
    <V extends View> @Nullable Versioned<V> byId(ViewType<V> type, TenantId tenant, UUID id);

    /** Those of the given ids that there are and for which the filter holds, in one query. */
    <V extends View> List<Versioned<V>> byIds(
            ViewType<V> type, TenantId tenant, Collection<UUID> ids, Filter<V> filter);

    /** The views for which the filter holds, in order, behind {@code after}. */
    <V extends View> List<Versioned<V>> find(ViewType<V> type, Query<V> query);

    <V extends View> long count(ViewType<V> type, TenantId tenant, Filter<V> filter);

    /**
     * Figures; only counts, sums, minima and maxima are asked for. Groups come in no particular order. A sum over nothing is null.
     */
    <V extends View> List<Group> group(ViewType<V> type, TenantId tenant, Filter<V> filter, Grouping<V> grouping);

    /** Whether views of this type can be looked up: see {@link Storage#open}. */
    boolean isLookedUp(ViewType<?> type);

    /**
     * The views for which the filter holds and that have a term for each token. First those with most tokens as whole terms, then by
     * the first attribute that they are looked up by, absent ones last, if the order may follow it, and by id. Of the token with
     * the fewest places (a term that begins with a start, and an id; counted up to {@link Sought#PLACES} for each start; of several the
     * first) {@link Sought#places} are looked at for each start, in the order of terms and ids.
     */
    <V extends View> List<Versioned<V>> lookup(
            ViewType<V> type, TenantId tenant, Sought sought, Filter<V> filter, int limit);

    /**
     * Whom each start of the tokens leads to: by each, the ids of its places (a term that begins with it, and an id) if they are no more
     * than so many; else of those where it is the whole term, if they are no more; else it is not among the keys.
     */
    Map<String, Set<UUID>> places(ViewType<?> type, TenantId tenant, Sought sought, int most);

    /**
     * @param after the stored values of the sorts' attributes and last the id, of the last view before; null for the first page
     */
    record Query<V extends View>(
            TenantId tenant,
            Filter<V> filter,
            List<Sort<V>> sorts,
            @Nullable List<@Nullable Object> after,
            int limit) {}
}
