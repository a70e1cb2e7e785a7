package io.guanxi.application.internal.engine;

import io.guanxi.application.spi.EventLog;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.domain.kernel.DomainEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/**
 * Axon's storage engine on top of the port {@link EventLog}.
 *
 * <p>Positions are given when a row is written and seen when it is committed, so a later position can be seen before an earlier
 * one. The token remembers such gaps, and they are looked for again until they are a minute old, by when the transaction that
 * took the position has ended one way or the other.
 */
final class LogEngine implements EventStorageEngine {

    private static final Duration GAP_TIMEOUT = Duration.ofMinutes(1);
    private static final int MAX_GAP_OFFSET = 10_000;
    private static final int BATCH = 1_000;

    private final EventLog log;
    private final Codec codec;
    private final InstantSource clock;

    /** Held shared while the log is read from behind, so that whoever stops that can wait for the last reading. */
    private final ReadWriteLock reading = new ReentrantReadWriteLock();

    private boolean stopped;

    /** Whether anybody who follows the log wants to know of such an event. */
    private volatile Predicate<StoredEvent> followed = row -> true;

    LogEngine(EventLog log, Codec codec, InstantSource clock) {
        this.log = log;
        this.codec = codec;
        this.clock = clock;
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        log.append(codec.rows(events));
    }

    @Override
    public DomainEventStream readEvents(String streamId, long firstSequenceNumber) {
        Stream<DomainEventMessage<DomainEvent>> messages = batches(
                last -> fetchOf(streamId, last == null ? firstSequenceNumber : last.getSequenceNumber() + 1),
                batch -> batch.size() < BATCH);
        return DomainEventStream.of(messages);
    }

    private List<DomainEventMessage<DomainEvent>> fetchOf(String streamId, long after) {
        List<StoredEvent> rows = log.ofAggregate(Codec.tenantOf(streamId), Codec.aggregateOf(streamId), after, BATCH);
        Codec.Reading reading = codec.reading(rows);
        return rows.stream().map(reading::message).toList();
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        return batches(last -> fetchTracked((Place) (last == null ? token : last.trackingToken())), batch -> false);
    }

    /** Spares those who follow the log the reading of events that none of them wants to know of. */
    void follow(Predicate<StoredEvent> wanted) {
        followed = wanted;
    }

    /** From now on nothing more is read from behind; what is being read is waited for, because the storage closes next. */
    void stop() {
        reading.writeLock().lock();
        try {
            stopped = true;
        } finally {
            reading.writeLock().unlock();
        }
    }

    private List<TrackedEventMessage<?>> fetchTracked(@Nullable Place from) {
        reading.readLock().lock();
        try {
            return stopped ? List.of() : fetchAfter(from);
        } finally {
            reading.readLock().unlock();
        }
    }

    private List<TrackedEventMessage<?>> fetchAfter(@Nullable Place from) {
        Place token = from;
        List<TrackedEventMessage<?>> result = new ArrayList<>();
        List<StoredEvent> rows = after(from, BATCH);
        Codec.Reading reading = codec.reading(rows.stream().filter(followed).toList());
        for (StoredEvent row : rows) {
            token = advance(token, row);
            DomainEventMessage<?> message = followed.test(row) ? reading.message(row) : codec.unread(row);
            result.add(new GenericTrackedDomainEventMessage<>(token, message));
        }
        return result;
    }

    /** The rows behind a place, and those that have come into its gaps. */
    List<StoredEvent> after(@Nullable Place place, int limit) {
        return place == null ? log.after(0, List.of(), limit) : log.after(place.index(), place.gaps(), limit);
    }

    /** The place behind a row. */
    Place advance(@Nullable Place token, StoredEvent row) {
        boolean mayHaveGaps = row.meta().recordedAt().isAfter(clock.instant().minus(GAP_TIMEOUT));
        return Place.behind(token, row.position(), mayHaveGaps ? MAX_GAP_OFFSET : 0);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String streamId) {
        throw new UnsupportedOperationException("the engine knows an aggregate's version from loading it");
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return null;
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        long head = log.head();
        return head == 0 ? null : Place.of(head, List.of());
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new UnsupportedOperationException("there are no snapshots");
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String streamId) {
        return Optional.empty();
    }

    /**
     * A stream that fetches batch by batch, so that a long history is never in memory at once. It ends for good with the last
     * one; without a last one, whoever has come to its end may ask again later.
     */
    private static <T> Stream<T> batches(Function<@Nullable T, List<T>> fetch, Function<List<T>, Boolean> isLast) {
        Iterator<T> all = new Iterator<>() {
            private Iterator<T> batch = List.<T>of().iterator();
            private @Nullable T lastItem;
            private boolean finished;

            @Override
            public boolean hasNext() {
                if (!batch.hasNext() && !finished) {
                    List<T> fetched = fetch.apply(lastItem);
                    finished = isLast.apply(fetched);
                    batch = fetched.iterator();
                }
                return batch.hasNext();
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                T item = batch.next();
                lastItem = item;
                return item;
            }
        };
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(all, Spliterator.ORDERED), false);
    }
}
