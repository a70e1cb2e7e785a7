package io.guanxi.application.linkage;

import java.util.List;

/** House numbers, prices, counts: a digit wrong, or nearly as much. */
final class NumberColumn extends Column {

    private static final List<String> OUTCOMES =
            List.of("different", "within a quarter", "within a twentieth", "the same but for a digit", "the same");
    private static final int A_DIGIT = 3;
    private static final int TWENTIETH = 2;
    private static final int QUARTER = 1;

    private final List<String> texts;
    private final double[] numbers;

    NumberColumn(String name, int[] codes, List<String> texts) {
        super(name, codes);
        this.texts = texts;
        this.numbers = texts.stream().mapToDouble(Kind::number).toArray();
    }

    @Override
    int bound() {
        return texts.size();
    }

    @Override
    List<String> outcomes() {
        return OUTCOMES;
    }

    @Override
    int near() {
        return A_DIGIT;
    }

    @Override
    void compareDifferent(int a, int b, Agreement found) {
        String x = texts.get(a);
        String y = texts.get(b);
        double frequency = Math.max(frequency(a), frequency(b));
        if (Math.min(x.length(), y.length()) >= 2 && found.distances.edits(x, y, 1) == 1) {
            found.set(A_DIGIT, frequency);
            return;
        }
        double apart = Math.abs(numbers[a] - numbers[b]);
        double size = Math.max(Math.abs(numbers[a]), Math.abs(numbers[b]));
        found.set(apart <= size / 20 ? TWENTIETH : apart <= size / 4 ? QUARTER : 0, 0);
    }

    @Override
    List<int[]> keys() {
        int[] whole = new int[bound()];
        for (int code = 0; code < bound(); code++) {
            whole[code] = Hash.of(code, 1);
        }
        return List.of(whole);
    }
}
