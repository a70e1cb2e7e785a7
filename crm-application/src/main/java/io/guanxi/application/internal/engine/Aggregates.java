package io.guanxi.application.internal.engine;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.Multimaps;
import io.guanxi.application.spi.EventLog;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.TenantId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

    private static final int AT_ONCE = 256;
    private static final int EVENTS_AT_ONCE = 10_000;

    private final EventStore events;
    private final EventLog log;
    private final Codec codec;
    private final States states;
    private final Cache<Aggregate.Key, Aggregate> kept;

    /** @param size how many are kept at most; 0 for none */
    Aggregates(EventStore events, EventLog log, Codec codec, States states, int size) {
        this.events = events;
        this.log = log;
        this.codec = codec;
        this.states = states;
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
        return known == null || known.version() == 0 ? whole(hosted, key) : further(hosted, key, known);
    }

    /** The last event that is known of must be there still: with its tenant, an aggregate is removed as if it had never been. */
    private Aggregate further(Hosted hosted, Aggregate.Key key, Aggregate known) {
        List<StoredEvent> rows = log.ofAggregate(key.tenant(), key.id(), known.version() - 1, AT_ONCE);
        if (rows.isEmpty() || rows.size() == AT_ONCE) {
            return whole(hosted, key);
        }
        List<StoredEvent> more = rows.subList(1, rows.size());
        return more.isEmpty() ? known : folded(known, more, codec.reading(more));
    }

    private Aggregate whole(Hosted hosted, Aggregate.Key key) {
        Aggregate start = states.last(hosted, key);
        DomainEventStream more = events.readEvents(Codec.streamId(key.tenant(), key.id()), start.version());
        Object state = start.state();
        long version = start.version();
        while (more.hasNext()) {
            DomainEventMessage<?> message = more.next();
            hosted.requireOwn(key.id(), message.getType());
            state = hosted.evolve(state, (DomainEvent) message.getPayload());
            version = message.getSequenceNumber() + 1;
        }
        return new Aggregate(hosted, state, version, ImmutableMap.of());
    }

    /** Several of one tenant as they are now, in few questions; those with very many events are left out. */
    Map<UUID, Aggregate> current(TenantId tenant, Map<UUID, Hosted> wanted) {
        Map<UUID, Aggregate> found = new HashMap<>();
        for (List<Map.Entry<UUID, Hosted>> some : Iterables.partition(wanted.entrySet(), AT_ONCE)) {
            List<StoredEvent> rows = log.ofAggregates(
                    tenant, some.stream().map(Map.Entry::getKey).toList(), EVENTS_AT_ONCE);
            if (rows.size() < EVENTS_AT_ONCE) {
                ListMultimap<UUID, StoredEvent> streams = Multimaps.index(rows, StoredEvent::aggregate);
                Codec.Reading reading = codec.reading(rows);
                some.forEach(each -> found.put(
                        each.getKey(), folded(Aggregate.unborn(each.getValue()), streams.get(each.getKey()), reading)));
            }
        }
        return found;
    }

    private static Aggregate folded(Aggregate start, List<StoredEvent> stream, Codec.Reading reading) {
        Hosted hosted = start.hosted();
        Object state = start.state();
        for (StoredEvent row : stream) {
            hosted.requireOwn(row.aggregate(), row.feature());
            state = hosted.evolve(state, reading.payload(row));
        }
        return new Aggregate(hosted, state, start.version() + stream.size(), ImmutableMap.of());
    }

    /** To be called when it has been committed, and not before. */
    void keep(Aggregate.Key key, Aggregate aggregate) {
        kept.asMap().merge(key, aggregate, (one, other) -> one.version() > other.version() ? one : other);
    }

    void forget(Aggregate.Key key) {
        kept.invalidate(key);
    }

    void forget(TenantId tenant) {
        kept.asMap().keySet().removeIf(each -> each.tenant().equals(tenant));
    }
}
