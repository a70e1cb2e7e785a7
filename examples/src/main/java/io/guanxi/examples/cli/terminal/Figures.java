package io.guanxi.examples.cli.terminal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as people read them, the same on every machine. */
public final class Figures {

    private static final String NONE = "–";

    private Figures() {}

    /** With a comma between thousands, rounded to so many decimals; a dash if there is no number. */
    public static String grouped(@Nullable Number number, int decimals) {
        if (number == null) {
            return NONE;
        }
        String pattern = decimals == 0 ? "#,##0" : "#,##0." + "0".repeat(decimals);
        DecimalFormat format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(number);
    }

    public static String percent(@Nullable BigDecimal share) {
        return share == null ? NONE : grouped(share.movePointRight(2), 1) + " %";
    }

    /** Exact and without exponent; empty if there is no number. */
    public static String plain(@Nullable BigDecimal number) {
        if (number == null) {
            return "";
        }
        BigDecimal shortest = number.stripTrailingZeros();
        return shortest.toPlainString();
    }
}
