package io.guanxi.application.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Group commit without a thread of its own. Whoever comes while nobody leads is the leader of all who wait, and does their work
 * in one go; who comes meanwhile is of the next group. Where nobody waits, a group is one, and costs nothing.
 */
final class Lane<T, R> {

    /** Larger groups gain little more, and keep the first of them waiting. */
    private static final int GROUP = 64;

    /** Whose turn has not come by then works alone: one who is waited for inside the lane must not wait for the lane. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Consumer<List<Place<T, R>>> work;
    private final Executor executor;
    private final Queue<Place<T, R>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean led = new AtomicBoolean();

    /**
     * @param work does what is asked at each place, and says there how it went
     * @param executor where that is done for those who do not wait
     */
    Lane(Consumer<List<Place<T, R>>> work, Executor executor) {
        this.work = work;
        this.executor = executor;
    }

    /** Does the item's work, or has it done by another, and waits for it. */
    R run(T item) {
        Place<T, R> place = new Place<>(item, Thread.currentThread());
        waiting.add(place);
        long since = System.nanoTime();
        boolean interrupted = false;
        while (!place.told) {
            if (lead()) {
                continue;
            }
            if (System.nanoTime() - since > PATIENCE_NANOS && place.take()) {
                waiting.remove(place);
                work(List.of(place));
                place.tell();
            } else {
                LockSupport.parkNanos(this, PATIENCE_NANOS);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return place.answer();
    }

    /** Has the item's work done, and does not wait for it. */
    CompletableFuture<R> submit(T item) {
        Place<T, R> place = new Place<>(item, null);
        waiting.add(place);
        wake(place);
        return place.result;
    }

    private void leadForAbsent() {
        while (lead()) {
            // until nobody waits, or another leads, who will see to the rest
        }
    }

    /** Does the work of all who wait, if nobody else is about to; false if there was nothing to do. */
    private boolean lead() {
        if (waiting.isEmpty() || !led.compareAndSet(false, true)) {
            return false;
        }
        List<Place<T, R>> group = List.of();
        try {
            group = next();
            work(group);
        } finally {
            led.set(false);
            // Only now: whoever hears of it may give the next command on this very thread
            group.forEach(Place::tell);
            wakeNext();
        }
        return !group.isEmpty();
    }

    private List<Place<T, R>> next() {
        List<Place<T, R>> group = new ArrayList<>();
        while (group.size() < GROUP) {
            Place<T, R> first = waiting.poll();
            if (first == null) {
                break;
            }
            if (first.take()) {
                group.add(first);
            }
        }
        return group;
    }

    private void work(List<Place<T, R>> group) {
        try {
            work.accept(group);
        } catch (Throwable failure) {
            group.forEach(each -> each.failed(failure));
        }
    }

    private void wakeNext() {
        Place<T, R> next = waiting.peek();
        if (next != null) {
            wake(next);
        }
    }

    /** Sees to it that somebody leads: the one who waits, or an executor's thread for one who does not. */
    private void wake(Place<T, R> place) {
        if (place.waiter != null) {
            LockSupport.unpark(place.waiter);
            return;
        }
        try {
            executor.execute(this::leadForAbsent);
        } catch (RejectedExecutionException closed) {
            if (place.take()) {
                waiting.remove(place);
                place.failed(closed);
                place.tell();
                wakeNext();
            }
        }
    }

    /** One item on its way. */
    static final class Place<T, R> {

        private final T item;
        private final @Nullable Thread waiter;
        private final AtomicBoolean taken = new AtomicBoolean();
        private final CompletableFuture<R> result = new CompletableFuture<>();
        private Consumer<CompletableFuture<R>> verdict =
                future -> future.completeExceptionally(new IllegalStateException("nobody did the work"));
        private volatile boolean told;

        private Place(T item, @Nullable Thread waiter) {
            this.item = item;
            this.waiter = waiter;
        }

        T item() {
            return item;
        }

        void done(R value) {
            verdict = future -> future.complete(value);
        }

        void failed(Throwable reason) {
            verdict = future -> future.completeExceptionally(reason);
        }

        private boolean take() {
            return taken.compareAndSet(false, true);
        }

        private void tell() {
            verdict.accept(result);
            told = true;
            if (waiter != null) {
                LockSupport.unpark(waiter);
            }
        }

        /** What has been told; thrown if it is a failure. */
        private R answer() {
            try {
                return result.join();
            } catch (CompletionException failed) {
                throw Units.asRuntime(failed.getCause());
            }
        }
    }
}
