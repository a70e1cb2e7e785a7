package io.guanxi.domain.notation;

import com.google.common.base.CharMatcher;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.CrmException;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * An amount of money as people write it: {@code $342.09K}, {@code ¥1.2万}, {@code 1.2亿元}, {@code EUR 1.234,56},
 * {@code 1 234,56 €}, {@code CHF 1'234.50}, {@code (1,234.50)} for less than nothing. Exact: nothing is rounded here, and
 * {@link #toMoney} refuses what the currency has no coins for.
 *
 * @param currency the one that is written, else the one that was assumed
 */
public record MoneyText(BigDecimal amount, CurrencyUnit currency) {

    /** Which sign stands before the decimals. One cell such as {@code 1.234} cannot tell, its source mostly can. */
    public enum DecimalMark {
        POINT,
        COMMA,
        /** Then a number that could be read in two ways is refused. */
        UNKNOWN
    }

    private static final String UNITS = "十百千万萬亿億 ";
    private static final CharMatcher DIGIT = CharMatcher.inRange('0', '9');
    private static final Pattern PART = Pattern.compile("(\\d(?:[\\d.,' ]*\\d)?|[.,]\\d+)\\s*([十百千万萬亿億]*)\\s*");
    private static final Pattern GROUPS =
            Pattern.compile("\\d{1,3}(.\\d{3})+|\\d{1,2}(,\\d{2})*,\\d{3}|\\d{1,4}(,\\d{4})+");
    private static final int LONGEST = 60;

    /** As {@link #read(String, CurrencyUnit, DecimalMark)} where nothing is known of the decimal mark. */
    public static MoneyText read(String text, CurrencyUnit assumed) {
        return read(text, assumed, DecimalMark.UNKNOWN);
    }

    /**
     * The amount that is meant.
     *
     * @param assumed the currency where none is written, and the one that {@code $} or {@code ¥} stands for if it can
     * @throws CrmException.Invalid with rule {@code format} for what is no amount, {@code currency} for two currencies or one
     *     that is unknown, and {@code decimal-mark} for a number that could be two
     */
    public static MoneyText read(String text, CurrencyUnit assumed, DecimalMark mark) {
        String clean = Normalizer.normalize(Check.text("money", text, LONGEST), Normalizer.Form.NFKC)
                .replaceAll("[\\s\\u00a0]+", " ")
                .replaceAll("[\u2212\u2010\u2013\u2014]", "-")
                .replace('’', '\'')
                .strip();
        int from = DIGIT.indexIn(clean);
        if (from < 0) {
            throw format();
        }
        int to = DIGIT.lastIndexIn(clean) + 1;
        while (to < clean.length() && UNITS.indexOf(clean.charAt(to)) >= 0) {
            to++;
        }
        if (from > 0
                && ".,".indexOf(clean.charAt(from - 1)) >= 0
                && (from == 1 || !Character.isLetter(clean.charAt(from - 2)))) {
            from--;
        }
        Words words = new Words(clean.substring(0, from), clean.substring(to));
        boolean bracketed = words.takeBrackets();
        boolean negative = words.takeMinus() ^ bracketed;
        BigDecimal factor = words.takeMagnitude();
        CurrencyUnit currency = words.takeCurrency(assumed);
        if (!words.isEmpty()) {
            throw format();
        }
        BigDecimal amount = sum(clean.substring(from, to), mark, factor.compareTo(BigDecimal.ONE) > 0)
                .multiply(factor);
        return new MoneyText(tidy(negative ? amount.negate() : amount), currency);
    }

    /**
     * The same as money.
     *
     * @throws CrmException.Invalid with rule {@code decimals} for more decimals than the currency has
     */
    public Money toMoney() {
        int decimals = currency.getDecimalPlaces();
        Check.that(amount.scale() <= decimals, "money", "decimals", "must have at most " + decimals + " decimals");
        return Money.of(currency, amount);
    }

    /** A number, or several with Chinese units as in 1亿2000万. */
    private static BigDecimal sum(String numbers, DecimalMark mark, boolean scaled) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal before = null;
        Matcher part = PART.matcher(numbers);
        int end = 0;
        while (part.find() && part.start() == end) {
            end = part.end();
            BigDecimal unit = Magnitudes.chinese(part.group(2));
            boolean descends = before == null || before.compareTo(unit) > 0;
            if (!descends) {
                throw format();
            }
            before = unit;
            boolean inUnits = scaled || unit.compareTo(BigDecimal.ONE) > 0;
            sum = sum.add(number(part.group(1), mark, inUnits).multiply(unit));
        }
        if (end < numbers.length()) {
            throw format();
        }
        return sum;
    }

    private static BigDecimal number(String digits, DecimalMark mark, boolean inUnits) {
        int point = digits.lastIndexOf('.');
        int comma = digits.lastIndexOf(',');
        int decimals = Math.max(point, comma);
        if (decimals < 0) {
            return new BigDecimal(whole(digits, " '"));
        }
        char sign = digits.charAt(decimals);
        if (Math.min(point, comma) < 0 && isGrouping(digits, decimals, sign, mark, inUnits)) {
            return new BigDecimal(whole(digits, sign + ""));
        }
        String integer = digits.substring(0, decimals);
        if (integer.indexOf(sign) >= 0) {
            throw format();
        }
        return new BigDecimal(whole(integer.isEmpty() ? "0" : integer, " '.,") + '.' + digits.substring(decimals + 1));
    }

    /** Whether the only kind of mark there is stands between thousands. */
    private static boolean isGrouping(String digits, int last, char sign, DecimalMark mark, boolean inUnits) {
        if (digits.indexOf(sign) != last) {
            return true;
        }
        boolean fitting = digits.length() - last == 4 && last >= 1 && last <= 3 && digits.charAt(0) != '0';
        if (!fitting) {
            return false;
        }
        return switch (mark) {
            case POINT -> sign == ',';
            case COMMA -> sign == '.';
            case UNKNOWN -> {
                Check.that(
                        sign == ',' || inUnits,
                        "money",
                        "decimal-mark",
                        "must tell whether the point stands before decimals or thousands");
                yield sign == ',';
            }
        };
    }

    /** The digits without the one kind of mark between their groups. */
    private static String whole(String digits, String marks) {
        char mark = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (marks.indexOf(c) >= 0) {
                if (mark != 0 && mark != c) {
                    throw format();
                }
                mark = c;
            } else if (c < '0' || c > '9') {
                throw format();
            }
        }
        if (mark != 0 && !GROUPS.matcher(digits).matches()) {
            throw format();
        }
        return mark == 0 ? digits : digits.replace(String.valueOf(mark), "");
    }

    private static BigDecimal tidy(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    static CrmException.Invalid format() {
        return new CrmException.Invalid("money", "format", "must be an amount such as EUR 1,234.50");
    }

    /** What stands around the number, of which one thing after the other is understood and taken away. */
    private static final class Words {

        private String before;
        private String after;

        Words(String before, String after) {
            this.before = before.strip();
            this.after = after.replaceFirst("^[.,](-{1,2})?(?=\\s|$)", "").strip(); // 100.- is without cents
        }

        boolean isEmpty() {
            return before.isEmpty() && after.isEmpty();
        }

        boolean takeBrackets() {
            boolean there = before.contains("(") && after.contains(")");
            if (there) {
                before = before.replaceFirst("\\(", "").strip();
                after = after.replaceFirst("\\)", "").strip();
            }
            if (before.contains("(") || after.contains(")")) {
                throw format();
            }
            return there;
        }

        boolean takeMinus() {
            if (after.startsWith("-")) {
                after = after.substring(1).strip();
                return true;
            }
            for (String sign : new String[] {"-", "负", "負"}) {
                if (before.contains(sign)) {
                    before = before.replace(sign, "").strip();
                    return true;
                }
            }
            before = before.startsWith("+") ? before.substring(1).strip() : before;
            return false;
        }

        BigDecimal takeMagnitude() {
            for (String word : Magnitudes.WORDS.keySet()) {
                if (beginsWith(word)) {
                    after = after.substring(word.length()).strip();
                    return Magnitudes.of(word);
                }
            }
            return BigDecimal.ONE;
        }

        /** A word of letters ends where the letters end, except where a currency follows: {@code 5mEUR}. */
        private boolean beginsWith(String word) {
            if (!after.regionMatches(true, 0, word, 0, word.length())) {
                return false;
            }
            String rest = after.substring(word.length());
            boolean letters = !rest.isEmpty() && rest.charAt(0) < 128 && Character.isLetter(rest.charAt(0));
            return !letters || Character.isIdeographic(word.charAt(0)) || Currencies.understands(rest);
        }

        CurrencyUnit takeCurrency(CurrencyUnit assumed) {
            String left = before.strip();
            String right = after.strip();
            before = "";
            after = "";
            return Currencies.of(left.toUpperCase(Locale.ROOT), right.toUpperCase(Locale.ROOT), assumed);
        }
    }
}
