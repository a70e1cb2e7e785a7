package io.guanxi.domain.opportunity;

import static io.guanxi.domain.opportunity.OpportunityRule.ADVANCE_NOT_ALLOWED;
import static io.guanxi.domain.opportunity.OpportunityRule.ALREADY_OPEN;
import static io.guanxi.domain.opportunity.OpportunityRule.ALREADY_OWNED;
import static io.guanxi.domain.opportunity.OpportunityRule.AMOUNT_FOLLOWS_LINES;
import static io.guanxi.domain.opportunity.OpportunityRule.AMOUNT_TOO_LARGE;
import static io.guanxi.domain.opportunity.OpportunityRule.CLOSED;
import static io.guanxi.domain.opportunity.OpportunityRule.CLOSE_BEFORE_OPENING;
import static io.guanxi.domain.opportunity.OpportunityRule.CURRENCY_DIFFERS;
import static io.guanxi.domain.opportunity.OpportunityRule.FACT_MISSING;
import static io.guanxi.domain.opportunity.OpportunityRule.LINE_ALREADY_THERE;
import static io.guanxi.domain.opportunity.OpportunityRule.NOT_BACKWARD;
import static io.guanxi.domain.opportunity.OpportunityRule.NOT_FORWARD;
import static io.guanxi.domain.opportunity.OpportunityRule.NOT_OWNED;
import static io.guanxi.domain.opportunity.OpportunityRule.PIPELINE_UNKNOWN;
import static io.guanxi.domain.opportunity.OpportunityRule.ROLL_BACK_NOT_ALLOWED;
import static io.guanxi.domain.opportunity.OpportunityRule.STAGE_UNKNOWN;
import static io.guanxi.domain.opportunity.OpportunityRule.TOO_MANY_COMPETITORS;
import static io.guanxi.domain.opportunity.OpportunityRule.TOO_MANY_LINES;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.opportunity.OpportunityCommand.AddLine;
import io.guanxi.domain.opportunity.OpportunityCommand.Advance;
import io.guanxi.domain.opportunity.OpportunityCommand.AssignCustomer;
import io.guanxi.domain.opportunity.OpportunityCommand.AssignOwner;
import io.guanxi.domain.opportunity.OpportunityCommand.CommitForecast;
import io.guanxi.domain.opportunity.OpportunityCommand.CorrectDetails;
import io.guanxi.domain.opportunity.OpportunityCommand.CorrectOpening;
import io.guanxi.domain.opportunity.OpportunityCommand.DropCompetitor;
import io.guanxi.domain.opportunity.OpportunityCommand.Invalidate;
import io.guanxi.domain.opportunity.OpportunityCommand.Lose;
import io.guanxi.domain.opportunity.OpportunityCommand.MoveCloseDate;
import io.guanxi.domain.opportunity.OpportunityCommand.NoteCompetitor;
import io.guanxi.domain.opportunity.OpportunityCommand.Open;
import io.guanxi.domain.opportunity.OpportunityCommand.RemoveLine;
import io.guanxi.domain.opportunity.OpportunityCommand.Reopen;
import io.guanxi.domain.opportunity.OpportunityCommand.ReplaceLines;
import io.guanxi.domain.opportunity.OpportunityCommand.ReviseAmount;
import io.guanxi.domain.opportunity.OpportunityCommand.RollBack;
import io.guanxi.domain.opportunity.OpportunityCommand.TransferOwner;
import io.guanxi.domain.opportunity.OpportunityCommand.Win;
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
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** What the rules need to remember of an opportunity, and the rules. */
@RecordBuilder
public record Opportunity(
        Status status,
        @Nullable Opened opening,
        @Nullable StageEntry stage,
        @Nullable ForecastCategory forecast,
        @Nullable CustomerId customerId,
        @Nullable OpportunityDetails details,
        @Nullable String owner,
        @Nullable Money amount,
        Lines lines,
        @Nullable LocalDate expectedClose,
        int slips,
        Set<String> competitors,
        @Nullable String endReason)
        implements OpportunityBuilder.With {

    public static final int MAX_LINES = 200;
    public static final int MAX_COMPETITORS = 50;

    /** Without them there is nobody to send an invoice to, and nothing to write on it. */
    private static final Set<RequiredFact> TO_WIN = Sets.immutableEnumSet(RequiredFact.CUSTOMER, RequiredFact.AMOUNT);

    private static final Opportunity UNKNOWN = new Opportunity(
            Status.UNKNOWN, null, null, null, null, null, null, null, Lines.NONE, null, 0, ImmutableSet.of(), null);

    /**
     * The rules under a host's pipelines. Stages are looked up when a command is decided; what was found is written into the
     * event, so folding never asks for a pipeline.
     */
    public static Decider<OpportunityCommand, OpportunityEvent, Opportunity> decider(Pipelines pipelines) {
        return Decider.of(OpportunityCommand.class, OpportunityEvent.class, UNKNOWN)
                .decide(Open.class, (state, command, context) -> state.open(command, context, pipelines))
                .decide(AssignCustomer.class, Opportunity::assignCustomer)
                .decide(CorrectDetails.class, Opportunity::correctDetails)
                .decide(Advance.class, (state, command, context) -> state.advance(command, context, pipelines))
                .decide(RollBack.class, (state, command, context) -> state.rollBack(command, context, pipelines))
                .decide(AddLine.class, Opportunity::addLine)
                .decide(RemoveLine.class, Opportunity::removeLine)
                .decide(ReplaceLines.class, Opportunity::replaceLines)
                .decide(ReviseAmount.class, Opportunity::reviseAmount)
                .decide(MoveCloseDate.class, Opportunity::moveCloseDate)
                .decide(CorrectOpening.class, Opportunity::correctOpening)
                .decide(CommitForecast.class, Opportunity::commitForecast)
                .decide(AssignOwner.class, Opportunity::assignOwner)
                .decide(TransferOwner.class, Opportunity::transferOwner)
                .decide(NoteCompetitor.class, Opportunity::noteCompetitor)
                .decide(DropCompetitor.class, Opportunity::dropCompetitor)
                .decide(Win.class, (state, command, context) -> state.win(command, context, pipelines))
                .decide(Lose.class, Opportunity::lose)
                .decide(Invalidate.class, Opportunity::invalidate)
                .decide(Reopen.class, Opportunity::reopen)
                .evolve(Opened.class, Opportunity::opened)
                .evolve(CustomerAssigned.class, (state, event) -> state.withCustomerId(event.customerId()))
                .evolve(DetailsCorrected.class, (state, event) -> state.withDetails(event.details()))
                .evolve(StageAdvanced.class, (state, event) -> state.in(event.to()))
                .evolve(StageRolledBack.class, (state, event) -> state.in(event.to()))
                .evolve(LineAdded.class, Opportunity::lineAdded)
                .evolve(LineRemoved.class, Opportunity::lineRemoved)
                .evolve(LinesReplaced.class, Opportunity::linesReplaced)
                .evolve(AmountRevised.class, (state, event) -> state.withAmount(event.to()))
                .evolve(CloseDateMoved.class, Opportunity::closeDateMoved)
                .evolve(OpeningCorrected.class, Opportunity::openingCorrected)
                .evolve(ForecastCommitted.class, (state, event) -> state.withForecast(event.category()))
                .evolve(OwnerAssigned.class, (state, event) -> state.withOwner(event.owner()))
                .evolve(OwnerTransferred.class, (state, event) -> state.withOwner(event.owner()))
                .evolve(CompetitorNoted.class, Opportunity::competitorNoted)
                .evolve(CompetitorDropped.class, Opportunity::competitorDropped)
                .evolve(Won.class, Opportunity::won)
                .evolve(Lost.class, (state, event) -> state.ended(Status.LOST, event.reason()))
                .evolve(Invalidated.class, (state, event) -> state.ended(Status.INVALID, event.reason()))
                .evolve(Reopened.class, Opportunity::reopened)
                .build();
    }

    /** Where an opportunity is in its life. */
    public enum Status {
        UNKNOWN,
        OPEN,
        WON,
        LOST,
        INVALID
    }

    private List<OpportunityEvent> open(Open command, CallContext context, Pipelines pipelines) {
        if (opening != null) {
            if (!repeats(command, opening)) {
                throw ALREADY_OPEN.refused();
            }
            return List.of();
        }
        Pipeline pipeline = pipeline(command.pipeline(), pipelines);
        Stage first = command.stage() == null ? pipeline.first() : stage(command.stage(), pipeline);
        LocalDate today = context.today();
        Opened opened = new Opened(
                command.opportunityId(),
                command.customerId(),
                command.details(),
                pipeline.id(),
                pipeline.enter(first, today),
                today,
                command.owner(),
                command.lines().isEmpty() ? command.amount() : worth(command.amount(), new Lines(command.lines())),
                command.expectedClose(),
                command.lines());
        if (command.amount() != null && !command.amount().equals(opened.amount())) {
            throw AMOUNT_FOLLOWS_LINES.refused(requireNonNull(opened.amount()));
        }
        requireNotBefore(today, command.expectedClose());
        opened(opened).requireFacts(first.required(), first.code());
        return List.of(opened);
    }

    private List<OpportunityEvent> assignCustomer(AssignCustomer command) {
        requireOpen(command.opportunityId());
        return command.customerId().equals(customerId)
                ? List.of()
                : List.of(new CustomerAssigned(command.opportunityId(), customerId, command.customerId()));
    }

    private List<OpportunityEvent> correctDetails(CorrectDetails command) {
        requireOpen(command.opportunityId());
        return command.details().equals(details)
                ? List.of()
                : List.of(new DetailsCorrected(command.opportunityId(), command.details()));
    }

    private List<OpportunityEvent> advance(Advance command, CallContext context, Pipelines pipelines) {
        String pipelineId = requireOpen(command.opportunityId()).pipeline();
        StageEntry from = requireNonNull(stage);
        if (command.stage().equals(from.code())) {
            return List.of();
        }
        Pipeline pipeline = pipeline(pipelineId, pipelines);
        Stage to = stage(command.stage(), pipeline);
        if (!pipeline.isAhead(to, from)) {
            throw NOT_FORWARD.refused(to.code(), from.code());
        }
        Set<String> allowed = pipeline.stage(from.code()).map(Stage::mayMoveTo).orElse(Set.of());
        if (!allowed.isEmpty() && !allowed.contains(to.code())) {
            throw ADVANCE_NOT_ALLOWED.refused(to.code(), from.code());
        }
        requireFacts(to.required(), to.code());
        LocalDate today = context.today();
        return List.of(new StageAdvanced(
                command.opportunityId(), from.code(), pipeline.enter(to, today), from.daysUntil(today)));
    }

    private List<OpportunityEvent> rollBack(RollBack command, CallContext context, Pipelines pipelines) {
        String pipelineId = requireOpen(command.opportunityId()).pipeline();
        StageEntry from = requireNonNull(stage);
        if (command.stage().equals(from.code())) {
            return List.of();
        }
        Pipeline pipeline = pipeline(pipelineId, pipelines);
        Stage to = stage(command.stage(), pipeline);
        if (pipeline.isAhead(to, from)) {
            throw NOT_BACKWARD.refused(to.code(), from.code());
        }
        if (!pipeline.stage(from.code()).map(Stage::mayRollBack).orElse(true)) {
            throw ROLL_BACK_NOT_ALLOWED.refused(from.code());
        }
        LocalDate today = context.today();
        return List.of(new StageRolledBack(
                command.opportunityId(), from.code(), pipeline.enter(to, today), from.daysUntil(today)));
    }

    private List<OpportunityEvent> addLine(AddLine command) {
        requireOpen(command.opportunityId());
        Line line = command.line();
        Line there = lines.line(line.id()).orElse(null);
        if (there != null) {
            if (!there.equals(line)) {
                throw LINE_ALREADY_THERE.refused(line.id());
            }
            return List.of();
        }
        if (lines.all().size() >= MAX_LINES) {
            throw TOO_MANY_LINES.refused(MAX_LINES);
        }
        return List.of(new LineAdded(command.opportunityId(), line, worth(amount, lines.with(line))));
    }

    private List<OpportunityEvent> removeLine(RemoveLine command) {
        requireOpen(command.opportunityId());
        if (lines.line(command.lineId()).isEmpty()) {
            return List.of();
        }
        Money left = lines.without(command.lineId()).total().orElse(null);
        return List.of(new LineRemoved(command.opportunityId(), command.lineId(), left));
    }

    private List<OpportunityEvent> replaceLines(ReplaceLines command) {
        requireOpen(command.opportunityId());
        if (command.lines().equals(lines.all())) {
            return List.of();
        }
        Money sum = command.lines().isEmpty() ? null : worth(amount, new Lines(command.lines()));
        return List.of(new LinesReplaced(command.opportunityId(), command.lines(), sum));
    }

    private List<OpportunityEvent> reviseAmount(ReviseAmount command) {
        requireOpen(command.opportunityId());
        if (Objects.equals(command.amount(), amount)) {
            return List.of();
        }
        requireGivenByHand(command.amount());
        return List.of(new AmountRevised(command.opportunityId(), amount, command.amount()));
    }

    private List<OpportunityEvent> moveCloseDate(MoveCloseDate command) {
        LocalDate openedOn = requireOpen(command.opportunityId()).openedOn();
        LocalDate to = command.expectedClose();
        if (to.equals(expectedClose)) {
            return List.of();
        }
        requireNotBefore(openedOn, to);
        boolean slip = expectedClose != null && to.isAfter(expectedClose);
        return List.of(new CloseDateMoved(command.opportunityId(), expectedClose, to, slip, slip ? slips + 1 : slips));
    }

    private List<OpportunityEvent> correctOpening(CorrectOpening command) {
        LocalDate openedOn = requireOpen(command.opportunityId()).openedOn();
        if (command.openedOn().equals(openedOn)) {
            return List.of();
        }
        requireNotBefore(command.openedOn(), expectedClose);
        return List.of(new OpeningCorrected(command.opportunityId(), openedOn, command.openedOn()));
    }

    private List<OpportunityEvent> commitForecast(CommitForecast command) {
        requireOpen(command.opportunityId());
        ForecastCategory from = requireNonNull(forecast);
        return command.category() == from
                ? List.of()
                : List.of(new ForecastCommitted(command.opportunityId(), from, command.category()));
    }

    private List<OpportunityEvent> assignOwner(AssignOwner command) {
        requireOpen(command.opportunityId());
        if (command.owner().equals(owner)) {
            return List.of();
        }
        if (owner != null) {
            throw ALREADY_OWNED.refused(owner);
        }
        return List.of(new OwnerAssigned(command.opportunityId(), command.owner()));
    }

    private List<OpportunityEvent> transferOwner(TransferOwner command) {
        requireOpen(command.opportunityId());
        if (owner == null) {
            throw NOT_OWNED.refused();
        }
        return command.owner().equals(owner)
                ? List.of()
                : List.of(new OwnerTransferred(command.opportunityId(), owner, command.owner()));
    }

    private List<OpportunityEvent> noteCompetitor(NoteCompetitor command) {
        requireOpen(command.opportunityId());
        if (competitors.contains(command.competitor())) {
            return List.of();
        }
        if (competitors.size() >= MAX_COMPETITORS) {
            throw TOO_MANY_COMPETITORS.refused(MAX_COMPETITORS);
        }
        return List.of(new CompetitorNoted(command.opportunityId(), command.competitor()));
    }

    private List<OpportunityEvent> dropCompetitor(DropCompetitor command) {
        requireOpen(command.opportunityId());
        return competitors.contains(command.competitor())
                ? List.of(new CompetitorDropped(command.opportunityId(), command.competitor()))
                : List.of();
    }

    /** A deal can be won though its pipeline or stage is gone; only what the stage demanded is not asked for then. */
    private List<OpportunityEvent> win(Win command, CallContext context, Pipelines pipelines) {
        if (status == Status.WON
                && (command.amount() == null || command.amount().equals(amount))) {
            return List.of();
        }
        Opened opened = requireOpen(command.opportunityId());
        Money price = command.amount() == null ? amount : command.amount();
        if (!Objects.equals(price, amount)) {
            requireGivenByHand(price);
        }
        Set<RequiredFact> demanded = pipelines
                .find(opened.pipeline())
                .flatMap(pipeline -> pipeline.stage(requireNonNull(stage).code()))
                .map(Stage::required)
                .orElse(Set.of());
        withAmount(price).requireFacts(Sets.union(TO_WIN, demanded), Status.WON.name());
        return List.of(new Won(
                command.opportunityId(), requireNonNull(customerId), closing(opened, context), requireNonNull(price)));
    }

    private List<OpportunityEvent> lose(Lose command, CallContext context) {
        if (status == Status.LOST && command.reason().equals(endReason)) {
            return List.of();
        }
        Opened opened = requireOpen(command.opportunityId());
        return List.of(new Lost(command.opportunityId(), closing(opened, context), command.reason()));
    }

    private List<OpportunityEvent> invalidate(Invalidate command, CallContext context) {
        if (status == Status.INVALID && command.reason().equals(endReason)) {
            return List.of();
        }
        Opened opened = requireOpen(command.opportunityId());
        return List.of(new Invalidated(command.opportunityId(), closing(opened, context), command.reason()));
    }

    private List<OpportunityEvent> reopen(Reopen command, CallContext context) {
        requireKnown(command.opportunityId());
        return status == Status.OPEN
                ? List.of()
                : List.of(new Reopened(
                        command.opportunityId(), requireNonNull(stage).again(context.today()), command.reason()));
    }

    private Opportunity opened(Opened event) {
        return new Opportunity(
                Status.OPEN,
                event,
                event.stage(),
                event.stage().forecast(),
                event.customerId(),
                event.details(),
                event.owner(),
                event.amount(),
                new Lines(event.lines()),
                event.expectedClose(),
                0,
                ImmutableSet.of(),
                null);
    }

    private Opportunity lineAdded(LineAdded event) {
        return withLines(lines.with(event.line())).withAmount(event.amount());
    }

    private Opportunity lineRemoved(LineRemoved event) {
        return withLines(lines.without(event.lineId())).withAmount(event.amount());
    }

    private Opportunity linesReplaced(LinesReplaced event) {
        return withLines(new Lines(event.lines())).withAmount(event.amount());
    }

    private Opportunity closeDateMoved(CloseDateMoved event) {
        return withExpectedClose(event.to()).withSlips(event.slips());
    }

    private Opportunity openingCorrected(OpeningCorrected event) {
        return withOpening(requireNonNull(opening).on(event.to()));
    }

    private Opportunity competitorNoted(CompetitorNoted event) {
        return withCompetitors(
                Sets.union(competitors, Set.of(event.competitor())).immutableCopy());
    }

    private Opportunity competitorDropped(CompetitorDropped event) {
        return withCompetitors(
                Sets.difference(competitors, Set.of(event.competitor())).immutableCopy());
    }

    private Opportunity won(Won event) {
        return withAmount(event.amount()).ended(Status.WON, null);
    }

    private Opportunity ended(Status end, @Nullable String reason) {
        return withStatus(end).withEndReason(reason);
    }

    private Opportunity reopened(Reopened event) {
        return ended(Status.OPEN, null).in(event.stage());
    }

    /** A stage brings its own forecast. */
    private Opportunity in(StageEntry entered) {
        return withStage(entered).withForecast(entered.forecast());
    }

    private static boolean repeats(Open command, Opened opened) {
        boolean sameStage = command.stage() == null
                ? opened.stage().position() == 0
                : command.stage().equals(opened.stage().code());
        boolean sumLeftOut = command.amount() == null && !command.lines().isEmpty();
        return sameStage
                && command.pipeline().equals(opened.pipeline())
                && command.details().equals(opened.details())
                && command.lines().equals(opened.lines())
                && (sumLeftOut || Objects.equals(command.amount(), opened.amount()))
                && Objects.equals(command.customerId(), opened.customerId())
                && Objects.equals(command.owner(), opened.owner())
                && Objects.equals(command.expectedClose(), opened.expectedClose());
    }

    private Opened requireKnown(OpportunityId id) {
        if (opening == null) {
            throw new CrmException.NotFound(id);
        }
        return opening;
    }

    private Opened requireOpen(OpportunityId id) {
        Opened opened = requireKnown(id);
        if (status != Status.OPEN) {
            throw CLOSED.refused(status);
        }
        return opened;
    }

    private void requireFacts(Set<RequiredFact> facts, String before) {
        facts.stream().filter(fact -> !fact.isKnownOf(this)).findFirst().ifPresent(missing -> {
            throw FACT_MISSING.refused(missing, before);
        });
    }

    /** Lines leave no room for another amount, and the currency stays. */
    private void requireGivenByHand(@Nullable Money wanted) {
        if (amount != null && wanted != null) {
            requireCurrency(amount, wanted);
        }
        if (amount != null && !lines.all().isEmpty()) {
            throw AMOUNT_FOLLOWS_LINES.refused(amount);
        }
    }

    /** The sum of at least one line, provided that all are in one currency: the present amount's, if there is one. */
    private static Money worth(@Nullable Money present, Lines lines) {
        Money measure = present != null ? present : lines.all().get(0).unitPrice();
        lines.all().forEach(each -> requireCurrency(measure, each.unitPrice()));
        Money sum = lines.total().orElseThrow();
        if (sum.getAmount().compareTo(Check.MAX_AMOUNT) >= 0) {
            throw AMOUNT_TOO_LARGE.refused(sum);
        }
        return sum;
    }

    private static void requireCurrency(Money present, Money wanted) {
        if (!wanted.isSameCurrency(present)) {
            throw CURRENCY_DIFFERS.refused(
                    wanted.getCurrencyUnit().getCode(),
                    present.getCurrencyUnit().getCode());
        }
    }

    private static LocalDate closing(Opened opened, CallContext context) {
        requireNotBefore(opened.openedOn(), context.today());
        return context.today();
    }

    private static void requireNotBefore(LocalDate openedOn, @Nullable LocalDate close) {
        if (close != null && close.isBefore(openedOn)) {
            throw CLOSE_BEFORE_OPENING.refused(close, openedOn);
        }
    }

    private static Pipeline pipeline(String id, Pipelines pipelines) {
        return pipelines.find(id).orElseThrow(() -> PIPELINE_UNKNOWN.refused(id));
    }

    private static Stage stage(String code, Pipeline pipeline) {
        return pipeline.stage(code).orElseThrow(() -> STAGE_UNKNOWN.refused(code, pipeline.id()));
    }
}
