package io.guanxi.application.activity;

import com.google.common.collect.ImmutableSet;
import io.guanxi.application.Meta;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Many;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Reference;
import io.guanxi.application.view.Text;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.activity.About;
import io.guanxi.domain.activity.Activity.Status;
import io.guanxi.domain.activity.ActivityDetails;
import io.guanxi.domain.activity.ActivityEvent.Assigned;
import io.guanxi.domain.activity.ActivityEvent.Cancelled;
import io.guanxi.domain.activity.ActivityEvent.Completed;
import io.guanxi.domain.activity.ActivityEvent.DetailsCorrected;
import io.guanxi.domain.activity.ActivityEvent.FollowUpPlanned;
import io.guanxi.domain.activity.ActivityEvent.FollowUpRecorded;
import io.guanxi.domain.activity.ActivityEvent.Postponed;
import io.guanxi.domain.activity.ActivityEvent.Reinstated;
import io.guanxi.domain.activity.ActivityEvent.Reopened;
import io.guanxi.domain.activity.ActivityEvent.Retracted;
import io.guanxi.domain.activity.ActivityId;
import io.guanxi.domain.activity.ActivityKind;
import io.guanxi.domain.activity.ActivityOutcome;
import io.guanxi.domain.activity.Direction;
import io.guanxi.domain.campaign.CampaignId;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Personal;
import io.guanxi.domain.opportunity.OpportunityId;
import io.guanxi.domain.schema.FieldValues;
import io.guanxi.domain.ticket.TicketId;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An activity as screens, reports and rules see it. This record is the JSON.
 *
 * @param assignee who is to do it, or has taken it down
 * @param dueAt when it is promised for; null if it was recorded without a plan
 * @param heldAt null until it is done
 * @param postponements how often it was moved
 * @param reason of the last postponement, cancellation or reopening
 * @param retraction null unless it is retracted
 */
