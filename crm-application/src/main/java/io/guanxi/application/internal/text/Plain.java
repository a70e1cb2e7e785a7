package io.guanxi.application.internal.text;

import java.text.Normalizer;
import java.util.Locale;

/** Texts without what differs from one keyboard to the next: case, accents, width. */
public final class Plain {

    private Plain() {}

    /** In lower case, of one width, without accents. */
    public static String of(String raw) {
        return (isPlain(raw) ? raw : unaccented(raw)).toLowerCase(Locale.ROOT);
    }

    private static boolean isPlain(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) > 126) {
                return false;
            }
        }
        return true;
    }

    private static String unaccented(String raw) {
        String apart = Normalizer.normalize(raw, Normalizer.Form.NFKD);
        StringBuilder text = new StringBuilder(apart.length());
        for (int i = 0; i < apart.length(); i++) {
            char c = apart.charAt(i);
            switch (c) {
                case 'ß' -> text.append("ss");
                case 'æ', 'Æ' -> text.append("ae");
                case 'ø', 'Ø' -> text.append('o');
                case 'œ', 'Œ' -> text.append("oe");
                case 'ł', 'Ł' -> text.append('l');
                case 'đ', 'Đ' -> text.append('d');
                case 'ı', 'İ' -> text.append('i');
                case '’', '‘', '`', '´' -> text.append('\'');
                default -> {
                    if (Character.getType(c) != Character.NON_SPACING_MARK) {
                        text.append(c);
                    }
                }
            }
        }
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** Chinese characters and the Japanese syllables beside them, as far as one {@code char} holds them. */
    public static boolean isHan(char c) {
        return (c >= '\u3040' && c <= '\u30ff') || (c >= '\u3400' && c <= '\u9fff') || (c >= '\uf900' && c <= '\ufaff');
    }
}
