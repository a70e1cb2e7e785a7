package io.guanxi.application.linkage;

import java.util.Arrays;

/** Numbers without boxes, sorted and each once when asked for. */
final class LongList {

    private long[] values;
    private int size;

    LongList(int capacity) {
        values = new long[Math.max(16, capacity)];
    }

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + Math.max(16, size / 2));
        }
        values[size++] = value;
    }

    LongList distinct() {
        Arrays.parallelSort(values, 0, size);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (i == 0 || values[i] != values[i - 1]) {
                values[kept++] = values[i];
            }
        }
        size = kept;
        return this;
    }

    int size() {
        return size;
    }

    long get(int index) {
        return values[index];
    }

    long[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
