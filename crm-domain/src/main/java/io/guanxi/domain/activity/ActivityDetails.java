package io.guanxi.domain.activity;

import com.google.common.collect.ImmutableSet;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Personal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an activity beside what it is about and when.
 *
 * @param direction absent where nobody turned to anybody, as at a meeting
 * @param channel the host's name for the means, such as {@code wechat}; at most 50 characters
 * @param subject at most 300 characters
 * @param notes at most 20,000 characters
 * @param participants the persons who take part, without our own people; at most 100
 */
public record ActivityDetails(
        ActivityKind kind,
        @Nullable Direction direction,
        @Nullable String channel,
        @Personal String subject,
        @Personal @Nullable String notes,
        Set<CustomerId> participants) {

    public static final int MAX_PARTICIPANTS = 100;

    public ActivityDetails {
        channel = Check.optionalText("channel", channel, 50);
        subject = Check.text("subject", subject, 300);
        notes = Check.optionalText("notes", notes, 20_000);
        Check.that(
                participants.size() <= MAX_PARTICIPANTS,
                "participants",
                "size",
                "must have at most " + MAX_PARTICIPANTS + " entries");
        participants = ImmutableSet.copyOf(participants);
    }

    /** All there must be: how, and what for. */
    public static ActivityDetails of(ActivityKind kind, String subject) {
        return new ActivityDetails(kind, null, null, subject, null, ImmutableSet.of());
    }
}
