package io.guanxi.domain.product;

import io.guanxi.domain.kernel.DomainEvent;

/** Everything that can have happened to a product. */
public sealed interface ProductEvent extends DomainEvent {

    ProductId productId();

    @Override
    default ProductId aggregateId() {
        return productId();
    }

    record Listed(ProductId productId, ProductDetails details) implements ProductEvent {}

    record Revised(ProductId productId, ProductDetails details) implements ProductEvent {}

    record Retired(ProductId productId) implements ProductEvent {}

    record Relisted(ProductId productId) implements ProductEvent {}
}
