package io.guanxi.application.duplicate;

import com.google.common.collect.ImmutableMap;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.duplicate.MatchRule;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A customer whom another may be the same as, as one actor sees it.
 *
 * @param owner whom to ask; null if it has none
 * @param view as the actor sees it; null for customers outside of their scope, of whom they learn no more than is here
 * @param agrees what is alike, and how much, from 0 to 1
 * @param probability 0 to 1, by all of that
 */
public record Candidate(
        CustomerId id,
        @Nullable String owner,
        @Nullable CustomerView view,
        Map<MatchRule, Double> agrees,
        double probability) {

    public Candidate {
        agrees = ImmutableMap.copyOf(agrees);
    }

    /**
     * As somebody sees it.
     *
     * @param shown null if it is outside of their scope
     */
    public Candidate as(@Nullable CustomerView shown) {
        return new Candidate(id, owner, shown, agrees, probability);
    }

    /** What speaks most for it. */
    public MatchRule rule() {
        return agrees.keySet().stream().min(Comparator.naturalOrder()).orElseThrow();
    }
}
