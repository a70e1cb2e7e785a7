package io.guanxi.application.opportunity;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
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
import io.guanxi.domain.kernel.Personal;
import io.guanxi.domain.opportunity.ForecastCategory;
import io.guanxi.domain.opportunity.Line;
import io.guanxi.domain.opportunity.Lines;
import io.guanxi.domain.opportunity.Opportunity.Status;
import io.guanxi.domain.opportunity.OpportunityDetails;
import io.guanxi.domain.opportunity.OpportunityEvent.AmountRevised;
import io.guanxi.domain.opportunity.OpportunityEvent.CloseDateMoved;
import io.guanxi.domain.opportunity.OpportunityEvent.CompetitorDropped;
import io.guanxi.domain.opportunity.OpportunityEvent.CompetitorNoted;
import io.guanxi.domain.opportunity.OpportunityEvent.CustomerAssigned;
import io.guanxi.domain.opportunity.OpportunityEvent.DetailsCorrected;
import io.guanxi.domain.opportunity.OpportunityEvent.ForecastCommitted;
import io.guanxi.domain.opportunity.OpportunityEvent.Invalidated;
import io.guanxi.domain.opportunity.OpportunityEvent.LineAdded;
import io.guanxi.domain.opportunity.OpportunityEvent.LineRemoved;
import io.guanxi.domain.opportunity.OpportunityEvent.LinesReplaced;
import io.guanxi.domain.opportunity.OpportunityEvent.Lost;
import io.guanxi.domain.opportunity.OpportunityEvent.Opened;
import io.guanxi.domain.opportunity.OpportunityEvent.OpeningCorrected;
import io.guanxi.domain.opportunity.OpportunityEvent.OwnerAssigned;
import io.guanxi.domain.opportunity.OpportunityEvent.OwnerTransferred;
import io.guanxi.domain.opportunity.OpportunityEvent.Reopened;
import io.guanxi.domain.opportunity.OpportunityEvent.StageAdvanced;
import io.guanxi.domain.opportunity.OpportunityEvent.StageRolledBack;
import io.guanxi.domain.opportunity.OpportunityEvent.Won;
import io.guanxi.domain.opportunity.OpportunityId;
import io.guanxi.domain.opportunity.StageEntry;
import io.guanxi.domain.schema.FieldValues;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * An opportunity as screens, reports and rules see it. This record is the JSON. Dates are business dates.
 *
 * @param stage where it is, or was when it ended
 * @param committed how it counts in the forecast while it is open: as its stage says, or as was committed since
 * @param amount what it is worth; with lines, their sum
 * @param slips how often the expected close was moved to a later day
 * @param closedOn when it ended; absent while it is open, and again after a reopening
 * @param endReason why it was lost or is invalid
 */
