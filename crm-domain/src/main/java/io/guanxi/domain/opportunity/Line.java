package io.guanxi.domain.opportunity;

import io.guanxi.domain.kernel.Check;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.joda.money.Money;

/**
 * One product that a deal is about.
 *
 * @param id the caller's name for the line, distinct within the deal; at most 50 characters
 * @param product the host's number of the product (SKU); at most 100 characters
 * @param quantity more than 0, at most 1,000,000,000, at most 6 decimals; trailing zeros are dropped
 * @param unitPrice for one unit before the discount; not negative, below 10^15, with the decimals of its currency
 * @param discountPercent 0 (none) to 100 (free), at most 4 decimals; trailing zeros are dropped
 */
public record Line(String id, String product, BigDecimal quantity, Money unitPrice, BigDecimal discountPercent) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal MAX_QUANTITY = BigDecimal.valueOf(1_000_000_000);

    public Line {
        id = Check.text("id", id, 50);
        product = Check.text("product", product, 100);
        Check.that(
                quantity.signum() > 0 && quantity.compareTo(MAX_QUANTITY) <= 0,
                "quantity",
                "range",
                "must be more than 0 and at most " + MAX_QUANTITY);
        Check.that(
                discountPercent.signum() >= 0 && discountPercent.compareTo(HUNDRED) <= 0,
                "discountPercent",
                "range",
                "must be between 0 and 100");
        quantity = atMost("quantity", 6, quantity);
        discountPercent = atMost("discountPercent", 4, discountPercent);
        Check.amount("unitPrice", unitPrice);
        Check.amount("value", value(quantity, unitPrice, discountPercent));
    }

    /** A line without discount. */
    public static Line of(String id, String product, BigDecimal quantity, Money unitPrice) {
        return new Line(id, product, quantity, unitPrice, BigDecimal.ZERO);
    }

    /**
     * What the line is worth: quantity × unit price × (100 − discount) / 100, computed exactly and then rounded once, half up,
     * to the decimals of the currency. Sums of lines are sums of these rounded values, as on the printed offer.
     */
    public Money value() {
        return value(quantity, unitPrice, discountPercent);
    }

    private static Money value(BigDecimal quantity, Money unitPrice, BigDecimal discountPercent) {
        BigDecimal factor = quantity.multiply(HUNDRED.subtract(discountPercent)).movePointLeft(2);
        return unitPrice.multipliedBy(factor, RoundingMode.HALF_UP);
    }

    /** One spelling for equal numbers, so that 1 and 1.0 make equal lines. */
    private static BigDecimal atMost(String field, int decimals, BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        Check.that(stripped.scale() <= decimals, field, "decimals", "must have at most " + decimals + " decimals");
        return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
    }
}
