package io.guanxi.domain.kernel;

import java.util.Set;

/** An event of one aggregate because of which others may tell of it: with events that are {@link ToldOfAnother}, or in their states. */
public interface ToldElsewhere extends DomainEvent {

    /** Who may. */
    Set<? extends AggregateId> tellers();
}