@RecordBuilder
public record OpportunityView(
        OpportunityId id,
        @Nullable CustomerId customer,
        OpportunityDetails details,
        String pipeline,
        StageEntry stage,
        ForecastCategory committed,
        Status status,
        @Nullable String owner,
        @Nullable Money amount,
        List<Line> lines,
        @Nullable LocalDate expectedClose,
        int slips,
        Set<String> competitors,
        LocalDate openedOn,
        @Nullable LocalDate closedOn,
        @Personal @Nullable String endReason,
        Instant openedAt,
        FieldValues custom,
        Instant changedAt)
        implements View, OpportunityViewBuilder.With {

    private static final ViewType.Builder<OpportunityView> V = ViewType.of("opportunity", OpportunityView.class);

    public static final Text<OpportunityView> NAME =
            V.text("name", view -> view.details().name());
    public static final Text<OpportunityView> KIND =
            V.text("kind", view -> view.details().kind());
    public static final Text<OpportunityView> SOURCE =
            V.text("source", view -> view.details().source());
    public static final Reference<OpportunityView, CustomerId> CUSTOMER =
            V.belongsTo("customer", CustomerId.class, OpportunityView::customer);
    public static final Attribute<OpportunityView, Status> STATUS =
            V.oneOf("status", Status.class, OpportunityView::status);
    public static final Text<OpportunityView> PIPELINE = V.text("pipeline", OpportunityView::pipeline);

    /** The stage's code; of a closed deal, the one it was in. */
    public static final Text<OpportunityView> STAGE =
            V.text("stage", view -> view.stage().code());

    public static final Text<OpportunityView> STAGE_NAME =
            V.text("stage_name", view -> view.stage().name());
    public static final Ordered<OpportunityView, Long> STAGE_POSITION =
            V.integer("stage_position", view -> (long) view.stage().position());
    public static final Ordered<OpportunityView, LocalDate> STAGE_ENTERED_ON =
            V.date("stage_entered_on", view -> view.stage().enteredOn());
    public static final Ordered<OpportunityView, Long> PROBABILITY =
            V.integer("probability", view -> (long) view.probability());
    public static final Attribute<OpportunityView, ForecastCategory> FORECAST =
            V.oneOf("forecast", ForecastCategory.class, OpportunityView::forecast);
    public static final Text<OpportunityView> OWNER = V.text("owner", OpportunityView::owner);
    public static final Ordered<OpportunityView, BigDecimal> AMOUNT = V.decimal(
            "amount", view -> view.amount() == null ? null : view.amount().getAmount());
    public static final Text<OpportunityView> CURRENCY = V.text("currency", OpportunityView::currency);
    public static final Ordered<OpportunityView, BigDecimal> WEIGHTED_AMOUNT =
            V.decimal("weighted_amount", OpportunityView::weightedAmount);
    public static final Many<OpportunityView> PRODUCTS = V.texts("products", OpportunityView::products);
    public static final Many<OpportunityView> COMPETITORS = V.texts("competitors", OpportunityView::competitors);
    public static final Ordered<OpportunityView, LocalDate> EXPECTED_CLOSE =
            V.date("expected_close", OpportunityView::expectedClose);
    public static final Ordered<OpportunityView, Long> SLIPS = V.integer("slips", view -> (long) view.slips());
    public static final Ordered<OpportunityView, LocalDate> OPENED_ON = V.date("opened_on", OpportunityView::openedOn);
    public static final Ordered<OpportunityView, LocalDate> CLOSED_ON = V.date("closed_on", OpportunityView::closedOn);
    public static final Text<OpportunityView> CLOSE_QUARTER = V.text("close_quarter", OpportunityView::closeQuarter);
    public static final Ordered<OpportunityView, Long> DAYS_TO_CLOSE =
            V.integer("days_to_close", OpportunityView::daysToClose);
    public static final Text<OpportunityView> END_REASON = V.text("end_reason", OpportunityView::endReason);
    public static final Ordered<OpportunityView, Instant> OPENED_AT = V.instant("opened_at", OpportunityView::openedAt);
    public static final Ordered<OpportunityView, Instant> CHANGED_AT =
            V.instant("changed_at", OpportunityView::changedAt);

    public static final Filter<OpportunityView> OPEN = STATUS.is(Status.OPEN);
    public static final Filter<OpportunityView> WON = STATUS.is(Status.WON);
    public static final Filter<OpportunityView> LOST = STATUS.is(Status.LOST);

    public static final ViewType<OpportunityView> TYPE = V.startsWith(Opened.class, OpportunityView::opened)
            .on(
                    CustomerAssigned.class,
                    (view, event, meta) -> view.changed(meta).withCustomer(event.customerId()))
            .on(
                    DetailsCorrected.class,
                    (view, event, meta) -> view.changed(meta).withDetails(event.details()))
            .on(StageAdvanced.class, (view, event, meta) -> view.changed(meta).in(event.to()))
            .on(StageRolledBack.class, (view, event, meta) -> view.changed(meta).in(event.to()))
            .on(
                    ForecastCommitted.class,
                    (view, event, meta) -> view.changed(meta).withCommitted(event.category()))
            .on(LineAdded.class, OpportunityView::lineAdded)
            .on(LineRemoved.class, OpportunityView::lineRemoved)
            .on(LinesReplaced.class, OpportunityView::linesReplaced)
            .on(AmountRevised.class, (view, event, meta) -> view.changed(meta).withAmount(event.to()))
            .on(CloseDateMoved.class, OpportunityView::closeDateMoved)
            .on(
                    OpeningCorrected.class,
                    (view, event, meta) -> view.changed(meta).withOpenedOn(event.to()))
            .on(OwnerAssigned.class, (view, event, meta) -> view.changed(meta).withOwner(event.owner()))
            .on(
                    OwnerTransferred.class,
                    (view, event, meta) -> view.changed(meta).withOwner(event.owner()))
            .on(CompetitorNoted.class, OpportunityView::competitorNoted)
            .on(CompetitorDropped.class, OpportunityView::competitorDropped)
            .on(Won.class, OpportunityView::won)
            .on(Lost.class, OpportunityView::lost)
            .on(Invalidated.class, OpportunityView::invalidated)
            .on(Reopened.class, OpportunityView::reopened)
            .personal(Personal.Kind.TEXT, NAME, END_REASON)
            .lookedUpBy(NAME)
            .list(STATUS)
            .by(EXPECTED_CLOSE)
            .list(OWNER, STATUS)
            .by(EXPECTED_CLOSE)
            .list(CUSTOMER)
            .by(OPENED_ON)
            .list(STATUS)
            .by(CLOSED_ON)
            .revision(2)
            .customFields(OpportunityView::custom, OpportunityView::withCustom, OpportunityView::changed)
            .stages(view -> view.status() == Status.OPEN
                    ? view.stage().code()
                    : view.status().name())
            .build();

    public OpportunityView {
        lines = ImmutableList.copyOf(lines);
        competitors = ImmutableSet.copyOf(competitors);
    }

    private static OpportunityView opened(Opened event, Meta meta) {
        return new OpportunityView(
                event.opportunityId(),
                event.customerId(),
                event.details(),
                event.pipeline(),
                event.stage(),
                event.stage().forecast(),
                Status.OPEN,
                event.owner(),
                event.amount(),
                event.lines(),
                event.expectedClose(),
                0,
                Set.of(),
                event.openedOn(),
                null,
                null,
                meta.happenedAt(),
                FieldValues.NONE,
                meta.happenedAt());
    }

    private OpportunityView lineAdded(LineAdded event, Meta meta) {
        return changed(meta)
                .withLines(new Lines(lines).with(event.line()).all())
                .withAmount(event.amount());
    }

    private OpportunityView lineRemoved(LineRemoved event, Meta meta) {
        return changed(meta)
                .withLines(new Lines(lines).without(event.lineId()).all())
                .withAmount(event.amount());
    }

    private OpportunityView linesReplaced(LinesReplaced event, Meta meta) {
        return changed(meta).withLines(event.lines()).withAmount(event.amount());
    }

    private OpportunityView closeDateMoved(CloseDateMoved event, Meta meta) {
        return changed(meta).withExpectedClose(event.to()).withSlips(event.slips());
    }

    private OpportunityView competitorNoted(CompetitorNoted event, Meta meta) {
        return changed(meta).withCompetitors(Sets.union(competitors, Set.of(event.competitor())));
    }

    private OpportunityView competitorDropped(CompetitorDropped event, Meta meta) {
        return changed(meta).withCompetitors(Sets.difference(competitors, Set.of(event.competitor())));
    }

    private OpportunityView won(Won event, Meta meta) {
        return changed(meta).withAmount(event.amount()).ended(Status.WON, event.closedOn(), null);
    }

    private OpportunityView lost(Lost event, Meta meta) {
        return changed(meta).ended(Status.LOST, event.closedOn(), event.reason());
    }

    private OpportunityView invalidated(Invalidated event, Meta meta) {
        return changed(meta).ended(Status.INVALID, event.closedOn(), event.reason());
    }

    private OpportunityView reopened(Reopened event, Meta meta) {
        return changed(meta).ended(Status.OPEN, null, null).in(event.stage());
    }

    private OpportunityView in(StageEntry entered) {
        return withStage(entered).withCommitted(entered.forecast());
    }

    private OpportunityView ended(Status end, @Nullable LocalDate on, @Nullable String reason) {
        return withStatus(end).withClosedOn(on).withEndReason(reason);
    }

    private OpportunityView changed(Meta meta) {
        return withChangedAt(meta.happenedAt());
    }

    /** How likely it is to be won, in per cent: what the stage says while the deal is open, then 100 or 0. */
    public int probability() {
        return switch (status) {
            case OPEN -> stage.probability();
            case WON -> 100;
            default -> 0;
        };
    }

    /** How it counts in the forecast: as committed while the deal is open, then as closed if won, else not at all. */
    public ForecastCategory forecast() {
        return switch (status) {
            case OPEN -> committed;
            case WON -> ForecastCategory.CLOSED;
            default -> ForecastCategory.OMITTED;
        };
    }

    /** Amount × probability, exact, in the currency of the amount. */
    public @Nullable BigDecimal weightedAmount() {
        return amount == null
                ? null
                : amount.getAmount().multiply(BigDecimal.valueOf(probability())).movePointLeft(2);
    }

    /** The code of the amount's currency, such as {@code EUR}. */
    @Nullable
    String currency() {
        return amount == null ? null : amount.getCurrencyUnit().getCode();
    }

    /** The numbers of the products that the deal is about. */
    private Set<String> products() {
        return lines.stream().map(Line::product).collect(ImmutableSet.toImmutableSet());
    }

    /** The calendar quarter of the close, such as {@code 2017-Q1}; null while the deal is open. */
    private @Nullable String closeQuarter() {
        return closedOn == null ? null : closedOn.getYear() + "-Q" + (closedOn.getMonthValue() + 2) / 3;
    }

    /** Whole days from the opening to the close; null while the deal is open. */
    @Nullable
    Long daysToClose() {
        return closedOn == null ? null : ChronoUnit.DAYS.between(openedOn, closedOn);
    }
}
