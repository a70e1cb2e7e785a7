package io.guanxi.application.lookup;

import io.guanxi.application.internal.text.LegalForms;
import io.guanxi.application.internal.text.Pinyin;
import io.guanxi.application.internal.text.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The words of a text: runs of letters and digits, and runs of Chinese characters. */
final class Words {

    /** Of a longer run no more beginnings are looked up. */
    private static final int MOST_BEGINNINGS = 20;

    /** From so many words on, those of a name are one. */
    private static final int MOST_TOGETHER = 3;

    /** Names of so few characters are one, even if spaces stand between them. */
    private static final int SHORT_NAME = 4;

    private Words() {}

    /**
     * In their order.
     *
     * @param whole whole words alone, as somebody types them; else what stands behind an apostrophe too
     */
    static List<String> of(String folded, boolean whole) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int part = 0;
        int step;
        for (int i = 0; i < folded.length(); i += step) {
            int point = folded.codePointAt(i);
            step = Character.charCount(point);
            if (Character.isLetterOrDigit(point)) {
                if (word.length() > 0 && isHan(point) != isHan(word.codePointAt(0))) {
                    flush(word, part, whole, words);
                    part = 0;
                }
                word.appendCodePoint(point);
            } else if (point == '\'' && word.length() > 0) {
                part = word.length();
            } else if (!isDotOfInitials(folded, i)) {
                flush(word, part, whole, words);
                part = 0;
            }
        }
        flush(word, part, whole, words);
        return words;
    }

    /** As in {@code u.s.a.}: alone between letters that stand alone. */
    private static boolean isDotOfInitials(String text, int dot) {
        return text.charAt(dot) == '.'
                && isAlone(text, dot - 1)
                && (isAlone(text, dot + 1) || dot + 1 == text.length() || text.charAt(dot + 1) == ' ')
                && (isAlone(text, dot + 1) || isAlone(text, dot - 3));
    }

    private static boolean isAlone(String text, int at) {
        return isLetter(text, at) && !isLetter(text, at - 1) && !isLetter(text, at + 1);
    }

    private static boolean isLetter(String text, int at) {
        return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
    }

    private static void flush(StringBuilder word, int part, boolean whole, List<String> words) {
        if (word.length() > 0) {
            words.add(word.toString());
            if (!whole && part > 0 && word.length() - part > 1) {
                words.add(word.substring(part));
            }
            word.setLength(0);
        }
    }

    static boolean isHan(int point) {
        return point <= Character.MAX_VALUE ? Plain.isHan((char) point) : Character.isIdeographic(point);
    }

    static boolean isHan(String word) {
        return isHan(word.codePointAt(0));
    }

    /** All that a text is found by. */
    static void terms(String text, Consumer<String> terms) {
        String folded = Plain.of(text);
        String name = folded.replace(" ", "");
        boolean spaced = name.length() < folded.length()
                && name.length() <= SHORT_NAME
                && name.codePoints().allMatch(Words::isHan);
        for (String word : of(spaced ? name : folded, false)) {
            if (isHan(word)) {
                han(word, terms);
            } else {
                terms.accept(word);
            }
        }
    }

    /**
     * From each of the first words on, all that follow as one: a name that is typed in full leads to few, though many have each of its
     * words. Chinese names have that already.
     */
    static void together(String text, Consumer<String> terms) {
        List<String> run = new ArrayList<>();
        for (String word : of(Plain.of(text), true)) {
            if (isHan(word)) {
                together(run, terms);
                run.clear();
            } else {
                run.add(word);
            }
        }
        together(run, terms);
    }

    private static void together(List<String> run, Consumer<String> terms) {
        for (int from = 0; from < Math.min(run.size() - 1, MOST_TOGETHER); from++) {
            terms.accept(String.join("", run.subList(from, run.size())));
        }
    }

    /** From each character on, as it is written and as it is read; not from within its legal form, as all companies are found by it. */
    private static void han(String run, Consumer<String> terms) {
        int end = Math.min(LegalForms.without(run).length(), MOST_BEGINNINGS);
        for (int from = 0; from < end; from++) {
            if (!Character.isLowSurrogate(run.charAt(from))) {
                String rest = run.substring(from, Math.min(run.length(), from + Terms.LONGEST));
                terms.accept(rest);
                String readable = readable(rest);
                if (!readable.isEmpty()) {
                    read(readable, from == 0, terms);
                }
            }
        }
    }

    private static String readable(String run) {
        int length = 0;
        while (length < run.length() && Pinyin.syllable(run.charAt(length)).charAt(0) != run.charAt(length)) {
            length++;
        }
        return run.substring(0, length);
    }

    /** The first character of a name may have several readings, for surnames are often read in a way of their own. */
    private static void read(String run, boolean first, Consumer<String> terms) {
        List<String> readings = Pinyin.readings(run.charAt(0));
        String rest = Pinyin.of(run.substring(1));
        String initials = Pinyin.initials(run.substring(1));
        for (String reading : first ? readings : readings.subList(0, 1)) {
            terms.accept(reading + rest);
            if (!initials.isEmpty()) {
                terms.accept(reading.charAt(0) + initials);
            }
        }
    }
}
