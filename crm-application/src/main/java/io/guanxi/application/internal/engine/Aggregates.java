package io.guanxi.application.internal.engine;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableMap;
import io.guanxi.domain.kernel.DomainEvent;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates by their events, and the last of them as they were.
 *
 * <p>What is kept may be old, for other nodes write too, and hosts in their own transactions. It is never believed without
 * proof: an event decided on an old state takes a place in the log that is taken, and is refused by the storage; and before a
 * command is turned down or does nothing, the log is asked whether there is more.
 */
final class Aggregates {

    private final EventStore events;
    private final Cache<Aggregate.Key, Aggregate> kept;

    /** @param size how many are kept at most; 0 for none */
    Aggregates(EventStore events, int size) {
        this.events = events;
        kept = CacheBuilder.newBuilder().maximumSize(size).build();
    }

    /** As it was when somebody last saw it; null if nobody remembers. */
    @Nullable
    Aggregate kept(Hosted hosted, Aggregate.Key key) {
        Aggregate found = kept.getIfPresent(key);
        return found != null && found.hosted() == hosted ? found : null;
    }

    /** As it is now: what is known of it already, and what the log has behind that. */
    Aggregate current(Hosted hosted, Aggregate.Key key, @Nullable Aggregate known) {
        Aggregate start = known == null ? Aggregate.unborn(hosted) : known;
        DomainEventStream more = events.readEvents(Codec.streamId(key.tenant(), key.id()), start.version());
        if (known != null && !more.hasNext()) {
            return known;
        }
        Object state = start.state();
        long version = start.version();
        while (more.hasNext()) {
            DomainEventMessage<?> message = more.next();
            state = hosted.evolve(state, (DomainEvent) message.getPayload());
            version = message.getSequenceNumber() + 1;
        }
        return new Aggregate(hosted, state, version, ImmutableMap.of());
    }

    /** To be called when it has been committed, and not before. */
    void keep(Aggregate.Key key, Aggregate aggregate) {
        kept.asMap().merge(key, aggregate, (one, other) -> one.version() > other.version() ? one : other);
    }

    void forget(Aggregate.Key key) {
        kept.invalidate(key);
    }
}
