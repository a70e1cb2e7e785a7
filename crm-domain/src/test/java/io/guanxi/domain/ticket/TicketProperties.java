package io.guanxi.domain.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.kernel.DeciderLaws;
import io.guanxi.domain.kernel.DeciderSpec;
import io.guanxi.domain.ticket.TicketArbitraries.Timed;
import io.guanxi.domain.ticket.TicketEvent.ClockBreached;
import io.guanxi.domain.ticket.TicketEvent.ClockMet;
import io.guanxi.domain.ticket.TicketEvent.ClockRestated;
import io.guanxi.domain.ticket.TicketEvent.Reopened;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TicketProperties {

    private static final TicketId T = TicketId.random();
    private static final SlaPolicy EACH_PRIORITY = SlaPolicy.businessHours(TicketArbitraries.OFFICE);

    /** Nothing is promised for incidents, and complaints have a calendar of their own. */
    private static final SlaPolicy SOME = facts -> switch (facts.kind()) {
        case INCIDENT -> null;
        case COMPLAINT ->
            new SlaTarget("complaint", Duration.ofHours(1), Duration.ofHours(30), BusinessCalendar.always());
        default -> EACH_PRIORITY.target(facts);
    };

    private static final Decider<TicketCommand, TicketEvent, Ticket> DECIDER = Ticket.decider(EACH_PRIORITY);

    @Property
    void theLawsOfDecidersHold(@ForAll("commands") List<TicketCommand> commands) {
        DeciderLaws.hold(Ticket.decider(SlaPolicy.none()), commands, TicketArbitraries.at(DeciderSpec.NOON));
        DeciderLaws.hold(DECIDER, commands, TicketArbitraries.at(DeciderSpec.NOON));
        DeciderLaws.hold(Ticket.decider(SOME), commands, TicketArbitraries.at(DeciderSpec.NOON));
    }

    @Property
    void repeatingAnAcceptedCommandChangesNothing(@ForAll("stories") List<Timed> story) {
        for (Step step : steps(Ticket.decider(SOME), story)) {
            assertThat(Ticket.decider(SOME).decide(step.after(), step.command(), TicketArbitraries.at(step.at())))
                    .isEmpty();
        }
    }

    @Property
    void aClockConsumesTheBusinessTimeThatTheTicketLiesWithUs(@ForAll("stories") List<Timed> story) {
        Duration withUs = Duration.ZERO;
        Instant last = DeciderSpec.NOON;
        for (Step step : steps(DECIDER, story)) {
            withUs = step.before().isWithUs() ? withUs.plus(TicketArbitraries.OFFICE.between(last, step.at())) : withUs;
            last = step.at();
            for (TicketEvent event : step.events()) {
                if (event instanceof ClockMet met && met.clock() == ClockKind.RESOLUTION) {
                    assertThat(met.consumed()).isEqualTo(withUs);
                }
            }
        }
    }

    @Property
    void aClockRunsExactlyWhileTheTicketLiesWithUsAndItsPromiseIsOpen(@ForAll("stories") List<Timed> story) {
        for (Step step : steps(DECIDER, story)) {
            for (ClockKind kind : ClockKind.values()) {
                Clock clock = clock(step.after(), kind);
                assertThat(clock.status() == Clock.Status.RUNNING)
                        .isEqualTo(step.after().isWithUs() && !step.after().hasDone(kind));
                assertThat(clock.dueAt() == null && clock.status() == Clock.Status.RUNNING)
                        .isFalse();
            }
        }
    }

    @Property
    void aClockIsMetExactlyWhileItsPromiseIsDone(@ForAll("stories") List<Timed> story) {
        for (Step step : steps(Ticket.decider(SOME), story)) {
            step.after()
                    .clocks()
                    .forEach((kind, clock) -> assertThat(clock.status() == Clock.Status.MET)
                            .isEqualTo(step.after().hasDone(kind)));
        }
    }

    @Property
    void whatIsConsumedNeverDecreases(@ForAll("stories") List<Timed> story) {
        for (Decider<TicketCommand, TicketEvent, Ticket> decider : List.of(DECIDER, Ticket.decider(SOME))) {
            for (Step step : steps(decider, story)) {
                step.before()
                        .clocks()
                        .forEach((kind, before) -> assertThat(clock(step.after(), kind))
                                .satisfies(after -> {
                                    assertThat(after.consumed()).isGreaterThanOrEqualTo(before.consumed());
                                    assertThat(after.since()).isAfterOrEqualTo(before.since());
                                }));
            }
        }
    }

    @Property
    void aMetClockStaysMetUntilTheTicketIsReopened(@ForAll("stories") List<Timed> story) {
        for (Decider<TicketCommand, TicketEvent, Ticket> decider : List.of(DECIDER, Ticket.decider(SOME))) {
            for (Step step : steps(decider, story)) {
                boolean reopened = step.events().stream().anyMatch(Reopened.class::isInstance);
                step.before().clocks().forEach((kind, before) -> {
                    if (before.status() == Clock.Status.MET && !(reopened && kind == ClockKind.RESOLUTION)) {
                        assertThat(clock(step.after(), kind)).isEqualTo(before);
                    }
                });
            }
        }
    }

    /** And a promise is late if and only if it was breached. */
    @Property
    void aBreachIsToldOnceForEachTarget(@ForAll("stories") List<Timed> story) {
        for (Decider<TicketCommand, TicketEvent, Ticket> decider : List.of(DECIDER, Ticket.decider(SOME))) {
            for (ClockKind kind : ClockKind.values()) {
                boolean breached = false;
                for (Step step : steps(decider, story)) {
                    for (TicketEvent event : step.events()) {
                        if (event instanceof ClockBreached breach && breach.clock() == kind) {
                            assertThat(breached).isFalse();
                            assertThat(breach.dueAt()).isBefore(step.at());
                            breached = true;
                        } else if (event instanceof ClockRestated restated && restated.clock() == kind) {
                            breached = clock(step.after(), kind).breached();
                        } else if (event instanceof ClockMet met && met.clock() == kind) {
                            assertThat(met.late()).isEqualTo(breached);
                        }
                    }
                }
            }
        }
    }

    @Provide
    Arbitrary<List<TicketCommand>> commands() {
        return TicketArbitraries.commands(T);
    }

    @Provide
    Arbitrary<List<Timed>> stories() {
        return TicketArbitraries.story(T);
    }

    private record Step(TicketCommand command, Instant at, Ticket before, List<TicketEvent> events, Ticket after) {}

    /** What became of the accepted commands. */
    private static List<Step> steps(Decider<TicketCommand, TicketEvent, Ticket> decider, List<Timed> story) {
        List<Step> steps = new ArrayList<>();
        Ticket state = decider.initial();
        for (Timed each : story) {
            List<TicketEvent> events;
            try {
                events = decider.decide(state, each.command(), TicketArbitraries.at(each.at()));
            } catch (CrmException turnedDown) {
                continue;
            }
            Ticket after = decider.evolve(state, events);
            steps.add(new Step(each.command(), each.at(), state, events, after));
            state = after;
        }
        return steps;
    }

    private static Clock clock(Ticket ticket, ClockKind kind) {
        Clock clock = ticket.clocks().get(kind);
        assertThat(clock).isNotNull();
        return Objects.requireNonNull(clock);
    }
}
