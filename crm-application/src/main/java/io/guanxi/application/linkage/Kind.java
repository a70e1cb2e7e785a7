package io.guanxi.application.linkage;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a column holds, told by its values alone. */
enum Kind {
    TEXT,
    DATE,
    PHONE,
    CODE,
    NUMBER;

    private static final Pattern NUMBER_TEXT =
            Pattern.compile("[-+]?[$€£¥]? ?\\d{1,3}(,\\d{3})+(\\.\\d+)?|[-+]?[$€£¥]? ?\\d+([.,]\\d+)?");
    private static final Pattern PHONE_TEXT =
            Pattern.compile("[+(]?[\\d(][\\d\\s()+./–-]{5,}(( ?(x|ext\\.?|#) ?)\\d{1,6})?");
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})[-/.年 ](\\d{1,2})[-/.月 ](\\d{1,2})日?([t ].*)?");
    private static final Pattern YEAR_LAST =
            Pattern.compile("(\\d{1,2})[-/. ](\\d{1,2})[-/. ](\\d{4}|\\d{2})([t ].*)?");
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final double MOST = 0.8;

    /** What most of these folded values are, each counted once. */
    static Kind of(List<String> values) {
        int all = 0;
        int dates = 0;
        int mails = 0;
        int phones = 0;
        int written = 0;
        int numbers = 0;
        int whole = 0;
        int codes = 0;
        int[] lengths = new int[32];
        for (String value : values) {
            all++;
            dates += date(value, false) != null ? 1 : 0;
            mails += value.indexOf('@') >= 0 ? 1 : 0;
            numbers += NUMBER_TEXT.matcher(value).matches() ? 1 : 0;
            int digits = Texts.digits(value).length();
            if (PHONE_TEXT.matcher(value).matches() && digits >= 7 && digits <= 20) {
                phones++;
                written += value.length() > digits || (digits == 11 && value.charAt(0) == '1') ? 1 : 0;
            }
            if (DIGITS.matcher(value).matches()) {
                whole++;
                lengths[Math.min(value.length(), 31)]++;
            }
            codes += digits > 0 && value.indexOf(' ') < 0 && value.length() >= 4 ? 1 : 0;
        }
        if (all == 0) {
            return TEXT;
        }
        double enough = MOST * all;
        if (dates >= enough) {
            return DATE;
        }
        if (mails >= 0.6 * all) {
            return CODE;
        }
        if (phones >= enough && written >= 0.3 * all) {
            return PHONE;
        }
        if (whole >= enough) {
            int usual = 0;
            for (int length = 4; length < lengths.length; length++) {
                usual = Math.max(usual, lengths[length]);
            }
            return usual >= MOST * whole ? CODE : NUMBER;
        }
        if (numbers >= enough) {
            return NUMBER;
        }
        return codes >= enough ? CODE : TEXT;
    }

    /** How a folded value stands in the dictionary of a column of this kind; empty if nothing is left of it. */
    String canonical(String folded, boolean dayFirst) {
        return switch (this) {
            case DATE -> {
                String date = date(folded, dayFirst);
                yield date == null ? folded : date;
            }
            case PHONE -> phone(folded);
            case CODE -> code(folded);
            case NUMBER -> folded.replaceAll("[$€£¥ ,](?!\\d{1,2}$)", "");
            case TEXT -> folded;
        };
    }

    private static String code(String folded) {
        return folded.indexOf('@') >= 0 ? folded.replace(" ", "") : folded.replaceAll("[\\s./_–-]", "");
    }

    /** Digits without the extension, the code for leaving the country, and those of the countries that are seen most. */
    private static String phone(String folded) {
        int extension = folded.length();
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c == 'x' || c == 'e' || c == '#') {
                extension = i;
                break;
            }
        }
        String digits = Texts.digits(folded.substring(0, extension));
        if (digits.startsWith("00")) {
            digits = digits.substring(2);
        } else if (digits.startsWith("0")) {
            digits = digits.substring(1);
        }
        if (digits.length() == 13 && digits.startsWith("861")) {
            return digits.substring(2);
        }
        boolean mobile = folded.equals(digits) && digits.length() == 11;
        return digits.length() == 11 && digits.startsWith("1") && !mobile ? digits.substring(1) : digits;
    }

    /** Eight digits, year first; null if it is none. */
    static @Nullable String date(String folded, boolean dayFirst) {
        if (folded.length() == 8 && DIGITS.matcher(folded).matches()) {
            return day(folded.substring(0, 4), folded.substring(4, 6), folded.substring(6));
        }
        Matcher first = YEAR_FIRST.matcher(folded);
        if (first.matches()) {
            return day(first.group(1), first.group(2), first.group(3));
        }
        Matcher last = YEAR_LAST.matcher(folded);
        if (!last.matches()) {
            return null;
        }
        String year = last.group(3).length() == 4
                ? last.group(3)
                : (last.group(3).compareTo("30") > 0 ? "19" : "20") + last.group(3);
        String left = last.group(1);
        String right = last.group(2);
        String day = day(year, dayFirst ? right : left, dayFirst ? left : right);
        return day != null ? day : day(year, dayFirst ? left : right, dayFirst ? right : left);
    }

    /** Whether more of these dates can only be read with the day first than with the month first. */
    static boolean dayFirst(List<String> values) {
        int balance = 0;
        for (String value : values) {
            Matcher last = YEAR_LAST.matcher(value);
            if (last.matches()) {
                balance += Integer.parseInt(last.group(1)) > 12 ? 1 : 0;
                balance -= Integer.parseInt(last.group(2)) > 12 ? 1 : 0;
            }
        }
        return balance > 0;
    }

    private static @Nullable String day(String year, String month, String day) {
        int y = Integer.parseInt(year);
        int m = Integer.parseInt(month);
        int d = Integer.parseInt(day);
        boolean possible = y >= 1800 && y <= 2100 && m >= 1 && m <= 12 && d >= 1 && d <= 31;
        return possible ? year + (m < 10 ? "0" : "") + m + (d < 10 ? "0" : "") + d : null;
    }

    static double number(String text) {
        try {
            return Double.parseDouble(text.replace(',', '.'));
        } catch (NumberFormatException none) {
            return Double.NaN;
        }
    }
}
