package io.guanxi.application.internal.engine;

import com.google.common.base.Ticker;
import io.guanxi.application.spi.Storage;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.UnableToInitializeTokenException;

/**
 * Lets one node at a time do a piece of work. A turn is a claim such as those on the places of followers, and like those it is free
 * again when its holder has been silent for a while.
 */
final class Turns {

    private static final long KEPT_NANOS = TimeUnit.MILLISECONDS.toNanos(700);

    private final Storage storage;
    private final TokenStore tokens;
    private final Ticker ticker;

    Turns(Storage storage, TokenStore tokens, InstantSource clock) {
        this.storage = storage;
        this.tokens = tokens;
        this.ticker = ClockTicker.of(clock);
    }

    /** Does the work unless another node is at it. */
    void take(String name, Work work) {
        if (!claimed(name)) {
            return;
        }
        try {
            work.run(new Turn(name));
        } finally {
            inTransaction(() -> tokens.releaseClaim(name, 0));
        }
    }

    /** What is done in a turn. */
    @FunctionalInterface
    interface Work {
        void run(Turn turn);
    }

    /** To be kept by whoever works for longer. */
    final class Turn {

        private final String name;
        private long kept = ticker.read();

        private Turn(String name) {
            this.name = name;
        }

        /** @throws UnableToClaimTokenException if this node was silent for too long, and another has taken the turn */
        void keep() {
            long now = ticker.read();
            if (now - kept > KEPT_NANOS) {
                inTransaction(() -> tokens.extendClaim(name, 0));
                kept = now;
            }
        }
    }

    private boolean claimed(String name) {
        try {
            inTransaction(() -> {
                if (tokens.fetchSegments(name).length == 0) {
                    tokens.initializeTokenSegments(name, 1);
                }
                tokens.fetchToken(name, 0);
            });
            return true;
        } catch (UnableToClaimTokenException | UnableToInitializeTokenException another) {
            return false;
        }
    }

    private void inTransaction(Runnable work) {
        storage.transactions().executeInTransaction(work);
    }
}
