package io.guanxi.domain.link;

import com.google.common.collect.ImmutableList;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.link.LinkCommand.Join;
import io.guanxi.domain.link.LinkEvent.Joined;
import io.guanxi.domain.link.LinkEvent.Linked;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the rules need to remember of a record's ids elsewhere, and the rules.
 *
 * @param known whether it has ever had one
 */
public record Link(boolean known, List<ForeignId> identities) {

    public static final Decider<LinkCommand, LinkEvent, Link> DECIDER = Decider.of(
                    LinkCommand.class, LinkEvent.class, new Link(false, List.of()))
            .decide(Join.class, Link::join)
            .evolve(Linked.class, (state, event) -> new Link(true, List.of(event.identity())))
            .evolve(Joined.class, Link::joined)
            .build();

    public Link {
        identities = ImmutableList.copyOf(identities);
    }

    private List<LinkEvent> join(Join command) {
        if (identities.contains(command.identity())) {
            return List.of();
        }
        return List.of(
                known
                        ? new Joined(command.linkId(), command.identity())
                        : new Linked(command.linkId(), command.target(), command.kind(), command.identity()));
    }

    private Link joined(Joined event) {
        return new Link(
                true,
                Stream.concat(identities.stream(), Stream.of(event.identity())).toList());
    }
}
