package io.guanxi.domain.ticket;

import com.google.common.collect.Maps;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which promise holds for which ticket. It is asked when a command moves a clock, and its answer is written into the events, so
 * history does not change when the policy does.
 *
 * <ul>
 *   <li>Targets are taken when a clock starts, and again when the ticket is triaged or its priority changes.
 *   <li>The calendar is taken at every move. The stretch since the last move counts by the calendar that the policy gives now,
 *       even if it gave another one then; if it gives none any more, the stretch does not count.
 *   <li>Where a policy gives no target, no clock starts, and one that has started stands still from its next move on.
 * </ul>
 *
 * An implementation answers the same for the same facts as long as it is in use, and fails for none.
 */
@FunctionalInterface
public interface SlaPolicy {

    /** What is promised for a ticket of these facts; nothing if absent. */
    @Nullable
    SlaTarget target(TicketFacts facts);

    /** Promises nothing: no clock ever starts. */
    static SlaPolicy none() {
        return facts -> null;
    }

    /** A promise for each priority; nothing is promised for those left out. */
    static SlaPolicy of(Map<TicketPriority, SlaTarget> targets) {
        Map<TicketPriority, SlaTarget> table = Maps.immutableEnumMap(targets);
        return facts -> table.get(facts.priority());
    }

    /**
     * A start for those who have no agreement yet, under the name {@code business-hours}; a working day is taken as 8 hours.
     *
     * <pre>
     *            first response   resolution
     *  URGENT    1 h               4 h
     *  HIGH      2 h               8 h
     *  NORMAL    4 h              24 h
     *  LOW       8 h              40 h
     * </pre>
     */
    static SlaPolicy businessHours(BusinessCalendar calendar) {
        String name = "business-hours";
        return of(Map.of(
                TicketPriority.URGENT, new SlaTarget(name, Duration.ofHours(1), Duration.ofHours(4), calendar),
                TicketPriority.HIGH, new SlaTarget(name, Duration.ofHours(2), Duration.ofHours(8), calendar),
                TicketPriority.NORMAL, new SlaTarget(name, Duration.ofHours(4), Duration.ofHours(24), calendar),
                TicketPriority.LOW, new SlaTarget(name, Duration.ofHours(8), Duration.ofHours(40), calendar)));
    }
}
