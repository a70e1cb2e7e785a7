package io.guanxi.application.linkage;

/** What a comparison of two values has found; used over and over by one thread. */
final class Agreement {

    final Distances distances = new Distances();

    /** From 0, nothing in common, up to the column's {@link Column#exact}. */
    int level;

    /** The share of records with what the two have in common; 0 if that cannot be told. */
    double frequency;

    void set(int newLevel, double newFrequency) {
        level = newLevel;
        frequency = newFrequency;
    }
}
