package io.guanxi.application;

import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.DomainEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * How a fact is taken back: by commands that bring about the contrary. Nothing is deleted, and the rules have their say.
 *
 * @param event what is taken back
 * @param view the feature's view, of which {@code commands} gets the state before the event
 * @param commands about the event's aggregate; none if there is nothing to do
 */
public record Compensation<E extends DomainEvent, V extends View>(
        Class<E> event, ViewType<V> view, BiFunction<E, Optional<V>, List<? extends Command>> commands) {

    /** One that need not know what was before. */
    public static <E extends DomainEvent, V extends View> Compensation<E, V> of(
            Class<E> event, ViewType<V> view, Function<E, ? extends Command> command) {
        return new Compensation<>(event, view, (fact, before) -> List.of(command.apply(fact)));
    }
}
