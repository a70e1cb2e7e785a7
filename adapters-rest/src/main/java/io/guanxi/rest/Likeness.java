package io.guanxi.rest;

import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.duplicate.Candidate;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.duplicate.MatchRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom a customer is like, as the reader may see them.
 *
 * @param owner whom to ask; null if it has none
 * @param name masked for those who see names so; null for customers outside of the reader's scope
 * @param agrees what is alike, and how much, from 0 to 1
 * @param probability that they are the same, 0 to 1, by all of that
 */
record Likeness(
        CustomerId id,
        @Nullable String owner,
        @Nullable String name,
        Map<MatchRule, Double> agrees,
        double probability) {

    static Likeness of(Candidate candidate) {
        CustomerView seen = candidate.view();
        return new Likeness(
                candidate.id(),
                candidate.owner(),
                seen == null ? null : seen.details().name(),
                candidate.agrees(),
                candidate.probability());
    }
}
