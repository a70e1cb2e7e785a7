package io.guanxi.domain.product;

import static io.guanxi.domain.product.ProductDetails.named;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DeciderSpec;
import io.guanxi.domain.product.ProductCommand.Relist;
import io.guanxi.domain.product.ProductCommand.Retire;
import io.guanxi.domain.product.ProductCommand.Revise;
import io.guanxi.domain.product.ProductEvent.Listed;
import io.guanxi.domain.product.ProductEvent.Relisted;
import io.guanxi.domain.product.ProductEvent.Retired;
import io.guanxi.domain.product.ProductEvent.Revised;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class ProductTest {

    private static final ProductId GTX = ProductId.random();
    private static final ProductDetails BASIC = named("GTX-1", "GTX Basic");
    private static final ProductDetails PRICED = BASIC.withCategory("GTX").withListPrice(Money.parse("EUR 550.00"));
    private static final ProductEvent LISTED = new Listed(GTX, BASIC);
    private static final ProductEvent RETIRED = new Retired(GTX);

    private static DeciderSpec<ProductCommand, ProductEvent, Product> given(ProductEvent... events) {
        return DeciderSpec.of(Product.DECIDER).given(events);
    }

    @Test
    void listingPutsAProductInTheCatalogue() {
        given().when(new ProductCommand.List(GTX, BASIC)).then(LISTED);
    }

    @Test
    void listingAgainWithTheSameFactsChangesNothing() {
        given(LISTED).when(new ProductCommand.List(GTX, BASIC)).thenNothing();
    }

    @Test
    void aLateRepetitionOfTheListingChangesNothing() {
        var revised = given(LISTED, new Revised(GTX, PRICED));
        revised.when(new ProductCommand.List(GTX, BASIC)).thenNothing();
        revised.when(new ProductCommand.List(GTX, PRICED)).thenRefused(ProductRule.ALREADY_LISTED);
    }

    @Test
    void listingAgainWithOtherFactsIsRefused() {
        given(LISTED).when(new ProductCommand.List(GTX, PRICED)).thenRefused(ProductRule.ALREADY_LISTED);
    }

    @Test
    void nothingCanBeAskedOfAnUnknownProduct() {
        for (ProductCommand command : List.of(new Revise(GTX, BASIC), new Retire(GTX), new Relist(GTX))) {
            given().when(command).thenNotFound();
        }
    }

    @Test
    void revisingReplacesTheDetails() {
        given(LISTED).when(new Revise(GTX, PRICED)).then(new Revised(GTX, PRICED));
        given(LISTED).when(new Revise(GTX, BASIC)).thenNothing();
        given(LISTED, new Revised(GTX, PRICED)).when(new Revise(GTX, PRICED)).thenNothing();
    }

    @Test
    void aRetiredProductIsNotRevised() {
        given(LISTED, RETIRED).when(new Revise(GTX, PRICED)).thenRefused(ProductRule.RETIRED);
    }

    @Test
    void retiringIsUndoneByRelisting() {
        given(LISTED).when(new Retire(GTX)).then(RETIRED);
        given(LISTED, RETIRED).when(new Retire(GTX)).thenNothing();
        given(LISTED, RETIRED).when(new Relist(GTX)).then(new Relisted(GTX));
        given(LISTED).when(new Relist(GTX)).thenNothing();
        given(LISTED, RETIRED, new Relisted(GTX)).when(new Revise(GTX, PRICED)).then(new Revised(GTX, PRICED));
    }

    @Test
    void detailsThatAreWrongInThemselvesCannotBeSaid() {
        assertThatThrownBy(() -> named(" ", "GTX Basic")).isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> named("GTX-1", "")).isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> BASIC.withListPrice(Money.parse("EUR -1.00")))
                .isInstanceOf(CrmException.Invalid.class);
    }
}
