package io.guanxi.examples.cli.salespipeline;

import io.guanxi.application.Dated;
import io.guanxi.application.product.ProductView;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.product.ProductCommand;
import io.guanxi.domain.product.ProductDetails;
import io.guanxi.domain.product.ProductId;
import java.time.Instant;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/** {@code products.csv}: products with their series (category) and list price. The name is the number too. */
final class Products implements RowKind<ProductDetails, ProductView> {

    static final String FILE = "products.csv";
    static final List<String> COLUMNS = List.of("product", "series", "sales_price");

    private final CurrencyUnit currency;
    private final Instant now;
    private final Names<ProductDetails> names = new Names<>("product in " + FILE);

    Products(CurrencyUnit currency, Instant now) {
        this.currency = currency;
        this.now = now;
    }

    Names<ProductDetails> names() {
        return names;
    }

    @Override
    public ViewType<ProductView> type() {
        return ProductView.TYPE;
    }

    @Override
    public ProductId id(ProductDetails facts) {
        return Ids.product(facts.sku());
    }

    @Override
    public String keyColumn() {
        return "product";
    }

    @Override
    public ProductDetails read(Row row) {
        String name = row.text("product", 100);
        ProductDetails product =
                new ProductDetails(name, name, row.optional("series", 100), row.money("sales_price", currency, 0));
        names.add(name, product);
        return product;
    }

    @Override
    public List<Dated> changes(ProductDetails facts, @Nullable ProductView known) {
        if (known == null) {
            return List.of(new Dated(new ProductCommand.List(id(facts), facts), now));
        }
        return facts.equals(known.details())
                ? List.of()
                : List.of(new Dated(new ProductCommand.Revise(id(facts), facts), now));
    }
}
