package io.guanxi.domain.opportunity;

import static io.guanxi.domain.opportunity.OpportunityArbitraries.GATED;
import static io.guanxi.domain.opportunity.OpportunityArbitraries.PIPELINES;
import static io.guanxi.domain.opportunity.OpportunityDetails.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DeciderSpec;
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
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpportunityTest {

    private static final OpportunityId DEAL = OpportunityId.random();
    private static final CustomerId ACME = CustomerId.random();
    private static final CustomerId AJAX = CustomerId.random();
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final LocalDate JUNE = LocalDate.of(2026, 6, 30);
    private static final LocalDate JULY = LocalDate.of(2026, 7, 31);
    private static final Money HUNDRED = Money.parse("EUR 100.00");
    private static final Money EIGHTY = Money.parse("EUR 80.00");
    private static final Money YUAN = Money.parse("CNY 100.00");
    private static final Line ANVILS = Line.of("1", "ANVIL", new BigDecimal("2"), Money.parse("EUR 30.00"));
    private static final Line ROPE =
            new Line("2", "ROPE", new BigDecimal("12.5"), Money.parse("EUR 1.99"), new BigDecimal("10"));
    private static final Line SILK = Line.of("3", "SILK", BigDecimal.ONE, YUAN);

    private static final StageEntry PROSPECTING = standard("prospecting", TODAY);
    private static final Opened OPENED = opened(null, null, null, List.of());
    private static final Opened COMPLETE = opened(ACME, HUNDRED, JUNE, List.of());
    private static final Opened WITH_LINES = opened(ACME, Money.parse("EUR 60.00"), null, List.of(ANVILS));
    private static final Won WON = new Won(DEAL, ACME, TODAY, HUNDRED);
    private static final Lost LOST = new Lost(DEAL, TODAY, "too dear");
    private static final Invalidated INVALID = new Invalidated(DEAL, TODAY, "a test entry");

    private static Opened opened(
            @Nullable CustomerId customer, @Nullable Money amount, @Nullable LocalDate close, List<Line> lines) {
        return new Opened(DEAL, customer, named("Anvils"), "standard", PROSPECTING, TODAY, null, amount, close, lines);
    }

    private static StageEntry standard(String code, LocalDate enteredOn) {
        return Pipeline.STANDARD.enter(Pipeline.STANDARD.stage(code).orElseThrow(), enteredOn);
    }

    private static StageEntry gated(String code, LocalDate enteredOn) {
        return GATED.enter(GATED.stage(code).orElseThrow(), enteredOn);
    }

    private static Opened gatedDeal(String stage) {
        return new Opened(
                DEAL, null, named("Anvils"), "gated", gated(stage, TODAY), TODAY, null, null, null, List.of());
    }

    private static DeciderSpec<OpportunityCommand, OpportunityEvent, Opportunity> given(OpportunityEvent... events) {
        return DeciderSpec.of(Opportunity.decider(PIPELINES)).given(events);
    }

    private static Instant daysLater(int days) {
        return DeciderSpec.NOON.plusSeconds(days * 86_400L);
    }

    // Opening

    @Test
    void openingSaysEverythingThatIsKnown() {
        given().when(new Open(
                        DEAL,
                        ACME,
                        named("Anvils").withSource("fair"),
                        "standard",
                        "proposal",
                        "ann",
                        HUNDRED,
                        JUNE,
                        List.of()))
                .then(new Opened(
                        DEAL,
                        ACME,
                        named("Anvils").withSource("fair"),
                        "standard",
                        new StageEntry("proposal", "Proposal", 2, 50, ForecastCategory.BEST_CASE, TODAY),
                        TODAY,
                        "ann",
                        HUNDRED,
                        JUNE,
                        List.of()));
    }

    @Test
    void aDealStartsInTheFirstStageAndNeedsNoCustomer() {
        given().when(Open.named(DEAL, "Anvils")).then(OPENED);
    }

    @Test
    void theDayOfOpeningIsCountedInTheBusinessZone() {
        given().at(Instant.parse("2026-03-02T20:00:00Z"))
                .in(ZoneId.of("Asia/Shanghai"))
                .when(Open.named(DEAL, "Anvils"))
                .then(new Opened(
                        DEAL,
                        null,
                        named("Anvils"),
                        "standard",
                        standard("prospecting", TODAY.plusDays(1)),
                        TODAY.plusDays(1),
                        null,
                        null,
                        null,
                        List.of()));
    }

    @Test
    void openingAgainWithTheSameFactsChangesNothingHoweverFarTheDealIs() {
        given(OPENED).when(Open.named(DEAL, "Anvils")).thenNothing();
        given(OPENED).when(Open.named(DEAL, "Anvils").withStage("prospecting")).thenNothing();
        given(
                        OPENED,
                        new DetailsCorrected(DEAL, named("Ropes")),
                        new StageAdvanced(DEAL, "prospecting", standard("proposal", TODAY), 0),
                        LOST)
                .at(daysLater(9))
                .when(Open.named(DEAL, "Anvils"))
                .thenNothing();
        given(WITH_LINES)
                .when(Open.named(DEAL, "Anvils").withCustomerId(ACME).withLines(List.of(ANVILS)))
                .thenNothing();
    }

    @Test
    void openingAgainWithOtherFactsIsRefused() {
        Open same = Open.named(DEAL, "Anvils");
        for (Open other : List.of(
                same.withDetails(named("Ropes")),
                same.withCustomerId(ACME),
                same.withPipeline("gated"),
                same.withStage("proposal"),
                same.withOwner("ann"),
                same.withAmount(HUNDRED),
                same.withExpectedClose(JUNE),
                same.withLines(List.of(ANVILS)))) {
            given(OPENED).when(other).thenRefused(OpportunityRule.ALREADY_OPEN);
        }
    }

    @Test
    void aDealIsOpenedInAKnownStageOfAKnownPipeline() {
        given().when(Open.named(DEAL, "Anvils").withPipeline("gone")).thenRefused(OpportunityRule.PIPELINE_UNKNOWN);
        given().when(Open.named(DEAL, "Anvils").withStage("gone")).thenRefused(OpportunityRule.STAGE_UNKNOWN);
    }

    @Test
    void aDealIsOpenedOnlyInAStageWhoseFactsAreKnown() {
        Open offer = Open.named(DEAL, "Anvils").withPipeline("gated").withStage("offer");
        given().when(offer).thenRefused(OpportunityRule.FACT_MISSING);
        given().when(offer.withCustomerId(ACME).withAmount(HUNDRED).withExpectedClose(JUNE))
                .then(new Opened(
                        DEAL,
                        ACME,
                        named("Anvils"),
                        "gated",
                        gated("offer", TODAY),
                        TODAY,
                        null,
                        HUNDRED,
                        JUNE,
                        List.of()));
    }

    @Test
    void openedWithLinesItIsWorthTheirSum() {
        Open open = Open.named(DEAL, "Anvils").withCustomerId(ACME).withLines(List.of(ANVILS));
        given().when(open).then(WITH_LINES);
        given().when(open.withAmount(Money.parse("EUR 60.00"))).then(WITH_LINES);
        given().when(open.withAmount(HUNDRED)).thenRefused(OpportunityRule.AMOUNT_FOLLOWS_LINES);
        given().when(open.withAmount(YUAN)).thenRefused(OpportunityRule.CURRENCY_DIFFERS);
        given().when(open.withLines(List.of(ANVILS, SILK))).thenRefused(OpportunityRule.CURRENCY_DIFFERS);
    }

    @Test
    void aDealIsNotExpectedToCloseBeforeItIsOpened() {
        given().when(Open.named(DEAL, "Anvils").withExpectedClose(TODAY.minusDays(1)))
                .thenRefused(OpportunityRule.CLOSE_BEFORE_OPENING);
        given().when(Open.named(DEAL, "Anvils").withExpectedClose(TODAY)).then(opened(null, null, TODAY, List.of()));
    }

    // Every command

    @Test
    void nothingCanBeAskedOfAnUnknownDeal() {
        for (OpportunityCommand command : List.of(
                new AssignCustomer(DEAL, ACME),
                new CorrectDetails(DEAL, named("Ropes")),
                new Advance(DEAL, "proposal"),
                new RollBack(DEAL, "prospecting"),
                new AddLine(DEAL, ANVILS),
                new RemoveLine(DEAL, "1"),
                new ReplaceLines(DEAL, List.of(ANVILS)),
                new ReviseAmount(DEAL, HUNDRED),
                new MoveCloseDate(DEAL, JUNE),
                new CorrectOpening(DEAL, TODAY.minusDays(1)),
                new AssignOwner(DEAL, "ann"),
                new TransferOwner(DEAL, "ann"),
                new NoteCompetitor(DEAL, "Ajax"),
                new DropCompetitor(DEAL, "Ajax"),
                new Win(DEAL, HUNDRED),
                new Lose(DEAL, "too dear"),
                new Invalidate(DEAL, "a test entry"),
                new Reopen(DEAL, "called again"))) {
            given().when(command).thenNotFound();
        }
    }

    @Test
    void aClosedDealChangesNoMore() {
        for (OpportunityCommand command : List.of(
                new AssignCustomer(DEAL, AJAX),
                new CorrectDetails(DEAL, named("Ropes")),
                new Advance(DEAL, "proposal"),
                new RollBack(DEAL, "prospecting"),
                new AddLine(DEAL, ANVILS),
                new RemoveLine(DEAL, "1"),
                new ReplaceLines(DEAL, List.of(ANVILS)),
                new ReviseAmount(DEAL, EIGHTY),
                new MoveCloseDate(DEAL, JULY),
                new CorrectOpening(DEAL, TODAY.minusDays(1)),
                new AssignOwner(DEAL, "ann"),
                new TransferOwner(DEAL, "ann"),
                new NoteCompetitor(DEAL, "Ajax"),
                new DropCompetitor(DEAL, "Ajax"),
                new Win(DEAL, EIGHTY),
                new Lose(DEAL, "changed their minds"),
                new Invalidate(DEAL, "never existed"))) {
            given(COMPLETE, WON).when(command).thenRefused(OpportunityRule.CLOSED);
            given(COMPLETE, LOST).when(command).thenRefused(OpportunityRule.CLOSED);
            given(COMPLETE, INVALID).when(command).thenRefused(OpportunityRule.CLOSED);
        }
        given(COMPLETE, LOST).when(new Win(DEAL, null)).thenRefused(OpportunityRule.CLOSED);
    }

    // Details, customer, owner, competitors

    @Test
    void correctingDetailsReplacesThem() {
        given(OPENED).when(new CorrectDetails(DEAL, named("Ropes"))).then(new DetailsCorrected(DEAL, named("Ropes")));
        given(OPENED).when(new CorrectDetails(DEAL, named("Anvils"))).thenNothing();
        assertThat(given(OPENED, new DetailsCorrected(DEAL, named("Ropes")))
                        .state()
                        .details())
                .isEqualTo(named("Ropes"));
    }

    @Test
    void theCustomerMayComeLaterAndBeAnotherOne() {
        given(OPENED).when(new AssignCustomer(DEAL, ACME)).then(new CustomerAssigned(DEAL, null, ACME));
        given(OPENED, new CustomerAssigned(DEAL, null, ACME))
                .when(new AssignCustomer(DEAL, ACME))
                .thenNothing();
        given(COMPLETE).when(new AssignCustomer(DEAL, AJAX)).then(new CustomerAssigned(DEAL, ACME, AJAX));
    }

    @Test
    void aForecastIsCommittedUntilTheDealEntersAStageAnew() {
        ForecastCategory stages = PROSPECTING.forecast();
        var commit = new CommitForecast(DEAL, ForecastCategory.COMMIT);
        var committed = new ForecastCommitted(DEAL, stages, ForecastCategory.COMMIT);
        given(OPENED).when(new CommitForecast(DEAL, stages)).thenNothing();
        given(OPENED).when(commit).then(committed);
        given(OPENED, committed).when(commit).thenNothing();
        given(OPENED, committed)
                .when(new CommitForecast(DEAL, stages))
                .then(new ForecastCommitted(DEAL, ForecastCategory.COMMIT, stages));
        StageEntry proposal = standard("proposal", TODAY);
        given(OPENED, committed, new StageAdvanced(DEAL, "prospecting", proposal, 0))
                .when(commit)
                .then(new ForecastCommitted(DEAL, proposal.forecast(), ForecastCategory.COMMIT));
        given(OPENED, LOST).when(commit).thenRefused(OpportunityRule.CLOSED);
        given().when(commit).thenNotFound();
        assertThatThrownBy(() -> new CommitForecast(DEAL, ForecastCategory.CLOSED))
                .isInstanceOf(CrmException.Invalid.class);
    }

    @Test
    void aDealWithoutOwnerIsAssignedAndAnOwnedOneIsTransferred() {
        given(OPENED).when(new AssignOwner(DEAL, "ann")).then(new OwnerAssigned(DEAL, "ann"));
        given(OPENED).when(new TransferOwner(DEAL, "bob")).thenRefused(OpportunityRule.NOT_OWNED);
        var owned = given(OPENED, new OwnerAssigned(DEAL, "ann"));
        owned.when(new AssignOwner(DEAL, "ann")).thenNothing();
        owned.when(new AssignOwner(DEAL, "bob")).thenRefused(OpportunityRule.ALREADY_OWNED);
        owned.when(new TransferOwner(DEAL, "ann")).thenNothing();
        owned.when(new TransferOwner(DEAL, "bob")).then(new OwnerTransferred(DEAL, "ann", "bob"));
        owned.given(new OwnerTransferred(DEAL, "ann", "bob"));
        owned.when(new TransferOwner(DEAL, "ann")).then(new OwnerTransferred(DEAL, "bob", "ann"));
    }

    @Test
    void competitorsComeAndGo() {
        given(OPENED).when(new NoteCompetitor(DEAL, " Ajax ")).then(new CompetitorNoted(DEAL, "Ajax"));
        given(OPENED).when(new DropCompetitor(DEAL, "Ajax")).thenNothing();
        var rivalled = given(OPENED, new CompetitorNoted(DEAL, "Ajax"));
        rivalled.when(new NoteCompetitor(DEAL, "Ajax")).thenNothing();
        rivalled.when(new DropCompetitor(DEAL, "Ajax")).then(new CompetitorDropped(DEAL, "Ajax"));
        rivalled.given(new CompetitorDropped(DEAL, "Ajax"));
        assertThat(rivalled.state().competitors()).isEmpty();
    }

    @Test
    void competitorsAndLinesAreBounded() {
        var spec = given(OPENED);
        IntStream.range(0, Opportunity.MAX_COMPETITORS).forEach(i -> spec.given(new CompetitorNoted(DEAL, "c" + i)));
        spec.when(new NoteCompetitor(DEAL, "Ajax")).thenRefused(OpportunityRule.TOO_MANY_COMPETITORS);
        spec.when(new NoteCompetitor(DEAL, "c0")).thenNothing();
        List<Line> many = IntStream.rangeClosed(1, Opportunity.MAX_LINES)
                .mapToObj(i -> Line.of("l" + i, "ANVIL", BigDecimal.ONE, Money.parse("EUR 1.00")))
                .toList();
        given(OPENED, new LinesReplaced(DEAL, many, Money.parse("EUR 200.00")))
                .when(new AddLine(DEAL, ANVILS))
                .thenRefused(OpportunityRule.TOO_MANY_LINES);
        assertThatThrownBy(() -> new ReplaceLines(
                        DEAL, Stream.concat(many.stream(), Stream.of(ANVILS)).toList()))
                .isInstanceOf(CrmException.Invalid.class);
    }

    // Stages

    @Test
    void advancingTellsTheStageAndTheDaysInTheOneBefore() {
        given(OPENED)
                .at(daysLater(12))
                .when(new Advance(DEAL, "negotiation"))
                .then(new StageAdvanced(
                        DEAL,
                        "prospecting",
                        new StageEntry(
                                "negotiation", "Negotiation", 3, 80, ForecastCategory.COMMIT, TODAY.plusDays(12)),
                        12));
    }

    @Test
    void daysOfDwellAreCountedFromEachArrival() {
        given(OPENED)
                .at(daysLater(5))
                .givenCommands(new Advance(DEAL, "proposal"))
                .at(daysLater(8))
                .givenCommands(new RollBack(DEAL, "qualification"))
                .at(daysLater(15))
                .when(new Advance(DEAL, "proposal"))
                .then(new StageAdvanced(DEAL, "qualification", standard("proposal", TODAY.plusDays(15)), 7));
    }

    @Test
    void aDayBeforeTheArrivalMakesNoNegativeDwell() {
        given(OPENED)
                .at(daysLater(-3))
                .when(new Advance(DEAL, "proposal"))
                .then(new StageAdvanced(DEAL, "prospecting", standard("proposal", TODAY.minusDays(3)), 0));
    }

    @Test
    void beingThereAlreadyChangesNothing() {
        given(OPENED).when(new Advance(DEAL, "prospecting")).thenNothing();
        given(OPENED).when(new RollBack(DEAL, "prospecting")).thenNothing();
    }

    @Test
    void advancingGoesForwardAndRollingBackGoesBack() {
        var proposed = given(OPENED, new StageAdvanced(DEAL, "prospecting", standard("proposal", TODAY), 0));
        proposed.when(new Advance(DEAL, "qualification")).thenRefused(OpportunityRule.NOT_FORWARD);
        proposed.when(new RollBack(DEAL, "negotiation")).thenRefused(OpportunityRule.NOT_BACKWARD);
        proposed.when(new RollBack(DEAL, "qualification"))
                .then(new StageRolledBack(DEAL, "proposal", standard("qualification", TODAY), 0));
        proposed.given(new StageRolledBack(DEAL, "proposal", standard("qualification", TODAY), 0));
        assertThat(proposed.state().stage()).isEqualTo(standard("qualification", TODAY));
    }

    @Test
    void aStageOutsideThePipelineIsRefused() {
        given(OPENED).when(new Advance(DEAL, "offer")).thenRefused(OpportunityRule.STAGE_UNKNOWN);
        given(OPENED).when(new RollBack(DEAL, "offer")).thenRefused(OpportunityRule.STAGE_UNKNOWN);
    }

    @Test
    void thePipelineSaysWhichMovesAreAllowed() {
        given(gatedDeal("lead")).when(new Advance(DEAL, "contract")).thenRefused(OpportunityRule.ADVANCE_NOT_ALLOWED);
        given(gatedDeal("lead"))
                .when(new Advance(DEAL, "demo"))
                .then(new StageAdvanced(DEAL, "lead", gated("demo", TODAY), 0));
        given(gatedDeal("contract"))
                .when(new RollBack(DEAL, "offer"))
                .thenRefused(OpportunityRule.ROLL_BACK_NOT_ALLOWED);
    }

    @Test
    void aStageIsEnteredOnlyWithTheFactsItDemandsAndTheRefusalNamesTheFirstOneMissing() {
        var deal = given(gatedDeal("demo"));
        assertMissing("CUSTOMER must be known before offer", deal, new Advance(DEAL, "offer"));
        deal.given(new CustomerAssigned(DEAL, null, ACME));
        assertMissing("AMOUNT must be known before offer", deal, new Advance(DEAL, "offer"));
        deal.given(new AmountRevised(DEAL, null, HUNDRED));
        assertMissing("CLOSE_DATE must be known before offer", deal, new Advance(DEAL, "offer"));
        deal.given(new CloseDateMoved(DEAL, null, JUNE, false, 0));
        deal.when(new Advance(DEAL, "offer")).then(new StageAdvanced(DEAL, "demo", gated("offer", TODAY), 0));

        assertMissing("OWNER must be known before contract", deal, new Advance(DEAL, "contract"));
        deal.given(new OwnerAssigned(DEAL, "ann"));
        assertMissing("LINES must be known before contract", deal, new Advance(DEAL, "contract"));
        deal.given(new LineAdded(DEAL, ANVILS, Money.parse("EUR 60.00")));
        assertMissing("COMPETITOR must be known before contract", deal, new Advance(DEAL, "contract"));
        deal.given(new CompetitorNoted(DEAL, "Ajax"));
        deal.when(new Advance(DEAL, "contract")).then(new StageAdvanced(DEAL, "demo", gated("contract", TODAY), 0));
    }

    private static void assertMissing(
            String sentence,
            DeciderSpec<OpportunityCommand, OpportunityEvent, Opportunity> spec,
            OpportunityCommand command) {
        spec.when(command).thenRefused(OpportunityRule.FACT_MISSING);
        assertThatThrownBy(() -> spec.when(command).thenNothing()).hasMessage(sentence);
    }

    @Test
    void aPipelineThatIsGoneStopsMovesButNotTheEnd() {
        var orphan = DeciderSpec.of(Opportunity.decider(Pipelines.of())).given(COMPLETE);
        orphan.when(new Advance(DEAL, "proposal")).thenRefused(OpportunityRule.PIPELINE_UNKNOWN);
        orphan.when(new RollBack(DEAL, "proposal")).thenRefused(OpportunityRule.PIPELINE_UNKNOWN);
        orphan.when(new Win(DEAL, null)).then(WON);
        orphan.when(new Lose(DEAL, "too dear")).then(LOST);
    }

    @Test
    void aDealWhoseStageIsGoneMovesOnFromTheStagesFormerPlace() {
        Pipeline shorter = new Pipeline(
                "gated",
                "Gated",
                GATED.stages().stream()
                        .filter(each -> !each.code().equals("demo"))
                        .map(each -> each.withRequired(Set.of()))
                        .map(each -> each.withMayMoveTo(Set.of()))
                        .toList());
        var deal = DeciderSpec.of(Opportunity.decider(Pipelines.of(shorter))).given(gatedDeal("demo"));
        StageEntry offer = new StageEntry("offer", "报价", 1, 40, ForecastCategory.MOST_LIKELY, TODAY);
        deal.when(new Advance(DEAL, "offer")).then(new StageAdvanced(DEAL, "demo", offer, 0));
        deal.when(new Advance(DEAL, "lead")).thenRefused(OpportunityRule.NOT_FORWARD);
        deal.when(new RollBack(DEAL, "offer")).thenRefused(OpportunityRule.NOT_BACKWARD);
        deal.when(new RollBack(DEAL, "lead")).then(new StageRolledBack(DEAL, "demo", gated("lead", TODAY), 0));
    }

    // Lines and amount

    @Test
    void withLinesTheAmountIsTheirSum() {
        given(COMPLETE).when(new AddLine(DEAL, ANVILS)).then(new LineAdded(DEAL, ANVILS, Money.parse("EUR 60.00")));
        given(WITH_LINES).when(new AddLine(DEAL, ROPE)).then(new LineAdded(DEAL, ROPE, Money.parse("EUR 82.39")));
        given(WITH_LINES, new LineAdded(DEAL, ROPE, Money.parse("EUR 82.39")))
                .when(new RemoveLine(DEAL, "1"))
                .then(new LineRemoved(DEAL, "1", Money.parse("EUR 22.39")));
        given(WITH_LINES)
                .when(new ReplaceLines(DEAL, List.of(ROPE)))
                .then(new LinesReplaced(DEAL, List.of(ROPE), Money.parse("EUR 22.39")));
    }

    @Test
    void withoutTheLastLineTheAmountIsUnknown() {
        given(WITH_LINES).when(new RemoveLine(DEAL, "1")).then(new LineRemoved(DEAL, "1", null));
        given(WITH_LINES).when(new ReplaceLines(DEAL, List.of())).then(new LinesReplaced(DEAL, List.of(), null));
        given(WITH_LINES, new LineRemoved(DEAL, "1", null))
                .when(new ReviseAmount(DEAL, YUAN))
                .then(new AmountRevised(DEAL, null, YUAN));
        given(COMPLETE).when(new ReplaceLines(DEAL, List.of())).thenNothing();
    }

    @Test
    void aLineIsThereOnce() {
        given(WITH_LINES).when(new AddLine(DEAL, ANVILS)).thenNothing();
        given(WITH_LINES)
                .when(new AddLine(DEAL, Line.of("1", "ROPE", BigDecimal.ONE, HUNDRED)))
                .thenRefused(OpportunityRule.LINE_ALREADY_THERE);
        given(WITH_LINES).when(new RemoveLine(DEAL, "9")).thenNothing();
        given(WITH_LINES).when(new ReplaceLines(DEAL, List.of(ANVILS))).thenNothing();
        assertThatThrownBy(() -> new ReplaceLines(DEAL, List.of(ANVILS, ANVILS)))
                .isInstanceOf(CrmException.Invalid.class);
    }

    @Test
    void currenciesAreNotMixed() {
        given(WITH_LINES).when(new AddLine(DEAL, SILK)).thenRefused(OpportunityRule.CURRENCY_DIFFERS);
        given(WITH_LINES).when(new ReplaceLines(DEAL, List.of(SILK))).thenRefused(OpportunityRule.CURRENCY_DIFFERS);
        given(OPENED).when(new ReplaceLines(DEAL, List.of(ANVILS, SILK))).thenRefused(OpportunityRule.CURRENCY_DIFFERS);
        given(COMPLETE).when(new AddLine(DEAL, SILK)).thenRefused(OpportunityRule.CURRENCY_DIFFERS);
        given(COMPLETE).when(new ReviseAmount(DEAL, YUAN)).thenRefused(OpportunityRule.CURRENCY_DIFFERS);
        given(COMPLETE).when(new Win(DEAL, YUAN)).thenRefused(OpportunityRule.CURRENCY_DIFFERS);
    }

    @Test
    void withoutLinesTheAmountIsGivenByHand() {
        given(OPENED).when(new ReviseAmount(DEAL, HUNDRED)).then(new AmountRevised(DEAL, null, HUNDRED));
        given(COMPLETE).when(new ReviseAmount(DEAL, HUNDRED)).thenNothing();
        given(COMPLETE).when(new ReviseAmount(DEAL, EIGHTY)).then(new AmountRevised(DEAL, HUNDRED, EIGHTY));
        given(COMPLETE).when(new ReviseAmount(DEAL, null)).then(new AmountRevised(DEAL, HUNDRED, null));
        given(OPENED).when(new ReviseAmount(DEAL, null)).thenNothing();
        given(COMPLETE, new AmountRevised(DEAL, HUNDRED, null))
                .when(new ReviseAmount(DEAL, YUAN))
                .then(new AmountRevised(DEAL, null, YUAN));
    }

    @Test
    void withLinesTheAmountIsNotGivenByHand() {
        given(WITH_LINES).when(new ReviseAmount(DEAL, HUNDRED)).thenRefused(OpportunityRule.AMOUNT_FOLLOWS_LINES);
        given(WITH_LINES).when(new ReviseAmount(DEAL, null)).thenRefused(OpportunityRule.AMOUNT_FOLLOWS_LINES);
        given(WITH_LINES).when(new ReviseAmount(DEAL, Money.parse("EUR 60.00"))).thenNothing();
        given(WITH_LINES).when(new Win(DEAL, HUNDRED)).thenRefused(OpportunityRule.AMOUNT_FOLLOWS_LINES);
    }

    @Test
    void anAmountIsNeitherNegativeNorBeyondReason() {
        assertThatThrownBy(() -> new ReviseAmount(DEAL, Money.parse("EUR -0.01")))
                .isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> new Win(DEAL, Money.parse("EUR 1000000000000000.00")))
                .isInstanceOf(CrmException.Invalid.class);
        Money most = Money.parse("EUR 999999999999999.99");
        given(OPENED, new LineAdded(DEAL, Line.of("9", "MOON", BigDecimal.ONE, most), most))
                .when(new AddLine(DEAL, ANVILS))
                .thenRefused(OpportunityRule.AMOUNT_TOO_LARGE);
    }

    // Close date

    @Test
    void movingTheCloseDateToALaterDayIsASlip() {
        given(OPENED).when(new MoveCloseDate(DEAL, JUNE)).then(new CloseDateMoved(DEAL, null, JUNE, false, 0));
        given(COMPLETE).when(new MoveCloseDate(DEAL, JUNE)).thenNothing();
        var slipping = given(COMPLETE);
        slipping.when(new MoveCloseDate(DEAL, JULY)).then(new CloseDateMoved(DEAL, JUNE, JULY, true, 1));
        slipping.given(new CloseDateMoved(DEAL, JUNE, JULY, true, 1));
        slipping.when(new MoveCloseDate(DEAL, JUNE)).then(new CloseDateMoved(DEAL, JULY, JUNE, false, 1));
        slipping.given(new CloseDateMoved(DEAL, JULY, JUNE, false, 1));
        slipping.when(new MoveCloseDate(DEAL, JULY)).then(new CloseDateMoved(DEAL, JUNE, JULY, true, 2));
    }

    @Test
    void theCloseDateIsNotBeforeTheOpening() {
        given(OPENED)
                .when(new MoveCloseDate(DEAL, TODAY.minusDays(1)))
                .thenRefused(OpportunityRule.CLOSE_BEFORE_OPENING);
        assertThatThrownBy(() -> new MoveCloseDate(DEAL, LocalDate.of(10_000, 1, 1)))
                .isInstanceOf(CrmException.Invalid.class);
    }

    // Opening date

    @Test
    void anOpeningLearntOfLaterMakesRoomForAnEarlierClose() {
        LocalDate before = TODAY.minusDays(30);
        var deal = given(COMPLETE);
        deal.at(daysLater(-20)).when(new Lose(DEAL, "too dear")).thenRefused(OpportunityRule.CLOSE_BEFORE_OPENING);
        deal.when(new CorrectOpening(DEAL, before)).then(new OpeningCorrected(DEAL, TODAY, before));
        deal.given(new OpeningCorrected(DEAL, TODAY, before));
        deal.when(new CorrectOpening(DEAL, before)).thenNothing();
        deal.when(new Lose(DEAL, "too dear")).then(new Lost(DEAL, TODAY.minusDays(20), "too dear"));
    }

    @Test
    void theOpeningIsNotAfterTheExpectedClose() {
        given(COMPLETE).when(new CorrectOpening(DEAL, JULY)).thenRefused(OpportunityRule.CLOSE_BEFORE_OPENING);
        given(COMPLETE).when(new CorrectOpening(DEAL, JUNE)).then(new OpeningCorrected(DEAL, TODAY, JUNE));
    }

    // Ends

    @Test
    void winningTakesTheAmountItHasOrTheFinalOne() {
        given(COMPLETE).when(new Win(DEAL, null)).then(WON);
        given(COMPLETE)
                .at(daysLater(3))
                .when(new Win(DEAL, EIGHTY))
                .then(new Won(DEAL, ACME, TODAY.plusDays(3), EIGHTY));
        given(WITH_LINES).when(new Win(DEAL, null)).then(new Won(DEAL, ACME, TODAY, Money.parse("EUR 60.00")));
        given(OPENED, new CustomerAssigned(DEAL, null, ACME))
                .when(new Win(DEAL, HUNDRED))
                .then(WON);
    }

    @Test
    void winningAgainForTheSameAmountChangesNothing() {
        given(COMPLETE, WON).when(new Win(DEAL, HUNDRED)).thenNothing();
        given(COMPLETE, WON).when(new Win(DEAL, null)).thenNothing();
        given(COMPLETE, new Won(DEAL, ACME, TODAY, EIGHTY))
                .when(new Win(DEAL, EIGHTY))
                .thenNothing();
    }

    @Test
    void aDealIsWonByACustomerForAnAmountWithWhatItsStageDemands() {
        assertMissing("CUSTOMER must be known before WON", given(OPENED), new Win(DEAL, HUNDRED));
        var anonymous = given(OPENED, new CustomerAssigned(DEAL, null, ACME));
        assertMissing("AMOUNT must be known before WON", anonymous, new Win(DEAL, null));
        var offered = given(gatedDeal("offer"), new CustomerAssigned(DEAL, null, ACME));
        assertMissing("CLOSE_DATE must be known before WON", offered, new Win(DEAL, HUNDRED));
    }

    @Test
    void losingAndInvalidatingSayWhy() {
        given(OPENED).when(new Lose(DEAL, " too dear ")).then(LOST);
        given(OPENED, LOST).when(new Lose(DEAL, "too dear")).thenNothing();
        given(OPENED).when(new Invalidate(DEAL, "a test entry")).then(INVALID);
        given(OPENED, INVALID).when(new Invalidate(DEAL, "a test entry")).thenNothing();
        assertThat(given(OPENED, INVALID).state().status()).isEqualTo(Opportunity.Status.INVALID);
        given(OPENED, LOST).when(new Invalidate(DEAL, "too dear")).thenRefused(OpportunityRule.CLOSED);
        given(OPENED, INVALID).when(new Lose(DEAL, "a test entry")).thenRefused(OpportunityRule.CLOSED);
    }

    @Test
    void aDealDoesNotEndBeforeItWasOpened() {
        for (OpportunityCommand end :
                List.of(new Win(DEAL, null), new Lose(DEAL, "too dear"), new Invalidate(DEAL, "a test entry"))) {
            given(COMPLETE).at(daysLater(-1)).when(end).thenRefused(OpportunityRule.CLOSE_BEFORE_OPENING);
        }
    }

    @Test
    void aReopenedDealEntersItsStageAnewAndCanBeWon() {
        var reopened = given(COMPLETE)
                .at(daysLater(5))
                .givenCommands(new Advance(DEAL, "proposal"))
                .at(daysLater(6))
                .givenCommands(new Lose(DEAL, "too dear"))
                .at(daysLater(40));
        reopened.when(new Reopen(DEAL, "called again"))
                .then(new Reopened(DEAL, standard("proposal", TODAY.plusDays(40)), "called again"));
        reopened.givenCommands(new Reopen(DEAL, "called again")).at(daysLater(42));
        reopened.when(new Reopen(DEAL, "called again")).thenNothing();
        reopened.when(new Advance(DEAL, "negotiation"))
                .then(new StageAdvanced(DEAL, "proposal", standard("negotiation", TODAY.plusDays(42)), 2));
        reopened.when(new Win(DEAL, EIGHTY)).then(new Won(DEAL, ACME, TODAY.plusDays(42), EIGHTY));
    }

    @Test
    void everyEndCanBeTakenBack() {
        for (OpportunityEvent end : List.of(WON, LOST, INVALID)) {
            given(COMPLETE, end)
                    .when(new Reopen(DEAL, "by mistake"))
                    .then(new Reopened(DEAL, PROSPECTING, "by mistake"));
        }
        given(COMPLETE).when(new Reopen(DEAL, "by mistake")).thenNothing();
    }
}
