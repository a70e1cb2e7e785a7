package io.guanxi.application.internal.engine;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * An executor on which a coordinator looks for events every 50 ms instead of every 500. Axon has the 500 built in wherever the
 * store cannot call back, and neither a new event nor the wish to stop wakes it: reactions would come half a second late and
 * closing would take as long. Looking is cheap, for the store's one reader has fetched the events already. After failures Axon
 * waits twice as long each time, up to a minute; here two seconds are the longest, so that reactions go on soon after an outage.
 */
final class ShortPauses extends AbstractExecutorService implements ScheduledExecutorService {

    private static final long AXONS_MILLIS = 500;
    private static final long OUR_MILLIS = 50;
    private static final long LONGEST_MILLIS = 2_000;

    private final ScheduledExecutorService executor;

    ShortPauses(ScheduledExecutorService executor) {
        this.executor = executor;
    }

    private static long shortened(long delay, TimeUnit unit) {
        long millis = unit.toMillis(delay);
        return millis > OUR_MILLIS && millis <= AXONS_MILLIS ? OUR_MILLIS : Math.min(millis, LONGEST_MILLIS);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return executor.schedule(command, shortened(delay, unit), TimeUnit.MILLISECONDS);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return executor.schedule(callable, shortened(delay, unit), TimeUnit.MILLISECONDS);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        return executor.scheduleAtFixedRate(command, initialDelay, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        return executor.scheduleWithFixedDelay(command, initialDelay, delay, unit);
    }

    @Override
    public void execute(Runnable command) {
        executor.execute(command);
    }

    @Override
    public void shutdown() {
        executor.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return executor.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return executor.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return executor.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return executor.awaitTermination(timeout, unit);
    }
}
