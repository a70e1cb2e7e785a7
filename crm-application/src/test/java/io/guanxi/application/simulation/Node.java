package io.guanxi.application.simulation;

import io.guanxi.application.Crm;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A process with a CRM in it, which may be killed and started again, and whose clock goes wrong a little. */
final class Node implements InstantSource {

    private final String name;
    private final Turns turns;
    private final Duration skew;
    private final Consumer<String> complaints;
    private int life;
    private boolean goingDown;
    private boolean sending;
    private @Nullable Crm crm;
    private Turns.@Nullable Task busy;

    Node(String name, Turns turns, Duration skew, Consumer<String> complaints) {
        this.name = name;
        this.turns = turns;
        this.skew = skew;
        this.complaints = complaints;
    }

    @Override
    public Instant instant() {
        return turns.now().plus(skew);
    }

    /** Which of its lives it is in. */
    int life() {
        return life;
    }

    @Nullable
    Crm crm() {
        return crm;
    }

    void started(Crm running) {
        crm = running;
    }

    void complain(String problem) {
        complaints.accept(this + ": " + problem);
    }

    /** To be followed by {@link #crash} as soon as whoever runs has stopped. */
    void goDown() {
        goingDown = true;
    }

    boolean isGoingDown() {
        return goingDown;
    }

    void crash() {
        goingDown = false;
        crm = null;
        turns.kill(this);
        life++;
        busy = null;
    }

    boolean free() {
        return busy == null;
    }

    void occupy(Turns.Task task) {
        busy = task;
    }

    void leave(Turns.Task task) {
        if (busy == task) {
            busy = null;
        }
    }

    /** What the executor is given meanwhile is a group of commands, of which one is done at a time. */
    void sending(Runnable send) {
        sending = true;
        try {
            send.run();
        } finally {
            sending = false;
        }
    }

    @Override
    public String toString() {
        return name;
    }

    /** The threads of this life. */
    ScheduledExecutorService executor() {
        return new Threads(life);
    }

    private final class Threads extends AbstractExecutorService implements ScheduledExecutorService {

        private final int ofLife;

        Threads(int ofLife) {
            this.ofLife = ofLife;
        }

        /** Whoever was killed and does not know it yet does everything by himself, and has nobody to wait for. */
        private boolean isDead() {
            Turns.Task current = Turns.current();
            return life != ofLife || (current != null && current.killed());
        }

        @Override
        public void execute(Runnable command) {
            if (isDead()) {
                command.run();
            } else {
                Turns.Task current = Turns.current();
                turns.begin(Node.this, "task", sending || (current != null && current.alone()), command);
            }
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
            return schedule(
                    () -> {
                        command.run();
                        return Node.this;
                    },
                    delay,
                    unit);
        }

        @Override
        public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
            Later<V> later = new Later<>(callable, null);
            later.after(Duration.of(delay, unit.toChronoUnit()));
            return later;
        }

        @Override
        public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
            return scheduleWithFixedDelay(command, initialDelay, period, unit);
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(
                Runnable command, long initialDelay, long delay, TimeUnit unit) {
            Later<Node> later = new Later<>(
                    () -> {
                        command.run();
                        return Node.this;
                    },
                    Duration.of(delay, unit.toChronoUnit()));
            later.after(Duration.of(initialDelay, unit.toChronoUnit()));
            return later;
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return Collections.emptyList();
        }

        @Override
        public boolean isShutdown() {
            return life != ofLife;
        }

        @Override
        public boolean isTerminated() {
            return life != ofLife;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }

        private final class Later<V> extends FutureTask<V> implements ScheduledFuture<V> {

            private final @Nullable Duration again;
            private Instant at = turns.now();

            Later(Callable<V> work, @Nullable Duration again) {
                super(work);
                this.again = again;
            }

            void after(Duration delay) {
                if (!isDead()) {
                    at = turns.now().plus(delay);
                    turns.alarm(Node.this, delay, () -> turns.begin(Node.this, "timer", false, this::ring));
                } else if (delay.isZero()) {
                    run();
                }
            }

            private void ring() {
                if (again == null) {
                    run();
                } else if (runAndReset()) {
                    after(again);
                }
            }

            @Override
            public long getDelay(TimeUnit unit) {
                return unit.convert(Duration.between(turns.now(), at));
            }

            @Override
            public int compareTo(Delayed other) {
                return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
            }
        }
    }
}
