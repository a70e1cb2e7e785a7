package io.guanxi.application.view;

import io.guanxi.domain.kernel.Check;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How many views, or how much of what they tell, is enough: at least one, more than three, a sum of at least 10,000. What is less
 * than that is asked by {@link Filter#not()}. None at all count as nothing, and a view without a value adds nothing.
 *
 * @param summed what is summed up, an integer or a decimal; null if views are counted
 * @param more whether it must be more than the limit; at least as much otherwise
 * @param limit so that nothing is never enough: above 0, or 0 if it must be more than that
 */
public record Total<W extends View>(@Nullable Ordered<W, ?> summed, boolean more, BigDecimal limit) {

    public Total {
        boolean number =
                summed == null || summed.type() == AttributeType.INTEGER || summed.type() == AttributeType.DECIMAL;
        Check.that(number, "total", "type", "must sum up a number, not " + summed);
        Check.that(limit.signum() >= (more ? 0 : 1), "total", "range", "must not be reached by nothing at all");
    }

    /** At least one. */
    public static <W extends View> Total<W> any() {
        return Total.<W>count().atLeast(1);
    }

    /** How many there are. */
    public static <W extends View> Limit<W> count() {
        return new Limit<>(null);
    }

    /** What an attribute sums up to. */
    public static <W extends View> Limit<W> of(Ordered<W, ?> attribute) {
        return new Limit<>(attribute);
    }

    /** A total whose limit is still to be given. */
    public static final class Limit<W extends View> {

        private final @Nullable Ordered<W, ?> summed;

        private Limit(@Nullable Ordered<W, ?> summed) {
            this.summed = summed;
        }

        public Total<W> atLeast(long limit) {
            return atLeast(BigDecimal.valueOf(limit));
        }

        public Total<W> atLeast(BigDecimal limit) {
            return new Total<>(summed, false, limit);
        }

        public Total<W> moreThan(long limit) {
            return moreThan(BigDecimal.valueOf(limit));
        }

        public Total<W> moreThan(BigDecimal limit) {
            return new Total<>(summed, true, limit);
        }
    }

    /** Whether one is enough. */
    public boolean isAny() {
        return summed == null && (more ? limit.signum() == 0 : limit.compareTo(BigDecimal.ONE) <= 0);
    }

    boolean holds(Stream<W> views) {
        if (isAny()) {
            return views.findAny().isPresent();
        }
        BigDecimal total = views.map(this::worth).reduce(BigDecimal.ZERO, BigDecimal::add);
        return total.compareTo(limit) >= (more ? 1 : 0);
    }

    private BigDecimal worth(W view) {
        if (summed == null) {
            return BigDecimal.ONE;
        }
        Object value = summed.valueOf(view);
        if (value == null) {
            return BigDecimal.ZERO;
        }
        return value instanceof Long whole ? BigDecimal.valueOf(whole) : (BigDecimal) value;
    }
}
