package io.guanxi.domain.profile;

import com.google.common.base.Ascii;
import io.guanxi.domain.kernel.Check;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person prefers.
 *
 * @param topic the host's word, in lower case, such as {@code colour}; at most 50 characters
 * @param value such as {@code blue}; at most 200 characters
 * @param source where that is known from, such as {@code said in the shop} or {@code orders}; at most 100 characters
 * @param confidence how sure it is: 1 to 100 percent, which is what the person said
 * @param expiresAt from when on it counts no more; null for ever
 */
public record Preference(
        String topic,
        String value,
        String source,
        int confidence,
        @Nullable Instant expiresAt) {

    public static final int MAX_VALUE = 200;

    /** Stands where a preference was erased. */
    public static final Preference ERASED = new Preference("[erased]", "[erased]", "[erased]", 1, null);

    public Preference {
        topic = topic(topic);
        value = Check.text("value", value, MAX_VALUE);
        source = Check.text("source", source, 100);
        Check.range("confidence", confidence, 1, 100);
        expiresAt = Check.optionalInstant("expiresAt", expiresAt);
    }

    static String topic(String topic) {
        return Ascii.toLowerCase(Check.text("topic", topic, 50));
    }

    /** What the person said. */
    public static Preference said(String topic, String value, String source) {
        return new Preference(topic, value, source, 100, null);
    }

    boolean hasExpired(Instant at) {
        return expiresAt != null && !expiresAt.isAfter(at);
    }
}
