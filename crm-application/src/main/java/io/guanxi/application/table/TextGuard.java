package io.guanxi.application.table;

import java.util.regex.Pattern;

/**
 * Keeps a spreadsheet from taking a text for a formula: before one that begins like a formula stands an apostrophe, as people
 * type it there to say "this is text". Exactly one is added and exactly one removed, so that what is written reads back equal.
 */
final class TextGuard {

    /** Also in full width, and behind white space that some programs leave out. */
    private static final Pattern FORMULA = Pattern.compile("'*\\s*[=+\\-@\\t\\r\\n＝＋－＠|%].*", Pattern.DOTALL);

    private static final Pattern NUMBER = Pattern.compile("[+-]\\d{1,20}([.,]\\d{1,20})?");

    private TextGuard() {}

    static String added(String text) {
        return FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches() ? "'" + text : text;
    }

    static String removed(String text) {
        return text.startsWith("'") && FORMULA.matcher(text).matches() ? text.substring(1) : text;
    }
}
