package io.guanxi.application.finding;

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
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.finding.Decision;
import io.guanxi.domain.finding.FindingEvent.Assigned;
import io.guanxi.domain.finding.FindingEvent.Decided;
import io.guanxi.domain.finding.FindingEvent.Reported;
import io.guanxi.domain.finding.FindingEvent.Revised;
import io.guanxi.domain.finding.FindingId;
import io.guanxi.domain.finding.FindingKind;
import io.guanxi.domain.kernel.Erased;
import io.guanxi.domain.kernel.Personal;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One item of the steward's queue.
 *
 * @param other the customer that may be the same; null unless a duplicate is suspected
 * @param fields those concerned, by their names in the customer's view
 * @param severity in percent, 0 to 100
 * @param facts stands for what was compared; null if that does not matter
 * @param decision how it was closed; null while it is open
 * @param decidedBy who has decided
 */
@RecordBuilder
public record FindingView(
        FindingId id,
        FindingKind kind,
        Status status,
        CustomerId customer,
        @Nullable CustomerId other,
        Set<String> fields,
        int severity,
        @Personal String why,
        @Personal @Nullable String facts,
        @Nullable String assignee,
        @Nullable Decision decision,
        @Personal @Nullable String reason,
        @Nullable String decidedBy,
        Instant reportedAt,
        @Nullable Instant decidedAt)
        implements View, FindingViewBuilder.With {

    /** Where it is; {@code ERASED} when the customer is, and there is nothing to decide any more. */
    public enum Status {
        OPEN,
        DECIDED,
        ERASED
    }

    private static final ViewType.Builder<FindingView> V = ViewType.of("finding", FindingView.class);

    public static final Attribute<FindingView, FindingKind> KIND =
            V.oneOf("kind", FindingKind.class, FindingView::kind);
    public static final Attribute<FindingView, Status> STATUS = V.oneOf("status", Status.class, FindingView::status);

    /** Of whom, with whom it goes. */
    public static final Reference<FindingView, CustomerId> CUSTOMER =
            V.belongsTo("customer", CustomerId.class, FindingView::customer);

    /** Who may be the same, with whom it goes too. */
    public static final Reference<FindingView, CustomerId> OTHER =
            V.belongsTo("other", CustomerId.class, FindingView::other);

    public static final Many<FindingView> FIELDS = V.texts("fields", FindingView::fields);
    public static final Ordered<FindingView, Long> SEVERITY =
            V.integer("severity", view -> Long.valueOf(view.severity()));
    public static final Text<FindingView> ASSIGNEE = V.text("assignee", FindingView::assignee);
    public static final Attribute<FindingView, Decision> DECISION =
            V.oneOf("decision", Decision.class, FindingView::decision);
    public static final Text<FindingView> DECIDED_BY = V.text("decided_by", FindingView::decidedBy);
    public static final Ordered<FindingView, Instant> REPORTED_AT = V.instant("reported_at", FindingView::reportedAt);
    public static final Ordered<FindingView, Instant> DECIDED_AT = V.instant("decided_at", FindingView::decidedAt);

    /** The queue. */
    public static final Filter<FindingView> OPEN = STATUS.is(Status.OPEN);

    /** Open, or closed in a way that keeps the same from being opened again. */
    public static final Filter<FindingView> COVERING =
            OPEN.or(DECISION.in(Decision.ACCEPTED, Decision.NOT_A_DUPLICATE));

    public static final ViewType<FindingView> TYPE = V.startsWith(Reported.class, FindingView::reported)
            .on(Revised.class, FindingView::revised)
            .on(Assigned.class, (view, event) -> view.withAssignee(event.assignee()))
            .on(Decided.class, FindingView::decided)
            .list(STATUS, KIND)
            .by(SEVERITY)
            .list(CUSTOMER)
            .by(REPORTED_AT)
            .list(OTHER)
            .by(REPORTED_AT)
            .list(ASSIGNEE, STATUS)
            .by(REPORTED_AT)
            .build();

    public FindingView {
        fields = ImmutableSet.copyOf(fields);
    }

    private static FindingView reported(Reported event) {
        return new FindingView(
                event.findingId(),
                event.kind(),
                event.why().equals(Erased.TEXT) ? Status.ERASED : Status.OPEN,
                event.customerId(),
                event.other(),
                event.fields(),
                event.severity(),
                event.why(),
                event.facts(),
                null,
                null,
                null,
                null,
                event.foundAt(),
                null);
    }

    private FindingView revised(Revised event) {
        return withFields(event.fields())
                .withSeverity(event.severity())
                .withWhy(event.why())
                .withFacts(event.facts());
    }

    private FindingView decided(Decided event, Meta meta) {
        return withStatus(status == Status.ERASED ? Status.ERASED : Status.DECIDED)
                .withDecision(event.decision())
                .withReason(event.reason())
                .withDecidedBy(meta.actor())
                .withDecidedAt(event.at());
    }
}
