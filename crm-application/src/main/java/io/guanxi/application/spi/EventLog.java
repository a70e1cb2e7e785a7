package io.guanxi.application.spi;

import io.guanxi.domain.kernel.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The log of all events: appended to, never changed but by {@link #overwrite} and {@link TenantStore#wipe}. */
public interface EventLog {

    /**
     * Appends within the current transaction, in order.
     *
     * @throws ConflictException if an aggregate already has an event of that sequence, or its tenant has been erased
     */
    void append(List<StoredEvent> events);

    /**
     * Puts another payload in the place of the one that the event of that aggregate and sequence has: for the erasure of what was
     * stored before personal fields were sealed, and for nothing else.
     */
    void overwrite(StoredEvent event);

    /** The events of one aggregate in their order, at most {@code limit} of them, from the sequence behind {@code after}. */
    List<StoredEvent> ofAggregate(TenantId tenant, UUID aggregate, long after, int limit);

    /** All events of several aggregates, those of one together and in their order; at most {@code limit} of them. */
    List<StoredEvent> ofAggregates(TenantId tenant, Collection<UUID> aggregates, int limit);

    /**
     * The committed events in the order of their positions: those behind {@code after}, and those at a position of {@code gaps},
     * which were not there when somebody looked before.
     */
    List<StoredEvent> after(long after, Collection<Long> gaps, int limit);

    /** The last position given; 0 in an empty log. */
    long head();

    /**
     * All events of one feature, ordered by tenant, aggregate and sequence: for folding views anew, stream by stream. Runs in the
     * current transaction and is consumed while it lasts.
     */
    void forEachStream(String feature, Consumer<List<StoredEvent>> stream);

    /** The streams of one feature as ranges that follow each other, each of some {@code streams} of them and of one tenant. */
    List<Range> ranges(String feature, int streams);

    /** As {@link #forEachStream(String, Consumer)}, but for the streams in one range only, in the order of its aggregates. */
    void forEachStream(String feature, Range range, Consumer<List<StoredEvent>> stream);

    /**
     * Streams of one tenant that follow each other.
     *
     * @param from the first aggregate
     * @param behind the first aggregate that is not in it any more; null if it goes on to the last of the tenant
     * @param streams how many there were when it was made
     */
    record Range(TenantId tenant, UUID from, @Nullable UUID behind, long streams) {}
}
