package io.guanxi.application.product;

import io.guanxi.application.Reader;
import io.guanxi.domain.product.ProductDetails;
import java.util.Optional;

/**
 * What the business sells, for imports and reports that know a product by number or name. A host with a catalogue of its own
 * implements it; {@link #of} asks the products of the CRM, retired ones included.
 */
public interface ProductCatalogue {

    /** The product of exactly that number. */
    Optional<ProductDetails> bySku(String sku);

    /**
     * The product of that name, or else the one of that name but for case, width, spaces and punctuation: {@code GTXPro} finds
     * {@code GTX Pro}. Empty if none or more than one is meant.
     */
    Optional<ProductDetails> byName(String name);

    /** The products that this reader may see. */
    static ProductCatalogue of(Reader reader) {
        return new CatalogueOfViews(reader);
    }
}
