package io.guanxi.domain.link;

import io.guanxi.domain.kernel.DomainEvent;
import java.util.UUID;

/** Everything that can have happened to a record's ids elsewhere. */
public sealed interface LinkEvent extends DomainEvent {

    LinkId linkId();

    @Override
    default LinkId aggregateId() {
        return linkId();
    }

    /** For the first time. */
    record Linked(LinkId linkId, UUID target, String kind, ForeignId identity) implements LinkEvent {}

    record Joined(LinkId linkId, ForeignId identity) implements LinkEvent {}

    record Unlinked(LinkId linkId, ForeignId identity) implements LinkEvent {}
}
