package io.guanxi.domain.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DeciderLaws;
import io.guanxi.domain.kernel.DeciderSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ActivityProperties {

    private static final ActivityId CALL = ActivityId.random();
    private static final CallContext NOW =
            new CallContext(new Actor("ann", Set.of()), DeciderSpec.NOON, DeciderSpec.NOON, ZoneOffset.UTC);

    @Property
    void theLawsOfDecidersHold(@ForAll("commands") List<ActivityCommand> commands) {
        DeciderLaws.hold(Activity.DECIDER, commands, NOW);
    }

    @Property
    void repeatingAnAcceptedCommandChangesNothing(@ForAll("commands") List<ActivityCommand> commands) {
        DeciderLaws.repeatingChangesNothing(Activity.DECIDER, commands, NOW);
    }

    /** Whatever it was, nothing is asked of it meanwhile. */
    @Property
    void whatIsRetractedIsReinstatedAsItWas(
            @ForAll("commands") List<ActivityCommand> before, @ForAll("commands") List<ActivityCommand> meanwhile) {
        Activity was = after(Activity.DECIDER.initial(), before);
        Activity retracted = after(was, List.of(new ActivityCommand.Retract(CALL, "of another customer")));
        Activity kept = after(
                retracted,
                meanwhile.stream()
                        .filter(each -> !(each instanceof ActivityCommand.Reinstate))
                        .toList());
        if (was.status() != Activity.Status.UNKNOWN && was.status() != Activity.Status.RETRACTED) {
            assertThat(retracted.status()).isEqualTo(Activity.Status.RETRACTED);
            assertThat(kept).isEqualTo(retracted);
            assertThat(after(kept, List.of(new ActivityCommand.Reinstate(CALL))))
                    .isEqualTo(was);
        }
    }

    private static Activity after(Activity begin, List<ActivityCommand> commands) {
        Activity state = begin;
        for (ActivityCommand each : commands) {
            state = after(state, each);
        }
        return state;
    }

    /** As before, if that is turned down. */
    private static Activity after(Activity state, ActivityCommand command) {
        try {
            return Activity.DECIDER.evolve(state, Activity.DECIDER.decide(state, command, NOW));
        } catch (CrmException turnedDown) {
            return state;
        }
    }

    /** As by counting each stretch of time that begins at a contact. */
    @Property
    void aCapHoldsInEveryStretchOfTime(
            @ForAll("instants") List<Instant> asked,
            @ForAll @IntRange(min = 1, max = 4) int max,
            @ForAll @IntRange(min = 1, max = 5) int days) {
        Duration period = Duration.ofDays(days);
        ContactCap cap = new ContactCap("no pestering", null, max, period);
        List<Instant> made = new ArrayList<>();
        for (Instant each : asked) {
            boolean refused = cap.isReachedBy(each, made);
            List<Instant> with = new ArrayList<>(made);
            with.add(each);
            assertThat(refused).isEqualTo(most(with, period) > max);
            if (!refused) {
                made.add(each);
            }
        }
    }

    private static long most(List<Instant> contacts, Duration period) {
        return contacts.stream()
                .mapToLong(begin -> contacts.stream()
                        .filter(each -> !each.isBefore(begin) && each.isBefore(begin.plus(period)))
                        .count())
                .max()
                .orElse(0);
    }

    @Provide
    Arbitrary<List<ActivityCommand>> commands() {
        return ActivityArbitraries.commands(CALL);
    }

    @Provide
    Arbitrary<List<Instant>> instants() {
        return ActivityArbitraries.instant().list().ofMaxSize(12);
    }
}
