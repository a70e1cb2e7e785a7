package io.guanxi.application.ticket;

import static io.guanxi.application.ticket.TicketView.FIRST_RESPONSE_BREACHED;
import static io.guanxi.application.ticket.TicketView.FIRST_RESPONSE_DUE;
import static io.guanxi.application.ticket.TicketView.RESOLUTION_BREACHED;
import static io.guanxi.application.ticket.TicketView.RESOLUTION_DUE;
import static io.guanxi.application.ticket.TicketView.TYPE;
import static io.guanxi.application.view.PageRequest.first;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Meta;
import io.guanxi.application.Recorded;
import io.guanxi.application.Trials;
import io.guanxi.application.spi.MutableClock;
import io.guanxi.application.ticket.TicketMessageView.Direction;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.domain.ticket.BusinessCalendar;
import io.guanxi.domain.ticket.ClockKind;
import io.guanxi.domain.ticket.SlaPolicy;
import io.guanxi.domain.ticket.TicketCommand;
import io.guanxi.domain.ticket.TicketEvent.ClockBreached;
import io.guanxi.domain.ticket.TicketEvent.Escalated;
import io.guanxi.domain.ticket.TicketId;
import io.guanxi.domain.ticket.TicketKind;
import io.guanxi.domain.ticket.TicketPriority;
import io.guanxi.domain.ticket.TicketRule;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Under {@link SlaPolicy#businessHours} round the clock: urgent tickets have an hour for an answer and four for a solution. */
class TicketFeatureTest {

    private static final TicketId LAMP = TicketId.random();

    private final MutableClock clock = new MutableClock(Trials.NOON);
    private final Crm crm = Trials.builder(clock)
            .without("process")
            .feature(new TicketFeature(SlaPolicy.businessHours(BusinessCalendar.always())))
            .build();
    private final CrmSession ann = crm.as(Trials.ANN);

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void aRunningClockShowsWhenItIsDue() {
        open(LAMP);
        assertThat(FIRST_RESPONSE_DUE.valueOf(ticket())).isEqualTo(Trials.NOON.plus(Duration.ofHours(1)));
        assertThat(RESOLUTION_DUE.valueOf(ticket())).isEqualTo(Trials.NOON.plus(Duration.ofHours(4)));
    }

    @Test
    void aClockThatStandsStillIsNotDue() {
        open(LAMP);
        ann.execute(new TicketCommand.WaitForCustomer(LAMP));
        assertThat(ann.views(TYPE).count(FIRST_RESPONSE_DUE.absent().and(RESOLUTION_DUE.absent())))
                .isEqualTo(1);
        clock.advance(Duration.ofDays(3));
        assertThat(crm.runDue()).isZero();
    }

    @Test
    void withoutAPolicyNothingIsEverDue() {
        try (Crm plain = Trials.builder(clock).without("process").build()) {
            plain.as(Trials.ANN).execute(urgent(LAMP));
            clock.advance(Duration.ofDays(300));
            assertThat(plain.runDue()).isZero();
        }
    }

    @Test
    void aBrokenPromiseIsNotedOnceThoughNobodyTouchesTheTicket() {
        open(LAMP);
        clock.advance(Duration.ofHours(1));
        assertThat(crm.runDue()).as("due right now is still in time").isZero();
        clock.advance(Duration.ofNanos(1_000));
        assertThat(crm.runDue()).isEqualTo(1);
        assertThat(crm.runDue()).isZero();
        assertThat(FIRST_RESPONSE_BREACHED.valueOf(ticket())).isEqualTo(true);
        assertThat(RESOLUTION_BREACHED.valueOf(ticket())).isEqualTo(false);
        clock.advance(Duration.ofHours(4));
        assertThat(crm.runDue()).isEqualTo(1);
        assertThat(RESOLUTION_BREACHED.valueOf(ticket())).isEqualTo(true);
    }

    @Test
    void aPromiseThatWasKeptIsNotBroken() {
        open(LAMP);
        ann.execute(new TicketCommand.Reply(LAMP, "m1", "Which lamp?"));
        clock.advance(Duration.ofHours(2));
        assertThat(crm.runDue()).isZero();
        assertThat(ticket().clocks()).containsKey(ClockKind.FIRST_RESPONSE);
    }

    @Test
    void theMostUrgentComeFirst() {
        open(LAMP);
        TicketId late = TicketId.random();
        ann.execute(new TicketCommand.Open(late, null, "Idea", null, "email", TicketKind.REQUEST, TicketPriority.LOW));
        assertThat(ann.views(TYPE)
                        .find(TicketView.OPEN, first(10).by(TicketView.URGENCY.descending()))
                        .views())
                .extracting(TicketView::id)
                .isEqualTo(List.of(LAMP, late));
    }

    @Test
    void messagesAreCounted() {
        open(LAMP);
        ann.execute(new TicketCommand.Reply(LAMP, "m1", "Which lamp?"));
        ann.execute(new TicketCommand.RecordCustomerReply(LAMP, "m2", "The red one"));
        ann.execute(new TicketCommand.NoteInternally(LAMP, "m3", "Again"));
        assertThat(ticket().replies()).isEqualTo(1);
        assertThat(ticket().customerReplies()).isEqualTo(1);
        assertThat(ticket().notes()).isEqualTo(1);
        assertThat(ticket().answeredAt()).isEqualTo(Trials.NOON);
    }

    @Test
    void whatWasSaidIsReadInOrder() {
        open(LAMP);
        open(TicketId.random());
        ann.execute(new TicketCommand.Reply(LAMP, "m1", "Which lamp?"));
        clock.advance(Duration.ofMinutes(1));
        ann.execute(new TicketCommand.RecordCustomerReply(LAMP, "m2", "The red one"));
        clock.advance(Duration.ofMinutes(1));
        ann.execute(new TicketCommand.NoteInternally(LAMP, "m3", "Again"));
        ann.execute(new TicketCommand.NoteInternally(LAMP, "m3", "Again"));
        clock.advance(Duration.ofMinutes(1));
        ann.execute(new TicketCommand.Resolve(LAMP, "fixed", "A new lamp"));

        List<TicketMessageView> said = ann.views(TicketMessageView.TYPE)
                .find(TicketMessageView.TICKET.is(LAMP), first(10).by(TicketMessageView.SAID_AT))
                .views();
        assertThat(said)
                .extracting(TicketMessageView::text)
                .containsExactly("Which lamp?", "The red one", "Again", "A new lamp");
        assertThat(said)
                .extracting(TicketMessageView::direction)
                .containsExactly(
                        Direction.TO_CUSTOMER, Direction.FROM_CUSTOMER, Direction.INTERNAL, Direction.TO_CUSTOMER);
        assertThat(said).extracting(TicketMessageView::messageId).isEqualTo(Arrays.asList("m1", "m2", "m3", null));
        assertThat(said.get(1).saidAt()).isEqualTo(Trials.NOON.plus(Duration.ofMinutes(1)));
        assertThat(said.get(1).author()).isEqualTo("ann");
    }

    @Test
    void aTicketIsMergedOnlyIntoOneThatGoesOn() {
        TicketId bulb = TicketId.random();
        TicketId spam = TicketId.random();
        open(LAMP);
        open(bulb);
        open(spam);
        ann.execute(new TicketCommand.Cancel(spam, "spam"));

        refused(new TicketCommand.Merge(LAMP, TicketId.random()), TicketRule.MERGE_TARGET_UNKNOWN);
        refused(new TicketCommand.Merge(LAMP, spam), TicketRule.MERGE_TARGET_CANCELLED);
        refused(new TicketCommand.Merge(LAMP, LAMP), TicketRule.MERGE_INTO_ITSELF);
        ann.execute(new TicketCommand.Merge(LAMP, bulb));
        refused(new TicketCommand.Merge(bulb, LAMP), TicketRule.MERGE_TARGET_MERGED);
    }

    @Test
    void aRepeatedMergeIsHarmlessWhateverBecameOfTheOtherTicket() {
        TicketId bulb = TicketId.random();
        open(LAMP);
        open(bulb);
        ann.execute(new TicketCommand.Merge(LAMP, bulb));
        ann.execute(new TicketCommand.Cancel(bulb, "spam"));

        assertThat(ann.execute(new TicketCommand.Merge(LAMP, bulb)).events()).isEmpty();
        assertThatThrownBy(() -> ann.execute(new TicketCommand.Merge(TicketId.random(), bulb)))
                .isInstanceOf(CrmException.NotFound.class);
    }

    /** The reaction is the feature's own: it works where those between features are left out, as here. */
    @Test
    void aBrokenPromiseCallsForAttentionOnce() throws InterruptedException {
        BlockingQueue<TicketId> escalated = new LinkedBlockingQueue<>();
        try (Crm telling = Trials.builder(clock)
                .without("process")
                .feature(new TicketFeature(SlaPolicy.businessHours(BusinessCalendar.always())))
                .on(Escalated.class, event -> escalated.add(event.ticketId()))
                .build()) {
            CrmSession session = telling.as(Trials.ANN);
            session.execute(urgent(LAMP));
            clock.advance(Duration.ofHours(2));
            telling.runDue();
            assertThat(escalated.poll(20, TimeUnit.SECONDS)).isEqualTo(LAMP);
            assertThat(session.views(TYPE)
                            .byId(LAMP)
                            .map(TicketView::escalations)
                            .orElseThrow())
                    .extracting(TicketView.Escalation::reason)
                    .containsExactly("first response was due at 2026-03-02T13:00:00Z");
            assertThat(followsFromBreach(session))
                    .as("the same breach told again")
                    .isEmpty();
        }
    }

    @Test
    void aTicketSolvedTooLateNeedsNoMoreAttention() {
        open(LAMP);
        assertThat(followsFromBreach(ann)).hasSize(1);
        ann.execute(new TicketCommand.Resolve(LAMP, "fixed", "A new lamp"));
        assertThat(followsFromBreach(ann)).isEmpty();
    }

    private static List<Command> followsFromBreach(CrmSession session) {
        UUID command = new UUID(9, 1);
        Meta meta = new Meta(
                TenantId.MAIN, 4, Trials.NOON, Trials.NOON, "duty", command, "ticket.note-breach", 1, command, null);
        ClockBreached breach = new ClockBreached(LAMP, ClockKind.FIRST_RESPONSE, Trials.NOON.plus(Duration.ofHours(1)));
        return WhenTicketClockIsBreachedThenTicketIsEscalated.REACTION
                .then()
                .apply(new Recorded<>("ticket.clock-breached", breach, meta), session);
    }

    private void refused(TicketCommand command, TicketRule rule) {
        CrmException.Refused refusal = catchThrowableOfType(CrmException.Refused.class, () -> ann.execute(command));
        assertThat(refusal).isNotNull();
        assertThat(refusal.rule()).isEqualTo(rule);
    }

    private void open(TicketId id) {
        ann.execute(urgent(id));
    }

    private static TicketCommand.Open urgent(TicketId id) {
        return new TicketCommand.Open(
                id, CustomerId.random(), "灯不亮", null, "email", TicketKind.INCIDENT, TicketPriority.URGENT);
    }

    private TicketView ticket() {
        return ann.views(TYPE).byId(LAMP).orElseThrow();
    }
}
