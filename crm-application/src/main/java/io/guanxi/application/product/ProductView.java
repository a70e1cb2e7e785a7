package io.guanxi.application.product;

import com.google.common.base.CharMatcher;
import io.guanxi.application.Meta;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Text;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.product.Product.Status;
import io.guanxi.domain.product.ProductDetails;
import io.guanxi.domain.product.ProductEvent.Listed;
import io.guanxi.domain.product.ProductEvent.Relisted;
import io.guanxi.domain.product.ProductEvent.Retired;
import io.guanxi.domain.product.ProductEvent.Revised;
import io.guanxi.domain.product.ProductId;
import io.guanxi.domain.product.ProductRule;
import io.guanxi.domain.schema.FieldValues;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** A product as screens, reports and rules see it. This record is the JSON. */
@RecordBuilder
public record ProductView(
        ProductId id, Status status, ProductDetails details, FieldValues custom, Instant listedAt, Instant changedAt)
        implements View, ProductViewBuilder.With {

    private static final ViewType.Builder<ProductView> V = ViewType.of("product", ProductView.class);

    public static final Text<ProductView> SKU =
            V.text("sku", view -> view.details().sku());
    public static final Text<ProductView> NAME =
            V.text("name", view -> view.details().name());

    /** The name as it is looked up, see {@link ProductCatalogue#byName}: {@code GTX Pro} is {@code gtxpro}. */
    public static final Text<ProductView> SPELLING =
            V.text("spelling", view -> spelling(view.details().name()));

    public static final Text<ProductView> CATEGORY =
            V.text("category", view -> view.details().category());
    public static final Attribute<ProductView, Status> STATUS = V.oneOf("status", Status.class, ProductView::status);
    public static final Ordered<ProductView, BigDecimal> LIST_PRICE =
            V.decimal("list_price", view -> amount(view.details().listPrice()));
    public static final Text<ProductView> PRICE_CURRENCY =
            V.text("price_currency", view -> currency(view.details().listPrice()));
    public static final Ordered<ProductView, Instant> LISTED_AT = V.instant("listed_at", ProductView::listedAt);
    public static final Ordered<ProductView, Instant> CHANGED_AT = V.instant("changed_at", ProductView::changedAt);

    /** On sale. */
    public static final Filter<ProductView> ON_SALE = STATUS.is(Status.LISTED);

    public static final ViewType<ProductView> TYPE = V.startsWith(Listed.class, ProductView::listed)
            .on(Revised.class, (view, event, meta) -> view.changed(meta).withDetails(event.details()))
            .on(Retired.class, (view, event, meta) -> view.changed(meta).withStatus(Status.RETIRED))
            .on(Relisted.class, (view, event, meta) -> view.changed(meta).withStatus(Status.LISTED))
            .lookedUpBy(NAME, SKU)
            .list()
            .by(NAME)
            .list(STATUS)
            .by(NAME)
            .list(SKU)
            .by(NAME)
            .list(SPELLING)
            .by(NAME)
            .customFields(
                    ProductView::custom, ProductView::withCustom, ProductView::changed, ProductView::requireListed)
            .build();

    private static ProductView listed(Listed event, Meta meta) {
        return new ProductView(
                event.productId(),
                Status.LISTED,
                event.details(),
                FieldValues.NONE,
                meta.happenedAt(),
                meta.happenedAt());
    }

    private void requireListed() {
        if (status == Status.RETIRED) {
            throw ProductRule.RETIRED.refused();
        }
    }

    private ProductView changed(Meta meta) {
        return withChangedAt(meta.happenedAt());
    }

    /** What is left of a name without case, width, spaces and punctuation; the name itself if that is nothing. */
    public static String spelling(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String letters = CharMatcher.forPredicate(Character::isLetterOrDigit)
                .or(CharMatcher.inRange(Character.MIN_SURROGATE, Character.MAX_SURROGATE))
                .retainFrom(plain);
        return letters.isEmpty() ? plain.strip() : letters;
    }

    private static @Nullable BigDecimal amount(@Nullable Money money) {
        return money == null ? null : money.getAmount();
    }

    private static @Nullable String currency(@Nullable Money money) {
        return money == null ? null : money.getCurrencyUnit().getCode();
    }
}
