package io.guanxi.application.view;

import com.google.common.collect.ImmutableList;
import io.guanxi.domain.kernel.Check;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which part of an answer is wanted: {@code PageRequest.first(20).by(NAME)}.
 *
 * @param limit 1 to 1,000 views
 * @param sorts the order; none means by id
 * @param cursor where the page before ended, as told by {@link Page#next()}; null for the first page
 */
public record PageRequest<V extends View>(
        int limit, List<Sort<V>> sorts, @Nullable String cursor) {

    public static final int MAX_LIMIT = 1_000;

    public PageRequest {
        Check.range("limit", limit, 1, MAX_LIMIT);
        sorts = ImmutableList.copyOf(sorts);
        Check.that(sorts.size() <= 4, "sort", "size", "must have at most 4 keys");
    }

    /** At most so many views, by id until an order is given. */
    public static Unordered first(int limit) {
        return new Unordered(limit);
    }

    /** The page behind the one that gave this cursor. */
    public PageRequest<V> after(String pageCursor) {
        return new PageRequest<>(limit, sorts, pageCursor);
    }

    /** A request whose order is still to be given. */
    public record Unordered(int limit) {

        @SafeVarargs
        @SuppressWarnings("varargs")
        public final <V extends View> PageRequest<V> by(Ordered<V, ?>... attributes) {
            List<Sort<V>> sorts = new ArrayList<>();
            for (Ordered<V, ?> attribute : attributes) {
                sorts.add(attribute.ascending());
            }
            return new PageRequest<>(limit, sorts, null);
        }

        @SafeVarargs
        @SuppressWarnings("varargs")
        public final <V extends View> PageRequest<V> by(Sort<V>... sorts) {
            return new PageRequest<>(limit, List.of(sorts), null);
        }

        public <V extends View> PageRequest<V> byId() {
            return new PageRequest<>(limit, List.of(), null);
        }
    }
}
