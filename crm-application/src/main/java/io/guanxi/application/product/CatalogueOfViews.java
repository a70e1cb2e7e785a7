package io.guanxi.application.product;

import io.guanxi.application.Reader;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.PageRequest;
import io.guanxi.domain.product.ProductDetails;
import java.util.List;
import java.util.Optional;

/** The catalogue of those who keep their products in the CRM. */
record CatalogueOfViews(Reader reader) implements ProductCatalogue {

    @Override
    public Optional<ProductDetails> bySku(String sku) {
        return only(ProductView.SKU.is(sku));
    }

    @Override
    public Optional<ProductDetails> byName(String name) {
        Filter<ProductView> alike = ProductView.SPELLING.is(ProductView.spelling(name));
        return only(alike.and(ProductView.NAME.is(name))).or(() -> only(alike));
    }

    private Optional<ProductDetails> only(Filter<ProductView> filter) {
        List<ProductView> found = reader.views(ProductView.TYPE)
                .find(filter, PageRequest.first(2).by(ProductView.NAME))
                .views();
        return found.size() == 1 ? Optional.of(found.get(0).details()) : Optional.empty();
    }
}
