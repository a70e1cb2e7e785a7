package io.guanxi.domain.product;

import static io.guanxi.domain.product.ProductRule.ALREADY_LISTED;
import static io.guanxi.domain.product.ProductRule.RETIRED;

import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.product.ProductCommand.Relist;
import io.guanxi.domain.product.ProductCommand.Retire;
import io.guanxi.domain.product.ProductCommand.Revise;
import io.guanxi.domain.product.ProductEvent.Listed;
import io.guanxi.domain.product.ProductEvent.Relisted;
import io.guanxi.domain.product.ProductEvent.Retired;
import io.guanxi.domain.product.ProductEvent.Revised;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules need to remember of a product, and the rules.
 *
 * @param listing what was said first, so that a late repetition is known as one
 */
@RecordBuilder
public record Product(
        Status status, @Nullable Listed listing, @Nullable ProductDetails details) implements ProductBuilder.With {

    public static final Decider<ProductCommand, ProductEvent, Product> DECIDER = Decider.of(
                    ProductCommand.class, ProductEvent.class, new Product(Status.UNKNOWN, null, null))
            .decide(ProductCommand.List.class, Product::list)
            .decide(Revise.class, Product::revise)
            .decide(Retire.class, Product::retire)
            .decide(Relist.class, Product::relist)
            .evolve(Listed.class, (state, event) -> new Product(Status.LISTED, event, event.details()))
            .evolve(Revised.class, (state, event) -> state.withDetails(event.details()))
            .evolve(Retired.class, (state, event) -> state.withStatus(Status.RETIRED))
            .evolve(Relisted.class, (state, event) -> state.withStatus(Status.LISTED))
            .build();

    /** Where a product is in its life. */
    public enum Status {
        UNKNOWN,
        LISTED,
        RETIRED
    }

    private List<ProductEvent> list(ProductCommand.List command) {
        Listed listed = new Listed(command.productId(), command.details());
        if (listing == null) {
            return List.of(listed);
        }
        if (!listed.equals(listing)) {
            throw ALREADY_LISTED.refused();
        }
        return List.of();
    }

    private List<ProductEvent> revise(Revise command) {
        requireKnown(command.productId());
        if (status == Status.RETIRED) {
            throw RETIRED.refused();
        }
        return command.details().equals(details)
                ? List.of()
                : List.of(new Revised(command.productId(), command.details()));
    }

    private List<ProductEvent> retire(Retire command) {
        requireKnown(command.productId());
        return status == Status.RETIRED ? List.of() : List.of(new Retired(command.productId()));
    }

    private List<ProductEvent> relist(Relist command) {
        requireKnown(command.productId());
        return status == Status.LISTED ? List.of() : List.of(new Relisted(command.productId()));
    }

    private void requireKnown(ProductId id) {
        if (status == Status.UNKNOWN) {
            throw new CrmException.NotFound(id);
        }
    }
}
