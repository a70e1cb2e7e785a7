package io.guanxi.application;

import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.DomainEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a fact is taken back: by commands that bring about the contrary. Nothing is deleted, and the rules have their say.
 *
 * @param event what is taken back
 * @param view the feature's view, of which {@code commands} gets the state before the event
 * @param commands about the event's aggregate; none if there is nothing to do
 * @param whole whether, where the batch has begun the aggregate by this event, what it did to it afterwards is taken back by it too
 * @param at the business time of the commands, by the state before; null for the call's
 */
public record Compensation<E extends DomainEvent, V extends View>(
        Class<E> event,
        ViewType<V> view,
        BiFunction<E, Optional<V>, List<? extends Command>> commands,
        boolean whole,
        Function<? super V, @Nullable Instant> at) {

    /** One that takes back this event alone, now. */
    public Compensation(
            Class<E> event, ViewType<V> view, BiFunction<E, Optional<V>, List<? extends Command>> commands) {
        this(event, view, commands, false, any -> null);
    }

    /** One that need not know what was before. */
    public static <E extends DomainEvent, V extends View> Compensation<E, V> of(
            Class<E> event, ViewType<V> view, Function<E, ? extends Command> command) {
        return new Compensation<>(event, view, (fact, before) -> List.of(command.apply(fact)));
    }

    /** The same, of a beginning with which all that the batch did afterwards is taken back. */
    public Compensation<E, V> ofAll() {
        return new Compensation<>(event, view, commands, true, at);
    }

    /** The same at the time at which it was, by the state before: what is done again has been done then. */
    public Compensation<E, V> at(Function<? super V, @Nullable Instant> when) {
        return new Compensation<>(event, view, commands, whole, when);
    }
}
