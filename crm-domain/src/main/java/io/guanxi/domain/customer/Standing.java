package io.guanxi.domain.customer;

/**
 * Where a customer stands in one scheme, such as {@code gold} in the scheme {@code tier}.
 *
 * @param place the host's name for it
 * @param overridden whether somebody has said so, and not the rules
 */
public record Standing(String place, boolean overridden) {}
