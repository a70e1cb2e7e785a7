package io.guanxi.application.linkage;

import java.util.Arrays;

/** How far two texts are apart, letter by letter. Keeps its working space, so each thread has its own. */
final class Distances {

    private static final double PREFIX_BONUS = 0.1;
    private static final int PREFIX = 4;

    private int[] before = new int[64];
    private int[] last = new int[64];
    private int[] now = new int[64];
    private boolean[] taken = new boolean[64];
    private char[] matched = new char[64];

    /**
     * Insertions, deletions, changes and swaps of neighbours that make one text of the other (optimal string alignment).
     *
     * @return the distance, or {@code most + 1} if it is larger than {@code most}
     */
    int edits(String a, String b, int most) {
        int n = a.length();
        int m = b.length();
        if (Math.abs(n - m) > most) {
            return most + 1;
        }
        ensure(Math.max(n, m) + 2);
        int far = most + 1;
        for (int j = 0; j <= m; j++) {
            last[j] = j;
        }
        for (int i = 1; i <= n; i++) {
            // No way from corner to corner that is short enough leaves this band.
            int from = Math.max(1, i - most);
            int to = Math.min(m, i + most);
            now[from - 1] = from == 1 ? i : far;
            int best = now[from - 1];
            char c = a.charAt(i - 1);
            for (int j = from; j <= to; j++) {
                char d = b.charAt(j - 1);
                int above = j == i + most ? far : last[j];
                int cost = Math.min(Math.min(above, now[j - 1]) + 1, last[j - 1] + (c == d ? 0 : 1));
                if (i > 1 && j > 1 && c == b.charAt(j - 2) && a.charAt(i - 2) == d) {
                    cost = Math.min(cost, before[j - 2] + 1);
                }
                now[j] = cost;
                best = Math.min(best, cost);
            }
            if (best > most) {
                return far;
            }
            int[] free = before;
            before = last;
            last = now;
            now = free;
        }
        return Math.min(last[m], far);
    }

    /** Which letters, digits and other signs a text has, as bits: texts that differ in many are far apart. */
    static long letters(String text) {
        long bits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int bit = c >= 'a' && c <= 'z' ? c - 'a' : c >= '0' && c <= '9' ? c - '0' + 26 : 36 + c % 28;
            bits |= 1L << bit;
        }
        return bits;
    }

    /**
     * The highest that {@link #jaroWinkler} can be, from what is quickly told.
     *
     * @param left the {@link #letters} of the one
     * @param right those of the other
     */
    static double atMost(String a, long left, String b, long right) {
        int n = a.length();
        int m = b.length();
        double common = Math.min(n - Long.bitCount(left & ~right), m - Long.bitCount(right & ~left));
        double jaro = (common / n + common / m + 1) / 3;
        return a.charAt(0) == b.charAt(0) ? jaro + PREFIX * PREFIX_BONUS * (1 - jaro) : jaro;
    }

    /** Whether texts of these letters are certainly farther apart than that many {@link #edits}. */
    static boolean areFarther(long left, long right, int most) {
        return Long.bitCount(left & ~right) > most || Long.bitCount(right & ~left) > most;
    }

    /** Jaro–Winkler similarity, from 0 to 1 (Winkler 1990). */
    double jaroWinkler(String a, String b) {
        int n = a.length();
        int m = b.length();
        if (n == 0 || m == 0) {
            return 0;
        }
        ensure(Math.max(n, m) + 1);
        Arrays.fill(taken, 0, m, false);
        int window = Math.max(0, Math.max(n, m) / 2 - 1);
        int common = 0;
        for (int i = 0; i < n; i++) {
            char c = a.charAt(i);
            int end = Math.min(m - 1, i + window);
            for (int j = Math.max(0, i - window); j <= end; j++) {
                if (!taken[j] && b.charAt(j) == c) {
                    taken[j] = true;
                    matched[common++] = c;
                    break;
                }
            }
        }
        if (common == 0) {
            return 0;
        }
        int crossed = 0;
        int at = 0;
        for (int j = 0; j < m; j++) {
            if (taken[j] && b.charAt(j) != matched[at++]) {
                crossed++;
            }
        }
        double c = common;
        int swaps = crossed / 2;
        double jaro = (c / n + c / m + (c - swaps) / c) / 3;
        int prefix = 0;
        while (prefix < PREFIX && prefix < n && prefix < m && a.charAt(prefix) == b.charAt(prefix)) {
            prefix++;
        }
        return jaro + prefix * PREFIX_BONUS * (1 - jaro);
    }

    private void ensure(int length) {
        if (length > last.length) {
            int size = Integer.highestOneBit(length) << 1;
            before = new int[size];
            last = new int[size];
            now = new int[size];
            taken = new boolean[size];
            matched = new char[size];
        }
    }
}
