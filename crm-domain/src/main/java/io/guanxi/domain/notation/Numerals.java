package io.guanxi.domain.notation;

/** Chinese numerals as dates write them. */
final class Numerals {

    private static final String DIGITS = "〇一二三四五六七八九";

    private Numerals() {}

    static int digit(int c) {
        return Math.max(0, DIGITS.indexOf(c)); // 零 and ○ are noughts too
    }

    /** {@code 十} is 10, {@code 十二} 12, {@code 三十} 30, {@code 三十一} 31. */
    static int upTo99(String numeral) {
        int ten = numeral.indexOf('十');
        if (ten < 0) {
            return numeral.chars().reduce(0, (sum, c) -> sum * 10 + digit(c));
        }
        int tens = ten == 0 ? 1 : digit(numeral.charAt(0));
        return tens * 10 + (ten + 1 < numeral.length() ? digit(numeral.charAt(ten + 1)) : 0);
    }
}
