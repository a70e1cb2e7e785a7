package io.guanxi.application.linkage;

import io.guanxi.application.internal.text.Pinyin;
import io.guanxi.application.internal.text.Plain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Names, addresses, titles: words that may be abbreviated, misspelt, left out or in another order. What two values share is
 * weighed by how rare its words are in the column; a number on each side that the other lacks parts them, whatever else they share.
 */
final class TextColumn extends Column {

    private static final List<String> OUTCOMES = List.of(
            "different",
            "hardly alike",
            "a little alike",
            "partly alike",
            "alike",
            "the same but for a slip",
            "the same");
    private static final int SLIP = 5;
    private static final int ALIKE = 4;
    private static final int PARTLY = 3;
    private static final int LITTLE = 2;
    private static final int HARDLY = 1;

    private static final int LONGEST_FOR_LETTERS = 48;
    private static final int MOST_PARTS = 12;
    private static final double LEAST_WEIGHT = 0.3;

    private final Lexicon lexicon;
    private final boolean han;
    private double[] termFrequencies = new double[0];
    private float[] termWeights = new float[0];

    TextColumn(String name, int[] codes, Lexicon lexicon, boolean han) {
        super(name, codes);
        this.lexicon = lexicon;
        this.han = han;
    }

    @Override
    int bound() {
        return lexicon.size();
    }

    @Override
    List<String> outcomes() {
        return OUTCOMES;
    }

    @Override
    int near() {
        return ALIKE;
    }

    @Override
    void countParts(int[] order, int[] thing, int filled, BitSet copies) {
        int[] counts = new int[lexicon.terms()];
        int[] records = new int[lexicon.terms()];
        int[] seen = new int[lexicon.terms()];
        for (int row : order) {
            if (code(row) == MISSING) {
                continue;
            }
            for (int term : lexicon.termsOf(code(row))) {
                records[term] += copies.get(row) ? 0 : 1;
                if (seen[term] != thing[row] + 1) {
                    seen[term] = thing[row] + 1;
                    counts[term]++;
                }
            }
        }
        termFrequencies = smoothed(counts, records, filled);
        termWeights = new float[counts.length];
        for (int i = 0; i < counts.length; i++) {
            termWeights[i] =
                    (float) Math.max(LEAST_WEIGHT, Math.log((filled + 1.0) / Math.max(1, Math.min(counts[i], filled))));
        }
    }

    @Override
    void compareDifferent(int a, int b, Agreement found) {
        String x = lexicon.compact(a);
        String y = lexicon.compact(b);
        if (han && (Plain.isHan(x.charAt(0)) || Plain.isHan(y.charAt(0)))) {
            compareHan(a, b, x, y, found);
        } else if (lexicon.termsOf(a).length == 1 && lexicon.termsOf(b).length == 1) {

            found.set(
                    words(x, lexicon.lettersOf(a), y, lexicon.lettersOf(b), found.distances),
                    Math.max(frequency(a), frequency(b)));
        } else {
            compareTerms(a, b, x, y, found);
        }
    }

    /** Two single words. */
    private static int words(String x, long left, String y, long right, Distances distances) {
        int shorter = Math.min(x.length(), y.length());
        int longer = Math.max(x.length(), y.length());
        if (shorter == 1) {
            return x.charAt(0) == y.charAt(0) ? LITTLE : 0;
        }
        int edits = Distances.areFarther(left, right, 2) ? 3 : distances.edits(x, y, 2);
        if (((left | right) & Lexicon.DIGITS) != 0) {
            return edits == 1 ? shorter >= 4 ? ALIKE : shorter == 3 ? LITTLE : HARDLY : 0;
        }
        if (edits == 1 && shorter >= 3) {
            return longer >= 5 ? SLIP : ALIKE;
        }
        double similarity = Distances.atMost(x, left, y, right) < 0.7 ? 0 : distances.jaroWinkler(x, y);
        if ((edits == 2 && shorter >= 6) || similarity >= 0.94) {
            return ALIKE;
        }
        if ((edits == 2 && shorter >= 4) || similarity >= 0.88 || (shorter >= 3 && isPrefix(x, y))) {
            return PARTLY;
        }
        if (similarity >= 0.8
                || (shorter >= 0.8 * longer
                        && Long.bitCount(left & ~right) <= 0.2 * longer
                        && sharedLetters(x, y) >= 0.8)) {
            return LITTLE;
        }
        return similarity >= 0.7 ? HARDLY : 0;
    }

    private static boolean isPrefix(String x, String y) {
        return x.startsWith(y) || y.startsWith(x);
    }

    /** Letters in common whatever their order, over those of the longer text: for texts that were shaken. */
    private static double sharedLetters(String x, String y) {
        long used = 0;
        int shared = 0;
        for (int i = 0; i < x.length(); i++) {
            for (int j = 0; j < Math.min(64, y.length()); j++) {
                if ((used >> j & 1) == 0 && x.charAt(i) == y.charAt(j)) {
                    used |= 1L << j;
                    shared++;
                    break;
                }
            }
        }
        return (double) shared / Math.max(x.length(), y.length());
    }

