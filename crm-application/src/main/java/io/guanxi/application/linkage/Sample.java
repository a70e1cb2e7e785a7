package io.guanxi.application.linkage;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Compared pairs, kept to learn from. */
final class Sample {

    final int size;
    final int columns;

    /** By pair, then by column. */
    final byte[] levels;

    final double[] frequencies;

    private Sample(int size, int columns) {
        this.size = size;
        this.columns = columns;
        this.levels = new byte[size * columns];
        this.frequencies = new double[size * columns];
    }

    static Sample of(Table table, long[] pairs) {
        int columns = table.columns().size();
        Sample sample = new Sample(pairs.length, columns);
        Parts.of(pairs.length).forEach(part -> {
            Comparison comparison = new Comparison(table);
            for (int k = part.from(); k < part.to(); k++) {
                comparison.compare(Blocking.first(pairs[k]), Blocking.second(pairs[k]));
                System.arraycopy(comparison.levels, 0, sample.levels, k * columns, columns);
                System.arraycopy(comparison.frequencies, 0, sample.frequencies, k * columns, columns);
            }
        });
        return sample;
    }

    /** The sample without the pairs that another judgement is left to. */
    Sample where(IntPredicate kept) {
        int[] left = IntStream.range(0, size).filter(kept).toArray();
        Sample some = new Sample(left.length, columns);
        for (int k = 0; k < left.length; k++) {
            System.arraycopy(levels, left[k] * columns, some.levels, k * columns, columns);
            System.arraycopy(frequencies, left[k] * columns, some.frequencies, k * columns, columns);
        }
        return some;
    }

    /** As many of the pairs as may be, the same ones each time. */
    static long[] some(LongList pairs, int most) {
        if (pairs.size() <= most) {
            return pairs.toArray();
        }
        long limit = (long) ((double) most / pairs.size() * Integer.MAX_VALUE);
        return IntStream.range(0, pairs.size())
                .mapToLong(pairs::get)
                .filter(pair -> (Hash.mix(pair) & Integer.MAX_VALUE) < limit)
                .toArray();
    }

    /** Pairs of any rows, all of them if there are not too many. */
    static long[] any(Table table, int most) {
        int rows = table.rows();
        LongList pairs = new LongList((int) Math.min(table.pairs(), most));
        int firstEnd = table.isLink() ? table.split() : rows;
        if (table.pairs() <= most) {
            for (int i = 0; i < firstEnd; i++) {
                for (int j = table.isLink() ? table.split() : i + 1; j < rows; j++) {
                    pairs.add(Blocking.pair(i, j));
                }
            }
            return pairs.toArray();
        }
        int secondFrom = table.isLink() ? table.split() : 0;
        for (long k = 0; pairs.size() < most; k++) {
            int i = (int) Long.remainderUnsigned(Hash.mix(2 * k), firstEnd);
            int j = secondFrom + (int) Long.remainderUnsigned(Hash.mix(2 * k + 1), rows - secondFrom);
            if (i != j) {
                pairs.add(Blocking.pair(i, j));
            }
        }
        return pairs.toArray();
    }

    /** Which levels were met in all, for each column. */
    int[][] counts(Table table) {
        int[][] counts = new int[columns][];
        Arrays.setAll(counts, c -> new int[Comparison.levels(table.columns().get(c))]);
        for (int k = 0; k < size; k++) {
            for (int c = 0; c < columns; c++) {
                int level = levels[k * columns + c];
                if (level >= 0) {
                    counts[c][level]++;
                }
            }
        }
        return counts;
    }
}
