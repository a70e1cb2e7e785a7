package io.guanxi.application.linkage;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import io.guanxi.application.internal.text.Pinyin;
import io.guanxi.application.internal.text.Plain;
import java.util.List;
import java.util.Set;

/** How alike two names are, of persons or companies, without looking at any others. */
public final class NameSimilarity {

    /** Of a name in Chinese and the same in pinyin, which others have too. */
    private static final double READ_ALIKE = 0.95;

    /** Two words that are less alike are two words, not one and its misspelling. */
    private static final double SAME_WORD = 0.8;

    private static final Splitter NUMBERS =
            Splitter.on(CharMatcher.inRange('0', '9').negate()).omitEmptyStrings();

    private NameSimilarity() {}

    /**
     * From 0 to 1: 1 if they differ in case, accents, width, punctuation, usual short forms, legal forms and the order of words at
     * most; 0.95 if one is how the other is read in pinyin; 0 if both have numbers, and not the same, for branch 12 is not branch 13,
     * or as many words, of which one is another (below 0.8), for Acme Tools is not Ajax Tools; else Jaro and Winkler's measure of what is
     * left.
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
        Set<String> numbers = numbers(x);
        Set<String> theirs = numbers(y);
        if (!numbers.isEmpty() && !theirs.isEmpty() && !numbers.equals(theirs)) {
            return 0;
        }
        if (hasHan(x) != hasHan(y)) {
            return Pinyin.of(x).equals(Pinyin.of(y)) ? READ_ALIKE : 0;
        }
        Distances distances = new Distances();
        return Math.max(
                alike(words, others, distances),
                alike(words.stream().sorted().toList(), others.stream().sorted().toList(), distances));
    }

    private static double alike(List<String> words, List<String> others, Distances distances) {
        if (words.size() == others.size()) {
            for (int i = 0; i < words.size(); i++) {
                if (distances.jaroWinkler(words.get(i), others.get(i)) < SAME_WORD) {
                    return 0;
                }
            }
        }
        return distances.jaroWinkler(String.join("", words), String.join("", others));
    }

    private static String sorted(List<String> words) {
        return String.join("", words.stream().sorted().toList());
    }

    private static Set<String> numbers(String text) {
        return Set.copyOf(NUMBERS.splitToList(text));
    }

    private static boolean hasHan(String text) {
        return text.chars().anyMatch(each -> Plain.isHan((char) each));
    }
}
