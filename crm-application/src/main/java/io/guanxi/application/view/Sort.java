package io.guanxi.application.view;

/**
 * One key of an order. Absent values are the largest. What is equal in all keys is ordered by id, in the direction of the last
 * key, so every order is total and a page never repeats or skips.
 */
public record Sort<V extends View>(Ordered<V, ?> attribute, boolean descending) {}
