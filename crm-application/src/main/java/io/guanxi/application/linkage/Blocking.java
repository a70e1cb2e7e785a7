package io.guanxi.application.linkage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which pairs are looked at: those that share a key of any column. Rows that share one with too many others are set apart by a key
 * of a second column, and of a third (dynamic blocking, McNeill, Kardes and Borthwick 2012): so the rules come from the data.
 */
final class Blocking {

    /** A pair of rows, the smaller in the upper half. */
    private final LongList pairs = new LongList(1 << 16);

    private int distinct;

    private static final int ROOM = 1_000_000;
    private static final int BATCH = 8;
    private static final int MOST_IN_BLOCK = 200;
    private static final int LEAST_IN_BLOCK = 30;
    private static final int CONJOINED = 4;

    private final Table table;
    private final int rowBits;
    private final int most;
    private final int mostOfRule;
    private final long mostInAll;

    private Blocking(Table table) {
        this.table = table;
        int rows = table.rows();
        this.rowBits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(rows));
        this.most = Math.max(LEAST_IN_BLOCK, Math.min(MOST_IN_BLOCK, 500_000 / Math.max(1, rows)));
        this.mostOfRule = Math.max(rows / 2, Math.min(100 * rows, 500_000));
        this.mostInAll = 2_000_000 + 14L * rows;
    }

    /** All pairs to look at, in order, each once. */
    static LongList pairs(Table table) {
        Blocking blocking = new Blocking(table);
        blocking.identical();
        blocking.run();
        return blocking.pairs.distinct();
    }

    static int first(long pair) {
        return (int) (pair >>> 32);
    }

    static int second(long pair) {
        return (int) pair;
    }

    static long pair(int i, int j) {
        return i < j ? (long) i << 32 | j : (long) j << 32 | i;
    }

    /** Rows that are the same in all columns may be too many for any block. */
    private void identical() {
        for (int row = 1; row < table.rows() && !table.isLink(); row++) {
            if (table.isLikeThatBefore(row)) {
                pairs.add(pair(row - 1, row));
            }
        }
    }

    /** One key of one column by row, and the rows whose key is too common to be of use alone. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Key(int column, int[] hashes, BitSet common) {}

    private void run() {
        List<Key> keys = new ArrayList<>();
        List<Rule> rules = new ArrayList<>();
        for (int c = 0; c < table.columns().size(); c++) {
            int at = c;
            Column column = table.columns().get(c);
            List<int[]> byCode = column.keys();
            for (int k = 0; k < byCode.size(); k++) {
                int[] hashes = byRow(column, byCode.get(k));
                Key key = new Key(c, hashes, new BitSet(table.rows()));
                if (k < CONJOINED) {
                    keys.add(key);
                }
                rules.add(() -> blocks(single(hashes), key.common()));
            }
            if (table.partner(c) > c) {
                rules.add(() -> blocks(confused(at, table.partner(at)), null));
            }
            rules.add(() -> blocks(parts(column), null));
        }
        run(rules);
        conjoin(keys);
    }

    private void conjoin(List<Key> keys) {
        List<Rule> two = new ArrayList<>();
        List<Rule> three = new ArrayList<>();
        for (int a = 0; a < keys.size(); a++) {
            for (int b = a + 1; b < keys.size(); b++) {
                Key first = keys.get(a);
                Key second = keys.get(b);
                if (first.column() == second.column() || !first.common().intersects(second.common())) {
                    continue;
                }
                BitSet both = new BitSet();
                int next = b + 1;
                two.add(() -> {
                    BitSet rows = (BitSet) first.common().clone();
                    rows.and(second.common());
                    return blocks(conjoined(rows, first.hashes(), second.hashes()), both);
                });
                for (int c = next; c < keys.size(); c++) {
                    Key third = keys.get(c);
                    if (third.column() != first.column() && third.column() != second.column()) {
                        three.add(() -> {
                            BitSet rows = (BitSet) both.clone();
                            rows.and(third.common());
                            return rows.cardinality() < 2
                                    ? new LongList(0)
                                    : blocks(conjoined(rows, first.hashes(), second.hashes(), third.hashes()), null);
                        });
                    }
                }
            }
        }
        run(two);
        run(three);
    }

    private interface Rule {
        LongList pairs();
    }

    /** In batches of a fixed order, so that where it stops does not depend on which thread was faster. */
    private void run(List<Rule> rules) {
        for (int from = 0; from < rules.size() && pairs.size() < mostInAll; from += BATCH) {
            List<LongList> found = rules.subList(from, Math.min(rules.size(), from + BATCH)).parallelStream()
                    .map(Rule::pairs)
                    .toList();
            for (LongList each : found) {
                for (int i = 0; i < each.size(); i++) {
                    pairs.add(each.get(i));
                }
            }
            if (pairs.size() > 2 * distinct + ROOM) {
                distinct = pairs.distinct().size();
            }
        }
    }

    private static int[] byRow(Column column, int[] byCode) {
        return IntStream.range(0, column.rows())
                .map(row -> column.code(row) == Column.MISSING ? 0 : byCode[column.code(row)])
                .toArray();
    }

    private long entry(long hash, int row) {
        return hash << rowBits | row;
    }

    private long[] single(int[] hashes) {
        return IntStream.range(0, hashes.length)
                .filter(row -> hashes[row] != 0)
                .mapToLong(row -> entry(Hash.mix(hashes[row]), row))
                .toArray();
    }

    /** Values of two columns under the same keys, wherever they stand. */
    private long[] confused(int one, int other) {
        Column left = table.columns().get(one);
        Column right = table.columns().get(other);
        LongList entries = new LongList(2 * table.rows());
        for (int row = 0; row < table.rows(); row++) {
            if (left.code(row) != Column.MISSING) {
                entries.add(entry(Hash.mix(left.code(row)), row));
            }
            if (right.code(row) != Column.MISSING) {
                entries.add(entry(Hash.mix(right.code(row)), row));
            }
        }
        return entries.toArray();
    }

    private long[] parts(Column column) {
        LongList entries = new LongList(table.rows());
        for (int row = 0; row < table.rows(); row++) {
            if (column.code(row) != Column.MISSING) {
                for (int part : column.parts(column.code(row))) {
                    entries.add(entry(Hash.mix(part), row));
                }
            }
        }
        return entries.toArray();
    }

    private long[] conjoined(BitSet rows, int[]... hashes) {
        return rows.stream()
                .mapToLong(row -> {
                    long hash = 0;
                    for (int[] each : hashes) {
                        hash = Hash.mix(hash ^ each[row]);
                    }
                    return entry(hash, row);
                })
                .toArray();
    }

    /** The pairs of all blocks that are not too large, as many as one rule may have; the rows of the others are common. */
    private LongList blocks(long[] entries, @Nullable BitSet common) {
        Arrays.sort(entries);
        int largest = largest(entries);
        LongList found = new LongList(1024);
        int mask = (1 << rowBits) - 1;
        for (int from = 0, to; from < entries.length; from = to) {
            to = end(entries, from);
            if (to - from > largest) {
                for (int k = from; common != null && k < to; k++) {
                    common.set((int) entries[k] & mask);
                }
                continue;
            }
            for (int k = from; k < to; k++) {
                int i = (int) entries[k] & mask;
                for (int l = k + 1; l < to; l++) {
                    int j = (int) entries[l] & mask;
                    if (i != j && (!table.isLink() || (i < table.split() && j >= table.split()))) {
                        found.add(pair(i, j));
                    }
                }
            }
        }
        return found;
    }

    private int end(long[] entries, int from) {
        int to = from + 1;
        while (to < entries.length && entries[to] >>> rowBits == entries[from] >>> rowBits) {
            to++;
        }
        return to;
    }

    /** The largest block size with which the rule stays below its share of pairs. */
    private int largest(long[] entries) {
        long[] blocksOfSize = new long[most + 1];
        for (int from = 0, to; from < entries.length; from = to) {
            to = end(entries, from);
            if (to - from <= most) {
                blocksOfSize[to - from]++;
            }
        }
        long all = 0;
        for (int size = 2; size <= most; size++) {
            all += blocksOfSize[size] * size * (size - 1) / 2;
            if (all > mostOfRule) {
                return Math.max(2, size - 1);
            }
        }
        return most;
    }
}
