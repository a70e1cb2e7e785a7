package io.guanxi.application.internal.engine;

import com.google.common.collect.ImmutableSet;
import io.guanxi.application.Rebuild;
import io.guanxi.application.spi.ConflictException;
import io.guanxi.application.spi.Editions;
import io.guanxi.application.spi.EventLog;
import io.guanxi.application.spi.Storage;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.application.spi.ViewStore;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds views anew: beside those that are read, in several threads, part after part of the log, each part in a transaction that
 * also notes that it is done.
 */
final class Rebuilder {

    private static final Logger LOG = LoggerFactory.getLogger("io.guanxi");

    /** The streams of a transaction: some ten milliseconds, for a command that meets one of its rows waits for its end. */
    private static final int STREAMS = 2_000;

    private static final int ROWS = 1_000;
    private static final int ATTEMPTS = 20;
    private static final long BEAT_MILLIS = 500;

    /** Whoever has shown no sign of life for so long makes nothing any more. */
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Storage storage;
    private final Projector projector;
    private final Collection<Hosted> hosted;
    private final ThreadFactory threads;
    private final int workers = Math.max(2, Runtime.getRuntime().availableProcessors());
    private final Map<ViewType<?>, Task<?>> tasks = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Rebuilder(Storage storage, Projector projector, Collection<Hosted> hosted, ThreadFactory threads) {
        this.storage = storage;
        this.projector = projector;
        this.hosted = hosted;
        this.threads = threads;
    }

    /** Begins, or goes on, or finds it under way. */
    Rebuild start(ViewType<?> type) {
        if (closed) {
            throw new IllegalStateException("The CRM is closed");
        }
        List<Task<?>> begun = new ArrayList<>();
        Task<?> task = tasks.compute(type, (each, before) -> {
            if (before != null && !before.done.isDone()) {
                return before;
            }
            Task<?> next = new Task<>(type, owners(type));
            begun.add(next);
            return next;
        });
        begun.forEach(Task::begin);
        return task;
    }

    /** The features that such views are made of: one, or all that tell of their events. */
    private List<String> owners(ViewType<?> type) {
        List<String> owners = hosted.stream()
                .filter(each -> each.views().contains(type))
                .map(Hosted::feature)
                .toList();
        if (owners.isEmpty()) {
            throw new IllegalArgumentException("The views " + type + " are of no stream of events");
        }
        return owners;
    }

    private Set<ViewType<?>> types() {
        return hosted.stream().flatMap(each -> each.views().stream()).collect(ImmutableSet.toImmutableSet());
    }

    /** Waits until these types can be read. */
    void await(Collection<ViewType<?>> types) {
        for (ViewType<?> type : types()) {
            if (types.contains(type)) {
                await(start(type));
            }
        }
    }

    private static void await(Rebuild rebuild) {
        try {
            rebuild.done().join();
        } catch (CompletionException failed) {
            throw Units.asRuntime(failed.getCause());
        }
    }

    /** Goes on with what somebody has begun, or waits beside him for the case that he falls silent. */
    void resume() {
        for (ViewType<?> type : types()) {
            if (!storage.editions().of(type).others().isEmpty()
                    && storage.editions().making(type) != null) {
                start(type);
            }
        }
    }

    /** Stops where it is; it can go on from there. */
    void close() {
        closed = true;
        tasks.values().forEach(Task::awaitEnd);
    }

