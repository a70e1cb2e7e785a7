package io.guanxi.application.linkage;

import java.util.BitSet;
import java.util.List;

/**
 * One column of all records: its values as codes of a dictionary, how two values compare, and by what else than equality records
 * with alike values can be found.
 */
abstract class Column {

    static final int MISSING = -1;

    /** What is believed to be one thing may be several: its records count at least so much. */
    private static final double DISTRUST = 0.1;

    private final String name;
    private final int[] codes;
    private double[] frequencies = new double[0];

    Column(String name, int[] codes) {
        this.name = name;
        this.codes = codes;
    }

    final String name() {
        return name;
    }

    /** The record's value, or {@link #MISSING}. */
    final int code(int row) {
        return codes[row];
    }

    final int rows() {
        return codes.length;
    }

    /** Above all codes of the column. */
    abstract int bound();

    /** What is said of each level, the lowest first; the highest is for equal values. */
    abstract List<String> outcomes();

    final int exact() {
        return outcomes().size() - 1;
    }

    /** The lowest level of values that are most likely meant to be the same. */
    abstract int near();

    /** Compares two different values; the answer does not depend on their order. */
    final void compare(int a, int b, Agreement found) {
        if (a == b) {
            found.set(exact(), frequency(a));
        } else {
            compareDifferent(Math.min(a, b), Math.max(a, b), found);
        }
    }

    abstract void compareDifferent(int a, int b, Agreement found);

    /** For each way to find records with alike values: a hash by code, 0 for none. The first is the value itself. */
    abstract List<int[]> keys();

    /** Further keys of a value of which any may be shared; none for most columns. */
    int[] parts(int code) {
        return NO_PARTS;
    }

    static final int[] NO_PARTS = {};

    /** The share of things, not of records, that have the value. */
    final double frequency(int code) {
        return frequencies[code];
    }

    /**
     * Counts how many things have each value. Values of one thing only are given what Good and Turing (1953) estimate for such:
     * twice the number of values of two, over that of one; each other loses as much as they do.
     *
     * @param thing the number of the thing that each record is believed to stand for
     * @param copies the records that say the same throughout as another, which make no value common
     */
    final void count(int[] thing, int things, BitSet copies) {
        int[] order = byThing(thing, things);
        int[] counts = new int[bound()];
        int[] records = new int[bound()];
        int[] seen = new int[bound()];
        int filled = 0;
        int last = MISSING;
        for (int row : order) {
            int code = codes[row];
            if (code == MISSING) {
                continue;
            }
            records[code] += copies.get(row) ? 0 : 1;
            if (seen[code] != thing[row] + 1) {
                seen[code] = thing[row] + 1;
                counts[code]++;
            }
            filled += thing[row] == last ? 0 : 1;
            last = thing[row];
        }
        frequencies = smoothed(counts, records, filled);
        countParts(order, thing, filled, copies);
    }

    /** For columns whose values have parts that are counted too. */
    void countParts(int[] order, int[] thing, int filled, BitSet copies) {}

    static double[] smoothed(int[] counts, int[] records, int filled) {
        long once = 0;
        long twice = 0;
        for (int count : counts) {
            once += count == 1 ? 1 : 0;
            twice += count == 2 ? 1 : 0;
        }
        double single = Math.min(1, 2 * (twice + 0.5) / (once + 1));
        double[] frequencies = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            double count = Math.max(single, counts[i] - 1 + single);
            frequencies[i] = Math.max(count, DISTRUST * (records[i] - 1)) / Math.max(1, filled);
        }
        return frequencies;
    }

    /** Records sorted by the thing that they stand for, as far as the counting needs it: stable and in linear time. */
    private static int[] byThing(int[] thing, int things) {
        int[] start = new int[things + 1];
        for (int each : thing) {
            start[each + 1]++;
        }
        for (int i = 0; i < things; i++) {
            start[i + 1] += start[i];
        }
        int[] order = new int[thing.length];
        for (int row = 0; row < thing.length; row++) {
            order[start[thing[row]]++] = row;
        }
        return order;
    }
}
