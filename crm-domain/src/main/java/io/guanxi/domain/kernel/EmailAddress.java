package io.guanxi.domain.kernel;

import com.google.common.base.Ascii;
import java.util.regex.Pattern;

/**
 * An e-mail address as business uses it: a dot-atom local part and a host name (RFC 5321 §4.1.2, the quoted form and address
 * literals left out on purpose; RFC 6531 lets both parts hold letters of any script). At most 254 characters, 64 before the
 * {@code @}. The host is kept in lower case; the local part as given, because only its host knows whether case matters. What
 * was typed in the full width of Chinese and Japanese keyboards is narrowed.
 *
 * <p>A host of one label is believed of a country alone, such as {@code ann@ai}: they may have mail (RFC 5321 §2.3.5), other
 * top level domains must not (ICANN SAC 053), and what is left is a name whose end is missing, such as {@code ann@gmail}.
 *
 * @param value such as {@code info@acme.test}
 */
public record EmailAddress(@Personal(Personal.Kind.EMAIL) String value) {

    private static final String ATOM = "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[\\p{L}\\p{N}]([\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?";
    private static final Pattern LOCAL_PART = Pattern.compile(ATOM + "(\\." + ATOM + ")*");
    private static final Pattern HOST = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final Pattern TOP_LEVEL = Pattern.compile("[A-Za-z]{2}|.*\\.(?!\\d+$)[^.]+");

    /** Stands where an address was erased; the top level domain {@code invalid} is nobody's (RFC 2606). */
    public static final EmailAddress ERASED = new EmailAddress("erased@erased.invalid");

    public EmailAddress {
        value = FullWidth.narrowed(Check.text("email", value, 254));
        int at = value.lastIndexOf('@');
        String host = value.substring(at + 1);
        Check.that(
                at > 0
                        && LOCAL_PART.matcher(value.substring(0, at)).matches()
                        && HOST.matcher(host).matches(),
                "email",
                "format",
                "must look like name@example.com");
        Check.that(at <= 64, "email", "local-part", "must have at most 64 characters before the @");
        Check.that(
                TOP_LEVEL.matcher(host).matches(), "email", "host", "must name a host with its ending, such as .com");
        value = value.substring(0, at + 1) + Ascii.toLowerCase(host);
    }

    /** The form in which two spellings of one mailbox are equal in practice: all in lower case. */
    public String key() {
        return value.toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}
