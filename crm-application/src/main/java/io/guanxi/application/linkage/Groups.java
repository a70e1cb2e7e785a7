package io.guanxi.application.linkage;

import java.util.Arrays;

/** Rows joined by links, the surest first; groups that their links do not bear together stay apart. */
final class Groups {

    private static final int MOST_LOOKED_AT = 64;
    private static final double CLIP = 10;
    private static final double GUARD = -3;

    private final Judge judge;
    private final Things things;
    private final int[] next;
    private final int[] last;
    private final int[] size;
    private final LongList pairs = new LongList(1024);
    private double[] probabilities = new double[1024];
    private int count;
    private final boolean listed;

    /** @param listed whether the pairs will be asked for */
    Groups(Table table, Model model, boolean listed) {
        this.listed = listed;
        this.judge = new Judge(table, model);
        this.things = new Things(table.rows());
        this.next = new int[table.rows()];
        this.last = new int[table.rows()];
        this.size = new int[table.rows()];
        Arrays.fill(next, -1);
        Arrays.setAll(last, row -> row);
        Arrays.fill(size, 1);
    }

    interface Visitor {
        void visit(int i, int j, double probability);
    }

    Things things() {
        return things;
    }

    void link(long pair, double probability) {
        int a = things.of(Blocking.first(pair));
        int b = things.of(Blocking.second(pair));
        if (a == b || !bears(a, b)) {
            return;
        }
        for (int x = a; listed && x >= 0; x = next[x]) {
            for (int y = b; y >= 0; y = next[y]) {
                add(Blocking.pair(x, y), probability);
            }
        }
        things.join(a, b);
        int root = things.of(a);
        int other = root == a ? b : a;
        next[last[root]] = other;
        last[root] = last[other];
        size[root] += size[other];
    }

    private void add(long pair, double probability) {
        pairs.add(pair);
        if (count == probabilities.length) {
            probabilities = Arrays.copyOf(probabilities, 2 * count);
        }
        probabilities[count++] = probability;
    }

    private boolean bears(int a, int b) {
        if (size[a] == 1 && size[b] == 1) {
            return true;
        }
        double sum = 0;
        int looked = 0;
        for (int x = a; x >= 0; x = next[x]) {
            for (int y = b; y >= 0 && looked < MOST_LOOKED_AT; y = next[y]) {
                double bits = judge.bits(Math.min(x, y), Math.max(x, y), -CLIP);
                sum += Math.max(-CLIP, Math.min(CLIP, bits));
                looked++;
            }
        }
        return sum / looked >= GUARD;
    }

    void forEach(Visitor visitor) {
        for (int k = 0; k < count; k++) {
            visitor.visit(Blocking.first(pairs.get(k)), Blocking.second(pairs.get(k)), probabilities[k]);
        }
    }
}
