package io.guanxi.domain.kernel;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The rules of one kind of aggregate as a table: command → events, event → state. Both halves are pure functions, so a rule
 * is tested without a database and history is folded again at will.
 *
 * <p>The name and the shape are Jérémie Chassaing's ("Functional Event Sourcing Decider", 2021).
 *
 * @param <C> the sealed interface of the commands
 * @param <E> the sealed interface of the events
 * @param <S> what the rules need to remember; immutable
 */
public final class Decider<C extends Command, E extends DomainEvent, S> {

    private final Class<C> commandType;
    private final Class<E> eventType;
    private final S initial;
    private final ImmutableMap<Class<? extends C>, Rule<S, C, E>> rules;
    private final ImmutableMap<Class<? extends E>, BiFunction<S, E, S>> transitions;

    private Decider(Builder<C, E, S> builder) {
        commandType = builder.commandType;
        eventType = builder.eventType;
        initial = builder.initial;
        rules = builder.rules.complete();
        transitions = builder.transitions.complete();
    }

    /** Starts a table; {@code initial} is the state of an aggregate of which nothing is known yet. */
    public static <C extends Command, E extends DomainEvent, S> Builder<C, E, S> of(
            Class<C> commands, Class<E> events, S initial) {
        return new Builder<>(commands, events, initial);
    }

    /**
     * What follows from the command.
     *
     * @return the new facts in order; none if the command changes nothing
     * @throws CrmException if the command is turned down
     */
    public List<E> decide(S state, C command, CallContext context) {
        return lookUp(rules, command).decide(state, command, context);
    }

    /** The state after the event. Total: a stored event is never refused. */
    public S evolve(S state, E event) {
        return lookUp(transitions, event).apply(state, event);
    }

    /** The state after the events in order. */
    public S evolve(S state, Iterable<? extends E> events) {
        S result = state;
        for (E event : events) {
            result = evolve(result, event);
        }
        return result;
    }

    /** The state of an aggregate without events. */
    public S initial() {
        return initial;
    }

    public Class<C> commandType() {
        return commandType;
    }

    public Class<E> eventType() {
        return eventType;
    }

    /** Every command of the table. */
    public ImmutableSet<Class<? extends C>> commands() {
        return rules.keySet();
    }

    /** Every event of the table. */
    public ImmutableSet<Class<? extends E>> events() {
        return transitions.keySet();
    }

    private static <T, F> F lookUp(ImmutableMap<Class<? extends T>, F> table, T message) {
        F function = table.get(message.getClass());
        if (function == null) {
            throw new IllegalArgumentException(
                    "No case for " + message.getClass().getName());
        }
        return function;
    }

    /** A rule that asks who or when. */
    @FunctionalInterface
    public interface Rule<S, C, E> {
        List<E> decide(S state, C command, CallContext context);
    }

    /** The table while it is written down. */
    public static final class Builder<C extends Command, E extends DomainEvent, S> {

        private final Class<C> commandType;
        private final Class<E> eventType;
        private final S initial;
        private final Cases<C, Rule<S, C, E>> rules;
        private final Cases<E, BiFunction<S, E, S>> transitions;

        private Builder(Class<C> commandType, Class<E> eventType, S initial) {
            this.commandType = commandType;
            this.eventType = eventType;
            this.initial = initial;
            this.rules = new Cases<>(commandType);
            this.transitions = new Cases<>(eventType);
        }

        /** A rule that depends on state and command alone. */
        public <X extends C> Builder<C, E, S> decide(Class<X> type, BiFunction<S, X, List<E>> rule) {
            return decide(type, (state, command, context) -> rule.apply(state, command));
        }

        /** A rule that also asks who or when. */
        public <X extends C> Builder<C, E, S> decide(Class<X> type, Rule<S, X, E> rule) {
            rules.put(type, (state, command, context) -> rule.decide(state, type.cast(command), context));
            return this;
        }

        /** What an event makes of the state. */
        public <X extends E> Builder<C, E, S> evolve(Class<X> type, BiFunction<S, X, S> transition) {
            transitions.put(type, (state, event) -> transition.apply(state, type.cast(event)));
            return this;
        }

        /**
         * The finished table.
         *
         * @throws IllegalStateException if a permitted command or event has no case
         */
        public Decider<C, E, S> build() {
            return new Decider<>(this);
        }
    }
}
