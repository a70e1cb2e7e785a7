package io.guanxi.jdbc;

import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import io.guanxi.application.spi.OutdatedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What a node knows of the editions of views: it is at most two looks old, and looked for again when a table proves not to be there
 * any more.
 */
final class Lookout {

    private final ViewSchema schema;
    private final Transactions transactions;
    private final long lookNanos;
    private final AtomicLong nextLook = new AtomicLong(System.nanoTime());

    /** How often it was wished that the database be looked at again; once to begin with, when nothing is known yet. */
    private final AtomicLong wishes = new AtomicLong(1);

    private volatile Seen seen =
            new Seen(MultimapBuilder.hashKeys().arrayListValues().build(), System.nanoTime(), 0);

    /** @param look how long an answer is good for */
    Lookout(ViewSchema schema, Transactions transactions, Duration look) {
        this.schema = schema;
        this.transactions = transactions;
        lookNanos = look.toNanos();
    }

    /**
     * The editions of all types as they were at a time.
     *
     * @param wish the last that is fulfilled by it
     */
    private record Seen(ListMultimap<String, ViewSchema.Made> made, long at, long wish) {}

    /** The editions of one type, the oldest first. */
    List<ViewSchema.Made> made(String type) {
        return seen().made().get(type);
    }

    private Seen seen() {
        long now = System.nanoTime();
        long due = nextLook.get();
        long wish = wishes.get();
        boolean mine = now - due >= 0 && nextLook.compareAndSet(due, now + lookNanos);
        // Whoever finds another looking goes on with what there is, but not for long: that one may be stuck
        if (mine || seen.wish() < wish || now - seen.at() > 2 * lookNanos) {
            try {
                Seen found = new Seen(schema.made(), now, wish);
                synchronized (nextLook) {
                    // of two who look at once the later one is right
                    if (found.at() - seen.at() >= 0) {
                        seen = found;
                    }
                }
            } catch (RuntimeException failure) {
                lookAgain();
                throw failure;
            }
        }
        return seen;
    }

    /** Before the next answer. */
    void lookAgain() {
        wishes.incrementAndGet();
    }

    /** Asks, and if a table is not there any more, looks which one there is and asks again. */
    <R> R reading(Supplier<R> question) {
        try {
            return question.get();
        } catch (StorageException failure) {
            if (!Failures.isMissing(failure)) {
                throw failure;
            }
            lookAgain();
            if (transactions.isInside()) {
                throw replaced();
            }
        }
        return question.get();
    }

    <R> R writing(Supplier<R> write) {
        try {
            return write.get();
        } catch (OutdatedException failure) {
            lookAgain();
            throw failure;
        } catch (StorageException failure) {
            if (!Failures.isMissing(failure)) {
                throw failure;
            }
            lookAgain();
            throw replaced();
        }
    }

    private static OutdatedException replaced() {
        return new OutdatedException("a table of views has been replaced; repeat the transaction");
    }
}
