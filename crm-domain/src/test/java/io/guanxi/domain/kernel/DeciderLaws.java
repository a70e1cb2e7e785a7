package io.guanxi.domain.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Laws that hold for every decider, checked against sequences of commands that jqwik makes up. */
public final class DeciderLaws {

    private DeciderLaws() {}

    /**
     * Whatever is asked, in whatever order: only a {@link CrmException} escapes; a turned-down command leaves no trace;
     * repeating an accepted command at the same moment either changes nothing or is refused; folding is deterministic.
     */
    public static <C extends Command, E extends DomainEvent, S> void hold(
            Decider<C, E, S> decider, List<? extends C> commands, CallContext context) {
        List<E> history = new ArrayList<>();
        S state = decider.initial();
        for (C command : commands) {
            try {
                List<E> decided = decider.decide(state, command, context);
                history.addAll(decided);
                state = decider.evolve(state, decided);
                assertThat(decided).allMatch(event -> event.aggregateId().equals(command.aggregateId()));
            } catch (CrmException turnedDown) {
                assertThat(turnedDown.code()).isNotBlank();
            }
        }
        assertThat(decider.evolve(decider.initial(), history)).isEqualTo(state);
    }
}
