package io.guanxi.application.ticket;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import io.guanxi.application.Meta;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Reference;
import io.guanxi.application.view.Text;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Personal;
import io.guanxi.domain.schema.FieldValues;
import io.guanxi.domain.ticket.Clock;
import io.guanxi.domain.ticket.ClockKind;
import io.guanxi.domain.ticket.Ticket.Status;
import io.guanxi.domain.ticket.TicketEvent.Assigned;
import io.guanxi.domain.ticket.TicketEvent.Cancelled;
import io.guanxi.domain.ticket.TicketEvent.ClockBreached;
import io.guanxi.domain.ticket.TicketEvent.ClockMet;
import io.guanxi.domain.ticket.TicketEvent.ClockPaused;
import io.guanxi.domain.ticket.TicketEvent.ClockRestated;
import io.guanxi.domain.ticket.TicketEvent.ClockResumed;
import io.guanxi.domain.ticket.TicketEvent.ClockStarted;
import io.guanxi.domain.ticket.TicketEvent.Closed;
import io.guanxi.domain.ticket.TicketEvent.CustomerAwaited;
import io.guanxi.domain.ticket.TicketEvent.CustomerReplied;
import io.guanxi.domain.ticket.TicketEvent.Escalated;
import io.guanxi.domain.ticket.TicketEvent.Merged;
import io.guanxi.domain.ticket.TicketEvent.NotedInternally;
import io.guanxi.domain.ticket.TicketEvent.Opened;
import io.guanxi.domain.ticket.TicketEvent.PriorityChanged;
import io.guanxi.domain.ticket.TicketEvent.Reopened;
import io.guanxi.domain.ticket.TicketEvent.ReplySent;
import io.guanxi.domain.ticket.TicketEvent.Resolved;
import io.guanxi.domain.ticket.TicketEvent.ThirdPartyAwaited;
import io.guanxi.domain.ticket.TicketEvent.Triaged;
import io.guanxi.domain.ticket.TicketEvent.Unassigned;
import io.guanxi.domain.ticket.TicketEvent.WorkContinued;
import io.guanxi.domain.ticket.TicketEvent.WorkStarted;
import io.guanxi.domain.ticket.TicketId;
import io.guanxi.domain.ticket.TicketKind;
import io.guanxi.domain.ticket.TicketPriority;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as screens, reports and rules see it. This record is the JSON.
 *
 * <p>It counts its messages and does not quote them, or each reply would write the whole conversation again; what was said is in
 * {@link TicketMessageView}.
 *
 * @param waitsFor the third party whose step is the next one
 * @param solution how it was solved; absent again after a reopening
 * @param mergedInto the ticket with which it goes on
 * @param escalations the calls for more attention, in order
 * @param clocks how each promise about it stands
 * @param replies how many public answers were sent; the text that resolves a ticket is not among them
 * @param customerReplies how often the customer wrote after the opening
 * @param notes how many internal notes there are
 * @param answeredAt when the customer had the first public answer
 * @param customerRepliedAt when the customer wrote last
 */
