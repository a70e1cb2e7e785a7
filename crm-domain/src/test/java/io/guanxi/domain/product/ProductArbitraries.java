package io.guanxi.domain.product;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.joda.money.Money;

/** Commands about one product, drawn from a small world so that they meet. For tests of every module. */
public final class ProductArbitraries {

    private ProductArbitraries() {}

    public static Arbitrary<List<ProductCommand>> commands(ProductId id) {
        return command(id).list().ofMaxSize(20);
    }

    public static Arbitrary<ProductCommand> command(ProductId id) {
        return Arbitraries.frequencyOf(
                Tuple.of(3, details().map(each -> new ProductCommand.List(id, each))),
                Tuple.of(3, details().map(each -> new ProductCommand.Revise(id, each))),
                Tuple.of(1, Arbitraries.just(new ProductCommand.Retire(id))),
                Tuple.of(1, Arbitraries.just(new ProductCommand.Relist(id))));
    }

    private static Arbitrary<ProductDetails> details() {
        return Combinators.combine(
                        Arbitraries.of("GTX-1", "产品 2"),
                        Arbitraries.of("GTX Basic", "超声仪"),
                        Arbitraries.of("GTX", "医疗").injectNull(0.5),
                        Arbitraries.of("EUR 550.00", "CNY 4821.00", "JPY 0")
                                .map(Money::parse)
                                .injectNull(0.3))
                .as(ProductDetails::new);
    }
}
