package io.guanxi.domain.campaign;

import static io.guanxi.domain.campaign.CampaignDetails.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.Lists;
import io.guanxi.domain.campaign.CampaignCommand.AddMembers;
import io.guanxi.domain.campaign.CampaignCommand.Approve;
import io.guanxi.domain.campaign.CampaignCommand.Cancel;
import io.guanxi.domain.campaign.CampaignCommand.Complete;
import io.guanxi.domain.campaign.CampaignCommand.CorrectDetails;
import io.guanxi.domain.campaign.CampaignCommand.Draft;
import io.guanxi.domain.campaign.CampaignCommand.Pause;
import io.guanxi.domain.campaign.CampaignCommand.RecordCost;
import io.guanxi.domain.campaign.CampaignCommand.RecordResponse;
import io.guanxi.domain.campaign.CampaignCommand.RemoveMember;
import io.guanxi.domain.campaign.CampaignCommand.Resume;
import io.guanxi.domain.campaign.CampaignCommand.ReverseCost;
import io.guanxi.domain.campaign.CampaignCommand.Schedule;
import io.guanxi.domain.campaign.CampaignCommand.SetBudget;
import io.guanxi.domain.campaign.CampaignCommand.Start;
import io.guanxi.domain.campaign.CampaignEvent.Approved;
import io.guanxi.domain.campaign.CampaignEvent.BudgetExceeded;
import io.guanxi.domain.campaign.CampaignEvent.BudgetSet;
import io.guanxi.domain.campaign.CampaignEvent.Cancelled;
import io.guanxi.domain.campaign.CampaignEvent.Completed;
import io.guanxi.domain.campaign.CampaignEvent.CostRecorded;
import io.guanxi.domain.campaign.CampaignEvent.CostReversed;
import io.guanxi.domain.campaign.CampaignEvent.DetailsCorrected;
import io.guanxi.domain.campaign.CampaignEvent.Drafted;
import io.guanxi.domain.campaign.CampaignEvent.MemberRemoved;
import io.guanxi.domain.campaign.CampaignEvent.MembersAdded;
import io.guanxi.domain.campaign.CampaignEvent.Paused;
import io.guanxi.domain.campaign.CampaignEvent.ResponseRecorded;
import io.guanxi.domain.campaign.CampaignEvent.Resumed;
import io.guanxi.domain.campaign.CampaignEvent.Scheduled;
import io.guanxi.domain.campaign.CampaignEvent.Started;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DeciderSpec;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignTest {

    private static final CampaignId SPRING = CampaignId.random();
    private static final CustomerId ACME = CustomerId.random();
    private static final CustomerId AJAX = CustomerId.random();
    private static final LocalDate MAY_1 = LocalDate.of(2026, 5, 1);
    private static final LocalDate MAY_31 = LocalDate.of(2026, 5, 31);
    private static final Money TEN = Money.parse("EUR 10.00");
    private static final Money HUNDRED = Money.parse("EUR 100.00");
    private static final Money YEN = Money.parse("JPY 500");

    private static final CampaignEvent DRAFTED = new Drafted(SPRING, named("Spring"), "ann");
    private static final CampaignEvent APPROVED = new Approved(SPRING, "bob");
    private static final CampaignEvent SCHEDULED = new Scheduled(SPRING, MAY_1, MAY_31);
    private static final CampaignEvent STARTED = new Started(SPRING);
    private static final CampaignEvent PAUSED = new Paused(SPRING, "rain");
    private static final CampaignEvent COMPLETED = new Completed(SPRING);
    private static final CampaignEvent CANCELLED = new Cancelled(SPRING, "no money");
    private static final CampaignEvent ACME_ADDED = new MembersAdded(SPRING, List.of(ACME));

    private static DeciderSpec<CampaignCommand, CampaignEvent, Campaign> given(CampaignEvent... events) {
        return DeciderSpec.of(Campaign.DECIDER).given(events);
    }

    private static DeciderSpec<CampaignCommand, CampaignEvent, Campaign> givenRunning() {
        return given(DRAFTED, APPROVED, SCHEDULED, STARTED);
    }

    private static RecordCost cost(String id, String amount) {
        return new RecordCost(SPRING, id, Money.parse(amount), "stand", MAY_1);
    }

    private static CostRecorded recorded(String id, String amount) {
        return new CostRecorded(SPRING, id, Money.parse(amount), "stand", MAY_1);
    }

    @Test
    void draftingSaysEverythingThatIsKnown() {
        given().when(Draft.named(SPRING, "Spring", "ann")).then(DRAFTED);
        given().when(new Draft(SPRING, named("Spring"), HUNDRED, "ann")).then(DRAFTED, new BudgetSet(SPRING, HUNDRED));
    }

    @Test
    void draftingAgainWithTheSameFactsChangesNothing() {
        given(DRAFTED).when(Draft.named(SPRING, "Spring", "ann")).thenNothing();
        given(DRAFTED, new BudgetSet(SPRING, HUNDRED))
                .when(new Draft(SPRING, named("Spring"), HUNDRED, "ann"))
                .thenNothing();
    }

    @Test
    void aLateRepetitionOfTheDraftChangesNothing() {
        var draft = new Draft(SPRING, named("Spring"), HUNDRED, "ann");
        DeciderSpec.of(Campaign.DECIDER)
                .givenCommands(
                        draft,
                        new CorrectDetails(SPRING, named("Summer")),
                        new SetBudget(SPRING, null),
                        new Cancel(SPRING, "no money"))
                .when(draft)
                .thenNothing();
    }

    @Test
    void anApprovedBudgetIsLoweredButNotRaisedOrLifted() {
        var approved = given(DRAFTED, new BudgetSet(SPRING, HUNDRED), APPROVED);
        approved.when(new SetBudget(SPRING, HUNDRED)).thenNothing();
        approved.when(new SetBudget(SPRING, HUNDRED.plus(TEN))).thenRefused(CampaignRule.ALREADY_APPROVED);
        approved.when(new SetBudget(SPRING, null)).thenRefused(CampaignRule.ALREADY_APPROVED);
        approved.when(new SetBudget(SPRING, YEN)).thenRefused(CampaignRule.ALREADY_APPROVED);
        approved.when(new SetBudget(SPRING, TEN)).then(new BudgetSet(SPRING, TEN));

        var lowered = approved.given(new BudgetSet(SPRING, TEN), SCHEDULED, STARTED);
        lowered.when(new SetBudget(SPRING, HUNDRED)).then(new BudgetSet(SPRING, HUNDRED));
        lowered.when(new SetBudget(SPRING, HUNDRED.plus(TEN))).thenRefused(CampaignRule.ALREADY_APPROVED);
        lowered.when(new CorrectDetails(SPRING, named("Spring fair")))
                .then(new DetailsCorrected(SPRING, named("Spring fair")));
    }

    @Test
    void whoApprovesACampaignWithoutBudgetSetsNoLimit() {
        given(DRAFTED, APPROVED).when(new SetBudget(SPRING, HUNDRED)).then(new BudgetSet(SPRING, HUNDRED));
        given(DRAFTED, APPROVED, new BudgetSet(SPRING, TEN))
                .when(new SetBudget(SPRING, null))
                .then(new BudgetSet(SPRING, null));
    }

    @Test
    void draftingAgainWithOtherFactsIsRefused() {
        for (Draft other : List.of(
                Draft.named(SPRING, "Summer", "ann"),
                Draft.named(SPRING, "Spring", "bob"),
                new Draft(SPRING, named("Spring"), HUNDRED, "ann"))) {
            given(DRAFTED).when(other).thenRefused(CampaignRule.ALREADY_DRAFTED);
        }
    }

    @Test
    void nothingCanBeAskedOfAnUnknownCampaign() {
        for (CampaignCommand command : List.of(
                new CorrectDetails(SPRING, named("Spring")),
                new SetBudget(SPRING, HUNDRED),
                new Approve(SPRING),
                new Schedule(SPRING, MAY_1, MAY_31),
                new Start(SPRING),
                new Pause(SPRING, "rain"),
                new Resume(SPRING),
                new Complete(SPRING),
                new Cancel(SPRING, "no money"),
                cost("INV-1", "EUR 10.00"),
                new ReverseCost(SPRING, "INV-1", "refunded"),
                new AddMembers(SPRING, List.of(ACME)),
                new RemoveMember(SPRING, ACME),
                new RecordResponse(SPRING, ACME, Response.SENT))) {
            given().when(command).thenNotFound();
        }
    }

    @Test
    void aCampaignThatIsOverChangesNoMore() {
        for (CampaignCommand command : List.of(
                new CorrectDetails(SPRING, named("Summer")),
                new SetBudget(SPRING, HUNDRED),
                new Approve(SPRING),
                new Schedule(SPRING, MAY_1, MAY_31),
                new Start(SPRING),
                new Pause(SPRING, "rain"),
                new Resume(SPRING),
                new AddMembers(SPRING, List.of(AJAX)),
                new RemoveMember(SPRING, ACME))) {
            givenRunning().given(ACME_ADDED, COMPLETED).when(command).thenRefused(CampaignRule.CLOSED);
            given(DRAFTED, ACME_ADDED, CANCELLED).when(command).thenRefused(CampaignRule.CLOSED);
        }
        givenRunning().given(CANCELLED).when(new Complete(SPRING)).thenRefused(CampaignRule.CLOSED);
        givenRunning().given(COMPLETED).when(new Cancel(SPRING, "no money")).thenRefused(CampaignRule.CLOSED);
    }

    @Test
    void correctingDetailsReplacesThem() {
        var corrected =
                named("Spring!").withObjective("100 leads").withChannel("微信").withAudience("hospitals");
        given(DRAFTED).when(new CorrectDetails(SPRING, corrected)).then(new DetailsCorrected(SPRING, corrected));
        given(DRAFTED).when(new CorrectDetails(SPRING, named("Spring"))).thenNothing();
        given(DRAFTED, new DetailsCorrected(SPRING, corrected))
                .when(new CorrectDetails(SPRING, corrected))
                .thenNothing();
    }

    @Test
    void theOneWhoAsksIsTheApprover() {
        given(DRAFTED)
                .by(new Actor("bob", Set.of("lead")))
                .when(new Approve(SPRING))
                .then(APPROVED);
        given(DRAFTED, APPROVED).when(new Approve(SPRING)).thenNothing();
        givenRunning().when(new Approve(SPRING)).thenNothing();
    }

    @Test
    void anApprovedCampaignIsScheduledAndScheduledAgainUntilItStarts() {
        var schedule = new Schedule(SPRING, MAY_1, MAY_31);
        given(DRAFTED).when(schedule).thenRefused(CampaignRule.NOT_APPROVED);
        given(DRAFTED, APPROVED).when(schedule).then(SCHEDULED);
        given(DRAFTED, APPROVED, SCHEDULED).when(schedule).thenNothing();
        given(DRAFTED, APPROVED, SCHEDULED)
                .when(new Schedule(SPRING, MAY_1, MAY_1))
                .then(new Scheduled(SPRING, MAY_1, MAY_1));
        givenRunning().when(new Schedule(SPRING, MAY_1, MAY_1)).thenRefused(CampaignRule.ALREADY_STARTED);
        givenRunning().given(PAUSED).when(new Schedule(SPRING, MAY_1, MAY_1)).thenRefused(CampaignRule.ALREADY_STARTED);
        givenRunning().when(schedule).thenNothing();
    }

    @Test
    void aScheduledCampaignStarts() {
        given(DRAFTED).when(new Start(SPRING)).thenRefused(CampaignRule.NOT_APPROVED);
        given(DRAFTED, APPROVED).when(new Start(SPRING)).thenRefused(CampaignRule.NOT_SCHEDULED);
        given(DRAFTED, APPROVED, SCHEDULED).when(new Start(SPRING)).then(STARTED);
        givenRunning().when(new Start(SPRING)).thenNothing();
        givenRunning().given(PAUSED).when(new Start(SPRING)).thenRefused(CampaignRule.PAUSED);
    }

    @Test
    void aRunningCampaignPausesAndResumes() {
        givenRunning().when(new Pause(SPRING, "rain")).then(PAUSED);
        givenRunning().given(PAUSED).when(new Pause(SPRING, "snow")).thenNothing();
        givenRunning().given(PAUSED).when(new Resume(SPRING)).then(new Resumed(SPRING));
        givenRunning().when(new Resume(SPRING)).thenNothing();
        givenRunning()
                .given(PAUSED, new Resumed(SPRING))
                .when(new Pause(SPRING, "rain"))
                .then(PAUSED);
    }

    @Test
    void aStartedCampaignCompletes() {
        givenRunning().when(new Complete(SPRING)).then(COMPLETED);
        givenRunning().given(PAUSED).when(new Complete(SPRING)).then(COMPLETED);
        givenRunning().given(COMPLETED).when(new Complete(SPRING)).thenNothing();
    }

    @Test
    void beforeTheStartNothingPausesResumesCompletesOrResponds() {
        for (CampaignCommand command : List.of(
                new Pause(SPRING, "rain"),
                new Resume(SPRING),
                new Complete(SPRING),
                new RecordResponse(SPRING, ACME, Response.SENT))) {
            given(DRAFTED, ACME_ADDED).when(command).thenRefused(CampaignRule.NOT_STARTED);
            given(DRAFTED, ACME_ADDED, APPROVED).when(command).thenRefused(CampaignRule.NOT_STARTED);
            given(DRAFTED, ACME_ADDED, APPROVED, SCHEDULED).when(command).thenRefused(CampaignRule.NOT_STARTED);
        }
    }

    @Test
    void anyOpenCampaignCanBeCancelled() {
        var life = List.of(DRAFTED, APPROVED, SCHEDULED, STARTED, PAUSED);
        for (int steps = 1; steps <= life.size(); steps++) {
            given(life.subList(0, steps).toArray(new CampaignEvent[0]))
                    .when(new Cancel(SPRING, "no money"))
                    .then(CANCELLED);
        }
        given(DRAFTED, CANCELLED).when(new Cancel(SPRING, "twice")).thenNothing();
    }

    @Test
    void aBudgetIsSetChangedAndTakenAway() {
        given(DRAFTED).when(new SetBudget(SPRING, HUNDRED)).then(new BudgetSet(SPRING, HUNDRED));
        given(DRAFTED).when(new SetBudget(SPRING, null)).thenNothing();
        var budgeted = given(DRAFTED, new BudgetSet(SPRING, HUNDRED));
        budgeted.when(new SetBudget(SPRING, HUNDRED)).thenNothing();
        budgeted.when(new SetBudget(SPRING, TEN)).then(new BudgetSet(SPRING, TEN));
        budgeted.when(new SetBudget(SPRING, null)).then(new BudgetSet(SPRING, null));
    }

    @Test
    void aCostIsRecordedOnce() {
        given(DRAFTED).when(cost("INV-1", "EUR 10.00")).then(recorded("INV-1", "EUR 10.00"));
        var recorded = given(DRAFTED, recorded("INV-1", "EUR 10.00"));
        recorded.when(cost("INV-1", "EUR 10.00")).thenNothing();
        recorded.when(cost("INV-1", "EUR 11.00")).thenRefused(CampaignRule.COST_ALREADY_RECORDED);
        recorded.when(cost("INV-2", "EUR 10.00")).then(recorded("INV-2", "EUR 10.00"));
    }

    @Test
    void aCostIsTakenDownEvenOfACampaignThatIsOver() {
        givenRunning().given(COMPLETED).when(cost("INV-1", "EUR 10.00")).then(recorded("INV-1", "EUR 10.00"));
        given(DRAFTED, recorded("INV-1", "EUR 10.00"), CANCELLED)
                .when(new ReverseCost(SPRING, "INV-1", "refunded"))
                .then(new CostReversed(SPRING, "INV-1", TEN, "refunded"));
    }

    @Test
    void aReversedCostCountsNoMoreAndKeepsItsId() {
        var reversed = given(
                DRAFTED,
                new BudgetSet(SPRING, HUNDRED),
                recorded("INV-1", "EUR 60.00"),
                new CostReversed(SPRING, "INV-1", Money.parse("EUR 60.00"), "refunded"));
        reversed.when(new ReverseCost(SPRING, "INV-1", "twice")).thenNothing();
        reversed.when(cost("INV-1", "EUR 60.00")).thenRefused(CampaignRule.COST_REVERSED);
        reversed.when(cost("INV-1", "EUR 61.00")).thenRefused(CampaignRule.COST_ALREADY_RECORDED);
        reversed.when(cost("INV-2", "EUR 60.00")).then(recorded("INV-2", "EUR 60.00"));
        given(DRAFTED).when(new ReverseCost(SPRING, "INV-1", "refunded")).thenRefused(CampaignRule.COST_UNKNOWN);
    }

    @Test
    void aCampaignCountsInOneCurrency() {
        given(DRAFTED, new BudgetSet(SPRING, HUNDRED))
                .when(cost("INV-1", "JPY 500"))
                .thenRefused(CampaignRule.OTHER_CURRENCY);
        var spent = given(DRAFTED, recorded("INV-1", "EUR 10.00"));
        spent.when(cost("INV-2", "JPY 500")).thenRefused(CampaignRule.OTHER_CURRENCY);
        spent.when(new SetBudget(SPRING, YEN)).thenRefused(CampaignRule.OTHER_CURRENCY);
    }

    @Test
    void aBudgetMayChangeItsCurrencyUntilMoneyIsSpent() {
        given(DRAFTED, new BudgetSet(SPRING, HUNDRED))
                .when(new SetBudget(SPRING, YEN))
                .then(new BudgetSet(SPRING, YEN));
    }

    @Test
    void spendingTheWholeBudgetDoesNotExceedIt() {
        given(DRAFTED, new BudgetSet(SPRING, HUNDRED))
                .when(cost("INV-1", "EUR 100.00"))
                .then(recorded("INV-1", "EUR 100.00"));
    }

    @Test
    void exceedingTheBudgetIsReportedOnceForEachCrossing() {
        var spec = given(DRAFTED, new BudgetSet(SPRING, HUNDRED), recorded("INV-1", "EUR 60.00"));
        var exceeded = new BudgetExceeded(SPRING, HUNDRED, Money.parse("EUR 120.00"));
        spec.when(cost("INV-2", "EUR 60.00")).then(recorded("INV-2", "EUR 60.00"), exceeded);
        spec.given(recorded("INV-2", "EUR 60.00"), exceeded);
        spec.when(cost("INV-3", "EUR 10.00")).then(recorded("INV-3", "EUR 10.00"));
        spec.given(new CostReversed(SPRING, "INV-2", Money.parse("EUR 60.00"), "refunded"));
        spec.when(cost("INV-4", "EUR 60.00")).then(recorded("INV-4", "EUR 60.00"), exceeded);
    }

    @Test
    void aSmallerBudgetCanBeExceededAtOnce() {
        given(DRAFTED, new BudgetSet(SPRING, HUNDRED), recorded("INV-1", "EUR 60.00"))
                .when(new SetBudget(SPRING, TEN))
                .then(new BudgetSet(SPRING, TEN), new BudgetExceeded(SPRING, TEN, Money.parse("EUR 60.00")));
    }

    @Test
    void costsAreBounded() {
        var spec = given(DRAFTED);
        IntStream.range(0, Campaign.MAX_COSTS).forEach(i -> spec.given(recorded("INV-" + i, "EUR 1.00")));
        spec.when(cost("one more", "EUR 1.00")).thenRefused(CampaignRule.TOO_MANY_COSTS);
        spec.when(cost("INV-0", "EUR 1.00")).thenNothing();
    }

    @Test
    void onlyNewMembersAreAdded() {
        given(DRAFTED).when(new AddMembers(SPRING, List.of(ACME, AJAX, ACME))).then(added(ACME, AJAX));
        given(DRAFTED, ACME_ADDED)
                .when(new AddMembers(SPRING, List.of(ACME, AJAX)))
                .then(added(AJAX));
        given(DRAFTED, ACME_ADDED).when(new AddMembers(SPRING, List.of(ACME))).thenNothing();
        given(DRAFTED).when(new AddMembers(SPRING, List.of())).thenNothing();
        givenRunning().given(PAUSED).when(new AddMembers(SPRING, List.of(ACME))).then(ACME_ADDED);
    }

    @Test
    void membersAreBounded() {
        var spec = given(DRAFTED);
        var customers = customers(Campaign.MAX_MEMBERS);
        Lists.partition(customers, 1_000).forEach(each -> spec.given(new MembersAdded(SPRING, each)));
        assertThat(spec.state().members().size()).isEqualTo(10_000);
        spec.when(new AddMembers(SPRING, List.of(ACME))).thenRefused(CampaignRule.TOO_MANY_MEMBERS);
        spec.when(new AddMembers(SPRING, customers.subList(0, 1_000))).thenNothing();
        spec.when(new RemoveMember(SPRING, customers.get(7))).then(new MemberRemoved(SPRING, customers.get(7)));
        spec.given(new MemberRemoved(SPRING, customers.get(7)))
                .when(new AddMembers(SPRING, List.of(ACME)))
                .then(ACME_ADDED);
    }

    @Test
    void aMemberWhoWasNotContactedCanBeRemoved() {
        givenRunning().given(ACME_ADDED).when(new RemoveMember(SPRING, ACME)).then(new MemberRemoved(SPRING, ACME));
        givenRunning().given(ACME_ADDED).when(new RemoveMember(SPRING, AJAX)).thenNothing();
        givenRunning()
                .given(ACME_ADDED, new MemberRemoved(SPRING, ACME))
                .when(new RemoveMember(SPRING, ACME))
                .thenNothing();
        givenRunning()
                .given(ACME_ADDED, new ResponseRecorded(SPRING, ACME, null, Response.SENT))
                .when(new RemoveMember(SPRING, ACME))
                .thenRefused(CampaignRule.ALREADY_CONTACTED);
    }

    @Test
    void onlyMembersRespond() {
        givenRunning()
                .given(ACME_ADDED)
                .when(new RecordResponse(SPRING, AJAX, Response.SENT))
                .thenRefused(CampaignRule.NOT_A_MEMBER);
        givenRunning()
                .given(ACME_ADDED, new MemberRemoved(SPRING, ACME))
                .when(new RecordResponse(SPRING, ACME, Response.SENT))
                .thenRefused(CampaignRule.NOT_A_MEMBER);
    }

    @Test
    void aMemberRespondsEvenAfterTheEnd() {
        var late = new ResponseRecorded(SPRING, ACME, null, Response.OPTED_OUT);
        for (CampaignEvent end : List.of(PAUSED, COMPLETED, CANCELLED)) {
            givenRunning()
                    .given(ACME_ADDED, end)
                    .when(new RecordResponse(SPRING, ACME, Response.OPTED_OUT))
                    .then(late);
        }
    }

    @Test
    void addingAMemberAgainForgetsNoResponse() {
        var optedOut = new ResponseRecorded(SPRING, ACME, null, Response.OPTED_OUT);
        givenRunning()
                .given(ACME_ADDED, optedOut, ACME_ADDED)
                .when(new RecordResponse(SPRING, ACME, Response.SENT))
                .thenNothing();
    }

    /** Each row: what is known, and all that is news then. */
    @ParameterizedTest
    @CsvSource({
        "           , SENT OPENED CLICKED RESPONDED BOUNCED OPTED_OUT",
        "SENT       ,      OPENED CLICKED RESPONDED BOUNCED OPTED_OUT",
        "OPENED     ,             CLICKED RESPONDED         OPTED_OUT",
        "CLICKED    ,                     RESPONDED         OPTED_OUT",
        "RESPONDED  ,                                       OPTED_OUT",
        "BOUNCED    , ''",
        "OPTED_OUT  , ''",
    })
    void responsesNeverGoBackwards(Response known, String news) {
        for (Response response : Response.values()) {
            var spec = givenRunning().given(ACME_ADDED);
            if (known != null) {
                spec.given(new ResponseRecorded(SPRING, ACME, null, known));
            }
            var outcome = spec.when(new RecordResponse(SPRING, ACME, response));
            if (List.of(news.split("\\s+")).contains(response.name())) {
                outcome.then(new ResponseRecorded(SPRING, ACME, known, response));
            } else {
                outcome.thenNothing();
            }
        }
    }

    /** With one map for all members this took 22 s, with buckets less than one. */
    @Test
    @Timeout(10)
    void foldingTheResponsesOfManyMembersIsNotQuadratic() {
        var customers = customers(Campaign.MAX_MEMBERS);
        Campaign state = Campaign.DECIDER.evolve(
                Campaign.DECIDER.initial(),
                List.of(DRAFTED, APPROVED, SCHEDULED, STARTED, new MembersAdded(SPRING, customers)));
        for (Response response : List.of(Response.SENT, Response.OPENED, Response.CLICKED)) {
            for (CustomerId customer : customers) {
                state = Campaign.DECIDER.evolve(state, new ResponseRecorded(SPRING, customer, null, response));
            }
        }
        assertThat(state.members().size()).isEqualTo(10_000);
        assertThat(state.members().response(customers.get(9_999))).isEqualTo(Response.CLICKED);
    }

    /** Whatever was stored is folded, even what today's rules would not bring about. */
    @Test
    void foldingIsTotal() {
        var odd = given(
                new CostReversed(SPRING, "INV-1", TEN, "refunded"),
                new MemberRemoved(SPRING, ACME),
                new ResponseRecorded(SPRING, AJAX, Response.SENT, Response.OPENED));
        assertThat(odd.state().costs()).isEmpty();
        assertThat(odd.state().members().has(AJAX)).isTrue();
    }

    @Test
    void wishesThatAreWrongInThemselvesCannotBeSaid() {
        assertThatThrownBy(() -> new Schedule(SPRING, MAY_31, MAY_1))
                .isInstanceOf(CrmException.Invalid.class)
                .hasMessageContaining("end");
        assertThatThrownBy(() -> new Schedule(SPRING, MAY_1, LocalDate.MAX)).isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> new SetBudget(SPRING, TEN.negated())).isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> new Draft(SPRING, named("Spring"), TEN.negated(), "ann"))
                .isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> cost("INV-1", "EUR 0.00")).isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> cost(" ", "EUR 1.00")).isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> new AddMembers(SPRING, customers(1_001))).isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> new Cancel(SPRING, " ")).isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> named("x".repeat(201))).isInstanceOf(CrmException.Invalid.class);
    }

    private static MembersAdded added(CustomerId... customers) {
        return new MembersAdded(SPRING, List.of(customers));
    }

    private static List<CustomerId> customers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new CustomerId(new UUID(7, i)))
                .toList();
    }
}
