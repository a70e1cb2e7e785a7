package io.guanxi.rest.product;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** What arrives for each of a product's commands. */
final class ProductRequests {

    private ProductRequests() {}

    /** Lists or revises a product. */
    record Details(
            @NotBlank @Size(max = 100) String sku,
            @NotBlank @Size(max = 200) String name,
            @Size(max = 100) @Nullable String category,
            @Nullable Money listPrice) {}
}