    /** Chinese names sound alike (pinyin), are given by initials, or share characters. */
    private void compareHan(int a, int b, String x, String y, Agreement found) {
        String soundX = Pinyin.of(x);
        String soundY = Pinyin.of(y);
        double frequency = Math.max(frequency(a), frequency(b));
        if (soundX.equals(soundY)) {
            found.set(SLIP, frequency);
            return;
        }
        if (Plain.isHan(x.charAt(0)) != Plain.isHan(y.charAt(0))) {
            boolean initials =
                    Pinyin.initials(x).equals(y) || Pinyin.initials(y).equals(x);
            int sound = words(soundX, Distances.letters(soundX), soundY, Distances.letters(soundY), found.distances);
            found.set(initials ? PARTLY : sound, frequency);
            return;
        }
        if (x.length() <= 4 && y.length() <= 4) {
            int sound = found.distances.edits(soundX, soundY, 1) == 1 ? PARTLY : 0;
            int shared = sharedLetters(x, y) >= 0.6 ? LITTLE : 0;
            found.set(Math.max(sound, shared), frequency);
            return;
        }
        compareTerms(a, b, x, y, found);
    }

    private void compareTerms(int a, int b, String x, String y, Agreement found) {
        int[] left = lexicon.termsOf(a);
        int[] right = lexicon.termsOf(b);
        long matchedLeft = 0;
        long matchedRight = 0;
        double shared = 0;
        double ofLeft = 0;
        double ofRight = 0;
        double rarest = 1;
        for (int i = 0; i < left.length; i++) {
            for (int j = 0; j < right.length; j++) {
                if (left[i] == right[j] && (matchedRight >> j & 1) == 0) {
                    matchedLeft |= 1L << i;
                    matchedRight |= 1L << j;
                    double weight = termWeights[left[i]];
                    shared += weight;
                    ofLeft += weight;
                    ofRight += weight;
                    rarest = Math.min(rarest, termFrequencies[left[i]]);
                    break;
                }
            }
        }
        for (int i = 0; i < left.length; i++) {
            if ((matchedLeft >> i & 1) != 0) {
                continue;
            }
            double best = 0;
            int with = -1;
            for (int j = 0; j < right.length; j++) {
                if ((matchedRight >> j & 1) == 0) {
                    double similarity = alike(left[i], right[j], found.distances);
                    if (similarity > best) {
                        best = similarity;
                        with = j;
                    }
                }
            }
            if (with >= 0) {
                matchedLeft |= 1L << i;
                matchedRight |= 1L << with;
                double weight = Math.min(termWeights[left[i]], termWeights[right[with]]);
                shared += best * weight;
                ofLeft += weight;
                ofRight += weight;
                rarest = Math.min(rarest, Math.max(termFrequencies[left[i]], termFrequencies[right[with]]));
            }
        }
        boolean numberLeft = false;
        boolean numberRight = false;
        for (int i = 0; i < left.length; i++) {
            if ((matchedLeft >> i & 1) == 0) {
                ofLeft += termWeights[left[i]];
                numberLeft |= lexicon.hasDigit(left[i]);
            }
        }
        for (int j = 0; j < right.length; j++) {
            if ((matchedRight >> j & 1) == 0) {
                ofRight += termWeights[right[j]];
                numberRight |= lexicon.hasDigit(right[j]);
            }
        }
        boolean parted = numberLeft && numberRight;
        int level = level(2 * shared / (ofLeft + ofRight), shared / Math.min(ofLeft, ofRight));
        if (level < SLIP && !parted && Math.max(x.length(), y.length()) <= LONGEST_FOR_LETTERS) {
            level = Math.max(level, letters(a, b, numberLeft || numberRight, found.distances));
        }
        if (parted) {
            level = Math.min(level, LITTLE);
        }
        found.set(level, rarest < 1 ? rarest : 0);
    }

    private static int level(double ofBoth, double ofShorter) {
        if (ofBoth >= 0.92) {
            return SLIP;
        }
        if (ofBoth >= 0.78 || ofShorter >= 0.95) {
            return ALIKE;
        }
        if (ofBoth >= 0.6 || ofShorter >= 0.75) {
            return PARTLY;
        }
        return ofBoth >= 0.4 ? LITTLE : ofBoth >= 0.2 ? HARDLY : 0;
    }

