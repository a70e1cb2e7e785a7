package io.guanxi.application.view;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** How stored values compare; absent ones are larger than all others, as in PostgreSQL. */
public final class Values {

    /** The order of sorts and cursors. */
    public static final Comparator<@Nullable Object> ORDER = Values::compare;

    private Values() {}

    static boolean holds(Object value, Filter.Operator operator, Object other) {
        int order = operator == Filter.Operator.EQUAL ? 0 : compare(value, other);
        return switch (operator) {
            case EQUAL -> value.equals(other);
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case MORE -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }

    @SuppressWarnings("unchecked") // both are values of one attribute, so of one class
    private static int compare(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left == null, right == null);
        }
        return ((Comparable<Object>) left).compareTo(right);
    }
}
