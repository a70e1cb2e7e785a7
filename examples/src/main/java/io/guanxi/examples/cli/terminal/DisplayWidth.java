package io.guanxi.examples.cli.terminal;

import org.jline.utils.WCWidth;

/** How many columns of a terminal a text takes: a Chinese character takes two. */
final class DisplayWidth {

    private DisplayWidth() {}

    static int of(String text) {
        return text.codePoints().map(DisplayWidth::of).sum();
    }

    /** The text, shortened if need be, and blanks to fill up. */
    static String left(String text, int width) {
        String fitting = cut(text, width);
        return fitting + " ".repeat(width - of(fitting));
    }

    static String right(String text, int width) {
        String fitting = cut(text, width);
        return " ".repeat(width - of(fitting)) + fitting;
    }

    private static String cut(String text, int width) {
        if (of(text) <= width) {
            return text;
        }
        StringBuilder result = new StringBuilder();
        int left = width - 1;
        for (int point : text.codePoints().toArray()) {
            left -= of(point);
            if (left < 0) {
                break;
            }
            result.appendCodePoint(point);
        }
        return result.append('…').toString();
    }

    private static int of(int codePoint) {
        return Math.max(0, WCWidth.wcwidth(codePoint));
    }
}
