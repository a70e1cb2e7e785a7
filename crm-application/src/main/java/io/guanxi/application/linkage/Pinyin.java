package io.guanxi.application.linkage;

import net.sourceforge.pinyin4j.PinyinHelper;

/** How Chinese is read: syllables without tones. A character of several readings has its usual one. */
final class Pinyin {

    private static final String[] SYLLABLES = new String[1 << 16];

    private Pinyin() {}

    /** All in one, as in {@code zhangsan}; what is not Chinese stays as it is, without spaces. */
    static String of(String text) {
        StringBuilder sound = new StringBuilder(6 * text.length());
        for (int i = 0; i < text.length(); i++) {
            sound.append(syllable(text.charAt(i)));
        }
        return sound.toString();
    }

    /** As in {@code zs}; what is not Chinese stays as it is. */
    static String initials(String text) {
        StringBuilder initials = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            initials.append(syllable(text.charAt(i)).charAt(0));
        }
        return initials.toString();
    }

    /** Found out twice at worst when two threads meet the same character at once. */
    private static String syllable(char c) {
        String known = SYLLABLES[c];
        if (known != null) {
            return known;
        }
        String[] readings = Texts.isHan(c) ? PinyinHelper.toHanyuPinyinStringArray(c) : null;
        String syllable = readings == null || readings.length == 0 ? String.valueOf(c) : Texts.lettersOf(readings[0]);
        SYLLABLES[c] = syllable;
        return syllable;
    }
}
