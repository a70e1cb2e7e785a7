package io.guanxi.domain.product;

import io.guanxi.domain.kernel.AggregateId;
import java.util.UUID;

/** The identity of a product. */
public record ProductId(UUID value) implements AggregateId {

    public static ProductId random() {
        return new ProductId(UUID.randomUUID());
    }
}