@RecordBuilder
public record TicketView(
        TicketId id,
        @Nullable CustomerId customer,
        @Personal String subject,
        @Personal @Nullable String description,
        String channel,
        TicketKind kind,
        TicketPriority priority,
        @Nullable String category,
        Status status,
        @Nullable String agent,
        @Personal @Nullable String waitsFor,
        @Nullable Solution solution,
        @Nullable TicketId mergedInto,
        List<Escalation> escalations,
        Map<ClockKind, Clock> clocks,
        int replies,
        int customerReplies,
        int notes,
        Instant openedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant customerRepliedAt,
        @Nullable Instant closedAt,
        FieldValues custom,
        Instant changedAt)
        implements View, TicketViewBuilder.With {

    /**
     * How a ticket was solved.
     *
     * @param code the host's name for the kind of solution
     * @param text what the customer was told
     */
    public record Solution(String code, @Personal String text, Instant resolvedAt) {}

    /** A call for more attention. */
    public record Escalation(@Personal String reason, Instant escalatedAt) {}

    private static final ViewType.Builder<TicketView> V = ViewType.of("ticket", TicketView.class);

    public static final Text<TicketView> SUBJECT = V.text("subject", TicketView::subject);
    public static final Reference<TicketView, CustomerId> CUSTOMER =
            V.belongsTo("customer", CustomerId.class, TicketView::customer);
    public static final Attribute<TicketView, Status> STATUS = V.oneOf("status", Status.class, TicketView::status);
    public static final Attribute<TicketView, TicketKind> KIND = V.oneOf("kind", TicketKind.class, TicketView::kind);
    public static final Attribute<TicketView, TicketPriority> PRIORITY =
            V.oneOf("priority", TicketPriority.class, TicketView::priority);

    /** The priority as a number, from 0 for the least to 3 for the most, to sort by. */
    public static final Ordered<TicketView, Long> URGENCY = V.integer("urgency", TicketView::urgency);

    public static final Text<TicketView> CHANNEL = V.text("channel", TicketView::channel);
    public static final Text<TicketView> CATEGORY = V.text("category", TicketView::category);
    public static final Text<TicketView> AGENT = V.text("agent", TicketView::agent);
    public static final Text<TicketView> SOLUTION_CODE = V.text(
            "solution_code",
            view -> view.solution() == null ? null : view.solution().code());
    public static final Reference<TicketView, TicketId> MERGED_INTO =
            V.reference("merged_into", TicketId.class, TicketView::mergedInto);
    public static final Ordered<TicketView, Long> ESCALATION_LEVEL =
            V.integer("escalation_level", view -> (long) view.escalations().size());

    /** When the first answer is due; absent while that clock does not run. */
    public static final Ordered<TicketView, Instant> FIRST_RESPONSE_DUE =
            V.instant("first_response_due", view -> view.due(ClockKind.FIRST_RESPONSE));

    public static final Ordered<TicketView, Boolean> FIRST_RESPONSE_BREACHED =
            V.flag("first_response_breached", view -> view.breached(ClockKind.FIRST_RESPONSE));

    /** When the solution is due; absent while that clock does not run. */
    public static final Ordered<TicketView, Instant> RESOLUTION_DUE =
            V.instant("resolution_due", view -> view.due(ClockKind.RESOLUTION));

    public static final Ordered<TicketView, Boolean> RESOLUTION_BREACHED =
            V.flag("resolution_breached", view -> view.breached(ClockKind.RESOLUTION));
    public static final Ordered<TicketView, Long> REPLIES = V.integer("replies", view -> (long) view.replies());
    public static final Ordered<TicketView, Long> CUSTOMER_REPLIES =
            V.integer("customer_replies", view -> (long) view.customerReplies());
    public static final Ordered<TicketView, Instant> OPENED_AT = V.instant("opened_at", TicketView::openedAt);
    public static final Ordered<TicketView, Instant> ANSWERED_AT = V.instant("answered_at", TicketView::answeredAt);
    public static final Ordered<TicketView, Instant> CUSTOMER_REPLIED_AT =
            V.instant("customer_replied_at", TicketView::customerRepliedAt);
    public static final Ordered<TicketView, Instant> RESOLVED_AT = V.instant(
            "resolved_at",
            view -> view.solution() == null ? null : view.solution().resolvedAt());
    public static final Ordered<TicketView, Instant> CLOSED_AT = V.instant("closed_at", TicketView::closedAt);
    public static final Ordered<TicketView, Instant> CHANGED_AT = V.instant("changed_at", TicketView::changedAt);

    /** There is still something to do, for us or for somebody else. */
    public static final Filter<TicketView> OPEN =
            STATUS.in(Status.NEW, Status.OPEN, Status.WAITING_CUSTOMER, Status.WAITING_THIRD_PARTY);

    /** The next step is ours. */
    public static final Filter<TicketView> WITH_US = STATUS.in(Status.NEW, Status.OPEN);

    public static final ViewType<TicketView> TYPE = V.startsWith(Opened.class, TicketView::opened)
            .on(Triaged.class, TicketView::triaged)
            .on(PriorityChanged.class, (view, event, meta) -> view.changed(meta).withPriority(event.priority()))
            .on(Assigned.class, (view, event, meta) -> view.changed(meta).withAgent(event.agent()))
            .on(Unassigned.class, (view, event, meta) -> view.changed(meta).withAgent(null))
            .on(WorkStarted.class, (view, event, meta) -> view.changed(meta).withStatus(Status.OPEN))
            .on(ReplySent.class, TicketView::replySent)
            .on(NotedInternally.class, (view, event, meta) -> view.changed(meta).withNotes(view.notes() + 1))
            .on(CustomerReplied.class, TicketView::customerReplied)
            .on(CustomerAwaited.class, (view, event, meta) -> view.waiting(Status.WAITING_CUSTOMER, null, meta))
            .on(
                    ThirdPartyAwaited.class,
                    (view, event, meta) -> view.waiting(Status.WAITING_THIRD_PARTY, event.party(), meta))
            .on(WorkContinued.class, (view, event, meta) -> view.waiting(Status.OPEN, null, meta))
            .on(Resolved.class, TicketView::resolved)
            .on(Reopened.class, TicketView::reopened)
            .on(Closed.class, (view, event, meta) -> view.ended(Status.CLOSED, event.closedAt(), meta))
            .on(Cancelled.class, (view, event, meta) -> view.ended(Status.CANCELLED, event.cancelledAt(), meta))
            .on(
                    Merged.class,
                    (view, event, meta) ->
                            view.ended(Status.MERGED, event.mergedAt(), meta).withMergedInto(event.into()))
            .on(Escalated.class, TicketView::escalated)
            .on(
                    ClockStarted.class,
                    (view, event, meta) -> view.changed(meta).withClock(event.clock(), Clock.started(event)))
            .on(ClockPaused.class, (view, event, meta) -> view.move(event.clock(), meta, clock -> clock.paused(event)))
            .on(
                    ClockResumed.class,
                    (view, event, meta) -> view.move(event.clock(), meta, clock -> clock.resumed(event)))
            .on(
                    ClockRestated.class,
                    (view, event, meta) -> view.move(event.clock(), meta, clock -> clock.restated(event)))
            .on(ClockMet.class, (view, event, meta) -> view.move(event.clock(), meta, clock -> clock.met(event)))
            .on(ClockBreached.class, (view, event, meta) -> view.move(event.clock(), meta, Clock::asBreached))
            .personal(Personal.Kind.TEXT, SUBJECT)
            .lookedUpBy(SUBJECT)
            .list(STATUS)
            .by(OPENED_AT)
            .list(AGENT, STATUS)
            .by(OPENED_AT)
            .list(CUSTOMER)
            .by(OPENED_AT)
            .list(FIRST_RESPONSE_BREACHED)
            .by(FIRST_RESPONSE_DUE)
            .list(RESOLUTION_BREACHED)
            .by(RESOLUTION_DUE)
            .customFields(TicketView::custom, TicketView::withCustom, TicketView::changed)
            .stages(view -> view.status().name())
            .build();

    public TicketView {
        escalations = ImmutableList.copyOf(escalations);
        clocks = Maps.immutableEnumMap(clocks);
    }

    private static TicketView opened(Opened event, Meta meta) {
        return new TicketView(
                event.ticketId(),
                event.customerId(),
                event.subject(),
                event.description(),
                event.channel(),
                event.kind(),
                event.priority(),
                null,
                Status.NEW,
                null,
                null,
                null,
                null,
                List.of(),
                Map.of(),
                0,
                0,
                0,
                event.openedAt(),
                null,
                null,
                null,
                FieldValues.NONE,
                meta.happenedAt());
    }

    private TicketView triaged(Triaged event, Meta meta) {
        return changed(meta)
                .withKind(event.kind())
                .withPriority(event.priority())
                .withCategory(event.category());
    }

    private TicketView replySent(ReplySent event, Meta meta) {
        return changed(meta).withReplies(replies + 1).answered(event.sentAt());
    }

    private TicketView customerReplied(CustomerReplied event, Meta meta) {
        return changed(meta).withCustomerReplies(customerReplies + 1).withCustomerRepliedAt(event.repliedAt());
    }

    private TicketView resolved(Resolved event, Meta meta) {
        return waiting(Status.RESOLVED, null, meta)
                .withSolution(new Solution(event.code(), event.text(), event.resolvedAt()))
                .answered(event.resolvedAt());
    }

    private TicketView reopened(Reopened event, Meta meta) {
        return changed(meta).withStatus(Status.OPEN).withSolution(null).withClosedAt(null);
    }

    private TicketView escalated(Escalated event, Meta meta) {
        return changed(meta)
                .withEscalations(ImmutableList.<Escalation>builder()
                        .addAll(escalations)
                        .add(new Escalation(event.reason(), event.escalatedAt()))
                        .build());
    }

    private TicketView waiting(Status now, @Nullable String party, Meta meta) {
        return changed(meta).withStatus(now).withWaitsFor(party);
    }

    private TicketView ended(Status end, Instant at, Meta meta) {
        return changed(meta).withStatus(end).withClosedAt(at);
    }

    private TicketView answered(Instant at) {
        return answeredAt == null ? withAnsweredAt(at) : this;
    }

    private TicketView move(ClockKind kind, Meta meta, UnaryOperator<Clock> move) {
        Clock clock = clocks.get(kind);
        return clock == null ? changed(meta) : changed(meta).withClock(kind, move.apply(clock));
    }

    private TicketView withClock(ClockKind kind, Clock clock) {
        Map<ClockKind, Clock> changed = new EnumMap<>(ClockKind.class);
        changed.putAll(clocks);
        changed.put(kind, clock);
        return withClocks(changed);
    }

    private TicketView changed(Meta meta) {
        return withChangedAt(meta.happenedAt());
    }

    private @Nullable Instant due(ClockKind kind) {
        Clock clock = clocks.get(kind);
        return clock == null || clock.status() != Clock.Status.RUNNING ? null : clock.dueAt();
    }

    private long urgency() {
        return switch (priority) {
            case LOW -> 0;
            case NORMAL -> 1;
            case HIGH -> 2;
            case URGENT -> 3;
        };
    }

    /** Whether there is still something to do, as {@link #OPEN} asks. */
    public boolean isOpen() {
        return solution == null && closedAt == null;
    }

    /** Whether the promise is or was broken; false if nothing is promised. */
    private boolean breached(ClockKind kind) {
        Clock clock = clocks.get(kind);
        return clock != null && clock.breached();
    }
}
