package io.guanxi.application.timeline;

import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.PageRequest;
import io.guanxi.application.view.Reference;
import io.guanxi.application.view.Text;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Personal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that has happened with a customer. Whoever may see the deal, the ticket, … that it is told of may see the entry, and
 * nobody else: scopes of its own it has none.
 *
 * @param kind how screens sort it, such as {@code call} or {@code deal}
 * @param event the stored name, such as {@code opportunity.won}
 * @param feature whose event it is
 * @param subject the aggregate whose event it is
 * @param text what there is to read, as it was said then
 * @param actor who took it down
 * @param happenedAt the time of the business
 * @param sequence the event's number within the subject's history, which orders what happened at the same time
 */
public record TimelineEntry(
        Id id,
        CustomerId customer,
        String kind,
        String event,
        String feature,
        Subject subject,
        @Personal @Nullable String text,
        String actor,
        Instant happenedAt,
        long sequence)
        implements View {

    /** The identity of one entry, which nobody chooses: of an event about one customer, the event's. */
    public record Id(UUID value) implements AggregateId {}

    /** The identity of the aggregate whose event it is, of whatever feature. */
    public record Subject(UUID value) implements AggregateId {}

    private static final ViewType.Builder<TimelineEntry> V = ViewType.of("timeline", TimelineEntry.class);

    public static final Reference<TimelineEntry, CustomerId> CUSTOMER =
            V.reference("customer", CustomerId.class, TimelineEntry::customer);
    public static final Text<TimelineEntry> KIND = V.text("kind", TimelineEntry::kind);
    public static final Text<TimelineEntry> EVENT = V.text("event", TimelineEntry::event);
    public static final Text<TimelineEntry> FEATURE = V.text("feature", TimelineEntry::feature);
    public static final Reference<TimelineEntry, Subject> SUBJECT =
            V.reference("subject", Subject.class, TimelineEntry::subject);
    public static final Text<TimelineEntry> ACTOR = V.text("actor", TimelineEntry::actor);
    public static final Ordered<TimelineEntry, Instant> HAPPENED_AT =
            V.instant("happened_at", TimelineEntry::happenedAt);
    public static final Ordered<TimelineEntry, Long> SEQUENCE = V.integer("sequence", TimelineEntry::sequence);

    public static final ViewType<TimelineEntry> TYPE =
            V.ofToldEvents().list(CUSTOMER).by(HAPPENED_AT, SEQUENCE).build();

    /** The newest first, along the index: whatever is added meanwhile, no page repeats or skips. */
    public static PageRequest<TimelineEntry> newest(int limit) {
        return PageRequest.first(limit).by(HAPPENED_AT.descending(), SEQUENCE.descending());
    }

    /** What has happened with one customer. */
    public static Filter<TimelineEntry> of(CustomerId customer) {
        return CUSTOMER.is(customer);
    }
}
