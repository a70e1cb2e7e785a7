package io.guanxi.application;

import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.RuleCode;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Things of one kind that stand above each other without a circle: subsidiaries and their parents, people and their superiors.
 * For guards; two that are put above each other at the same moment, on two nodes, are not seen by one another.
 *
 * @param above what stands directly above; null for nothing
 * @param max how many there may be one above the other; each is read when something is put below
 * @param circle the refusal of a circle; what was named is its first detail
 * @param tooMany the refusal of more; {@code max} is its first detail
 */
public record Hierarchy<I extends AggregateId>(
        Function<I, @Nullable I> above, int max, RuleCode circle, RuleCode tooMany) {

    /**
     * Turns down what would stand above itself.
     *
     * @param one that is to be put below {@code other}; where it is the same, that is for the rules to refuse
     */
    public void requireRoom(I one, I other) {
        if (one.equals(other)) {
            return;
        }
        I next = other;
        for (int steps = 1; steps <= max; steps++) {
            next = above.apply(next);
            if (next == null) {
                return;
            }
            if (next.equals(one)) {
                throw circle.refused(other.value());
            }
        }
        throw tooMany.refused(max);
    }
}
