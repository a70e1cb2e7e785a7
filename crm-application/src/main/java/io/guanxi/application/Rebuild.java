package io.guanxi.application;

import io.guanxi.application.view.ViewType;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Views of one type being folded anew from the log, beside those that are read. Commands go on meanwhile, on this node and on
 * others, and whoever reads sees all of the old views or all of the new ones. Where it was is kept: asked for again, after a crash
 * too and on any node, it goes on from there.
 */
public interface Rebuild {

    /** Which views. */
    ViewType<?> type();

    /** How far it has come. */
    Progress progress();

    /**
     * Completes when the new views are those that are read, with how far it had come then; exceptionally with what it failed at, or
     * with a {@link java.util.concurrent.CancellationException}.
     */
    CompletableFuture<Progress> done();

    /** Ends it and forgets what has been folded so far; the views that are read stay as they are. False if it has ended before. */
    boolean cancel();

    /** What it is about. */
    enum Stage {
        /** Waiting until every command under way also writes the new views. */
        ANNOUNCING,
        /** Folding stream after stream. */
        FOLDING,
        /** Making indexes, and the new views those that are read. */
        SWAPPING,
        /** Ended, one way or the other. */
        ENDED
    }

    /**
     * @param stage what it is about
     * @param streams the aggregates folded, those of an earlier attempt included
     * @param ofStreams how many there were when it began
     * @param events the events folded by this node
     * @param taken how long this node has been folding them
     */
    record Progress(Stage stage, long streams, long ofStreams, long events, Duration taken) {

        /** The events of a second, on this node. */
        public double eventsPerSecond() {
            return taken.isZero() ? 0 : events * 1e9 / taken.toNanos();
        }
    }
}