@RecordBuilder
public record ActivityView(
        ActivityId id,
        Status status,
        About about,
        ActivityDetails details,
        String assignee,
        @Nullable Instant dueAt,
        @Nullable Instant heldAt,
        @Nullable ActivityOutcome outcome,
        int postponements,
        @Personal @Nullable String reason,
        @Nullable Retraction retraction,
        FieldValues custom,
        Instant changedAt)
        implements View, ActivityViewBuilder.With {

    private static final ViewType.Builder<ActivityView> V = ViewType.of("activity", ActivityView.class);

    public static final Attribute<ActivityView, Status> STATUS = V.oneOf("status", Status.class, ActivityView::status);
    public static final Attribute<ActivityView, ActivityKind> KIND =
            V.oneOf("kind", ActivityKind.class, view -> view.details().kind());
    public static final Attribute<ActivityView, Direction> DIRECTION =
            V.oneOf("direction", Direction.class, view -> view.details().direction());
    public static final Text<ActivityView> CHANNEL =
            V.text("channel", view -> view.details().channel());
    public static final Text<ActivityView> SUBJECT =
            V.text("subject", view -> view.details().subject());

    /** What is told of a customer goes with the customer; so does what is told of the customer's deals and tickets. */
    public static final Reference<ActivityView, CustomerId> CUSTOMER =
            V.belongsTo("customer", CustomerId.class, view -> view.about().customer());

    public static final Reference<ActivityView, OpportunityId> OPPORTUNITY =
            V.belongsTo("opportunity", OpportunityId.class, view -> view.about().opportunity());
    public static final Reference<ActivityView, TicketId> TICKET =
            V.belongsTo("ticket", TicketId.class, view -> view.about().ticket());
    public static final Reference<ActivityView, CampaignId> CAMPAIGN =
            V.reference("campaign", CampaignId.class, view -> view.about().campaign());

    /** The ids of the persons who take part, as texts. */
    public static final Many<ActivityView> PARTICIPANTS = V.texts("participants", ActivityView::participants);

    public static final Text<ActivityView> ASSIGNEE = V.text("assignee", ActivityView::assignee);
    public static final Ordered<ActivityView, Instant> DUE_AT = V.instant("due_at", ActivityView::dueAt);

    /** Absent until it is done, and once it is retracted, as is all that has come of it. */
    public static final Ordered<ActivityView, Instant> HELD_AT =
            V.instant("held_at", view -> view.retraction() == null ? view.heldAt() : null);

    /** When it was; when it is to be, as long as it was not. */
    public static final Ordered<ActivityView, Instant> AT = V.instant("at", ActivityView::at);

    public static final Text<ActivityView> OUTCOME =
            V.text("outcome", view -> view.counting().code());
    public static final Ordered<ActivityView, Instant> NEXT_CONTACT =
            V.instant("next_contact", view -> view.counting().nextContactAt());
    public static final Ordered<ActivityView, Long> POSTPONEMENTS =
            V.integer("postponements", view -> (long) view.postponements());
    public static final Ordered<ActivityView, Instant> CHANGED_AT = V.instant("changed_at", ActivityView::changedAt);

    /** Promised, and neither done nor given up. */
    public static final Filter<ActivityView> OPEN = STATUS.is(Status.PLANNED);

    public static final ViewType<ActivityView> TYPE = V.startsWith(FollowUpPlanned.class, ActivityView::planned)
            .startsWith(FollowUpRecorded.class, ActivityView::recorded)
            .on(
                    DetailsCorrected.class,
                    (view, event, meta) -> view.changed(meta).withDetails(event.details()))
            .on(Assigned.class, (view, event, meta) -> view.changed(meta).withAssignee(event.assignee()))
            .on(Postponed.class, ActivityView::postponed)
            .on(Completed.class, ActivityView::completed)
            .on(Cancelled.class, ActivityView::cancelled)
            .on(Reopened.class, ActivityView::reopened)
            .on(
                    Retracted.class,
                    (view, event, meta) -> view.changed(meta)
                            .withStatus(Status.RETRACTED)
                            .withRetraction(new Retraction(view.status(), event.reason())))
            .on(Reinstated.class, (view, event, meta) -> view.changed(meta).reinstated())
            .personal(Personal.Kind.TEXT, SUBJECT)
            .list(CUSTOMER)
            .by(AT)
            .list(ASSIGNEE, STATUS)
            .by(DUE_AT)
            .list(STATUS)
            .by(DUE_AT)
            .customFields(ActivityView::custom, ActivityView::withCustom, ActivityView::changed)
            .stages(view -> view.status().name())
            .build();

    /**
     * That it was written down by mistake.
     *
     * @param from what it was before, and is again once it is reinstated
     */
    public record Retraction(Status from, @Personal String reason) {}

    /** What was promised for an earlier time than now and is still to be done. */
    public static Filter<ActivityView> overdue(Instant now) {
        return OPEN.and(DUE_AT.lessThan(now));
    }

    private static ActivityView planned(FollowUpPlanned event, Meta meta) {
        return new ActivityView(
                event.activityId(),
                Status.PLANNED,
                event.about(),
                event.details(),
                event.assignee(),
                event.dueAt(),
                null,
                null,
                0,
                null,
                null,
                FieldValues.NONE,
                meta.happenedAt());
    }

    private static ActivityView recorded(FollowUpRecorded event, Meta meta) {
        return new ActivityView(
                event.activityId(),
                Status.DONE,
                event.about(),
                event.details(),
                event.assignee(),
                null,
                event.heldAt(),
                event.outcome(),
                0,
                null,
                null,
                FieldValues.NONE,
                meta.happenedAt());
    }

    private ActivityView postponed(Postponed event, Meta meta) {
        return changed(meta)
                .withDueAt(event.dueAt())
                .withPostponements(postponements + 1)
                .withReason(event.reason());
    }

    private ActivityView completed(Completed event, Meta meta) {
        return changed(meta).withStatus(Status.DONE).withHeldAt(event.heldAt()).withOutcome(event.outcome());
    }

    private ActivityView cancelled(Cancelled event, Meta meta) {
        return changed(meta).withStatus(Status.CANCELLED).withReason(event.reason());
    }

    private ActivityView reopened(Reopened event, Meta meta) {
        return changed(meta)
                .withStatus(Status.PLANNED)
                .withHeldAt(null)
                .withOutcome(null)
                .withReason(event.reason());
    }

    private ActivityView reinstated() {
        return retraction == null ? this : withStatus(retraction.from()).withRetraction(null);
    }

    private ActivityOutcome counting() {
        return outcome == null || retraction != null ? ActivityOutcome.NONE : outcome;
    }

    private ActivityView changed(Meta meta) {
        return withChangedAt(meta.happenedAt());
    }

    @Nullable
    Instant at() {
        return heldAt == null ? dueAt : heldAt;
    }

    private Set<String> participants() {
        return details.participants().stream()
                .map(each -> each.value().toString())
                .collect(ImmutableSet.toImmutableSet());
    }
}
