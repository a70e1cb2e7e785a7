package io.guanxi.application.linkage;

import java.util.List;

/** Numbers to call, with or without the codes of country and area, in any grouping. */
final class PhoneColumn extends Column {

    private static final List<String> OUTCOMES = List.of(
            "different",
            "of one exchange",
            "the same but for two digits",
            "the same but for a digit",
            "the same but for its area",
            "the same");
    private static final int OTHER_AREA = 4;
    private static final int A_DIGIT = 3;
    private static final int TWO_DIGITS = 2;
    private static final int EXCHANGE = 1;
    private static final int LOCAL = 7;

    private final List<String> numbers;

    /** @param numbers digits only */
    PhoneColumn(String name, int[] codes, List<String> numbers) {
        super(name, codes);
        this.numbers = numbers;
    }

    @Override
    int bound() {
        return numbers.size();
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
        String x = numbers.get(a);
        String y = numbers.get(b);
        found.set(level(x, y, found.distances), Math.max(frequency(a), frequency(b)));
    }

    private static int level(String x, String y, Distances distances) {
        int shorter = Math.min(x.length(), y.length());
        if (shorter >= LOCAL && sameEnd(x, y, LOCAL)) {
            return OTHER_AREA;
        }
        int edits = distances.edits(x, y, 2);
        if (edits <= 2 && shorter >= LOCAL) {
            return edits == 1 ? A_DIGIT : TWO_DIGITS;
        }
        return shorter >= LOCAL && x.regionMatches(0, y, 0, shorter - 4) ? EXCHANGE : 0;
    }

    private static boolean sameEnd(String x, String y, int length) {
        return x.regionMatches(x.length() - length, y, y.length() - length, length);
    }

    @Override
    List<int[]> keys() {
        int[] whole = new int[bound()];
        int[] local = new int[bound()];
        int[] beginning = new int[bound()];
        for (int code = 0; code < bound(); code++) {
            String number = numbers.get(code);
            int length = number.length();
            whole[code] = Hash.of(code, 1);
            local[code] = length < LOCAL ? 0 : Hash.of(number.substring(length - LOCAL), 2);
            beginning[code] = length < LOCAL ? 0 : Hash.of(number.substring(0, length - 3), 3);
        }
        return List.of(whole, local, beginning);
    }
}
