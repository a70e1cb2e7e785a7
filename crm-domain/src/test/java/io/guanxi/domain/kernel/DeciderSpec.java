package io.guanxi.domain.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * A rule as a sentence: {@code DeciderSpec.of(Customer.DECIDER).given(registered).when(archive).then(archived)}. Every
 * {@code then} also checks that folding the outcome does not fail.
 */
public final class DeciderSpec<C extends Command, E extends DomainEvent, S> {

    public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final Decider<C, E, S> decider;
    private final List<E> history = new ArrayList<>();
    private Actor actor = new Actor("ann", Set.of("sales"));
    private Instant now = NOON;
    private ZoneId zone = ZoneOffset.UTC;

    private DeciderSpec(Decider<C, E, S> decider) {
        this.decider = decider;
    }

    public static <C extends Command, E extends DomainEvent, S> DeciderSpec<C, E, S> of(Decider<C, E, S> decider) {
        return new DeciderSpec<>(decider);
    }

    /** What has happened before, in order. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final DeciderSpec<C, E, S> given(E... events) {
        Collections.addAll(history, events);
        return this;
    }

    /** What commands have brought about before; each must have been accepted. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final DeciderSpec<C, E, S> givenCommands(C... commands) {
        for (C command : commands) {
            history.addAll(decider.decide(state(), command, context()));
        }
        return this;
    }

    public DeciderSpec<C, E, S> at(Instant instant) {
        now = instant;
        return this;
    }

    public DeciderSpec<C, E, S> in(ZoneId businessZone) {
        zone = businessZone;
        return this;
    }

    public DeciderSpec<C, E, S> by(Actor who) {
        actor = who;
        return this;
    }

    public S state() {
        return decider.evolve(decider.initial(), history);
    }

    public Outcome when(C command) {
        return new Outcome(command);
    }

    private CallContext context() {
        return new CallContext(actor, now, now, zone);
    }

    /** What came of the command. */
    public final class Outcome {

        private final C command;

        private Outcome(C command) {
            this.command = command;
        }

        @SafeVarargs
        @SuppressWarnings("varargs")
        public final void then(E... events) {
            List<E> decided = decide();
            assertThat(decided).containsExactlyElementsOf(Arrays.asList(events));
            decider.evolve(state(), decided);
        }

        public void thenNothing() {
            assertThat(decide()).isEmpty();
        }

        public void thenRefused(RuleCode rule) {
            CrmException.Refused refusal = catchThrowableOfType(CrmException.Refused.class, this::decide);
            assertThat(refusal).as("refusal").isNotNull();
            assertThat(refusal.rule()).isEqualTo(rule);
        }

        public void thenNotFound() {
            assertThat(catchThrowableOfType(CrmException.NotFound.class, this::decide))
                    .as("not found")
                    .isNotNull();
        }

        public void thenInvalid(String field, String rule) {
            CrmException.Invalid invalid = catchThrowableOfType(CrmException.Invalid.class, this::decide);
            assertThat(invalid).as("invalid").isNotNull();
            assertThat(invalid.violations())
                    .extracting(Violation::field, Violation::rule)
                    .contains(org.assertj.core.groups.Tuple.tuple(field, rule));
        }

        /** The state after the command, for laws that ask more than the events. */
        public S state() {
            return decider.evolve(DeciderSpec.this.state(), decide());
        }

        private List<E> decide() {
            return decider.decide(DeciderSpec.this.state(), command, context());
        }
    }
}
