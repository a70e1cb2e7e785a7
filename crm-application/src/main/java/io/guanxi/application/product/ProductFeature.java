package io.guanxi.application.product;

import io.guanxi.application.Feature;
import io.guanxi.application.Guard;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.product.Product;
import io.guanxi.domain.product.ProductRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The product catalogue (产品). */
public final class ProductFeature implements Feature {

    @Override
    public String name() {
        return "product";
    }

    @Override
    public Optional<Decider<?, ?, ?>> decider() {
        return Optional.of(Product.DECIDER);
    }

    @Override
    public List<ViewType<?>> views() {
        return List.of(ProductView.TYPE);
    }

    @Override
    public List<Guard> guards() {
        return List.of(new Guard.Unique<>(
                ProductView.TYPE, "product.sku", view -> Set.of(view.details().sku()), ProductRule.SKU_TAKEN));
    }
}
