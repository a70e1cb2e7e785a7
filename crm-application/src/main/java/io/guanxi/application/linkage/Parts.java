package io.guanxi.application.linkage;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A range of work cut into parts that several threads may do; the cuts depend on its length alone. */
final class Parts {

    private static final int LENGTH = 1 << 12;

    private Parts() {}

    /** From, inclusive, to, exclusive. */
    record Part(int number, int from, int to) {}

    static Stream<Part> of(int length) {
        return IntStream.range(0, count(length))
                .parallel()
                .mapToObj(number -> new Part(number, number * LENGTH, Math.min(length, (number + 1) * LENGTH)));
    }

    static int count(int length) {
        return (length + LENGTH - 1) / LENGTH;
    }
}
