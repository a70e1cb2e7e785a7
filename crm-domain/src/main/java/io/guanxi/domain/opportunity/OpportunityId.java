package io.guanxi.domain.opportunity;

import io.guanxi.domain.kernel.AggregateId;
import java.util.UUID;

/** The identity of an opportunity. */
public record OpportunityId(UUID value) implements AggregateId {

    public static OpportunityId random() {
        return new OpportunityId(UUID.randomUUID());
    }
}
