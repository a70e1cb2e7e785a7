package io.guanxi.application.product;

import io.guanxi.application.Compensation;
import io.guanxi.application.Feature;
import io.guanxi.application.Guard;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.product.Product;
import io.guanxi.domain.product.ProductCommand;
import io.guanxi.domain.product.ProductEvent.Listed;
import io.guanxi.domain.product.ProductEvent.Relisted;
import io.guanxi.domain.product.ProductEvent.Retired;
import io.guanxi.domain.product.ProductEvent.Revised;
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

    @Override
    public List<Compensation<?, ?>> compensations() {
        return List.of(
                Compensation.of(Listed.class, ProductView.TYPE, it -> new ProductCommand.Retire(it.productId())),
                new Compensation<>(
                        Revised.class,
                        ProductView.TYPE,
                        (it, before) ->
                                before.map(view -> new ProductCommand.Revise(it.productId(), view.details())).stream()
                                        .toList()),
                Compensation.of(Retired.class, ProductView.TYPE, it -> new ProductCommand.Relist(it.productId())),
                Compensation.of(Relisted.class, ProductView.TYPE, it -> new ProductCommand.Retire(it.productId())));
    }
}
