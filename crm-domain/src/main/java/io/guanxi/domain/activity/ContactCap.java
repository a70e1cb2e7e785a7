package io.guanxi.domain.activity;

import io.guanxi.domain.kernel.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How often we turn to one customer at most, so that nobody is pestered. What the customer begins does not count, and neither does
 * what was cancelled or retracted; what is planned does.
 *
 * @param name told with a refusal; at most 100 characters
 * @param channel whose contacts it counts; null for those of all channels together
 * @param max how many there may be within the period, 1 to 1,000
 * @param period how long, 1 to 3,660 days; a refusal tells whole days
 */
public record ContactCap(String name, @Nullable String channel, int max, Duration period) {

    public ContactCap {
        name = Check.text("name", name, 100);
        channel = Check.optionalText("channel", channel, 50);
        Check.range("max", max, 1, 1_000);
        Check.range("period", period.toDays(), 1, 3_660);
    }

    /** Whether a contact of that kind is one to be counted. */
    public boolean counts(ActivityDetails details) {
        return details.direction() == Direction.OUTBOUND && (channel == null || channel.equals(details.channel()));
    }

    /**
     * Whether one contact more would be too many in any stretch of time as long as the period.
     *
     * @param others when the customer was or is to be contacted otherwise
     */
    public boolean isReachedBy(Instant contact, Collection<Instant> others) {
        return Stream.concat(
                        Stream.of(contact),
                        others.stream()
                                .filter(each -> !each.isAfter(contact)
                                        && each.plus(period).isAfter(contact)))
                .anyMatch(begin -> within(begin, others) >= max);
    }

    private long within(Instant begin, Collection<Instant> others) {
        Instant end = begin.plus(period);
        return others.stream()
                .filter(each -> !each.isBefore(begin) && each.isBefore(end))
                .count();
    }
}
