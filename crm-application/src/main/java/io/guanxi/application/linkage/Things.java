package io.guanxi.application.linkage;

import java.util.Arrays;

/** Which rows stand for the same thing: sets that can be joined (Galler and Fischer 1964). */
final class Things {

    private final int[] parent;

    Things(int rows) {
        parent = new int[rows];
        Arrays.setAll(parent, row -> row);
    }

    /** The row that stands for all that are joined with this one. */
    int of(int row) {
        int root = row;
        while (parent[root] != root) {
            root = parent[root];
        }
        for (int at = row; parent[at] != root; ) {
            int next = parent[at];
            parent[at] = root;
            at = next;
        }
        return root;
    }

    void join(int a, int b) {
        int one = of(a);
        int other = of(b);
        parent[Math.max(one, other)] = Math.min(one, other);
    }

    int[] numbers() {
        int[] numbers = new int[parent.length];
        Arrays.setAll(numbers, this::of);
        return numbers;
    }
}
