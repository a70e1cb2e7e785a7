package io.guanxi.application.internal.engine;

import static java.util.Objects.requireNonNull;

import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.guanxi.application.Feature;
import io.guanxi.application.Guard;
import io.guanxi.application.Recorded;
import io.guanxi.application.spi.Json;
import io.guanxi.application.timeline.Timeline;
import io.guanxi.application.timeline.TimelineEntry;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Erased;
import io.guanxi.domain.kernel.ErasureRule;
import io.guanxi.domain.schema.FieldsSet;
import io.guanxi.domain.schema.SetFields;
import java.util.ArrayList;
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
    private final @Nullable ViewType<?> mainView;
    private final @Nullable Timeline<?> timeline;
    private final List<Guard> guards;

    /** @param told whether there are timelines on which to tell of its events */
    @SuppressWarnings("unchecked") // the engine hands a decider nothing but its own commands, events and states
    Hosted(Feature feature, Decider<?, ?, ?> decider, boolean told) {
        this.feature = feature.name();
        this.rules = feature.rules();
        this.stateRevision = feature.stateRevision();
        this.decider = (Decider<Command, DomainEvent, Object>) decider;
        this.commands = this.decider.commands().stream()
                .collect(ImmutableMap.toImmutableMap(each -> each, each -> feature.name() + "." + Json.kindOf(each)));
        feature.views().stream().skip(1).forEach(Hosted::requireNoCustomFields);
        this.mainView = feature.views().isEmpty() ? null : feature.views().get(0);
        this.timeline = told ? feature.timeline().orElse(null) : null;
        // entries first, for they are made of the view as it was before
        this.views = timeline == null
                ? List.copyOf(feature.views())
                : ImmutableList.<ViewType<?>>builder()
                        .add(TimelineEntry.TYPE)
                        .addAll(feature.views())
                        .build();
        this.guards = List.copyOf(feature.guards());
        feature.views().forEach(each -> each.requireComplete(decider.events()));
        feature.timeline().ifPresent(each -> each.requireOwn(decider.events()));
    }

    /** The one whose aggregates are shown has them, and shows them whole. */
    private static void requireNoCustomFields(ViewType<?> other) {
        if (other.customFields() != null) {
            throw new IllegalStateException("The view " + other + " has custom fields and is not its feature's first");
        }
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
        return command instanceof SetFields
                ? feature + "." + Json.kindOf(SetFields.class)
                : requireNonNull(commands.get(command.getClass()));
    }

    /** Those of its own, and what it tells on timelines. */
    List<ViewType<?>> views() {
        return views;
    }

    List<Guard> guards() {
        return guards;
    }

    /** The view that decides, with the actor's scope, who may change an aggregate. */
    @Nullable
    ViewType<?> mainView() {
        return mainView;
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
        if (event instanceof FieldsSet) {
            return state; // values of fields are the view's memory, for no rule of a feature knows them
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

    static void requireNotErased(Object state) {
        if (state instanceof Erased) {
            throw ErasureRule.ERASED.refused();
        }
    }

    List<DomainEvent> decide(Object state, Command command, CallContext context) {
        requireNotErased(state);
        return decider.decide(state, command, context);
    }

    /** The view that entries of timelines are made of, as it was before these events; null if none of them is told. */
    @Nullable
    ViewType<?> toldWith(List<Recorded<DomainEvent>> events) {
        return timeline != null && events.stream().map(Recorded::event).anyMatch(timeline::tells)
                ? timeline.view()
                : null;
    }

    /**
     * One for each event that a type shows.
     *
     * @param before the view that they are told with, see {@link #toldWith}; null if there was none
     */
    @SuppressWarnings("unchecked") // entries are of the type that was compared
    <V extends View> List<Versioned<V>> rows(
            ViewType<V> type, @Nullable View before, List<Recorded<DomainEvent>> events) {
        List<Versioned<V>> rows = new ArrayList<>();
        if (timeline != null && type.equals(TimelineEntry.TYPE)) {
            timeline.entries(before, feature, events).forEach(each -> rows.add((Versioned<V>) each));
            return rows;
        }
        for (Recorded<DomainEvent> event : events) {
            V row = type.fold(null, event);
            if (row != null) {
                rows.add(new Versioned<>(row, event.meta().sequence()));
            }
        }
        return rows;
    }

    <V extends View> @Nullable V fold(ViewType<V> type, @Nullable V view, List<Recorded<DomainEvent>> events) {
        return type.fold(view, events);
    }
}
