package io.guanxi.application.internal.engine;

import static io.guanxi.application.Undone.Result.CHANGED_SINCE;
import static io.guanxi.application.Undone.Result.IMPOSSIBLE;
import static io.guanxi.application.Undone.Result.REFUSED;
import static io.guanxi.application.Undone.Result.UNDONE;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import io.guanxi.application.Compensation;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Dated;
import io.guanxi.application.Feature;
import io.guanxi.application.Recorded;
import io.guanxi.application.Undone.Step;
import io.guanxi.application.view.CustomFields;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.schema.FieldValues;
import io.guanxi.domain.schema.FieldsSet;
import io.guanxi.domain.schema.SetFields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes back what a batch has brought about, by what features say of their events. */
final class Compensations {

    private final Map<Class<?>, Compensation<?, ?>> byEvent = new HashMap<>();
    private final Map<String, ViewType<?>> withFields = new HashMap<>();

    Compensations(List<Feature> features) {
        for (Feature feature : features) {
            feature.compensations().forEach(each -> byEvent.put(each.event(), each));
            feature.views().stream()
                    .filter(each -> each.customFields() != null)
                    .forEach(each -> withFields.put(feature.name(), each));
        }
    }

    /** Custom fields get back what they had; what was computed is computed anew. */
    private static <V extends View> Compensation<FieldsSet, V> ofFields(ViewType<V> type) {
        CustomFields<V> fields = requireNonNull(type.customFields());
        return new Compensation<>(
                FieldsSet.class,
                type,
                (event, before) ->
                        before
                                .filter(view -> !event.computed())
                                .map(view -> before(event, view.id(), fields.of(view)))
                                .stream()
                                .toList());
    }

    private static SetFields before(FieldsSet event, AggregateId id, FieldValues before) {
        SetFields command = SetFields.of(id);
        for (String field :
                Iterables.concat(event.values().keySet(), event.personal().keySet(), event.cleared())) {
            Object value = before.get(field);
            command = value == null ? command.clear(field) : command.set(field, value);
        }
        return command;
    }

    private @Nullable Compensation<?, ?> of(DomainEvent event) {
        ViewType<?> type = event instanceof FieldsSet fields ? withFields.get(fields.feature()) : null;
        return type == null ? byEvent.get(event.getClass()) : ofFields(type);
    }

    /** Whether a command of the batch has brought the event about; a reaction's events only have it as their origin. */
    static boolean belongs(Recorded<?> event, UUID batch) {
        return event.meta().correlation().equals(batch) && event.meta().cause() == null;
    }

    /**
     * Takes back what the batch did to one aggregate. If the batch has begun it, that is what is taken back, and what has no
     * compensation goes with it.
     *
     * @param history all of it
     * @param now the business time of what is taken back
     */
    Step undo(UUID aggregate, List<Recorded<?>> history, UUID batch, CrmSession session, Instant now) {
        List<Dated> commands = new ArrayList<>();
        boolean begun = belongs(history.get(0), batch);
        for (int i = history.size() - 1; i >= 0; i--) {
            Recorded<?> event = history.get(i);
            if (belongs(event, batch)) {
                Compensation<?, ?> compensation = of(event.event());
                if (compensation != null) {
                    if (i == 0 && compensation.whole()) {
                        commands.clear();
                    }
                    commands.addAll(commands(compensation, event.event(), history.subList(0, i), now));
                } else if (i == 0 || !begun) {
                    return new Step(aggregate, IMPOSSIBLE, event.name());
                }
            } else if (!event.meta().correlation().equals(batch) && isBehind(i, history, batch)) {
                return new Step(aggregate, CHANGED_SINCE, event.name());
            }
        }
        try {
            session.executeDated(commands);
            return new Step(aggregate, UNDONE, "");
        } catch (CrmException refused) {
            return new Step(aggregate, REFUSED, refused.code());
        }
    }

    /** Whether something of the batch stands before it. */
    private static boolean isBehind(int index, List<Recorded<?>> history, UUID batch) {
        return Lists.reverse(history.subList(0, index)).stream().anyMatch(each -> belongs(each, batch));
    }

    private static <E extends DomainEvent, V extends View> List<Dated> commands(
            Compensation<E, V> compensation, DomainEvent event, List<Recorded<?>> before, Instant now) {
        Optional<V> view = Optional.ofNullable(compensation.view().fold(null, before));
        Instant at = view.<Instant>map(compensation.at()).orElse(now);
        return compensation.commands().apply(compensation.event().cast(event), view).stream()
                .map(each -> new Dated(each, at))
                .toList();
    }
}
