package io.guanxi.application.view;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.guanxi.domain.kernel.AggregateId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of an answer.
 *
 * @param items in the order asked for
 * @param next the cursor of the page behind it, or null if there is none
 * @param related the views asked for by {@link Views#with}, by their type and id
 */
public record Page<V extends View>(
        List<Versioned<V>> items, @Nullable String next, Map<AggregateId, Versioned<? extends View>> related) {

    public Page {
        items = ImmutableList.copyOf(items);
        related = ImmutableMap.copyOf(related);
    }

    /** The views without their versions. */
    public List<V> views() {
        return items.stream().map(Versioned::view).toList();
    }

    /** A view that was read along with this page; empty if there is none, or none that the actor may see. */
    public <W extends View> Optional<W> related(ViewType<W> type, @Nullable AggregateId id) {
        return Optional.ofNullable(id == null ? null : related.get(id))
                .map(Versioned::view)
                .filter(type.viewClass()::isInstance)
                .map(type.viewClass()::cast);
    }
}
