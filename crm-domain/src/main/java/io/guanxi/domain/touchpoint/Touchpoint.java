package io.guanxi.domain.touchpoint;

import static io.guanxi.domain.touchpoint.TouchpointRule.ALREADY_DEFINED;
import static io.guanxi.domain.touchpoint.TouchpointRule.OF_ANOTHER_CODE;

import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.touchpoint.TouchpointCommand.Define;
import io.guanxi.domain.touchpoint.TouchpointCommand.Relabel;
import io.guanxi.domain.touchpoint.TouchpointCommand.Retire;
import io.guanxi.domain.touchpoint.TouchpointCommand.Revive;
import io.guanxi.domain.touchpoint.TouchpointEvent.Defined;
import io.guanxi.domain.touchpoint.TouchpointEvent.Relabelled;
import io.guanxi.domain.touchpoint.TouchpointEvent.Retired;
import io.guanxi.domain.touchpoint.TouchpointEvent.Revived;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the rules need to remember of a touchpoint, and the rules.
 *
 * @param defined what was said first, so that a late repetition is known as one; null as long as it is unknown
 */
public record Touchpoint(@Nullable Defined defined, Map<String, String> labels, boolean retired) {

    public static final Decider<TouchpointCommand, TouchpointEvent, Touchpoint> DECIDER = Decider.of(
                    TouchpointCommand.class, TouchpointEvent.class, new Touchpoint(null, Map.of(), false))
            .decide(Define.class, Touchpoint::define)
            .decide(Relabel.class, Touchpoint::relabel)
            .decide(Retire.class, Touchpoint::retire)
            .decide(Revive.class, Touchpoint::revive)
            .evolve(Defined.class, (state, event) -> new Touchpoint(event, event.labels(), false))
            .evolve(Relabelled.class, (state, event) -> new Touchpoint(state.defined, event.labels(), state.retired))
            .evolve(Retired.class, (state, event) -> new Touchpoint(state.defined, state.labels, true))
            .evolve(Revived.class, (state, event) -> new Touchpoint(state.defined, state.labels, false))
            .build();

    private List<TouchpointEvent> define(Define command) {
        if (!command.touchpointId().equals(TouchpointId.of(command.code()))) {
            throw OF_ANOTHER_CODE.refused(command.code());
        }
        Defined event = new Defined(command.touchpointId(), command.code(), command.labels());
        if (defined == null) {
            return List.of(event);
        }
        if (!event.equals(defined)) {
            throw ALREADY_DEFINED.refused();
        }
        return List.of();
    }

    private List<TouchpointEvent> relabel(Relabel command) {
        requireKnown(command.touchpointId());
        return command.labels().equals(labels)
                ? List.of()
                : List.of(new Relabelled(command.touchpointId(), command.labels()));
    }

    private List<TouchpointEvent> retire(Retire command) {
        requireKnown(command.touchpointId());
        return retired ? List.of() : List.of(new Retired(command.touchpointId()));
    }

    private List<TouchpointEvent> revive(Revive command) {
        requireKnown(command.touchpointId());
        return retired ? List.of(new Revived(command.touchpointId())) : List.of();
    }

    private void requireKnown(TouchpointId id) {
        if (defined == null) {
            throw new CrmException.NotFound(id);
        }
    }
}
