package io.guanxi.application.linkage;

import java.util.List;

/**
 * Why two records are judged as they are.
 *
 * @param evidence what speaks for and against, in bits; its sum is {@code bits}
 * @param bits the logarithm, to the base 2, of the odds that the two stand for the same thing
 * @param probability the same from 0 to 1
 */
public record Explanation(List<Evidence> evidence, double bits, double probability) {

    public Explanation {
        evidence = List.copyOf(evidence);
    }

    /**
     * One reason.
     *
     * @param column which column it comes from; empty for what is known before any value is seen
     * @param outcome what was found there, such as {@code the same but for a slip}
     * @param bits how much it speaks for the same thing; below 0, against
     */
    public record Evidence(String column, String outcome, double bits) {}
}
