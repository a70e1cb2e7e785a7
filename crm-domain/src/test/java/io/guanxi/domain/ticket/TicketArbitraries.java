package io.guanxi.domain.ticket;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.DeciderSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Commands about one ticket, drawn from a small world so that they meet. For tests of every module. */
public final class TicketArbitraries {

    /** An office with a lunch break, a holiday and a make-up working day around {@link DeciderSpec#NOON}. */
    public static final BusinessCalendar OFFICE = BusinessCalendar.weekdays(
                    ZoneId.of("Asia/Shanghai"), Shift.of("09:00", "12:00"), Shift.of("13:00", "18:00"))
            .withHolidays(LocalDate.of(2026, 3, 6))
            .withException(LocalDate.of(2026, 3, 7), Shift.of("09:00", "12:00"));

    private TicketArbitraries() {}

    /** A command and when it is given. */
    public record Timed(TicketCommand command, Instant at) {}

    public static Arbitrary<List<TicketCommand>> commands(TicketId id) {
        return command(id).list().ofMaxSize(40);
    }

    /** Commands one after another, from none to two days between them. */
    public static Arbitrary<List<Timed>> story(TicketId id) {
        Arbitrary<Duration> pause = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(Duration.ZERO)),
                Tuple.of(3, Arbitraries.integers().between(1, 90).map(Duration::ofMinutes)),
                Tuple.of(3, Arbitraries.integers().between(90, 2_880).map(Duration::ofMinutes)));
        return Combinators.combine(command(id), pause)
                .as(Tuple::of)
                .list()
                .ofMaxSize(40)
                .map(steps -> {
                    Instant[] now = {DeciderSpec.NOON};
                    return steps.stream()
                            .map(step -> {
                                now[0] = now[0].plus(step.get2());
                                return new Timed(step.get1(), now[0]);
                            })
                            .toList();
                });
    }

    public static Arbitrary<TicketCommand> command(TicketId id) {
        Arbitrary<TicketKind> kind = Arbitraries.of(TicketKind.class);
        Arbitrary<TicketPriority> priority = Arbitraries.of(TicketPriority.class);
        Arbitrary<String> message = Arbitraries.integers().between(1, 12).map(i -> "m" + i);
        Arbitrary<String> text = Arbitraries.of("灯不亮", "Try again", "a|b", "😀");
        Arbitrary<String> user = Arbitraries.of("ann", "bob", "eve");
        Arbitrary<TicketId> other = Arbitraries.of(id, new TicketId(new UUID(1, 2)), new TicketId(new UUID(1, 3)));
        return Arbitraries.frequencyOf(
                Tuple.of(8, open(id, kind, priority, text)),
                Tuple.of(
                        3,
                        Combinators.combine(kind, priority, text.injectNull(0.5))
                                .as((what, presses, category) ->
                                        new TicketCommand.Triage(id, what, presses, category))),
                Tuple.of(3, priority.map(each -> new TicketCommand.ChangePriority(id, each))),
                Tuple.of(3, user.map(each -> new TicketCommand.Assign(id, each))),
                Tuple.of(1, Arbitraries.just(new TicketCommand.Unassign(id))),
                Tuple.of(3, Combinators.combine(message, text).as((m, words) -> new TicketCommand.Reply(id, m, words))),
                Tuple.of(
                        1,
                        Combinators.combine(message, text)
                                .as((m, words) -> new TicketCommand.NoteInternally(id, m, words))),
                Tuple.of(
                        4,
                        Combinators.combine(message, text)
                                .as((m, words) -> new TicketCommand.RecordCustomerReply(id, m, words))),
                Tuple.of(4, Arbitraries.just(new TicketCommand.WaitForCustomer(id))),
                Tuple.of(2, user.map(each -> new TicketCommand.WaitForThirdParty(id, each))),
                Tuple.of(4, Arbitraries.just(new TicketCommand.ContinueWork(id))),
                Tuple.of(3, text.map(each -> new TicketCommand.Resolve(id, "fixed", each))),
                Tuple.of(3, text.map(each -> new TicketCommand.Reopen(id, each))),
                Tuple.of(1, Arbitraries.just(new TicketCommand.Close(id))),
                Tuple.of(1, text.map(each -> new TicketCommand.Cancel(id, each))),
                Tuple.of(1, other.map(each -> new TicketCommand.Merge(id, each))),
                Tuple.of(1, text.map(each -> new TicketCommand.Escalate(id, each))),
                Tuple.of(3, Arbitraries.of(ClockKind.class).map(each -> new TicketCommand.NoteBreach(id, each))));
    }

    /** Who asks does not matter to tickets; when does. */
    public static CallContext at(Instant instant) {
        return new CallContext(new Actor("ann", Set.of("service")), instant, instant, ZoneOffset.UTC);
    }

    private static Arbitrary<TicketCommand> open(
            TicketId id, Arbitrary<TicketKind> kind, Arbitrary<TicketPriority> priority, Arbitrary<String> text) {
        return Combinators.combine(
                        Arbitraries.of(new CustomerId(new UUID(1, 4))).injectNull(0.3),
                        text,
                        text.injectNull(0.3),
                        Arbitraries.of("email", "wechat"),
                        kind,
                        priority)
                .as((customer, subject, description, channel, what, presses) ->
                        new TicketCommand.Open(id, customer, subject, description, channel, what, presses));
    }
}
