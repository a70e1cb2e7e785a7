package io.guanxi.application.view;

import io.guanxi.domain.kernel.AggregateId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Asks for views of one type, on behalf of one actor: what lies outside the actor's scope is not there, for counts, groups and
 * related views too.
 */
public interface Views<V extends View> {

    Optional<V> byId(AggregateId id);

    /** As {@link #byId}, with the version for a later expected version. */
    Optional<Versioned<V>> versioned(AggregateId id);

    /** One page of those for which the filter holds. */
    Page<V> find(Filter<V> filter, PageRequest<V> page);

    /**
     * Shows each of those for which the filter holds, by id, reading page after page: for reports and exports, not for screens.
     * What changes meanwhile may be seen before or after its change, but nothing is seen twice.
     */
    default void forEach(Filter<V> filter, Consumer<V> reader) {
        PageRequest<V> request = PageRequest.first(PageRequest.MAX_LIMIT).byId();
        Page<V> page = find(filter, request);
        page.views().forEach(reader);
        while (page.next() != null) {
            page = find(filter, request.after(page.next()));
            page.views().forEach(reader);
        }
    }

    long count(Filter<V> filter);

    /** Figures over those for which the filter holds; groups come in the order of their keys, absent keys last. */
    List<Group> group(Filter<V> filter, Grouping<V> grouping);

    /** Reads, with each page, the views of these types that it refers to: one query for each type, whatever the page's size. */
    Views<V> with(ViewType<?>... related);
}
