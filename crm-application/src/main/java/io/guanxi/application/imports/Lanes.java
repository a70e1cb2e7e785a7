package io.guanxi.application.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Shares rows among lanes. Each has some hundred rows at work and as many that wait; whoever brings more waits too. */
final class Lanes implements AutoCloseable {

    private static final int ROWS_AT_ONCE = 500;

    private final List<Lane<?>> lanes = new ArrayList<>();
    private final List<List<Rows.Told>> gathered = new ArrayList<>();
    private final List<ExecutorService> threads = new ArrayList<>();
    private final List<Future<?>> working = new ArrayList<>();

    Lanes(int count, IntFunction<Lane<?>> maker) {
        for (int i = 0; i < count; i++) {
            lanes.add(maker.apply(i));
            gathered.add(new ArrayList<>());
            working.add(CompletableFuture.completedFuture(null));
            if (count > 1) {
                threads.add(Executors.newSingleThreadExecutor(work -> {
                    Thread thread = new Thread(work, "crm-import");
                    thread.setDaemon(true);
                    return thread;
                }));
            }
        }
    }

    void add(Rows.Told row) {
        int lane = Math.floorMod(row.id().hashCode(), lanes.size());
        List<Rows.Told> rows = gathered.get(lane);
        rows.add(row);
        if (rows.size() >= ROWS_AT_ONCE) {
            send(lane);
        }
    }

    private void send(int lane) {
        List<Rows.Told> rows = gathered.get(lane);
        gathered.set(lane, new ArrayList<>(ROWS_AT_ONCE));
        if (threads.isEmpty()) {
            lanes.get(lane).take(rows);
        } else {
            await(working.get(lane));
            working.set(lane, threads.get(lane).submit(() -> lanes.get(lane).take(rows)));
        }
    }

    /** Waits until all that was brought is done. */
    void finish() {
        for (int i = 0; i < lanes.size(); i++) {
            send(i);
        }
        working.forEach(Lanes::await);
    }

    private static void await(Future<?> work) {
        try {
            work.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The import was interrupted", interrupted);
        }
    }

    /** Lets what has begun come to its end. */
    @Override
    public void close() {
        threads.forEach(ExecutorService::shutdown);
        for (Future<?> work : working) {
            try {
                work.get();
            } catch (ExecutionException told) {
                // to whoever waited for it
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
