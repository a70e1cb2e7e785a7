package io.guanxi.application.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Trials;
import io.guanxi.application.ViewLaws;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.product.Product;
import io.guanxi.domain.product.ProductArbitraries;
import io.guanxi.domain.product.ProductCommand;
import io.guanxi.domain.product.ProductDetails;
import io.guanxi.domain.product.ProductId;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;

class ProductFeatureTest {

    private static final ProductId GTX = ProductId.random();

    private final Crm crm = Trials.builder().build();
    private final CrmSession ann = crm.as(Trials.ANN);
    private final ProductCatalogue catalogue = ProductCatalogue.of(ann);

    @AfterTry
    void close() {
        crm.close();
    }

    @Property(tries = 200)
    void theViewShowsWhatTheRulesRemember(@ForAll("commands") List<ProductCommand> commands) {
        ViewLaws.hold(
                new ProductFeature(),
                Product.DECIDER,
                ProductView.TYPE,
                commands,
                Trials.at(Trials.NOON),
                (state, view) -> {
                    assertThat(view.details()).isEqualTo(state.details());
                    assertThat(view.status()).isEqualTo(state.status());
                });
    }

    @Example
    void aNumberBelongsToOneProduct() {
        list(GTX, "GTX-1", "GTX Pro");
        assertThatThrownBy(() -> list(ProductId.random(), "GTX-1", "Another"))
                .isInstanceOf(CrmException.Refused.class)
                .hasMessage("Another product has the number GTX-1");
        ann.execute(new ProductCommand.Revise(GTX, ProductDetails.named("GTX-2", "GTX Pro")));
        list(ProductId.random(), "GTX-1", "Another");
    }

    @Example
    void theCatalogueForgivesSpelling() {
        ProductDetails pro = list(GTX, "1", "GTX Pro");
        ProductDetails basic = list(ProductId.random(), "2", "GTX-Basic 超声仪");
        assertThat(catalogue.bySku("1")).contains(pro);
        assertThat(catalogue.bySku("gtxpro")).isEmpty();
        assertThat(List.of("GTX Pro", "GTXPro", "gtx-pro", "ＧＴＸ　Ｐｒｏ"))
                .allSatisfy(each -> assertThat(catalogue.byName(each)).contains(pro));
        assertThat(catalogue.byName("gtxbasic超声仪")).contains(basic);
        assertThat(catalogue.byName("GTX Plus")).isEmpty();
        assertThat(catalogue.byName("")).isEmpty();
    }

    @Example
    void whatIsAmbiguousIsNotGuessed() {
        ProductDetails pro = list(GTX, "1", "GTX Pro");
        list(ProductId.random(), "2", "GTX-PRO");
        assertThat(catalogue.byName("gtxpro")).isEmpty();
        assertThat(catalogue.byName("GTX Pro")).as("the exact name").contains(pro);
    }

    @Example
    void retiredProductsAreStillFoundBecauseOldDealsNameThem() {
        ProductDetails pro = list(GTX, "1", "GTX Pro");
        ann.execute(new ProductCommand.Retire(GTX));
        assertThat(catalogue.byName("GTXPro")).contains(pro);
        assertThat(ann.views(ProductView.TYPE).count(ProductView.ON_SALE)).isZero();
    }

    private ProductDetails list(ProductId id, String sku, String name) {
        ProductDetails details = ProductDetails.named(sku, name);
        ann.execute(new ProductCommand.List(id, details));
        return details;
    }

    @Provide
    Arbitrary<List<ProductCommand>> commands() {
        return ProductArbitraries.commands(GTX);
    }
}
