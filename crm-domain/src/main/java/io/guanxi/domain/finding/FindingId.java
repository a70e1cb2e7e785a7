package io.guanxi.domain.finding;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.AggregateId;
import java.util.UUID;

/** The identity of a finding. */
public record FindingId(UUID value) implements AggregateId {

    /** The one of that kind about a customer, whoever reports it and how often. */
    public static FindingId of(FindingKind kind, CustomerId customer) {
        return named(kind + " " + customer.value());
    }

    /** The one about two customers that may be the same, in whichever order. */
    public static FindingId ofPair(CustomerId one, CustomerId other) {
        boolean inOrder = one.value().compareTo(other.value()) <= 0;
        return named(FindingKind.SUSPECTED_DUPLICATE + " " + (inOrder ? one : other).value() + " "
                + (inOrder ? other : one).value());
    }

    private static FindingId named(String name) {
        return new FindingId(UUID.nameUUIDFromBytes(("io.guanxi: finding " + name).getBytes(UTF_8)));
    }
}
