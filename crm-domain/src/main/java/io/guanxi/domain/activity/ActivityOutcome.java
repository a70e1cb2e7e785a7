package io.guanxi.domain.activity;

import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Personal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has come of an activity.
 *
 * @param code the host's word for it, such as {@code reached}; at most 100 characters
 * @param notes at most 20,000 characters
 * @param nextContactAt when the customer is to be contacted next, if that was agreed on
 */
public record ActivityOutcome(
        @Nullable String code,
        @Personal @Nullable String notes,
        @Nullable Instant nextContactAt) {

    /** Nothing is said of it. */
    public static final ActivityOutcome NONE = new ActivityOutcome(null, null, null);

    public ActivityOutcome {
        code = Check.optionalText("code", code, 100);
        notes = Check.optionalText("notes", notes, 20_000);
        nextContactAt = Check.optionalInstant("nextContactAt", nextContactAt);
    }
}
