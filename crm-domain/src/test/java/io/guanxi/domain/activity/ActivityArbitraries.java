package io.guanxi.domain.activity;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.DeciderSpec;
import io.guanxi.domain.opportunity.OpportunityId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Commands about one activity, drawn from a small world so that they meet. For tests of every module. */
public final class ActivityArbitraries {

    private ActivityArbitraries() {}

    public static Arbitrary<List<ActivityCommand>> commands(ActivityId id) {
        return command(id).list().ofMaxSize(20);
    }

    public static Arbitrary<ActivityCommand> command(ActivityId id) {
        Arbitrary<String> user = Arbitraries.of("ann", "bob");
        return Arbitraries.frequencyOf(
                Tuple.of(
                        5,
                        Combinators.combine(about(), details(), instant(), user.injectNull(0.5))
                                .as((about, details, due, who) ->
                                        new ActivityCommand.PlanFollowUp(id, about, details, due, who))),
                Tuple.of(
                        2,
                        Combinators.combine(about(), details(), outcome())
                                .as((about, details, outcome) ->
                                        new ActivityCommand.RecordFollowUp(id, about, details, outcome))),
                Tuple.of(1, details().map(each -> new ActivityCommand.CorrectDetails(id, each))),
                Tuple.of(1, user.map(each -> new ActivityCommand.Assign(id, each))),
                Tuple.of(3, instant().map(each -> new ActivityCommand.Postpone(id, each, "nobody there"))),
                Tuple.of(2, outcome().map(each -> new ActivityCommand.Complete(id, each))),
                Tuple.of(1, Arbitraries.just(new ActivityCommand.Cancel(id, "no need"))),
                Tuple.of(
                        2,
                        Arbitraries.of("too soon").injectNull(0.5).map(each -> new ActivityCommand.Reopen(id, each))),
                Tuple.of(2, Arbitraries.just(new ActivityCommand.Retract(id, "of another customer"))),
                Tuple.of(2, Arbitraries.just(new ActivityCommand.Reinstate(id))));
    }

    /** From two days before {@link DeciderSpec#NOON} to a week behind it. */
    public static Arbitrary<Instant> instant() {
        return Arbitraries.integers().between(-2, 7).map(day -> DeciderSpec.NOON.plus(Duration.ofDays(day)));
    }

    private static Arbitrary<About> about() {
        return Arbitraries.of(
                About.customer(new CustomerId(new UUID(1, 1))),
                new About(new CustomerId(new UUID(1, 2)), new OpportunityId(new UUID(4, 1)), null, null),
                new About(null, new OpportunityId(new UUID(4, 2)), null, null));
    }

    private static Arbitrary<ActivityDetails> details() {
        return Combinators.combine(
                        Arbitraries.of(ActivityKind.class),
                        Arbitraries.of(Direction.class).injectNull(0.2),
                        Arbitraries.of("phone", "wechat").injectNull(0.3),
                        Arbitraries.of("About the offer", "回访"),
                        Arbitraries.of("met at the fair").injectNull(0.5))
                .as((kind, direction, channel, subject, notes) -> new ActivityDetails(
                        kind, direction, channel, subject, notes, Set.of(new CustomerId(new UUID(1, 4)))));
    }

    private static Arbitrary<ActivityOutcome> outcome() {
        return Combinators.combine(
                        Arbitraries.of("reached", "nobody there").injectNull(0.3),
                        Arbitraries.of("wants an offer").injectNull(0.5),
                        instant().injectNull(0.5))
                .as(ActivityOutcome::new);
    }
}
