package io.guanxi.rest.product;

import io.guanxi.application.product.ProductView;
import io.guanxi.domain.product.ProductCommand;
import io.guanxi.domain.product.ProductId;
import io.guanxi.domain.product.ProductRule;
import io.guanxi.rest.Routes;

/** The product catalogue (产品目录) over HTTP. */
public final class ProductResource {

    private static final ProductMapper MAPPER = new GeneratedProductMapper();

    public static final Routes<ProductId, ProductView> ROUTES = Routes.of(
                    "products", ProductCommand.class, ProductView.TYPE, ProductId::new)
            .put(ProductCommand.List.class, ProductRequests.Details.class, MAPPER::list)
            .post(ProductCommand.Revise.class, ProductRequests.Details.class, MAPPER::revise)
            .post(ProductCommand.Retire.class, ProductCommand.Retire::new)
            .post(ProductCommand.Relist.class, ProductCommand.Relist::new)
            .refuses(ProductRule.values())
            .build();

    private ProductResource() {}
}
