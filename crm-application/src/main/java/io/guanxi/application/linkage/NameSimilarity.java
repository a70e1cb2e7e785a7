package io.guanxi.application.linkage;

import io.guanxi.application.internal.text.Pinyin;
import io.guanxi.application.internal.text.Plain;
import java.util.List;

/** How alike two names are, of persons or companies, without looking at any others. */
public final class NameSimilarity {

    /** Of a name in Chinese and the same in pinyin, which others have too. */
    private static final double READ_ALIKE = 0.95;

    private NameSimilarity() {}

    /**
     * From 0 to 1: 1 if they differ in case, accents, width, punctuation, usual short forms, legal forms and the order of words at
     * most; 0.95 if one is how the other is read in pinyin; else Jaro and Winkler's measure of what is left.
     */
    public static double of(String one, String other) {
        List<String> words = Texts.words(Texts.folded(one));
        List<String> others = Texts.words(Texts.folded(other));
        if (words.isEmpty() || others.isEmpty()) {
            return 0;
        }
        String x = String.join("", words);
        String y = String.join("", others);
        if (x.equals(y) || sorted(words).equals(sorted(others))) {
            return 1;
        }
        if (hasHan(x) != hasHan(y)) {
            return Pinyin.of(x).equals(Pinyin.of(y)) ? READ_ALIKE : 0;
        }
        Distances distances = new Distances();
        return Math.max(distances.jaroWinkler(x, y), distances.jaroWinkler(sorted(words), sorted(others)));
    }

    private static String sorted(List<String> words) {
        return String.join("", words.stream().sorted().toList());
    }

    private static boolean hasHan(String text) {
        return text.chars().anyMatch(each -> Plain.isHan((char) each));
    }
}
