package io.guanxi.domain.duplicate;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Check;

/**
 * That two customers may be the same.
 *
 * @param customer the one who came later
 * @param other the one who was there
 * @param rule what speaks most for it
 * @param probability 0 to 1, by all that speaks for it
 */
public record Suspicion(CustomerId customer, CustomerId other, MatchRule rule, double probability) {

    public Suspicion {
        Check.that(!customer.equals(other), "other", "different", "must be another customer");
        Check.that(probability >= 0 && probability <= 1, "probability", "range", "must be between 0 and 1");
    }
}
