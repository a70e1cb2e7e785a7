package io.guanxi.domain.kernel;

import java.util.regex.Pattern;

/**
 * A telephone number in the international form of ITU-T E.164: {@code +}, country code, subscriber; 7 to 15 digits in all.
 * Reading national spellings such as {@code 0591-8888 1234} is the application's task, not the value's.
 *
 * @param value such as {@code +8613812341234}
 */
public record PhoneNumber(@Personal(Personal.Kind.PHONE) String value) {

    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern MASKED = Pattern.compile("\\+[1-9*][0-9*]{6,14}");

    /** Stands where a number was erased; the country code 999 is given to nobody (list of ITU-T E.164 codes). */
    public static final PhoneNumber ERASED = new PhoneNumber("+9990000000");

    public PhoneNumber {
        value = Check.text("phone", value, 40);
        Check.that(
                E164.matcher(value).matches()
                        || (value.contains("**") && MASKED.matcher(value).matches()),
                "phone",
                "format",
                "must be + and 7 to 15 digits, the first not 0 (E.164)");
    }

    /** Whether it is what {@link Masks} shows of a number; such a one is seen and never written. */
    public boolean isMasked() {
        return value.contains("**");
    }

    @Override
    public String toString() {
        return value;
    }
}
