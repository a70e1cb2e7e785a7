package io.guanxi.domain.kernel;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;

/**
 * 统一社会信用代码, the number of every organisation registered in China (GB 32100-2015): 18 characters out of 31, of which 1
 * is the registrar, 2 the class, 3–8 the region, 9–17 the organisation code with its own check character (GB 11714-1997), and
 * 18 the check character. Both check characters are verified, and that the region lies in a {@link Province}. The region is
 * that of the registration; its last four digits are not verified, for counties that are no more stay in the codes.
 *
 * @param value such as {@code 91350100M000100Y43}; small letters are raised, wide ones narrowed, spaces and hyphens left out
 */
public record UnifiedSocialCreditCode(String value) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    private static final int[] BODY_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};
    private static final CharMatcher SEPARATOR = CharMatcher.whitespace().or(CharMatcher.is('-'));

    /** The region of bodies that the state itself has registered. */
    private static final String STATE = "10";

    public UnifiedSocialCreditCode {
        value = SEPARATOR.removeFrom(Ascii.toUpperCase(FullWidth.narrowed(Check.text("uscc", value, 40))));
        Check.that(value.length() == 18, "uscc", "length", "must have 18 characters");
        Check.that(
                value.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0),
                "uscc",
                "format",
                "must consist of digits and capital letters other than I, O, S, V and Z");
        Check.that(
                value.substring(2, 8).chars().allMatch(c -> c >= '0' && c <= '9'),
                "uscc",
                "region",
                "must have six digits for the region at places 3 to 8");
        String province = value.substring(2, 4);
        Check.that(
                province.equals(STATE) || Province.of(province).isPresent(),
                "uscc",
                "region",
                "must have a province's code at places 3 and 4 (GB/T 2260)");
        Check.that(
                value.charAt(16) == bodyCheck(value.substring(8, 16)),
                "uscc",
                "organisation-check",
                "must have the right check character at place 17");
        Check.that(
                value.charAt(17) == check(value), "uscc", "check", "must have the right check character at place 18");
    }

    /** GB 32100-2015: (31 - sum(value(c) × 3^(i-1) mod 31) mod 31) mod 31 over the first 17 characters. */
    private static char check(String code) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += ALPHABET.indexOf(code.charAt(i)) * WEIGHTS[i];
        }
        return ALPHABET.charAt((31 - sum % 31) % 31);
    }

    /** GB 11714-1997: (11 - sum mod 11) mod 11 over eight characters, digits as such, A = 10 … Z = 35; 10 is written X. */
    private static char bodyCheck(String body) {
        int sum = 0;
        for (int i = 0; i < BODY_WEIGHTS.length; i++) {
            sum += Character.digit(body.charAt(i), 36) * BODY_WEIGHTS[i];
        }
        int check = (11 - sum % 11) % 11;
        return check == 10 ? 'X' : (char) ('0' + check);
    }

    @Override
    public String toString() {
        return value;
    }
}
