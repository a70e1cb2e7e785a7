package io.guanxi.application.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler: tasks have threads of their own, of which one runs at a time, until it pauses or ends. Whose turn comes next is
 * drawn by lot. Time passes only when somebody moves the clock.
 */
final class Turns {

    private static final int CROWD = 60;
    private static final int STUCK_SECONDS = 30;

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "simulated");
        thread.setDaemon(true);
        return thread;
    });

    private static final ThreadLocal<@Nullable Task> CURRENT = new ThreadLocal<>();

    private final Random lots;
    private final Trace trace;
    private final List<Task> tasks = new ArrayList<>();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
    private final Semaphore handedBack = new Semaphore(0);
    private Instant now;
    private long numbers;

    /** Who has written in an open transaction: the storage lets nobody else in before its end. */
    private @Nullable Task writer;

    Turns(Random lots, Trace trace, Instant start) {
        this.lots = lots;
        this.trace = trace;
        now = start;
    }

    /** What a process that is killed goes through: nothing that it does any more reaches anybody. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash() {
            super("the process was killed");
        }
    }

    /** The one whose turn it is; null outside of tasks. */
    static @Nullable Task current() {
        return CURRENT.get();
    }

    Instant now() {
        return now;
    }

    void pass(Duration duration) {
        now = now.plus(duration);
    }

    /** @param alone whether no other such task of the node may be under way */
    void begin(Node node, String name, boolean alone, Runnable work) {
        tasks.add(new Task(node, name + "#" + ++numbers, alone, work));
    }

    void alarm(Node node, Duration delay, Runnable ring) {
        alarms.add(new Alarm(now.plus(delay), ++numbers, node, node.life(), ring));
    }

    /** Whether so many have begun and not ended that more had better not begin: what waits for others would never end. */
    boolean isCrowded() {
        return tasks.size() > CROWD;
    }

    /** Lets one that can go on do so; false if there is none. */
    boolean next() {
        List<Task> able = tasks.stream().filter(Task::able).toList();
        if (able.isEmpty()) {
            return false;
        }
        able.get(lots.nextInt(able.size())).go();
        return true;
    }

    /** Moves the clock on to the next alarm, unless it is there already; false if there is none. */
    boolean ring() {
        Alarm alarm = alarms.poll();
        if (alarm == null) {
            return false;
        }
        now = alarm.at().isAfter(now) ? alarm.at() : now;
        if (alarm.life() == alarm.node().life()) {
            alarm.ring().run();
        }
        return true;
    }

    /** Ends all tasks of a node wherever they are. */
    void kill(Node node) {
        for (Task task : List.copyOf(tasks)) {
            if (task.node == node) {
                task.killed = true;
                if (task.started) {
                    task.go();
                } else {
                    tasks.remove(task);
                }
            }
        }
    }

    private record Alarm(Instant at, long number, Node node, int life, Runnable ring) implements Comparable<Alarm> {
        @Override
        public int compareTo(Alarm other) {
            int order = at.compareTo(other.at);
            return order != 0 ? order : Long.compare(number, other.number);
        }
    }

    /** Something that a node does. */
    final class Task {

        private final Node node;
        private final String name;
        private final boolean alone;
        private final Runnable work;
        private final Semaphore turn = new Semaphore(0);
        private boolean started;
        private boolean ended;
        private boolean killed;
        private int troubles;
        private long seen;
        private @Nullable Runnable openTransaction;
        private final Deque<Runnable> undo = new ArrayDeque<>();

        private Task(Node node, String name, boolean alone, Runnable work) {
            this.node = node;
            this.name = name;
            this.alone = alone;
            this.work = work;
        }

        Node node() {
            return node;
        }

        boolean alone() {
            return alone;
        }

        boolean killed() {
            return killed;
        }

        /** How often something was made to fail in it, or has met a conflict. */
        int troubles() {
            return troubles;
        }

        void trouble() {
            troubles++;
        }

        /** @param position the end of the log when its transaction began */
        void sees(long position) {
            seen = position;
        }

        long seen() {
            return seen;
        }

        /** From now on nobody else gets at the storage. */
        void writes() {
            writer = this;
        }

        /** @param rollback of the transaction that is open from now on; null if none is any more */
        void inTransaction(@Nullable Runnable rollback) {
            openTransaction = rollback;
            undo.clear();
            if (rollback == null && writer == this) {
                writer = null;
            }
        }

        /** For what is no part of the storage, but of its transaction. */
        void onRollback(Runnable undoing) {
            if (openTransaction != null) {
                undo.push(undoing);
            }
        }

        void undo() {
            while (!undo.isEmpty()) {
                undo.pop().run();
            }
        }

        boolean isInTransaction() {
            return openTransaction != null;
        }

        private boolean able() {
            return started ? writer == null || writer == this : !alone || node.free();
        }

        private void go() {
            trace.add(now + " " + node + " " + name);
            if (!started) {
                started = true;
                if (alone) {
                    node.occupy(this);
                }
                THREADS.execute(this::run);
            }
            turn.release();
            try {
                if (!handedBack.tryAcquire(STUCK_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException(name + " of " + node + " waits for something that cannot come");
                }
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
            if (ended) {
                tasks.remove(this);
                node.leave(this);
            }
        }

        private void run() {
            turn.acquireUninterruptibly();
            CURRENT.set(this);
            try {
                work.run();
            } catch (Crash killedMeanwhile) {
                killed = true;
            } finally {
                if (openTransaction != null && !killed) {
                    node.complain(name + " has left its transaction open");
                }
                CURRENT.remove();
                end();
            }
        }

        /** Lets others go on, perhaps; comes back when it is this one's turn and the storage is free. */
        void pause() {
            requireAlive();
            while (lots.nextInt(3) == 0 || !(writer == null || writer == this)) {
                handedBack.release();
                turn.acquireUninterruptibly();
                requireAlive();
            }
        }

        /** A process that is killed does not tidy up: nobody waits for what this thread still does. */
        void requireAlive() {
            if (killed) {
                end();
                throw new Crash();
            }
        }

        /** The node goes down with it. */
        Crash crash() {
            killed = true;
            node.goDown();
            end();
            return new Crash();
        }

        private void end() {
            if (!ended) {
                abandon();
                ended = true;
                handedBack.release();
            }
        }

        private void abandon() {
            if (openTransaction != null) {
                openTransaction.run();
                undo();
                inTransaction(null);
            }
        }
    }
}
