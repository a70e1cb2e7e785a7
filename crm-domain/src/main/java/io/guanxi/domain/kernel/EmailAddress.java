package io.guanxi.domain.kernel;

import com.google.common.base.Ascii;
import java.util.regex.Pattern;

/**
 * An e-mail address as business uses it: a dot-atom local part and a host name (RFC 5321 §4.1.2, the quoted form and address
 * literals left out on purpose; RFC 6531 lets both parts hold letters of any script). At most 254 characters, 64 before the
 * {@code @}. The host is kept in lower case; the local part as given, because only its host knows whether case matters.
 *
 * @param value such as {@code info@acme.test}
 */
public record EmailAddress(@Personal String value) {

    private static final String ATOM = "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[\\p{L}\\p{N}]([\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?";
    private static final Pattern FORM =
            Pattern.compile(ATOM + "(\\." + ATOM + ")*@(" + LABEL + "\\.)+(?!\\d+$)" + LABEL);

    /** Stands where an address was erased; the top level domain {@code invalid} is nobody's (RFC 2606). */
    public static final EmailAddress ERASED = new EmailAddress("erased@erased.invalid");

    public EmailAddress {
        value = Check.text("email", value, 254);
        int at = value.lastIndexOf('@');
        Check.that(
                at > 0 && at <= 64 && FORM.matcher(value).matches(),
                "email",
                "format",
                "must look like name@example.com");
        value = value.substring(0, at + 1) + Ascii.toLowerCase(value.substring(at + 1));
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
