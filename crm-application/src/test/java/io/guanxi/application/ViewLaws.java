package io.guanxi.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.internal.engine.EventNames;
import io.guanxi.application.spi.Json;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Laws that hold for every view, checked against histories that jqwik makes up. For authors of features too. */
public final class ViewLaws {

    private static final Json JSON = new Json();

    private ViewLaws() {}

    /** As {@link #hold(Feature, Decider, ViewType, List, Consumer, BiConsumer)}, with all commands given at the same time. */
    public static <C extends Command, E extends DomainEvent, S, V extends View> void hold(
            Feature feature,
            Decider<C, E, S> decider,
            ViewType<V> type,
            List<? extends C> commands,
            CallContext context,
            BiConsumer<S, V> agreement) {
        List<Step<C>> steps =
                commands.stream().map(each -> new Step<C>(each, context)).toList();
        hold(feature, decider, type, steps, event -> {}, agreement);
    }

    /**
     * After each event there is a view; it, the event and the state survive JSON; each attribute has a value of its type, or none; the view
     * agrees with what the rules remember; and folding all at once gives the same as folding one by one.
     *
     * @param told is shown each event before the agreement is asked for
     * @param agreement is asked after each command, from the first event on
     */
    public static <C extends Command, E extends DomainEvent, S, V extends View> void hold(
            Feature feature,
            Decider<C, E, S> decider,
            ViewType<V> type,
            List<Step<C>> steps,
            Consumer<E> told,
            BiConsumer<S, V> agreement) {
        EventNames names = new EventNames(List.of(feature));
        type.requireComplete(decider.events());
        List<Recorded<?>> history = new ArrayList<>();
        S state = decider.initial();
        V view = null;
        for (Step<C> step : steps) {
            List<E> decided = decidedOrNothing(decider, state, step);
            for (E event : decided) {
                String name = names.of(event.getClass()).name();
                Recorded<E> recorded = new Recorded<>(name, event, meta(step.context(), history.size() + 1));
                history.add(recorded);
                view = type.fold(view, recorded);
                assertThat(view).as("the view after %s", event).isNotNull();
                holds(type, view);
                assertThat((Object) JSON.read(event.getClass(), JSON.write(event)))
                        .isEqualTo(event);
                told.accept(event);
            }
            state = decider.evolve(state, decided);
            assertThat((Object) JSON.read(state.getClass(), JSON.write(state)))
                    .as("the state from its JSON, for snapshots")
                    .isEqualTo(state);
            if (view != null) {
                agreement.accept(state, view);
            }
        }
        assertThat((Object) type.fold(null, history)).isEqualTo(view);
    }

    /** A command and when it is given. */
    public record Step<C>(C command, CallContext context) {}

    private static <C extends Command, E extends DomainEvent, S> List<E> decidedOrNothing(
            Decider<C, E, S> decider, S state, Step<C> step) {
        try {
            return decider.decide(state, step.command(), step.context());
        } catch (CrmException turnedDown) {
            return List.of();
        }
    }

    private static <V extends View> void holds(ViewType<V> type, @Nullable V view) {
        if (view != null) {
            V read = JSON.read(type.viewClass(), JSON.write(view));
            assertThat((Object) read).as("the view from its JSON").isEqualTo(view);
            type.attributes().values().forEach(attribute -> {
                Object value = attribute.valueOf(view);
                assertThat(value == null || attribute.type().stored().isInstance(value))
                        .as("%s is a %s: %s", attribute, attribute.type(), value)
                        .isTrue();
                assertThat(attribute.valueOf(read)).isEqualTo(value);
            });
        }
    }

    private static Meta meta(CallContext context, long sequence) {
        UUID command = new UUID(9, sequence);
        return new Meta(
                TenantId.MAIN,
                sequence,
                context.at(),
                context.recordedAt(),
                context.actor().id(),
                command,
                "laws.act",
                1,
                command,
                null);
    }
}
