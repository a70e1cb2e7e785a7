package io.guanxi.application.linkage;

/**
 * Two records that stand for the same thing.
 *
 * @param id1 of the first file, if two were linked; else that of the record which came first
 * @param probability how likely it is, from 0 to 1; where it follows from others, that of the weakest on the surest way there
 */
public record Link(String id1, String id2, double probability) {}
