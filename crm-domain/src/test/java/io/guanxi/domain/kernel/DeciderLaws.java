package io.guanxi.domain.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Laws that hold for every decider, checked against sequences of commands that jqwik makes up. */
public final class DeciderLaws {

    private DeciderLaws() {}

    /**
     * Whatever is asked, in whatever order: only a {@link CrmException} escapes; a turned-down command leaves no trace; folding is
     * deterministic; and the command that made the aggregate known changes nothing when it comes again, however late and whatever
     * has happened since, for its sender may never have got the answer.
     */
    public static <C extends Command, E extends DomainEvent, S> void hold(
            Decider<C, E, S> decider, List<? extends C> commands, CallContext context) {
        List<E> history = new ArrayList<>();
        List<C> first = new ArrayList<>();
        S state = decider.initial();
        for (C command : commands) {
            try {
                List<E> decided = decider.decide(state, command, context);
                if (history.isEmpty() && !decided.isEmpty()) {
                    first.add(command);
                }
                history.addAll(decided);
                state = decider.evolve(state, decided);
                assertThat(decided).allMatch(event -> event.aggregateId().equals(command.aggregateId()));
            } catch (CrmException turnedDown) {
                assertThat(turnedDown.code()).isNotBlank();
            }
        }
        assertThat(decider.evolve(decider.initial(), history)).isEqualTo(state);
        for (C command : first) {
            assertThat(decider.decide(state, command, later(context)))
                    .as("%s after %s", command, history)
                    .isEmpty();
        }
    }

    /** An accepted command that is given again at once brings about nothing. Not every decider promises that of every command. */
    public static <C extends Command, E extends DomainEvent, S> void repeatingChangesNothing(
            Decider<C, E, S> decider, List<? extends C> commands, CallContext context) {
        S state = decider.initial();
        for (C command : commands) {
            try {
                state = decider.evolve(state, decider.decide(state, command, context));
            } catch (CrmException turnedDown) {
                continue;
            }
            assertThat(decider.decide(state, command, context))
                    .as("%s again", command)
                    .isEmpty();
        }
    }

    private static CallContext later(CallContext context) {
        Duration week = Duration.ofDays(7);
        return new CallContext(
                context.actor(), context.at().plus(week), context.recordedAt().plus(week), context.zone());
    }
}
