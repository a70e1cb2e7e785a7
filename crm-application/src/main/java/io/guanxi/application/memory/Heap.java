package io.guanxi.application.memory;

import io.guanxi.application.view.Values;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;

/**
 * The one lock of a storage, and what undoes the writes of each transaction. A transaction takes the lock with its first write and
 * keeps it to its end.
 */
final class Heap implements TransactionManager {

    private final ReentrantLock lock = new ReentrantLock();

    @SuppressWarnings("ThreadLocalUsage") // of the instance: two CRMs in one JVM have nothing to do with each other
    private final ThreadLocal<Work> current = new ThreadLocal<>();

    /** Ids are ordered as unsigned numbers, as databases order them; {@link UUID#compareTo} orders them as signed ones. */
    static int compare(@Nullable Object left, @Nullable Object right) {
        if (left instanceof UUID a && right instanceof UUID b) {
            int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
            return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
        }
        return Values.ORDER.compare(left, right);
    }

    private final class Work {
        private final Deque<Runnable> undo = new ArrayDeque<>();
        private boolean locked;

        void undoTo(int size) {
            while (undo.size() > size) {
                undo.pop().run();
            }
        }

        void end() {
            current.remove();
            if (locked) {
                lock.unlock();
            }
        }
    }

    @Override
    public Transaction startTransaction() {
        Work outer = current.get();
        Work work = outer == null ? new Work() : outer;
        int before = work.undo.size();
        if (outer == null) {
            current.set(work);
        }
        return new Transaction() {
            @Override
            public void commit() {
                if (outer == null) {
                    work.end();
                }
            }

            @Override
            public void rollback() {
                work.undoTo(before);
                if (outer == null) {
                    work.end();
                }
            }
        };
    }

    <T> T read(Supplier<T> reading) {
        lock.lock();
        try {
            return reading.get();
        } finally {
            lock.unlock();
        }
    }

    /** @param writing does the write and returns what undoes it */
    void write(Supplier<Runnable> writing) {
        Work work = current.get();
        lock.lock();
        if (work == null) {
            try {
                Runnable notUndone = writing.get();
                Objects.requireNonNull(notUndone);
            } finally {
                lock.unlock();
            }
        } else {
            if (work.locked) {
                lock.unlock();
            }
            work.locked = true;
            work.undo.push(writing.get());
        }
    }

    <K, V> void put(Map<K, V> map, K key, @Nullable V value) {
        write(() -> {
            V before = value == null ? map.remove(key) : map.put(key, value);
            return () -> {
                if (before == null) {
                    map.remove(key);
                } else {
                    map.put(key, before);
                }
            };
        });
    }

    /** From here on nothing changes under the hands of this transaction. */
    void enter() {
        write(() -> () -> {});
    }

    <K, V> void removeAll(Map<K, V> map, Predicate<K> which) {
        map.keySet().stream().filter(which).toList().forEach(key -> put(map, key, null));
    }
}
