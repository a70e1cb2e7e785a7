package io.guanxi.domain.disclosure;

import io.guanxi.domain.kernel.AggregateId;
import java.util.UUID;

/** The identity of one disclosure. */
public record DisclosureId(UUID value) implements AggregateId {

    public static DisclosureId random() {
        return new DisclosureId(UUID.randomUUID());
    }
}
