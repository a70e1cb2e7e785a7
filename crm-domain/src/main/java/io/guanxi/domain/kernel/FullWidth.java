package io.guanxi.domain.kernel;

/** The wide forms of ASCII's signs, U+FF01 to U+FF5E, which Chinese and Japanese keyboards write: {@code ＠} for {@code @}. */
final class FullWidth {

    private static final int DISTANCE = '！' - '!';

    private FullWidth() {}

    static String narrowed(String text) {
        if (text.chars().noneMatch(FullWidth::isWide)) {
            return text;
        }
        return text.chars()
                .map(c -> isWide(c) ? c - DISTANCE : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isWide(int c) {
        return c >= '！' && c <= '～';
    }
}
