package io.guanxi.domain.product;

import io.guanxi.domain.kernel.Check;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue says of a product.
 *
 * @param sku the business's own number of the product; at most 100 characters
 * @param name at most 200 characters
 * @param category the series or group it belongs to; at most 100 characters
 * @param listPrice what one unit costs before any discount; not negative
 */
@RecordBuilder
public record ProductDetails(
        String sku,
        String name,
        @Nullable String category,
        @Nullable Money listPrice) implements ProductDetailsBuilder.With {

    public ProductDetails {
        sku = Check.text("sku", sku, 100);
        name = Check.text("name", name, 200);
        category = Check.optionalText("category", category, 100);
        Check.amount("listPrice", listPrice);
    }

    /** All there is to know at first: number and name. */
    public static ProductDetails named(String sku, String name) {
        return new ProductDetails(sku, name, null, null);
    }
}
