package io.guanxi.application.internal.engine;

import static java.util.Objects.requireNonNull;

import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableMap;
import io.guanxi.application.Feature;
import io.guanxi.application.Guard;
import io.guanxi.application.Recorded;
import io.guanxi.application.spi.Json;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Erased;
import io.guanxi.domain.kernel.ErasureRule;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A feature's decider as the engine runs it: without knowing its types, and so with the casts in one place. */
final class Hosted {

    private final String feature;
    private final int rules;
    private final int stateRevision;
    private final ImmutableMap<Class<?>, String> commands;
    private final Decider<Command, DomainEvent, Object> decider;
    private final List<ViewType<?>> views;
    private final List<Guard> guards;

    @SuppressWarnings("unchecked") // the engine hands a decider nothing but its own commands, events and states
    Hosted(Feature feature, Decider<?, ?, ?> decider) {
        this.feature = feature.name();
        this.rules = feature.rules();
        this.stateRevision = feature.stateRevision();
        this.decider = (Decider<Command, DomainEvent, Object>) decider;
        this.commands = this.decider.commands().stream()
                .collect(ImmutableMap.toImmutableMap(each -> each, each -> feature.name() + "." + Json.kindOf(each)));
        this.views = List.copyOf(feature.views());
        this.guards = List.copyOf(feature.guards());
        views.forEach(each -> each.requireComplete(decider.events()));
    }

    String feature() {
        return feature;
    }

    int rules() {
        return rules;
    }

    int stateRevision() {
        return stateRevision;
    }

    /** How a command is called in the log: {@code customer.tag}. */
    String nameOf(Command command) {
        return requireNonNull(commands.get(command.getClass()));
    }

    List<ViewType<?>> views() {
        return views;
    }

    List<Guard> guards() {
        return guards;
    }

    /** The view that decides, with the actor's scope, who may change an aggregate. */
    @Nullable
    ViewType<?> mainView() {
        return views.isEmpty() ? null : views.get(0);
    }

    Object initial() {
        return decider.initial();
    }

    Object evolve(Object state, DomainEvent event) {
        if (event instanceof Facts facts) {
            Object result = state;
            for (Recorded<DomainEvent> each : facts.events()) {
                result = evolve(result, each.event());
            }
            return result;
        }
        if (event instanceof Erased || state instanceof Erased) {
            return event instanceof Erased ? event : state;
        }
        if (event instanceof UnknownEvent unknown) {
            throw unknown.refused();
        }
        return decider.evolve(state, event);
    }

    /** An id names one thing only: the events of a customer are no history of a deal. */
    void requireOwn(UUID id, String owner) {
        if (!owner.equals(feature)) {
            String field = CaseFormat.LOWER_HYPHEN.to(CaseFormat.LOWER_CAMEL, feature) + "Id";
            throw new CrmException.Invalid(field, "taken", id + " is the id of another thing, of the kind " + owner);
        }
    }

    List<DomainEvent> decide(Object state, Command command, CallContext context) {
        if (state instanceof Erased) {
            throw ErasureRule.ERASED.refused();
        }
        return decider.decide(state, command, context);
    }

    <V extends View> @Nullable V fold(ViewType<V> type, @Nullable V view, List<Recorded<DomainEvent>> events) {
        return type.fold(view, events);
    }
}
