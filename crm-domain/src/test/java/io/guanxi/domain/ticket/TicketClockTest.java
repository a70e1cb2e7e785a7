package io.guanxi.domain.ticket;

import static io.guanxi.domain.ticket.ClockKind.FIRST_RESPONSE;
import static io.guanxi.domain.ticket.ClockKind.RESOLUTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.kernel.DeciderSpec;
import io.guanxi.domain.ticket.TicketCommand.Cancel;
import io.guanxi.domain.ticket.TicketCommand.ChangePriority;
import io.guanxi.domain.ticket.TicketCommand.Close;
import io.guanxi.domain.ticket.TicketCommand.ContinueWork;
import io.guanxi.domain.ticket.TicketCommand.Merge;
import io.guanxi.domain.ticket.TicketCommand.NoteBreach;
import io.guanxi.domain.ticket.TicketCommand.Open;
import io.guanxi.domain.ticket.TicketCommand.RecordCustomerReply;
import io.guanxi.domain.ticket.TicketCommand.Reopen;
import io.guanxi.domain.ticket.TicketCommand.Reply;
import io.guanxi.domain.ticket.TicketCommand.Resolve;
import io.guanxi.domain.ticket.TicketCommand.Triage;
import io.guanxi.domain.ticket.TicketCommand.WaitForCustomer;
import io.guanxi.domain.ticket.TicketCommand.WaitForThirdParty;
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
import io.guanxi.domain.ticket.TicketEvent.Merged;
import io.guanxi.domain.ticket.TicketEvent.Opened;
import io.guanxi.domain.ticket.TicketEvent.PriorityChanged;
import io.guanxi.domain.ticket.TicketEvent.Reopened;
import io.guanxi.domain.ticket.TicketEvent.ReplySent;
import io.guanxi.domain.ticket.TicketEvent.Resolved;
import io.guanxi.domain.ticket.TicketEvent.ThirdPartyAwaited;
import io.guanxi.domain.ticket.TicketEvent.Triaged;
import io.guanxi.domain.ticket.TicketEvent.WorkContinued;
import io.guanxi.domain.ticket.TicketEvent.WorkStarted;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How the clocks of a ticket follow it. The promise: URGENT 1 h and 4 h, NORMAL 4 h and 24 h, of 8 h a day. */
class TicketClockTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final BusinessCalendar OFFICE =
            BusinessCalendar.weekdays(SHANGHAI, Shift.of("09:00", "12:00"), Shift.of("13:00", "18:00"));

    private static final TicketId T = TicketId.random();
    private static final Open OPEN = open(TicketPriority.NORMAL);
    private static final Reply REPLY = new Reply(T, "m1", "Try now");
    private static final Resolve RESOLVE = new Resolve(T, "fixed", "A new bulb");

    private static Open open(TicketPriority priority) {
        return new Open(T, null, "No light", null, "email", TicketKind.INCIDENT, priority);
    }

    private static Opened opened(TicketPriority priority, Instant at) {
        return new Opened(T, null, "No light", null, "email", TicketKind.INCIDENT, priority, at);
    }

    /** On a day of March 2026, of which the 2nd is a Monday. */
    private static Instant march(int day, String time) {
        return LocalDateTime.parse("2026-03-%02dT%s".formatted(day, time))
                .atZone(SHANGHAI)
                .toInstant();
    }

    private static Duration hours(long hours) {
        return Duration.ofHours(hours);
    }

    private static Spec office() {
        return spec(SlaPolicy.businessHours(OFFICE));
    }

    private static Spec spec(SlaPolicy policy) {
        return new Spec(DeciderSpec.of(Ticket.decider(policy)));
    }

    /** A story with a time for each sentence. */
    private record Spec(DeciderSpec<TicketCommand, TicketEvent, Ticket> of) {

        Spec given(Instant at, TicketCommand... commands) {
            of.at(at).givenCommands(commands);
            return this;
        }

        DeciderSpec<TicketCommand, TicketEvent, Ticket>.Outcome when(Instant at, TicketCommand command) {
            return of.at(at).when(command);
        }

        Clock clock(ClockKind kind) {
            return Optional.ofNullable(of.state().clocks().get(kind)).orElseThrow();
        }
    }

    @Test
    void bothClocksStartWhenTheTicketIsOpened() {
        Instant at = march(2, "10:00");
        office().when(at, OPEN)
                .then(
                        opened(TicketPriority.NORMAL, at),
                        new ClockStarted(T, FIRST_RESPONSE, "business-hours", hours(4), march(2, "15:00"), at),
                        new ClockStarted(T, RESOLUTION, "business-hours", hours(24), march(5, "10:00"), at));
    }

    @Test
    void lunchDoesNotCount() {
        var spec = office().given(march(2, "11:30"), open(TicketPriority.URGENT));
        assertThat(spec.clock(FIRST_RESPONSE).dueAt()).isEqualTo(march(2, "13:30"));
        spec.when(march(2, "13:10"), REPLY)
                .then(
                        new ReplySent(T, "m1", "Try now", march(2, "13:10")),
                        new WorkStarted(T, march(2, "13:10")),
                        new ClockMet(T, FIRST_RESPONSE, Duration.ofMinutes(40), false, march(2, "13:10")));
    }

    @Test
    void nightsAndWeekendsDoNotCount() {
        var spec = office().given(march(6, "17:30"), open(TicketPriority.URGENT));
        assertThat(spec.clock(FIRST_RESPONSE).dueAt()).isEqualTo(march(9, "09:30"));
        assertThat(spec.clock(RESOLUTION).dueAt()).isEqualTo(march(9, "13:30"));
    }

    @Test
    void holidaysDoNotCountAndMakeUpDaysDo() {
        var calendar = OFFICE.withHolidays(LocalDate.of(2026, 3, 9))
                .withException(LocalDate.of(2026, 3, 7), Shift.of("09:00", "09:20"));
        var spec = spec(SlaPolicy.businessHours(calendar)).given(march(6, "17:30"), open(TicketPriority.URGENT));
        assertThat(spec.clock(FIRST_RESPONSE).dueAt()).isEqualTo(march(10, "09:10"));
    }

    @Test
    void waitingForTheCustomerStopsBothClocks() {
        var spec = office().given(march(2, "10:00"), OPEN);
        spec.when(march(2, "11:00"), new WaitForCustomer(T))
                .then(
                        new CustomerAwaited(T, march(2, "11:00")),
                        new ClockPaused(T, FIRST_RESPONSE, hours(1), march(2, "11:00")),
                        new ClockPaused(T, RESOLUTION, hours(1), march(2, "11:00")));
        spec.given(march(2, "11:00"), new WaitForCustomer(T))
                .when(march(4, "10:00"), new RecordCustomerReply(T, "m2", "Here"))
                .then(
                        new CustomerReplied(T, "m2", "Here", march(4, "10:00")),
                        new WorkContinued(T, march(4, "10:00")),
                        new ClockResumed(T, FIRST_RESPONSE, march(4, "14:00"), march(4, "10:00")),
                        new ClockResumed(T, RESOLUTION, march(6, "18:00"), march(4, "10:00")));
    }

    @Test
    void waitingForAThirdPartyStopsThemTooAndOneWaitAfterAnotherIsOne() {
        var spec = office().given(march(2, "10:00"), OPEN).given(march(2, "11:00"), REPLY);
        spec.when(march(2, "12:00"), new WaitForThirdParty(T, "the maker"))
                .then(
                        new ThirdPartyAwaited(T, "the maker", march(2, "12:00")),
                        new ClockPaused(T, RESOLUTION, hours(2), march(2, "12:00")));
        spec.given(march(2, "12:00"), new WaitForThirdParty(T, "the maker"))
                .when(march(3, "12:00"), new WaitForCustomer(T))
                .then(new CustomerAwaited(T, march(3, "12:00")));
        spec.given(march(3, "12:00"), new WaitForCustomer(T))
                .when(march(4, "09:00"), new ContinueWork(T))
                .then(
                        new WorkContinued(T, march(4, "09:00")),
                        new ClockResumed(T, RESOLUTION, march(6, "16:00"), march(4, "09:00")));
    }

    @Test
    void aReplyWhileTheClockStandsStillIsInTime() {
        office().given(march(2, "10:00"), OPEN)
                .given(march(2, "11:00"), new WaitForThirdParty(T, "the maker"))
                .when(march(20, "11:00"), REPLY)
                .then(
                        new ReplySent(T, "m1", "Try now", march(20, "11:00")),
                        new ClockMet(T, FIRST_RESPONSE, hours(1), false, march(20, "11:00")));
    }

    @Test
    void onlyTheFirstReplyIsTheFirstResponse() {
        office().given(march(2, "10:00"), OPEN)
                .given(march(2, "11:00"), REPLY)
                .when(march(2, "12:00"), new Reply(T, "m2", "And now?"))
                .then(new ReplySent(T, "m2", "And now?", march(2, "12:00")));
    }

    @Test
    void aReplyAtTheDueInstantIsInTime() {
        office().given(march(2, "10:00"), OPEN)
                .when(march(2, "15:00"), REPLY)
                .then(
                        new ReplySent(T, "m1", "Try now", march(2, "15:00")),
                        new WorkStarted(T, march(2, "15:00")),
                        new ClockMet(T, FIRST_RESPONSE, hours(4), false, march(2, "15:00")));
    }

    @Test
    void aLateReplyIsABreachThatNobodyHadNoted() {
        office().given(march(2, "10:00"), OPEN)
                .when(march(2, "16:00"), REPLY)
                .then(
                        new ReplySent(T, "m1", "Try now", march(2, "16:00")),
                        new WorkStarted(T, march(2, "16:00")),
                        new ClockBreached(T, FIRST_RESPONSE, march(2, "15:00")),
                        new ClockMet(T, FIRST_RESPONSE, hours(5), true, march(2, "16:00")));
    }

    @Test
    void aReplyAfterANotedBreachIsLate() {
        office().given(march(2, "10:00"), OPEN)
                .given(march(2, "15:01"), new NoteBreach(T, FIRST_RESPONSE))
                .when(march(2, "16:00"), REPLY)
                .then(
                        new ReplySent(T, "m1", "Try now", march(2, "16:00")),
                        new WorkStarted(T, march(2, "16:00")),
                        new ClockMet(T, FIRST_RESPONSE, hours(5), true, march(2, "16:00")));
    }

    @Test
    void aBreachIsNotedOnceAndOnlyWhenItIsOne() {
        var spec = office().given(march(2, "10:00"), OPEN);
        var note = new NoteBreach(T, FIRST_RESPONSE);
        spec.when(march(2, "14:59"), note).thenNothing();
        spec.when(march(2, "15:00"), note).thenNothing();
        spec.when(march(2, "15:01"), note).then(new ClockBreached(T, FIRST_RESPONSE, march(2, "15:00")));
        spec.when(march(2, "15:01"), new NoteBreach(T, RESOLUTION)).thenNothing();
        spec.given(march(2, "15:01"), note);
        assertThat(spec.clock(FIRST_RESPONSE).breached()).isTrue();
        spec.when(march(3, "15:00"), note).thenNothing();
    }

    @Test
    void aClockThatDoesNotRunIsNotBreached() {
        var note = new NoteBreach(T, FIRST_RESPONSE);
        office().given(march(2, "10:00"), OPEN, new WaitForCustomer(T))
                .when(march(9, "10:00"), note)
                .thenNothing();
        office().given(march(2, "10:00"), OPEN, REPLY)
                .when(march(9, "10:00"), note)
                .thenNothing();
        office().given(march(2, "10:00"), OPEN, new Cancel(T, "spam"))
                .when(march(9, "10:00"), note)
                .thenNothing();
        office().given(march(2, "10:00"), OPEN, new Merge(T, TicketId.random()))
                .when(march(9, "10:00"), note)
                .thenNothing();
    }

    /** Else the record would depend on how often a duty looks. */
    @Test
    void waitingDoesNotHideABreach() {
        var spec = office().given(march(2, "10:00"), open(TicketPriority.URGENT), REPLY);
        spec.when(march(2, "17:00"), new WaitForCustomer(T))
                .then(
                        new CustomerAwaited(T, march(2, "17:00")),
                        new ClockBreached(T, RESOLUTION, march(2, "15:00")),
                        new ClockPaused(T, RESOLUTION, hours(6), march(2, "17:00")));
        spec.given(march(2, "17:00"), new WaitForCustomer(T))
                .when(march(3, "10:00"), new ContinueWork(T))
                .then(
                        new WorkContinued(T, march(3, "10:00")),
                        new ClockResumed(T, RESOLUTION, march(2, "15:00"), march(3, "10:00")));
        spec.given(march(3, "10:00"), new ContinueWork(T))
                .when(march(3, "11:00"), new NoteBreach(T, RESOLUTION))
                .thenNothing();
    }

    @Test
    void resolvingAnswersTheCustomerToo() {
        office().given(march(2, "10:00"), OPEN)
                .when(march(2, "11:00"), RESOLVE)
                .then(
                        new Resolved(T, "fixed", "A new bulb", march(2, "11:00")),
                        new ClockMet(T, FIRST_RESPONSE, hours(1), false, march(2, "11:00")),
                        new ClockMet(T, RESOLUTION, hours(1), false, march(2, "11:00")));
    }

    @Test
    void aReopenedTicketKeepsWhatItHadConsumed() {
        var spec = office().given(march(2, "09:00"), open(TicketPriority.URGENT))
                .given(march(2, "09:30"), REPLY)
                .given(march(2, "12:00"), RESOLVE);
        spec.when(march(4, "10:00"), new Reopen(T, "dark again"))
                .then(
                        new Reopened(T, "dark again", march(4, "10:00")),
                        new ClockResumed(T, RESOLUTION, march(4, "11:00"), march(4, "10:00")));
        spec.given(march(4, "10:00"), new RecordCustomerReply(T, "m2", "dark again"));
        assertThat(spec.clock(RESOLUTION).consumed()).isEqualTo(hours(3));
        assertThat(spec.clock(FIRST_RESPONSE).status()).isEqualTo(Clock.Status.MET);
        spec.when(march(4, "10:30"), RESOLVE)
                .then(
                        new Resolved(T, "fixed", "A new bulb", march(4, "10:30")),
                        new ClockMet(T, RESOLUTION, Duration.ofMinutes(210), false, march(4, "10:30")));
    }

    @Test
    void aBreachOutlivesReopening() {
        var spec = office().given(march(2, "09:00"), open(TicketPriority.URGENT), REPLY)
                .given(march(2, "17:00"), RESOLVE, new Close(T));
        spec.when(march(4, "10:00"), new Reopen(T, "dark again"))
                .then(
                        new Reopened(T, "dark again", march(4, "10:00")),
                        new ClockResumed(T, RESOLUTION, march(2, "14:00"), march(4, "10:00")));
        spec.given(march(4, "10:00"), new Reopen(T, "dark again"))
                .when(march(4, "10:30"), RESOLVE)
                .then(
                        new Resolved(T, "fixed", "A new bulb", march(4, "10:30")),
                        new ClockMet(T, RESOLUTION, Duration.ofMinutes(450), true, march(4, "10:30")));
    }

    @Test
    void closingMovesNoClock() {
        office().given(march(2, "09:00"), OPEN, RESOLVE)
                .when(march(3, "09:00"), new Close(T))
                .then(new Closed(T, march(3, "09:00")));
    }

    @Test
    void anotherPriorityMovesTheDueInstantAndKeepsWhatIsConsumed() {
        office().given(march(2, "10:00"), OPEN)
                .when(march(2, "10:30"), new ChangePriority(T, TicketPriority.URGENT))
                .then(
                        new PriorityChanged(T, TicketPriority.NORMAL, TicketPriority.URGENT),
                        restated(FIRST_RESPONSE, 1, Duration.ofMinutes(30), march(2, "11:00"), march(2, "10:30")),
                        restated(RESOLUTION, 4, Duration.ofMinutes(30), march(2, "15:00"), march(2, "10:30")));
    }

    @Test
    void triageMovesTheDueInstantToo() {
        office().given(march(2, "10:00"), OPEN, REPLY)
                .when(march(2, "11:00"), new Triage(T, TicketKind.COMPLAINT, TicketPriority.URGENT, "lamps"))
                .then(
                        new Triaged(T, TicketKind.COMPLAINT, TicketPriority.URGENT, "lamps"),
                        restated(RESOLUTION, 4, hours(1), march(2, "15:00"), march(2, "11:00")));
        office().given(march(2, "10:00"), OPEN, REPLY)
                .when(march(2, "11:00"), new Triage(T, TicketKind.COMPLAINT, TicketPriority.NORMAL, "lamps"))
                .then(new Triaged(T, TicketKind.COMPLAINT, TicketPriority.NORMAL, "lamps"));
    }

    @Test
    void aTargetThatIsUsedUpAlreadyIsDueAtOnce() {
        var spec = office().given(march(2, "10:00"), OPEN, REPLY);
        spec.when(march(2, "17:00"), new ChangePriority(T, TicketPriority.URGENT))
                .then(
                        new PriorityChanged(T, TicketPriority.NORMAL, TicketPriority.URGENT),
                        restated(RESOLUTION, 4, hours(6), march(2, "17:00"), march(2, "17:00")));
        spec.given(march(2, "17:00"), new ChangePriority(T, TicketPriority.URGENT))
                .when(march(2, "17:01"), new NoteBreach(T, RESOLUTION))
                .then(new ClockBreached(T, RESOLUTION, march(2, "17:00")));
    }

    @Test
    void aBreachIsJudgedAnewByALaterTarget() {
        var spec = office().given(march(2, "10:00"), open(TicketPriority.URGENT), REPLY);
        spec.when(march(2, "17:00"), new ChangePriority(T, TicketPriority.NORMAL))
                .then(
                        new PriorityChanged(T, TicketPriority.URGENT, TicketPriority.NORMAL),
                        new ClockBreached(T, RESOLUTION, march(2, "15:00")),
                        restated(RESOLUTION, 24, hours(6), march(5, "10:00"), march(2, "17:00")));
        spec.given(march(2, "17:00"), new ChangePriority(T, TicketPriority.NORMAL));
        assertThat(spec.clock(RESOLUTION).breached()).isFalse();
        spec.when(march(5, "10:01"), new NoteBreach(T, RESOLUTION))
                .then(new ClockBreached(T, RESOLUTION, march(5, "10:00")));
    }

    @Test
    void aBreachStaysOneUnderATargetThatIsMissedToo() {
        var spec = office().given(march(2, "10:00"), open(TicketPriority.HIGH), REPLY)
                .given(march(3, "13:00"), new NoteBreach(T, RESOLUTION));
        spec.when(march(3, "14:00"), new ChangePriority(T, TicketPriority.URGENT))
                .then(
                        new PriorityChanged(T, TicketPriority.HIGH, TicketPriority.URGENT),
                        restated(RESOLUTION, 4, hours(11), march(3, "10:00"), march(3, "14:00")));
        spec.given(march(3, "14:00"), new ChangePriority(T, TicketPriority.URGENT))
                .when(march(3, "15:00"), new NoteBreach(T, RESOLUTION))
                .thenNothing();
    }

    @Test
    void aClockThatStandsStillIsRestatedWithoutADueInstant() {
        var spec = office().given(march(2, "10:00"), OPEN, REPLY).given(march(2, "11:00"), new WaitForCustomer(T));
        spec.when(march(3, "10:00"), new ChangePriority(T, TicketPriority.URGENT))
                .then(
                        new PriorityChanged(T, TicketPriority.NORMAL, TicketPriority.URGENT),
                        new ClockRestated(
                                T, RESOLUTION, "business-hours", hours(4), hours(1), null, march(3, "10:00")));
        spec.given(march(3, "10:00"), new ChangePriority(T, TicketPriority.URGENT))
                .when(march(3, "14:00"), new ContinueWork(T))
                .then(
                        new WorkContinued(T, march(3, "14:00")),
                        new ClockResumed(T, RESOLUTION, march(3, "17:00"), march(3, "14:00")));
    }

    @Test
    void cancellingAndMergingStopTheClocks() {
        TicketId other = TicketId.random();
        var spec = office().given(march(2, "10:00"), OPEN, REPLY);
        spec.when(march(2, "11:00"), new Cancel(T, "spam"))
                .then(
                        new Cancelled(T, "spam", march(2, "11:00")),
                        new ClockPaused(T, RESOLUTION, hours(1), march(2, "11:00")));
        spec.when(march(2, "11:00"), new Merge(T, other))
                .then(
                        new Merged(T, other, march(2, "11:00")),
                        new ClockPaused(T, RESOLUTION, hours(1), march(2, "11:00")));
        spec.given(march(2, "11:00"), RESOLVE)
                .when(march(2, "12:00"), new Merge(T, other))
                .then(new Merged(T, other, march(2, "12:00")));
    }

    @Test
    void whereNothingIsPromisedNoClockStarts() {
        spec(onlyUrgent()).when(march(2, "10:00"), OPEN).then(opened(TicketPriority.NORMAL, march(2, "10:00")));
    }

    @Test
    void aPromiseThatComesLaterCountsFromThenOn() {
        spec(onlyUrgent())
                .given(march(2, "10:00"), OPEN, REPLY)
                .when(march(2, "11:00"), new ChangePriority(T, TicketPriority.URGENT))
                .then(
                        new PriorityChanged(T, TicketPriority.NORMAL, TicketPriority.URGENT),
                        new ClockStarted(T, RESOLUTION, "gold", hours(4), march(2, "16:00"), march(2, "11:00")));
        spec(onlyUrgent())
                .given(march(2, "10:00"), OPEN, REPLY, new WaitForCustomer(T))
                .given(march(2, "11:00"), new ChangePriority(T, TicketPriority.URGENT))
                .when(march(3, "11:00"), new ContinueWork(T))
                .then(
                        new WorkContinued(T, march(3, "11:00")),
                        new ClockStarted(T, RESOLUTION, "gold", hours(4), march(3, "16:00"), march(3, "11:00")));
    }

    @Test
    void aPromiseThatIsTakenBackStopsTheClockAndOneThatReturnsResumesIt() {
        var spec = spec(onlyUrgent()).given(march(2, "10:00"), open(TicketPriority.URGENT), REPLY);
        spec.when(march(2, "11:00"), new ChangePriority(T, TicketPriority.LOW))
                .then(
                        new PriorityChanged(T, TicketPriority.URGENT, TicketPriority.LOW),
                        new ClockPaused(T, RESOLUTION, hours(1), march(2, "11:00")));
        spec.given(march(2, "11:00"), new ChangePriority(T, TicketPriority.LOW))
                .when(march(3, "09:00"), new ChangePriority(T, TicketPriority.URGENT))
                .then(
                        new PriorityChanged(T, TicketPriority.LOW, TicketPriority.URGENT),
                        new ClockResumed(T, RESOLUTION, march(3, "12:00"), march(3, "09:00")));
    }

    @Test
    void aTicketThatIsReopenedWithoutAPromiseHasNotKeptIt() {
        spec(onlyUrgent())
                .given(march(2, "10:00"), open(TicketPriority.URGENT), REPLY)
                .given(march(2, "11:00"), new ChangePriority(T, TicketPriority.LOW), RESOLVE)
                .when(march(3, "09:00"), new Reopen(T, "dark again"))
                .then(
                        new Reopened(T, "dark again", march(3, "09:00")),
                        new ClockPaused(T, RESOLUTION, hours(1), march(3, "09:00")));
    }

    @Test
    void theStretchCountsByTheCalendarInUseNow() {
        var state = office().given(march(6, "17:00"), OPEN, REPLY).of().state();
        Decider<TicketCommand, TicketEvent, Ticket> roundTheClock =
                Ticket.decider(SlaPolicy.businessHours(BusinessCalendar.always()));
        assertThat(roundTheClock.decide(state, new WaitForCustomer(T), TicketArbitraries.at(march(7, "01:00"))))
                .contains(new ClockPaused(T, RESOLUTION, hours(8), march(7, "01:00")));
    }

    @Test
    void aPolicyThatIsGoneStopsTheClocksAndFalsifiesNothing() {
        var state = office().given(march(2, "10:00"), OPEN).of().state();
        Decider<TicketCommand, TicketEvent, Ticket> none = Ticket.decider(SlaPolicy.none());
        assertThat(none.decide(state, REPLY, TicketArbitraries.at(march(2, "11:00"))))
                .contains(
                        new ClockMet(T, FIRST_RESPONSE, Duration.ZERO, false, march(2, "11:00")),
                        new ClockPaused(T, RESOLUTION, Duration.ZERO, march(2, "11:00")));
        assertThat(none.decide(state, REPLY, TicketArbitraries.at(march(2, "17:00"))))
                .contains(
                        new ClockBreached(T, FIRST_RESPONSE, march(2, "15:00")),
                        new ClockMet(T, FIRST_RESPONSE, Duration.ZERO, true, march(2, "17:00")));
    }

    /** An import may tell things out of order. */
    @Test
    void aClockNeitherRunsBackwardsNorCountsAStretchTwice() {
        var spec = office().given(march(2, "10:00"), OPEN, REPLY).given(march(2, "12:00"), new WaitForCustomer(T));
        spec.when(march(2, "11:00"), new ContinueWork(T))
                .then(
                        new WorkContinued(T, march(2, "11:00")),
                        new ClockResumed(T, RESOLUTION, march(5, "10:00"), march(2, "12:00")));
        spec.given(march(2, "11:00"), new ContinueWork(T))
                .when(march(2, "09:00"), RESOLVE)
                .then(
                        new Resolved(T, "fixed", "A new bulb", march(2, "09:00")),
                        new ClockMet(T, RESOLUTION, hours(2), false, march(2, "12:00")));
    }

    @Test
    void historyWithAMoveOfAClockThatNeverStartedFoldsAllTheSame() {
        var state = DeciderSpec.of(Ticket.decider(SlaPolicy.none()))
                .given(
                        opened(TicketPriority.LOW, march(2, "10:00")),
                        new ClockPaused(T, RESOLUTION, hours(1), march(2, "11:00")))
                .state();
        assertThat(state.clocks()).isEmpty();
    }

    @Test
    void targetsArePossible() {
        assertThatThrownBy(() -> new SlaTarget("gold", Duration.ZERO, hours(1), OFFICE))
                .isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> new SlaTarget("gold", hours(1), Duration.ofDays(367), OFFICE))
                .isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> new SlaTarget(" ", hours(1), hours(1), OFFICE))
                .isInstanceOf(CrmException.Invalid.class);
    }

    private static SlaPolicy onlyUrgent() {
        return SlaPolicy.of(Map.of(TicketPriority.URGENT, new SlaTarget("gold", hours(1), hours(4), OFFICE)));
    }

    private static ClockRestated restated(
            ClockKind kind, long targetHours, Duration consumed, Instant dueAt, Instant at) {
        return new ClockRestated(T, kind, "business-hours", hours(targetHours), consumed, dueAt, at);
    }
}
