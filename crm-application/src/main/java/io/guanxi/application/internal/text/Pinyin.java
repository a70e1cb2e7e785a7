package io.guanxi.application.internal.text;

import com.google.common.base.CharMatcher;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import net.sourceforge.pinyin4j.PinyinHelper;

/** How Chinese is read: syllables without tones. A character of several readings has its usual one. */
public final class Pinyin {

    private static final char FIRST = '\u3040';
    private static final AtomicReferenceArray<List<String>> READINGS = new AtomicReferenceArray<>((1 << 16) - FIRST);

    private Pinyin() {}

    /** All in one, as in {@code zhangsan}; what is not Chinese stays as it is, without spaces. */
    public static String of(String text) {
        StringBuilder sound = new StringBuilder(6 * text.length());
        for (int i = 0; i < text.length(); i++) {
            sound.append(syllable(text.charAt(i)));
        }
        return sound.toString();
    }

    /** As in {@code zs}; what is not Chinese stays as it is. */
    public static String initials(String text) {
        StringBuilder initials = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            initials.append(syllable(text.charAt(i)).charAt(0));
        }
        return initials.toString();
    }

    /** Of one character; itself if it has no reading. */
    public static String syllable(char c) {
        List<String> readings = readings(c);
        return readings.isEmpty() ? String.valueOf(c) : readings.get(0);
    }

    /**
     * All readings of one character, the usual one first: a surname may have another (单: dan, shan). Found out twice at worst when two
     * threads meet it at once.
     */
    public static List<String> readings(char c) {
        if (!Plain.isHan(c)) {
            return List.of();
        }
        List<String> known = READINGS.get(c - FIRST);
        if (known != null) {
            return known;
        }
        String[] toned = PinyinHelper.toHanyuPinyinStringArray(c);
        Set<String> readings = new LinkedHashSet<>();
        for (String each : toned == null ? new String[0] : toned) {
            readings.add(CharMatcher.inRange('a', 'z').retainFrom(each.replace("u:", "v")));
        }
        List<String> found = List.copyOf(readings);
        READINGS.set(c - FIRST, found);
        return found;
    }
}