    private int letters(int a, int b, boolean numbers, Distances distances) {
        String x = lexicon.compact(a);
        String y = lexicon.compact(b);
        long left = lexicon.lettersOf(a);
        long right = lexicon.lettersOf(b);
        int shorter = Math.min(x.length(), y.length());
        if (shorter * 2 < Math.max(x.length(), y.length())) {
            return 0;
        }
        if (!numbers
                && shorter >= 6
                && !Distances.areFarther(left, right, 2)
                && distances.edits(x, y, 2) <= (shorter >= 10 ? 2 : 1)) {
            return SLIP;
        }
        double similarity = Distances.atMost(x, left, y, right) < 0.72 ? 0 : distances.jaroWinkler(x, y);
        if (similarity >= 0.94 && !numbers) {
            return ALIKE;
        }
        return similarity >= 0.89 && !numbers ? PARTLY : similarity >= 0.8 ? LITTLE : similarity >= 0.72 ? HARDLY : 0;
    }

    /** Whether two different words may be meant for the same, from 0 to 1. */
    private double alike(int a, int b, Distances distances) {
        String x = lexicon.term(a);
        String y = lexicon.term(b);
        int shorter = Math.min(x.length(), y.length());
        int longer = Math.max(x.length(), y.length());
        boolean sameStart = x.charAt(0) == y.charAt(0);
        boolean close =
                shorter >= 4 && longer - shorter <= 2 && Long.bitCount(lexicon.letters(a) ^ lexicon.letters(b)) <= 4;
        if ((!sameStart && !close) || lexicon.hasDigit(a) || lexicon.hasDigit(b) || Plain.isHan(x.charAt(0))) {
            return 0;
        }
        if (isPrefix(x, y)) {
            return shorter >= 3 ? 0.9 : shorter == 1 ? 0.5 : 0.6;
        }
        if (close) {
            int edits = distances.edits(x, y, 2);
            if (edits == 1) {
                return longer >= 6 ? 0.95 : 0.85;
            }
            if (edits == 2 && shorter >= 6) {
                return 0.85;
            }
        }
        return shorter >= 2 && shorter <= 4 && sameStart && isWithin(x, y) ? 0.6 : 0;
    }

    /** Whether the letters of the shorter word come in the longer one in their order: blvd in boulevard. */
    private static boolean isWithin(String x, String y) {
        String shorter = x.length() < y.length() ? x : y;
        String longer = x.length() < y.length() ? y : x;
        int at = 0;
        for (int i = 0; i < longer.length() && at < shorter.length(); i++) {
            if (longer.charAt(i) == shorter.charAt(at)) {
                at++;
            }
        }
        return at == shorter.length() && longer.length() >= 2 + shorter.length();
    }

    @Override
    List<int[]> keys() {
        List<int[]> keys = new ArrayList<>();
        for (int i = 0; i < (han ? 7 : 6); i++) {
            keys.add(new int[bound()]);
        }
        boolean[] used = new boolean[bound()];
        for (int row = 0; row < rows(); row++) {
            int code = code(row);
            if (code != MISSING && !used[code]) {
                used[code] = true;
                String text = lexicon.compact(code);
                int length = text.length();
                keys.get(0)[code] = Hash.of(code, 1);
                keys.get(1)[code] = Hash.of(skeleton(text), 2);
                keys.get(2)[code] = Hash.of(rarest(code), 3);
                keys.get(3)[code] = length < 6 ? 0 : Hash.of(text.substring(0, Math.min(5, length / 2 + 1)), 4);
                keys.get(4)[code] = length < 6 ? 0 : Hash.of(text.substring(length - Math.min(5, length / 2 + 1)), 5);
                keys.get(5)[code] = length < 3 || length > 14 ? 0 : Hash.of(sorted(text), 6);
                if (han) {
                    keys.get(6)[code] = length > 8 ? 0 : Hash.of(Pinyin.initials(text), 7);
                }
            }
        }
        return keys;
    }

    private static String skeleton(String text) {
        String sound = Plain.isHan(text.charAt(0)) ? Pinyin.of(text) : text;
        StringBuilder letters = new StringBuilder(8);
        for (int i = 0; i < sound.length() && letters.length() < 6; i++) {
            char c = sound.charAt(i);
            boolean vowel = "aeiouyhw".indexOf(c) >= 0;
            if (i == 0 || (!vowel && letters.charAt(letters.length() - 1) != c)) {
                letters.append(c);
            }
        }
        return letters.toString();
    }

    private static String sorted(String text) {
        char[] letters = text.toCharArray();
        Arrays.sort(letters);
        return new String(letters);
    }

    private int rarest(int code) {
        int[] terms = lexicon.termsOf(code);
        int rarest = terms[0];
        for (int term : terms) {
            if (termWeights[term] > termWeights[rarest]) {
                rarest = term;
            }
        }
        return rarest;
    }

    @Override
    int[] parts(int code) {
        int[] terms = lexicon.termsOf(code);
        if (terms.length == 1) {
            return NO_PARTS;
        }
        int[] parts = new int[Math.min(terms.length, MOST_PARTS)];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = Hash.of(terms[i], 8);
        }
        return parts;
    }
}
