package io.guanxi.domain.link;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.link.LinkCommand.Join;
import io.guanxi.domain.link.LinkCommand.Rejoin;
import io.guanxi.domain.link.LinkCommand.Unlink;
import io.guanxi.domain.link.LinkEvent.Joined;
import io.guanxi.domain.link.LinkEvent.Linked;
import io.guanxi.domain.link.LinkEvent.Unlinked;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the rules need to remember of a record's ids elsewhere, and the rules.
 *
 * @param known whether it has ever had one
 * @param unlinked what it is called no more
 */
public record Link(boolean known, List<ForeignId> identities, Set<ForeignId> unlinked) {

    public static final Decider<LinkCommand, LinkEvent, Link> DECIDER = Decider.of(
                    LinkCommand.class, LinkEvent.class, new Link(false, List.of(), Set.of()))
            .decide(Join.class, Link::join)
            .decide(Unlink.class, Link::unlink)
            .decide(Rejoin.class, Link::rejoin)
            .evolve(Linked.class, (state, event) -> new Link(true, List.of(event.identity()), Set.of()))
            .evolve(Joined.class, Link::joined)
            .evolve(Unlinked.class, Link::unlinked)
            .build();

    public Link {
        identities = ImmutableList.copyOf(identities);
        unlinked = ImmutableSet.copyOf(unlinked);
    }

    private List<LinkEvent> join(Join command) {
        if (identities.contains(command.identity()) || unlinked.contains(command.identity())) {
            return List.of();
        }
        return List.of(
                known
                        ? new Joined(command.linkId(), command.identity())
                        : new Linked(command.linkId(), command.target(), command.kind(), command.identity()));
    }

    private List<LinkEvent> unlink(Unlink command) {
        return identities.contains(command.identity())
                ? List.of(new Unlinked(command.linkId(), command.identity()))
                : List.of();
    }

    private List<LinkEvent> rejoin(Rejoin command) {
        if (!known) {
            throw new CrmException.NotFound(command.linkId());
        }
        return identities.contains(command.identity())
                ? List.of()
                : List.of(new Joined(command.linkId(), command.identity()));
    }

    private Link joined(Joined event) {
        return new Link(
                true,
                Stream.concat(identities.stream(), Stream.of(event.identity())).toList(),
                Sets.difference(unlinked, Set.of(event.identity())));
    }

    private Link unlinked(Unlinked event) {
        return new Link(
                true,
                identities.stream()
                        .filter(each -> !each.equals(event.identity()))
                        .toList(),
                Sets.union(unlinked, Set.of(event.identity())));
    }
}
