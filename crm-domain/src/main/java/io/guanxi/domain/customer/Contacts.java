package io.guanxi.domain.customer;

import com.google.common.collect.ImmutableList;
import io.guanxi.domain.activity.ActivityId;
import io.guanxi.domain.customer.CustomerEvent.ContactForgotten;
import io.guanxi.domain.customer.CustomerEvent.Contacted;
import io.guanxi.domain.customer.CustomerEvent.FollowUpPromised;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a customer was contacted last, and when it is to be contacted next. Used by the rules and by the view, so the two cannot
 * disagree.
 *
 * @param lastAt null if never
 * @param agreedAt what was agreed on at the last contact, if anything
 * @param promised the follow-ups that are planned
 */
public record Contacts(@Nullable Instant lastAt, @Nullable Instant agreedAt, List<FollowUp> promised) {

    public static final Contacts NONE = new Contacts(null, null, List.of());

    /** A planned activity, and when it is due. */
    public record FollowUp(ActivityId activity, Instant dueAt) {}

    public Contacts {
        promised = ImmutableList.copyOf(promised);
    }

    /** The same activity is promised no longer; what was agreed on before the last contact is settled. */
    public Contacts with(Contacted event) {
        boolean newer = lastAt == null || !event.at().isBefore(lastAt);
        return new Contacts(
                newer ? event.at() : lastAt, newer ? event.nextAt() : agreedAt, without(event.activity()).promised);
    }

    /** What was the last contact is so no longer; if another has been since, that stays the last. */
    public Contacts with(ContactForgotten event) {
        return event.at().equals(lastAt) ? new Contacts(event.lastAt(), event.nextAt(), promised) : this;
    }

    /** Another time for the same activity takes the place of the one before. */
    public Contacts with(FollowUpPromised event) {
        return new Contacts(
                lastAt,
                agreedAt,
                Stream.concat(
                                without(event.activity()).promised.stream(),
                                Stream.of(new FollowUp(event.activity(), event.dueAt())))
                        .toList());
    }

    public Contacts without(ActivityId activity) {
        return new Contacts(
                lastAt,
                agreedAt,
                promised.stream()
                        .filter(each -> !each.activity().equals(activity))
                        .toList());
    }

    /** Together with those of another, who is the same customer. */
    Contacts and(Contacts other) {
        boolean newer = other.lastAt != null && (lastAt == null || other.lastAt.isAfter(lastAt));
        Map<ActivityId, FollowUp> all = new LinkedHashMap<>();
        Stream.concat(promised.stream(), other.promised.stream()).forEach(each -> all.put(each.activity(), each));
        return new Contacts(
                newer ? other.lastAt : lastAt, newer ? other.agreedAt : agreedAt, List.copyOf(all.values()));
    }

    /** When the customer is to be contacted next: what was promised or agreed on for the earliest time. */
    public Optional<Instant> nextAt() {
        return Stream.concat(Stream.ofNullable(agreedAt), promised.stream().map(FollowUp::dueAt))
                .min(Instant::compareTo);
    }
}
