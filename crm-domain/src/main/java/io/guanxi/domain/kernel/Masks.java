package io.guanxi.domain.kernel;

/** How personal texts are shown to those who may not read them: {@code +86138****1234}, {@code a***@acme.com}, {@code 张**}. */
public final class Masks {

    private static final int SHOWN_IN_FRONT = 3;
    private static final int SHOWN_AT_END = 4;
    private static final int COUNTRY = 3;

    private Masks() {}

    /** The text as one sees it who may not read such data. It still fits the type of an address or a number. */
    public static String mask(Personal.Kind kind, String text) {
        return switch (kind) {
            case NAME -> firstOf(text) + "**";
            case EMAIL -> text.indexOf('@') > 0 ? firstOf(text) + "***" + text.substring(text.lastIndexOf('@')) : "***";
            case PHONE -> phone(text);
            case ADDRESS, TEXT -> "***";
            case IDENTITY -> text.length() > 2 * SHOWN_AT_END ? "***" + text.substring(text.length() - 2) : "***";
        };
    }

    /** Whether a text is what {@link #mask} makes: it must not be written where the real one was. */
    public static boolean isMasked(String text) {
        return text.contains("**") && !text.contains(" ");
    }

    private static String phone(String text) {
        int front = (text.startsWith("+86") ? COUNTRY : 0) + SHOWN_IN_FRONT;
        int hidden = text.length() - front - SHOWN_AT_END;
        return hidden < 2
                ? text.substring(0, Math.min(2, text.length())) + "*".repeat(Math.max(0, text.length() - 2))
                : text.substring(0, front) + "*".repeat(hidden) + text.substring(text.length() - SHOWN_AT_END);
    }

    private static String firstOf(String text) {
        return text.isEmpty() ? "" : text.substring(0, text.offsetByCodePoints(0, 1));
    }
}
