package io.guanxi.application.internal.engine;

import com.google.common.base.Ticker;
import io.guanxi.application.spi.Nodes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shares the segments of all followers evenly among the nodes of one storage. A node takes every segment that nobody has; here it
 * counts the nodes that show signs of life, and lets go what is more than its part of all segments, for a moment in which only
 * others take it.
 */
final class Sharing {

    private static final Logger LOG = LoggerFactory.getLogger("io.guanxi");
    private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final long FORGOTTEN_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final long LET_GO_MILLIS = 3_000;

    private final Nodes nodes;
    private final String node;
    private final Collection<PooledStreamingEventProcessor> processors;
    private final int segments;
    private final Ticker ticker;
    private final Map<String, Sign> signs = new HashMap<>();

    /** @param segments how many there are of all processors together */
    Sharing(
            Nodes nodes,
            String node,
            Collection<PooledStreamingEventProcessor> processors,
            int segments,
            InstantSource clock) {
        this.nodes = nodes;
        this.node = node;
        this.processors = processors;
        this.segments = segments;
        this.ticker = ClockTicker.of(clock);
    }

    /** The last sign of life of another node, and when it was first seen here. */
    private record Sign(long beat, long seen) {}

    private record Claimed(PooledStreamingEventProcessor processor, int segment) {}

    /** To be done each second. */
    void share() {
        try {
            letGo(alive());
        } catch (RuntimeException failure) {
            // whoever cannot reach the storage loses his claims anyway
            LOG.debug("Nodes could not be counted: {}", failure.getClass().getName());
        }
    }

    private int alive() {
        long now = ticker.read();
        Map<String, Long> beats = nodes.beat(node);
        signs.keySet().retainAll(beats.keySet());
        beats.forEach((name, beat) -> {
            Sign before = signs.get(name);
            if (before == null || before.beat() != beat) {
                signs.put(name, new Sign(beat, now));
            } else if (now - before.seen() > FORGOTTEN_NANOS) {
                nodes.forget(name);
            }
        });
        return (int) signs.values().stream()
                .filter(each -> now - each.seen() < SILENT_NANOS)
                .count();
    }

    private void letGo(int alive) {
        List<Claimed> mine = new ArrayList<>();
        processors.forEach(processor ->
                processor.processingStatus().keySet().forEach(segment -> mine.add(new Claimed(processor, segment))));
        int part = (segments + alive - 1) / Math.max(1, alive);
        if (mine.size() > part) {
            mine.subList(part, mine.size())
                    .forEach(each ->
                            each.processor().releaseSegment(each.segment(), LET_GO_MILLIS, TimeUnit.MILLISECONDS));
        }
    }

    void leave() {
        try {
            nodes.forget(node);
        } catch (RuntimeException failure) {
            LOG.debug("The node ends without a word: {}", failure.getClass().getName());
        }
    }
}
