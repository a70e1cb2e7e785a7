package io.guanxi.domain.notation;

import com.google.common.collect.ImmutableMap;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;

/** How many zeros a word stands for. */
final class Magnitudes {

    /** Longer words before those they begin with. */
    static final ImmutableMap<String, Integer> WORDS = ImmutableMap.<String, Integer>builder()
            .put("thousand", 3)
            .put("tsd.", 3)
            .put("tsd", 3)
            .put("k", 3)
            .put("w", 4) // 万 as it is typed in haste
            .put("lakh", 5)
            .put("crore", 7)
            .put("millions", 6)
            .put("million", 6)
            .put("mio.", 6)
            .put("mio", 6)
            .put("mn", 6)
            .put("mm", 6)
            .put("m", 6)
            .put("billions", 9)
            .put("billion", 9)
            .put("mrd.", 9)
            .put("mrd", 9)
            .put("bn", 9)
            .put("b", 9)
            .put("trillion", 12)
            .put("tn", 12)
            .put("t", 12)
            .put("万亿", 12)
            .put("萬億", 12)
            .put("千亿", 11)
            .put("千億", 11)
            .put("百亿", 10)
            .put("百億", 10)
            .put("十亿", 9)
            .put("十億", 9)
            .put("亿", 8)
            .put("億", 8)
            .put("千万", 7)
            .put("千萬", 7)
            .put("百万", 6)
            .put("百萬", 6)
            .put("十万", 5)
            .put("十萬", 5)
            .put("万", 4)
            .put("萬", 4)
            .put("千", 3)
            .put("百", 2)
            .buildOrThrow();

    private Magnitudes() {}

    static BigDecimal of(String word) {
        return BigDecimal.TEN.pow(Objects.requireNonNull(WORDS.get(word.toLowerCase(Locale.ROOT)), word));
    }

    /** 1 for none. */
    static BigDecimal chinese(String signs) {
        if (signs.isEmpty()) {
            return BigDecimal.ONE;
        }
        Integer zeros = WORDS.get(signs);
        if (zeros == null) {
            throw MoneyText.format();
        }
        return BigDecimal.TEN.pow(zeros);
    }
}
