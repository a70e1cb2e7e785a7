package io.guanxi.application.linkage;

import java.util.List;

/**
 * The weights: for each column and level how often it is met among pairs of the same thing ({@code m}) and of two things
 * ({@code u}), the share of the former, and which columns say the same twice.
 */
final class Model {

    private static final double LOG2 = Math.log(2);
    private static final double MOST_ADJUSTMENT = 4;
    private static final double MOST_ABOVE = 3;
    private static final double LEAST = 1e-9;
    private static final double SPEAKS = 3;

    final int columns;
    final int[] exact;
    final int[] near;
    final int[] partner;
    final double[][] m;
    final double[][] u;

    /** By column and level: the usual frequency of what the two have in common. */
    final double[][] usual;

    /** By two columns: how many bits more often than by chance both speak for the same thing where it is none. */
    final double[][] together;

    /** The share of pairs of the same thing. */
    double share;

    Model(Table table, double share) {
        List<Column> all = table.columns();
        this.columns = all.size();
        this.exact = new int[columns];
        this.near = new int[columns];
        this.partner = new int[columns];
        this.m = new double[columns][];
        this.u = new double[columns][];
        this.usual = new double[columns][];
        this.together = new double[columns][columns];
        this.share = share;
        for (int c = 0; c < columns; c++) {
            Column column = all.get(c);
            exact[c] = column.exact();
            near[c] = column.near();
            partner[c] = table.partner(c);
            m[c] = expected(column);
            u[c] = new double[Comparison.levels(column)];
            usual[c] = new double[Comparison.levels(column)];
        }
    }

    /** What is believed of pairs of the same thing before any was seen. */
    static double[] expected(Column column) {
        double[] shares = new double[Comparison.levels(column)];
        int exact = column.exact();
        double rest = 0.4;
        for (int level = exact - 1; level > 0; level--) {
            shares[level] = rest / 2;
            rest /= 2;
        }
        shares[0] = 0.08 + rest;
        shares[exact] = 0.5;
        shares[exact + 1] = 0.02;
        return shares;
    }

    static double log2(double value) {
        return Math.log(value) / LOG2;
    }

    static double probability(double bits) {
        return 1 / (1 + Math.exp(-bits * LOG2));
    }

    double priorBits() {
        return log2(share / (1 - share));
    }

    /** Bits of evidence for the same thing, of one column alone. */
    double weight(int c, int level, double frequency) {
        if (level == Comparison.UNKNOWN) {
            return 0;
        }
        if (level == exact[c]) {
            return log2(m[c][level] / Math.max(LEAST, frequency));
        }
        double bits = log2(m[c][level] / u[c][level]);
        if (level < near[c] - 1 || frequency <= 0 || usual[c][level] <= 0) {
            return bits;
        }
        double adjusted =
                bits + Math.max(-MOST_ADJUSTMENT, Math.min(MOST_ADJUSTMENT, log2(usual[c][level] / frequency)));
        // What is nearly the same says hardly more than the same would.
        return Math.min(adjusted, Math.max(0, MOST_ABOVE + log2(m[c][exact[c]] / Math.max(LEAST, frequency))));
    }

    /** The most that a column can say if its two values differ. */
    double highest(int c) {
        double highest = 0;
        for (int level = 0; level < m[c].length; level++) {
            if (level != exact[c]) {
                double adjustment = level < near[c] - 1 ? 0 : MOST_ADJUSTMENT;
                highest = Math.max(highest, log2(m[c][level] / u[c][level]) + adjustment);
            }
        }
        // A swap of two columns gives back what one of them has cost.
        return partner[c] < 0 ? highest : highest - log2(m[c][exact[c] + 1]);
    }

    /** Whether the level is evidence for the same thing that is worth mentioning. */
    boolean speaksFor(int c, int level) {
        return level > 0 && m[c][level] > SPEAKS * u[c][level];
    }

    /**
     * What is taken off because columns say again what others have said already: of those that speak for the same thing, each is
     * compared with the one that it goes with most, the strongest first (a spanning tree, as by Chow and Liu 1968).
     *
     * @param off by column, what is taken off; at most all that it says
     * @param with by column, the other; -1 if none
     */
    double repetition(byte[] levels, int offset, double[] weights, double[] off, int[] with) {
        long agreeing = 0;
        int strongest = -1;
        for (int c = 0; c < columns; c++) {
            with[c] = -1;
            if (weights[c] > 0 && levels[offset + c] > 0 && speaksFor(c, levels[offset + c])) {
                agreeing |= 1L << c;
                strongest = strongest < 0 || weights[c] > weights[strongest] ? c : strongest;
            }
        }
        if (strongest < 0) {
            return 0;
        }
        double sum = 0;
        long in = 1L << strongest;
        while (in != agreeing) {
            int best = -1;
            int to = -1;
            for (int c = 0; c < columns; c++) {
                for (int other = 0; other < columns && (agreeing & ~in & 1L << c) != 0; other++) {
                    if ((in & 1L << other) != 0 && (best < 0 || together[c][other] > together[best][to])) {
                        best = c;
                        to = other;
                    }
                }
            }
            in |= 1L << best;
            if (together[best][to] > 0) {
                with[best] = to;
                off[best] = Math.min(together[best][to], Math.min(weights[best], weights[to]));
                sum += off[best];
            }
        }
        return sum;
    }

    /** Two columns whose values were swapped is one mistake, not two: what is given back. */
    double swapped(int c, byte[] levels, int offset) {
        int other = partner[c];
        boolean both = other > c && levels[offset + c] == exact[c] + 1 && levels[offset + other] == exact[other] + 1;
        return both ? -log2(Math.max(m[c][exact[c] + 1], m[other][exact[other] + 1])) : 0;
    }

    double bits(byte[] levels, double[] frequencies, int offset, Working working) {
        double bits = priorBits();
        for (int c = 0; c < columns; c++) {
            working.weights[c] = weight(c, levels[offset + c], frequencies[offset + c]);
            bits += working.weights[c];
        }
        for (int c = 0; c < columns; c++) {
            bits += swapped(c, levels, offset);
        }
        return bits - repetition(levels, offset, working.weights, working.off, working.with);
    }

    /** Space for one thread to reckon in. */
    static final class Working {

        final double[] weights;
        final double[] off;
        final int[] with;

        Working(int columns) {
            weights = new double[columns];
            off = new double[columns];
            with = new int[columns];
        }
    }
}
