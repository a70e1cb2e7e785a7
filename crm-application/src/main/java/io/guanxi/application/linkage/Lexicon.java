package io.guanxi.application.linkage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts of all columns of text, each once, with their words: columns share it so that the values of one can be compared with
 * those of another.
 */
final class Lexicon {

    private static final int MOST_TERMS = 48;
    static final long DIGITS = Distances.letters("0123456789");

    private final Map<String, Integer> codeOfText = new HashMap<>();
    private final Map<String, Integer> codeOfTerm = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private final List<String> compact = new ArrayList<>();
    private final List<int[]> termsOfText = new ArrayList<>();
    private final List<String> terms = new ArrayList<>();
    private long[] letters = new long[1024];
    private long[] lettersOfText = new long[1024];

    /** The code of a folded text that is not empty; equal but for order-preserving short forms, two texts share it. */
    int code(String folded) {
        List<String> words = Texts.words(folded);
        if (words.isEmpty()) {
            return Column.MISSING;
        }
        String text = String.join(" ", words);
        Integer known = codeOfText.get(text);
        if (known != null) {
            return known;
        }
        int code = texts.size();
        codeOfText.put(text, code);
        texts.add(text);
        compact.add(words.size() == 1 ? text : String.join("", words));
        if (code == lettersOfText.length) {
            lettersOfText = Arrays.copyOf(lettersOfText, 2 * code);
        }
        lettersOfText[code] = Distances.letters(compact.get(code));
        List<String> split = new ArrayList<>(words.size());
        for (String word : words) {
            if (split.size() < MOST_TERMS) {
                Texts.terms(word, split);
            }
        }
        int[] codes = new int[Math.min(split.size(), MOST_TERMS)];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = term(split.get(i));
        }
        termsOfText.add(codes);
        return code;
    }

    private int term(String term) {
        Integer known = codeOfTerm.get(term);
        if (known != null) {
            return known;
        }
        int code = terms.size();
        codeOfTerm.put(term, code);
        terms.add(term);
        if (code == letters.length) {
            letters = Arrays.copyOf(letters, 2 * code);
        }
        letters[code] = Distances.letters(term);
        return code;
    }

    /** Forgets what is only needed to take in more. */
    void seal() {
        codeOfText.clear();
        codeOfTerm.clear();
    }

    int size() {
        return texts.size();
    }

    int terms() {
        return terms.size();
    }

    String text(int code) {
        return texts.get(code);
    }

    /** The text without spaces. */
    String compact(int code) {
        return compact.get(code);
    }

    int[] termsOf(int code) {
        return termsOfText.get(code);
    }

    String term(int code) {
        return terms.get(code);
    }

    /** See {@link Distances#letters}. */
    long letters(int term) {
        return letters[term];
    }

    /** The same of the text without spaces. */
    long lettersOf(int code) {
        return lettersOfText[code];
    }

    boolean hasDigit(int term) {
        return (letters[term] & DIGITS) != 0;
    }
}
