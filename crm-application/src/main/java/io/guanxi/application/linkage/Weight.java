package io.guanxi.application.linkage;

/**
 * What a model has learned of one outcome of one column.
 *
 * @param outcome such as {@code the same}
 * @param m how often it is met where two records stand for the same thing, from 0 to 1
 * @param u how often where they do not
 */
public record Weight(String column, String outcome, double m, double u) {

    /** Bits of evidence, before they are adjusted to how rare the values are. */
    public double bits() {
        return Model.log2(m / u);
    }
}
