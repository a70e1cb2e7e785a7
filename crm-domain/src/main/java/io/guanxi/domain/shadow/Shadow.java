package io.guanxi.domain.shadow;

import static io.guanxi.domain.shadow.ShadowRule.NOT_FOLLOWED;
import static io.guanxi.domain.shadow.ShadowRule.NO_PARITY;
import static io.guanxi.domain.shadow.ShadowRule.OF_ANOTHER_SOURCE;

import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.shadow.ShadowCommand.Follow;
import io.guanxi.domain.shadow.ShadowCommand.MoveOn;
import io.guanxi.domain.shadow.ShadowCommand.TakeOver;
import io.guanxi.domain.shadow.ShadowEvent.Followed;
import io.guanxi.domain.shadow.ShadowEvent.MovedOn;
import io.guanxi.domain.shadow.ShadowEvent.Opened;
import io.guanxi.domain.shadow.ShadowEvent.TakenOver;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the rules need to remember of a system that is followed, and the rules.
 *
 * @param batch null as long as nothing is followed
 * @param followed the kinds of which it is the master
 * @param takenOver the kinds of which it was
 * @param position how far its changes have been taken in; null for not at all
 */
public record Shadow(
        @Nullable UUID batch,
        Set<String> followed,
        Set<String> takenOver,
        @Nullable String position) {

    public static final Decider<ShadowCommand, ShadowEvent, Shadow> DECIDER = Decider.of(
                    ShadowCommand.class, ShadowEvent.class, new Shadow(null, Set.of(), Set.of(), null))
            .decide(Follow.class, Shadow::follow)
            .decide(MoveOn.class, Shadow::moveOn)
            .decide(TakeOver.class, Shadow::takeOver)
            .evolve(Opened.class, (state, event) -> new Shadow(event.batch(), Set.of(), Set.of(), null))
            .evolve(Followed.class, Shadow::followed)
            .evolve(
                    MovedOn.class,
                    (state, event) -> new Shadow(state.batch, state.followed, state.takenOver, event.position()))
            .evolve(TakenOver.class, Shadow::takenOver)
            .build();

    public Shadow {
        followed = ImmutableSortedSet.copyOf(followed);
        takenOver = ImmutableSortedSet.copyOf(takenOver);
    }

    private List<ShadowEvent> follow(Follow command) {
        if (!command.shadowId().equals(ShadowId.of(command.source()))) {
            throw OF_ANOTHER_SOURCE.refused(command.source());
        }
        if (followed.contains(command.kind()) || takenOver.contains(command.kind())) {
            return List.of();
        }
        Followed event = new Followed(command.shadowId(), command.kind());
        return batch == null
                ? List.of(new Opened(command.shadowId(), command.source(), command.batch()), event)
                : List.of(event);
    }

    private List<ShadowEvent> moveOn(MoveOn command) {
        requireKnown(command.shadowId());
        return command.position().equals(position)
                ? List.of()
                : List.of(new MovedOn(command.shadowId(), command.position()));
    }

    private List<ShadowEvent> takeOver(TakeOver command) {
        requireKnown(command.shadowId());
        if (takenOver.contains(command.kind())) {
            return List.of();
        }
        if (!followed.contains(command.kind())) {
            throw NOT_FOLLOWED.refused(command.kind());
        }
        if (command.differences() > 0 && command.reason() == null) {
            throw NO_PARITY.refused(command.kind(), command.differences());
        }
        return List.of(new TakenOver(command.shadowId(), command.kind(), command.differences(), command.reason()));
    }

    private void requireKnown(ShadowId id) {
        if (batch == null) {
            throw new CrmException.NotFound(id);
        }
    }

    private Shadow followed(Followed event) {
        return new Shadow(batch, Sets.union(followed, Set.of(event.kind())), takenOver, position);
    }

    private Shadow takenOver(TakenOver event) {
        return new Shadow(
                batch,
                Sets.difference(followed, Set.of(event.kind())),
                Sets.union(takenOver, Set.of(event.kind())),
                position);
    }
}
