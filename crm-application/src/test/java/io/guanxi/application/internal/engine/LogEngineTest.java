package io.guanxi.application.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.Meta;
import io.guanxi.application.customer.CustomerFeature;
import io.guanxi.application.spi.EventLog;
import io.guanxi.application.spi.Json;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.domain.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogEngineTest {

    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    private final Committed log = new Committed();
    private final EventNames names = new EventNames(List.of(new CustomerFeature()));
    private final Json json = new Json();
    private final LogEngine engine =
            new LogEngine(log, new Codec(names, json, new Secrets(names, json, null)), () -> NOW);

    @Test
    void anEarlierPositionThatIsCommittedLaterIsNotMissed() {
        log.commit(1, NOW);
        log.commit(3, NOW);
        TrackingToken token = read(null, 1, 3);
        log.commit(2, NOW);
        log.commit(4, NOW);
        token = read(token, 2, 4);
        assertThat(((Place) token).gaps()).isEmpty();
        read(token);
    }

    @Test
    void gapsAtTheVeryBeginningAreRememberedToo() {
        log.commit(3, NOW);
        TrackingToken token = read(null, 3);
        log.commit(1, NOW);
        log.commit(2, NOW);
        read(token, 1, 2);
    }

    @Test
    void oldGapsAreForgotten() {
        log.commit(1, NOW.minus(Duration.ofMinutes(2)));
        log.commit(5, NOW.minus(Duration.ofMinutes(2)));
        TrackingToken token = read(null, 1, 5);
        assertThat(((Place) token).gaps()).isEmpty();
    }

    /** A process that is killed in the middle of an import leaves thousands, and each event in memory knows of them. */
    @Test
    void manyGapsTakeLittleRoom() {
        for (long position = 9_000; position < 12_000; position++) {
            log.commit(position, NOW);
        }
        long before = used();
        List<? extends TrackedEventMessage<?>> kept;
        try (var events = engine.readEvents(null, false)) {
            kept = events.toList();
        }
        long room = used() - before;
        assertThat(kept).hasSize(3_000);
        assertThat(((Place) kept.get(2_999).trackingToken()).gaps()).hasSize(7_001);
        assertThat(room).as("bytes").isLessThan(50_000_000);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Axon asks the same stream again where the JVM's {@code optimize-event-consumption} is off. */
    @Test
    void whoeverHasComeToTheEndReadsOnWhenThereIsMore() {
        log.commit(1, NOW);
        try (var events = engine.readEvents(null, false)) {
            var reading = events.iterator();
            reading.next();
            assertThat(reading.hasNext()).isFalse();
            log.commit(2, NOW);
            assertThat(reading.hasNext()).isTrue();
        }
    }

    @Test
    void anEventThatNobodyKnowsIsPreserved() {
        log.commit(1, NOW, "customer.not-invented-yet", "{\"some\":\"thing\"}");
        try (var events = engine.readEvents(null, false)) {
            assertThat(events)
                    .singleElement()
                    .satisfies(each -> assertThat(each.getPayload())
                            .isInstanceOfSatisfying(
                                    UnknownEvent.class,
                                    unknown -> assertThat(unknown.payload()).isEqualTo("{\"some\":\"thing\"}")));
        }
    }

    private TrackingToken read(@Nullable TrackingToken token, long... positions) {
        List<Long> seen = new ArrayList<>();
        TrackingToken last = token;
        try (var events = engine.readEvents(token, false)) {
            for (TrackedEventMessage<?> each :
                    events.<TrackedEventMessage<?>>map(e -> e).toList()) {
                last = each.trackingToken();
                seen.add(Codec.meta((org.axonframework.eventhandling.DomainEventMessage<?>) each)
                        .sequence());
            }
        }
        assertThat(seen)
                .containsExactly(java.util.Arrays.stream(positions).boxed().toArray(Long[]::new));
        if (last == null) {
            throw new AssertionError("nothing was read");
        }
        return last;
    }

    /** A log whose rows are committed in any order of their positions; each event's sequence is its position. */
    private static final class Committed implements EventLog {

        private final TreeMap<Long, StoredEvent> rows = new TreeMap<>();

        void commit(long position, Instant recordedAt) {
            commit(position, recordedAt, "customer.locked", "{\"customerId\":\"" + new UUID(0, 1) + "\"}");
        }

        void commit(long position, Instant recordedAt, String name, String payload) {
            UUID command = new UUID(1, position);
            Meta meta = new Meta(
                    TenantId.MAIN, position, recordedAt, recordedAt, "ann", command, "customer.tag", 1, command, null);
            rows.put(position, new StoredEvent(position, "customer", new UUID(0, 1), name, 1, payload, meta));
        }

        @Override
        public List<StoredEvent> after(long after, Collection<Long> gaps, int limit) {
            return rows.values().stream()
                    .filter(each -> each.position() > after || gaps.contains(each.position()))
                    .sorted(Comparator.comparing(StoredEvent::position))
                    .limit(limit)
                    .toList();
        }

        @Override
        public void append(List<StoredEvent> events) {
            throw new AssertionError("nothing is written here");
        }

        @Override
        public void overwrite(StoredEvent event) {
            throw new AssertionError("nothing is written here");
        }

        @Override
        public List<StoredEvent> ofAggregates(TenantId tenant, Collection<UUID> aggregates, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<StoredEvent> ofAggregate(TenantId tenant, UUID aggregate, long after, int limit) {
            return List.of();
        }

        @Override
        public long head() {
            return rows.isEmpty() ? 0 : rows.lastKey();
        }

        @Override
        public List<Range> ranges(String feature, int streams) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void forEachStream(String feature, Range range, Consumer<List<StoredEvent>> stream) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void forEachStream(String feature, Consumer<List<StoredEvent>> stream) {}
    }
}
