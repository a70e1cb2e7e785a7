package io.guanxi.domain.opportunity;

import java.util.function.Predicate;

/** What a stage may demand to be known of a deal. */
public enum RequiredFact {
    CUSTOMER(deal -> deal.customerId() != null),
    OWNER(deal -> deal.owner() != null),
    AMOUNT(deal -> deal.amount() != null),
    LINES(deal -> !deal.lines().all().isEmpty()),
    CLOSE_DATE(deal -> deal.expectedClose() != null),
    COMPETITOR(deal -> !deal.competitors().isEmpty());

    private final Predicate<Opportunity> known;

    RequiredFact(Predicate<Opportunity> known) {
        this.known = known;
    }

    boolean isKnownOf(Opportunity deal) {
        return known.test(deal);
    }
}
