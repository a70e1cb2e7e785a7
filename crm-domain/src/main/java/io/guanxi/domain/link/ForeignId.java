package io.guanxi.domain.link;

import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Personal;
import java.util.regex.Pattern;

/**
 * How another system calls a record.
 *
 * @param source the host's name for the system: 1 to 50 of a-z, 0-9 and -
 * @param value as that system writes it, at most 200 characters
 */
public record ForeignId(
        String source, @Personal(Personal.Kind.IDENTITY) String value) {

    private static final Pattern SOURCE = Pattern.compile("[a-z0-9-]{1,50}");

    public ForeignId {
        Check.that(SOURCE.matcher(source).matches(), "source", "format", "must be 1 to 50 of a-z, 0-9 and -");
        value = Check.text("value", value, 200);
    }

    /** As it is looked up: {@code erp:4711}. */
    public String key() {
        return source + ":" + value;
    }
}