    /** Thrown when the asker has cancelled it, or somebody else has taken over. */
    private static final class Ended extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Ended(String why) {
            super(why, null, false, false);
        }
    }

    private final class Task<V extends View> implements Rebuild {

        private final ViewType<V> type;
        private final List<String> owners;
        private final Editions editions = storage.editions();
        private final String maker = UUID.randomUUID().toString();
        private final CompletableFuture<Progress> done = new CompletableFuture<>();
        private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
        private final AtomicLong streams = new AtomicLong();
        private final AtomicLong events = new AtomicLong();
        private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        private volatile Stage stage = Stage.ANNOUNCING;
        private volatile long ofStreams;
        private volatile long since;
        private volatile long until;
        private volatile boolean cancelled;
        private volatile int edition;

        Task(ViewType<V> type, List<String> owners) {
            this.type = type;
            this.owners = owners;
        }

        @Override
        public ViewType<?> type() {
            return type;
        }

        @Override
        public Progress progress() {
            long end = until == 0 ? System.nanoTime() : until;
            return new Progress(
                    stage, streams.get(), ofStreams, events.get(), Duration.ofNanos(since == 0 ? 0 : end - since));
        }

        @Override
        public CompletableFuture<Progress> done() {
            return done.copy();
        }

        @Override
        public boolean cancel() {
            if (done.isDone()) {
                return false;
            }
            cancelled = true;
            ended.join();
            return done.isCancelled();
        }

        void begin() {
            threads.newThread(this::run).start();
        }

        void awaitEnd() {
            ended.join();
        }

        private void run() {
            try {
                make();
            } catch (Ended end) {
                end(end);
            } catch (RuntimeException | Error failure) {
                leave();
                stage = Stage.ENDED;
                done.completeExceptionally(failure);
            } finally {
                ended.complete(true);
            }
        }

        private void end(Ended why) {
            boolean undone = false;
            try {
                undone = cancelled && edition > 0 && !editions.discard(type, edition);
            } catch (RuntimeException failure) {
                LOG.warn(
                        "What was made of the views {} could not be removed: {}",
                        type,
                        failure.getClass().getName());
            }
            if (!cancelled) {
                leave();
            }
            stage = Stage.ENDED;
            if (undone) {
                done.complete(progress());
            } else {
                CancellationException cancellation = new CancellationException(why.getMessage());
                done.completeExceptionally(cancellation);
            }
        }

        private void leave() {
            if (edition > 0) {
                try {
                    editions.leave(type, edition, maker);
                } catch (RuntimeException failure) {
                    // who takes over waits until it is clear that nobody is there
                    LOG.debug("The views {} are left without a word", type);
                }
            }
        }

        private void requireWanted() {
            if (cancelled) {
                throw new Ended("cancelled");
            }
            if (closed) {
                throw new Ended("the CRM is closed; what has been folded is kept");
            }
        }

        private void pause(long millis) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException interrupted) {
                throw new Ended("interrupted");
            }
        }

        private void make() {
            Editions.Making making = claimed();
            if (making == null) {
                complete();
                return;
            }
            edition = making.edition();
            if (edition == 0) {
                inPlace();
                complete();
                return;
            }
            while (!editions.announce(type, edition)) {
                requireStillMine();
                pause(50);
            }
            stage = Stage.FOLDING;
            since = System.nanoTime();
            watched(List.of(this::fold));
            until = System.nanoTime();
            requireWanted();
            stage = Stage.SWAPPING;
            watched(List.of(() -> {
                if (!editions.swap(type, edition, maker)) {
                    throw new Ended("somebody else has ended it");
                }
            }));
            complete();
            while (!closed && !editions.retire(type)) {
                pause(100);
            }
        }

        private void complete() {
            if (until == 0) {
                until = System.nanoTime();
            }
            stage = Stage.ENDED;
            done.complete(progress());
        }

        /** The edition to make; null if another node has made it meanwhile. */
        private Editions.@Nullable Making claimed() {
            Editions.Making made = editions.begin(type, maker, -1);
            long from = System.nanoTime();
            while (!made.mine()) {
                requireWantedOf(made.edition());
                follow(made.edition());
                pause(BEAT_MILLIS / 2);
                Editions.Making seen = editions.making(type);
                if (seen == null || seen.edition() != made.edition()) {
                    requireRead(made.edition());
                    return null;
                }
                if (seen.beat() != made.beat()) {
                    from = System.nanoTime();
                }
                boolean silent = System.nanoTime() - from > SILENCE_NANOS;
                made = silent || seen.beat() < 0 ? editions.begin(type, maker, silent ? seen.beat() : -1) : seen;
            }
            return made;
        }

        private void requireRead(int other) {
            editions.lookAgain();
            if (editions.of(type).read() != other) {
                throw new Ended("another node has ended it");
            }
        }

        private void requireWantedOf(int followed) {
            if (cancelled) {
                edition = followed;
            }
            requireWanted();
        }

        /** How far another node has come. */
        private void follow(int other) {
            stage = Stage.FOLDING;
            count(editions.parts(type, other));
        }

        private void count(List<Editions.Part> parts) {
            ofStreams = parts.stream().mapToLong(each -> each.range().streams()).sum();
            streams.set(parts.stream()
                    .filter(Editions.Part::folded)
                    .mapToLong(each -> each.range().streams())
                    .sum());
        }

        private void requireStillMine() {
            requireWanted();
            if (!editions.beat(type, edition, maker)) {
                throw new Ended("another node makes or has ended it");
            }
        }

        /** Runs the work beside this thread, which shows that somebody is there. */
        private void watched(List<Runnable> work) {
            List<Thread> all = new ArrayList<>();
            for (Runnable each : work) {
                Thread thread = threads.newThread(() -> {
                    try {
                        each.run();
                    } catch (RuntimeException | Error failure) {
                        failures.add(failure);
                    }
                });
                all.add(thread);
                thread.start();
            }
            for (Thread thread : all) {
                while (thread.isAlive()) {
                    try {
                        thread.join(BEAT_MILLIS);
                        boolean silent = thread.isAlive() && !editions.beat(type, edition, maker);
                        if (silent && stage == Stage.FOLDING) {
                            failures.add(new Ended("another node makes or has ended it"));
                        }
                    } catch (InterruptedException interrupted) {
                        failures.add(new Ended("interrupted"));
                    } catch (RuntimeException noSign) {
                        LOG.debug(
                                "No sign of life could be given: {}",
                                noSign.getClass().getName());
                    }
                }
            }
            Throwable failure = failures.peek();
            if (failure != null) {
                throw Units.asRuntime(failure);
            }
        }

        private void fold() {
            List<Editions.Part> parts = editions.parts(type, edition);
            if (parts.isEmpty()) {
                plan();
                parts = editions.parts(type, edition);
            }
            count(parts);
            Queue<EventLog.Range> left = new ConcurrentLinkedQueue<>();
            parts.stream()
                    .filter(each -> !each.folded())
                    .map(Editions.Part::range)
                    .forEach(left::add);
            List<Thread> all = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                Thread thread = threads.newThread(() -> fold(left));
                all.add(thread);
                thread.start();
            }
            for (Thread thread : all) {
                boolean interrupted = false;
                while (thread.isAlive()) {
                    try {
                        thread.join();
                    } catch (InterruptedException again) {
                        interrupted = true;
                        failures.add(new Ended("interrupted"));
                    }
                }
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private void plan() {
            for (int attempt = 1; ; attempt++) {
                try {
                    if (!editions.plan(type, edition, maker, this::ranges)) {
                        throw new Ended("another node makes or has ended it");
                    }
                    return;
                } catch (ConflictException met) {
                    // a command that writes a row which is deleted
                    if (attempt == ATTEMPTS) {
                        throw met;
                    }
                    pause(attempt);
                }
            }
        }

        private List<EventLog.Range> ranges() {
            return owners.stream()
                    .flatMap(each -> storage.log().ranges(each, STREAMS).stream())
                    .toList();
        }

        /** Whose streams were counted for a range: of several features, that of the one it begins with. */
        private String owner(EventLog.Range range) {
            return owners.size() == 1
                    ? owners.get(0)
                    : storage.log()
                            .ofAggregate(range.tenant(), range.from(), 0, 1)
                            .get(0)
                            .feature();
        }

        private void fold(Queue<EventLog.Range> left) {
            try {
                while (failures.isEmpty()) {
                    List<EventLog.Range> some = next(left);
                    if (some.isEmpty()) {
                        return;
                    }
                    requireWanted();
                    fold(some);
                }
            } catch (RuntimeException | Error failure) {
                failures.add(failure);
            }
        }

        /** One range, or several small ones. */
        private List<EventLog.Range> next(Queue<EventLog.Range> left) {
            List<EventLog.Range> some = new ArrayList<>();
            long size = 0;
            while (size < STREAMS) {
                EventLog.Range range = left.poll();
                if (range == null) {
                    break;
                }
                some.add(range);
                size += range.streams();
            }
            return some;
        }

        private void fold(List<EventLog.Range> some) {
            for (int attempt = 1; ; attempt++) {
                Filling filling = new Filling(edition);
                try {
                    storage.transactions().executeInTransaction(() -> {
                        for (EventLog.Range range : some) {
                            storage.log().forEachStream(owner(range), range, filling::add);
                        }
                        filling.flush();
                        if (!editions.folded(type, edition, maker, some)) {
                            throw new Ended("another node makes or has ended it");
                        }
                    });
                    events.addAndGet(filling.events);
                    streams.addAndGet(
                            some.stream().mapToLong(EventLog.Range::streams).sum());
                    return;
                } catch (ConflictException met) {
                    // a command that writes the same rows, in another order
                    if (attempt == ATTEMPTS) {
                        throw met;
                    }
                    pause(attempt);
                }
            }
        }

        /** Where there may be no second table: whoever reads sees the old views until the end, and whoever writes waits. */
        private void inPlace() {
            stage = Stage.FOLDING;
            since = System.nanoTime();
            storage.transactions().executeInTransaction(() -> {
                storage.views().clear(type);
                Filling filling = new Filling(editions.of(type).read());
                owners.forEach(each -> storage.log().forEachStream(each, filling::add));
                filling.flush();
                events.set(filling.events);
                streams.set(filling.streams);
                ofStreams = filling.streams;
            });
        }

        /** Rows on their way into an edition. */
        private final class Filling {

            private final int target;
            private final Projector.Streams gathered = new Projector.Streams(this::read);
            private final List<ViewStore.Row<V>> rows = new ArrayList<>();
            private long events;
            private long streams;

            Filling(int target) {
                this.target = target;
            }

            void add(List<StoredEvent> stream) {
                events += stream.size();
                streams++;
                gathered.add(stream);
            }

            private void read(List<List<StoredEvent>> some) {
                rows.addAll(projector.rowsOf(type, some));
                if (rows.size() >= ROWS) {
                    fill();
                }
            }

            void flush() {
                gathered.flush();
                fill();
            }

            private void fill() {
                if (!rows.isEmpty()) {
                    requireWanted();
                    editions.fill(type, target, rows);
                    rows.clear();
                }
            }
        }
    }
}
