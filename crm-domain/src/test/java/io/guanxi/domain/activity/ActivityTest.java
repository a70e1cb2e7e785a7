package io.guanxi.domain.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.domain.activity.ActivityCommand.Assign;
import io.guanxi.domain.activity.ActivityCommand.Cancel;
import io.guanxi.domain.activity.ActivityCommand.Complete;
import io.guanxi.domain.activity.ActivityCommand.CorrectDetails;
import io.guanxi.domain.activity.ActivityCommand.PlanFollowUp;
import io.guanxi.domain.activity.ActivityCommand.Postpone;
import io.guanxi.domain.activity.ActivityCommand.RecordFollowUp;
import io.guanxi.domain.activity.ActivityCommand.Reinstate;
import io.guanxi.domain.activity.ActivityCommand.Reopen;
import io.guanxi.domain.activity.ActivityCommand.Retract;
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
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DeciderSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ActivityTest {

    private static final ActivityId CALL = ActivityId.random();
    private static final About ACME = About.customer(CustomerId.random());
    private static final Instant NOON = DeciderSpec.NOON;
    private static final Instant FRIDAY = NOON.plus(Duration.ofDays(4));
    private static final ActivityDetails DETAILS = ActivityDetails.of(ActivityKind.CALL, "About the offer");
    private static final ActivityOutcome REACHED = new ActivityOutcome("reached", "wants an offer", FRIDAY);
    private static final ActivityEvent PLANNED = new FollowUpPlanned(CALL, ACME, DETAILS, FRIDAY, "bob");
    private static final ActivityEvent RECORDED = new FollowUpRecorded(CALL, ACME, DETAILS, REACHED, "ann", NOON);
    private static final ActivityEvent COMPLETED = new Completed(CALL, REACHED, NOON);
    private static final ActivityEvent CANCELLED = new Cancelled(CALL, "no need");
    private static final ActivityEvent RETRACTED = new Retracted(CALL, "of another customer");
    private static final ActivityEvent REINSTATED = new Reinstated(CALL);

    private static DeciderSpec<ActivityCommand, ActivityEvent, Activity> given(ActivityEvent... events) {
        return DeciderSpec.of(Activity.DECIDER).given(events);
    }

    @Test
    void aFollowUpIsPlannedForWhoeverIsNamed() {
        given().when(new PlanFollowUp(CALL, ACME, DETAILS, FRIDAY, "bob")).then(PLANNED);
        given().when(new PlanFollowUp(CALL, ACME, DETAILS, FRIDAY, null))
                .then(new FollowUpPlanned(CALL, ACME, DETAILS, FRIDAY, "ann"));
    }

    @Test
    void planningAgainWithTheSameFactsChangesNothing() {
        var planned = given(PLANNED, new Postponed(CALL, FRIDAY, NOON, "sooner"), COMPLETED);
        planned.when(new PlanFollowUp(CALL, ACME, DETAILS, FRIDAY, "bob")).thenNothing();
        planned.when(new PlanFollowUp(CALL, ACME, DETAILS, FRIDAY, null)).thenNothing();
        planned.when(new PlanFollowUp(CALL, ACME, DETAILS, NOON, "bob")).thenRefused(ActivityRule.ALREADY_KNOWN);
        planned.when(new RecordFollowUp(CALL, ACME, DETAILS, REACHED)).thenRefused(ActivityRule.ALREADY_KNOWN);
    }

    @Test
    void whatHasBeenIsRecordedAtItsBusinessTime() {
        given().when(new RecordFollowUp(CALL, ACME, DETAILS, REACHED)).then(RECORDED);
        given(RECORDED)
                .at(FRIDAY.plusSeconds(1))
                .when(new RecordFollowUp(CALL, ACME, DETAILS, REACHED))
                .thenNothing();
        given(RECORDED)
                .when(new RecordFollowUp(CALL, ACME, DETAILS, ActivityOutcome.NONE))
                .thenRefused(ActivityRule.ALREADY_KNOWN);
    }

    @Test
    void aPlannedOneIsCompletedPostponedOrCancelled() {
        given(PLANNED).when(new Complete(CALL, REACHED)).then(COMPLETED);
        given(PLANNED).when(new Postpone(CALL, NOON, "sooner")).then(new Postponed(CALL, FRIDAY, NOON, "sooner"));
        given(PLANNED).when(new Postpone(CALL, FRIDAY, "sooner")).thenNothing();
        given(PLANNED).when(new Cancel(CALL, "no need")).then(CANCELLED);
        given(PLANNED).when(new Assign(CALL, "eve")).then(new Assigned(CALL, "eve"));
        given(PLANNED).when(new Assign(CALL, "bob")).thenNothing();
    }

    @Test
    void whatIsOverIsNotPlannedAnyMore() {
        for (ActivityEvent end : List.of(COMPLETED, CANCELLED)) {
            ActivityRule rule = end == COMPLETED ? ActivityRule.DONE : ActivityRule.CANCELLED;
            var over = given(PLANNED, end);
            over.when(new Postpone(CALL, NOON, "sooner")).thenRefused(rule);
            over.when(new Assign(CALL, "eve")).thenRefused(rule);
            over.when(new Complete(CALL, ActivityOutcome.NONE)).thenRefused(rule);
        }
        given(PLANNED, COMPLETED).when(new Complete(CALL, REACHED)).thenNothing();
        given(PLANNED, COMPLETED).when(new Cancel(CALL, "no need")).thenRefused(ActivityRule.DONE);
        given(PLANNED, CANCELLED).when(new Cancel(CALL, "other reason")).thenNothing();
        given(RECORDED).when(new Complete(CALL, REACHED)).thenNothing();
        given(RECORDED).when(new Postpone(CALL, NOON, "later")).thenRefused(ActivityRule.DONE);
    }

    @Test
    void whatWasEndedByMistakeIsPlannedAgain() {
        given(PLANNED, COMPLETED).when(new Reopen(CALL, "not reached")).then(new Reopened(CALL, NOON, "not reached"));
        given(PLANNED, CANCELLED).when(new Reopen(CALL, null)).then(new Reopened(CALL, null, null));
        given(PLANNED).when(new Reopen(CALL, null)).thenNothing();
        var again = given(PLANNED, COMPLETED, new Reopened(CALL, NOON, null));
        again.when(new Reopen(CALL, null)).thenNothing();
        again.when(new Postpone(CALL, NOON, "sooner")).then(new Postponed(CALL, FRIDAY, NOON, "sooner"));
        again.when(new Cancel(CALL, "no need")).then(CANCELLED);
        again.at(FRIDAY)
                .when(new Complete(CALL, ActivityOutcome.NONE))
                .then(new Completed(CALL, ActivityOutcome.NONE, FRIDAY));
        given(PLANNED, COMPLETED, new Reopened(CALL, NOON, null), CANCELLED)
                .when(new Reopen(CALL, "after all"))
                .then(new Reopened(CALL, null, "after all"));
    }

    @Test
    void whatWasNeverPlannedIsNotReopenedButRetracted() {
        given(RECORDED).when(new Reopen(CALL, "by mistake")).thenRefused(ActivityRule.NEVER_PLANNED);
        given(RECORDED).when(new Retract(CALL, "of another customer")).then(RETRACTED);
    }

    @Test
    void whatIsRetractedIsLeftAloneUntilItIsReinstatedAsItWas() {
        for (List<ActivityEvent> before : List.of(
                List.of(PLANNED), List.of(RECORDED), List.of(PLANNED, COMPLETED), List.of(PLANNED, CANCELLED))) {
            var known = given(before.toArray(ActivityEvent[]::new));
            known.when(new Retract(CALL, "of another customer")).then(RETRACTED);
            known.when(new Reinstate(CALL)).thenNothing();
            Activity was = known.state();
            var retracted = known.given(RETRACTED);
            retracted.when(new Retract(CALL, "again")).thenNothing();
            retracted.when(new Reinstate(CALL)).then(REINSTATED);
            for (ActivityCommand command : List.of(
                    new CorrectDetails(CALL, ActivityDetails.of(ActivityKind.VISIT, "At the fair")),
                    new Assign(CALL, "eve"),
                    new Postpone(CALL, NOON, "sooner"),
                    new Complete(CALL, REACHED),
                    new Cancel(CALL, "no need"),
                    new Reopen(CALL, null))) {
                retracted.when(command).thenRefused(ActivityRule.RETRACTED);
            }
            assertThat(retracted.given(REINSTATED).state()).isEqualTo(was);
        }
        given(RECORDED, RETRACTED)
                .when(new RecordFollowUp(CALL, ACME, DETAILS, REACHED))
                .thenNothing();
    }

    @Test
    void theNextContactComesLater() {
        ActivityOutcome yesterday = new ActivityOutcome(null, null, NOON.minusSeconds(1));
        given(PLANNED).when(new Complete(CALL, yesterday)).thenRefused(ActivityRule.NEXT_CONTACT_IS_EARLIER);
        given().when(new RecordFollowUp(CALL, ACME, DETAILS, yesterday))
                .thenRefused(ActivityRule.NEXT_CONTACT_IS_EARLIER);
        given(PLANNED)
                .when(new Complete(CALL, new ActivityOutcome(null, null, NOON)))
                .then(new Completed(CALL, new ActivityOutcome(null, null, NOON), NOON));
    }

    @Test
    void detailsAreCorrectedEvenWhenAllIsOver() {
        ActivityDetails visit = ActivityDetails.of(ActivityKind.VISIT, "At the fair");
        given(RECORDED).when(new CorrectDetails(CALL, visit)).then(new DetailsCorrected(CALL, visit));
        given(PLANNED, new DetailsCorrected(CALL, visit))
                .when(new CorrectDetails(CALL, visit))
                .thenNothing();
    }

    @Test
    void nothingCanBeAskedOfAnUnknownOne() {
        for (ActivityCommand command : List.of(
                new CorrectDetails(CALL, DETAILS),
                new Assign(CALL, "eve"),
                new Postpone(CALL, NOON, "sooner"),
                new Complete(CALL, REACHED),
                new Cancel(CALL, "no need"),
                new Reopen(CALL, null),
                new Retract(CALL, "of another customer"),
                new Reinstate(CALL))) {
            given().when(command).thenNotFound();
        }
    }

    @Test
    void aCapCountsWhatWeBeginByItsChannel() {
        ContactCap any = new ContactCap("daily", null, 1, Duration.ofDays(1));
        ContactCap phone = new ContactCap("daily calls", "phone", 1, Duration.ofDays(1));
        ActivityDetails mail =
                new ActivityDetails(ActivityKind.MAIL, Direction.OUTBOUND, "mail", "Our offer", null, Set.of());
        ActivityDetails answer =
                new ActivityDetails(ActivityKind.MAIL, Direction.INBOUND, "mail", "Their answer", null, Set.of());
        assertThat(any.counts(mail)).isTrue();
        assertThat(any.counts(answer)).isFalse();
        assertThat(any.counts(DETAILS)).isFalse();
        assertThat(phone.counts(mail)).isFalse();
        assertThat(any.isReachedBy(FRIDAY, List.of(NOON))).isFalse();
        assertThat(any.isReachedBy(FRIDAY, List.of(FRIDAY.minusSeconds(1)))).isTrue();
        assertThat(any.isReachedBy(FRIDAY, List.of(FRIDAY.plusSeconds(1)))).isTrue();
        assertThat(any.isReachedBy(FRIDAY, List.of(FRIDAY.minus(Duration.ofDays(1)))))
                .isFalse();
    }

    @Test
    void whatIsWrongInItselfCannotBeSaid() {
        Set<CustomerId> crowd = Stream.generate(CustomerId::random)
                .limit(ActivityDetails.MAX_PARTICIPANTS + 1)
                .collect(Collectors.toSet());
        assertThatThrownBy(() -> new About(null, null, null, null)).isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> ActivityDetails.of(ActivityKind.CALL, " ")).isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> new ActivityDetails(ActivityKind.CALL, null, null, "Fair", null, crowd))
                .isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> new ActivityOutcome(null, null, Instant.MAX)).isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> new Postpone(CALL, Instant.MIN, "never")).isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> new Retract(CALL, " ")).isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> new Reopen(CALL, "x".repeat(501))).isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> new ContactCap("none", null, 0, Duration.ofDays(1)))
                .isInstanceOf(CrmException.Invalid.class);
    }
}
