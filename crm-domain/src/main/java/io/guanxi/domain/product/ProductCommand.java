package io.guanxi.domain.product;

import io.guanxi.domain.kernel.Command;

/** Everything one can ask of a product. */
public sealed interface ProductCommand extends Command {

    ProductId productId();

    @Override
    default ProductId aggregateId() {
        return productId();
    }

    /** Puts the product in the catalogue; repeated with the same facts it changes nothing. */
    record List(ProductId productId, ProductDetails details) implements ProductCommand {}

    /** Replaces all details by those given. Deals made at the old price keep it. */
    record Revise(ProductId productId, ProductDetails details) implements ProductCommand {}

    /** Takes the product off sale. Nothing is lost: {@link Relist} brings it back as it was. */
    record Retire(ProductId productId) implements ProductCommand {}

    record Relist(ProductId productId) implements ProductCommand {}
}
