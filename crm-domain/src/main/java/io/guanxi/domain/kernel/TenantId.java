package io.guanxi.domain.kernel;

import java.util.regex.Pattern;

/**
 * One customer of the host: every stored row belongs to exactly one tenant.
 *
 * @param value 1 to 63 of {@code a-z 0-9 - _}, starting with a letter or digit
 */
public record TenantId(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    /** The tenant of hosts that have only one. */
    public static final TenantId MAIN = new TenantId("main");

    public TenantId {
        Check.that(
                FORM.matcher(value).matches(),
                "tenant",
                "format",
                "must be 1 to 63 of a-z, 0-9, - and _, not starting with - or _");
    }

    @Override
    public String toString() {
        return value;
    }
}
