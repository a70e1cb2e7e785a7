package io.guanxi.domain.product;

import io.guanxi.domain.kernel.RuleCode;

/** Every reason for which a product's command is refused. */
public enum ProductRule implements RuleCode {
    ALREADY_LISTED("The product is already listed with other facts"),
    RETIRED("The product is retired; relist it first"),
    SKU_TAKEN("Another product has the number {0}");

    private final String sentence;

    ProductRule(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String feature() {
        return "product";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
