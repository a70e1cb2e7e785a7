package io.guanxi.examples.cli.terminal;

/** How a text is set off. */
public enum Style {
    PLAIN(""),
    BOLD("1"),
    FAINT("2"),
    GOOD("32"),
    BAD("31"),
    HINT("33"),
    BAR("36");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    /** The text between ANSI escape sequences. */
    String on(String text) {
        return code.isEmpty() || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
