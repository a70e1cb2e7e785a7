package io.guanxi.application.simulation;

import com.google.common.collect.ImmutableSet;
import io.guanxi.application.spi.Attempts;
import io.guanxi.application.spi.Batches;
import io.guanxi.application.spi.Chain;
import io.guanxi.application.spi.Claims;
import io.guanxi.application.spi.ConflictException;
import io.guanxi.application.spi.Editions;
import io.guanxi.application.spi.EventLog;
import io.guanxi.application.spi.Json;
import io.guanxi.application.spi.Keys;
import io.guanxi.application.spi.Nodes;
import io.guanxi.application.spi.Receipts;
import io.guanxi.application.spi.Snapshots;
import io.guanxi.application.spi.Storage;
import io.guanxi.application.spi.TenantStore;
import io.guanxi.application.spi.Upgrades;
import io.guanxi.application.spi.ViewStore;
import io.guanxi.application.view.ViewType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The storage as one life of a node sees it. Before each call others may get their turn; the call, or the commit, may fail before
 * or after it is done, meet a conflict, or be the last thing that the node lives to see. Calls outside of tasks go through.
 */
final class FaultyStorage implements Storage {

    private static final ImmutableSet<String> WRITES = ImmutableSet.of(
            "append",
            "overwrite",
            "put",
            "clear",
            "claim",
            "release",
            "forget",
            "keep",
            "add",
            "create",
            "destroy",
            "enqueue",
            "enqueueIfPresent",
            "evict",
            "requeue",
            "storeToken",
            "initializeTokenSegments",
            "fetchToken",
            "extendClaim",
            "releaseClaim");

    /** They are asked for inside of a lock of Axon's, where nobody else may get a turn. */
    private static final ImmutableSet<String> WITHOUT_PAUSE = ImmutableSet.of("amountOfSequences");

    /** What is wrong with a storage in those runs that must be found out. */
    enum Bug {
        NONE,
        /** One write of views in two hundred is forgotten. */
        FORGETS_VIEWS
    }

    private final World world;
    private final Storage storage;
    private final Tokens tokens;
    private final Bug bug;

    FaultyStorage(World world, Storage storage, Tokens tokens, Bug bug) {
        this.world = world;
        this.storage = storage;
        this.tokens = tokens;
        this.bug = bug;
    }

    /** What a driver says when the database cannot be reached, or the answer has been lost. */
    static final class Down extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Down() {
            super("the storage was made to fail");
        }
    }

    private enum Fault {
        NONE,
        BEFORE,
        AFTER,
        CONFLICT,
        CRASH_BEFORE,
        CRASH_AFTER
    }

    @Override
    public Collection<ViewType<?>> open(
            Collection<ViewType<?>> views,
            Set<ViewType<?>> lookedUp,
            Json json,
            Consumer<Map<String, Integer>> requireNotOlder) {
        Turns.Task task = Turns.current();
        if (task != null) {
            task.pause(); // until nobody writes
        }
        return storage.open(views, lookedUp, json, requireNotOlder);
    }

    @Override
    public Editions editions() {
        return port(Editions.class, storage.editions());
    }

    /** Each node counts itself only: how many are alive is a matter of real time. */
    @Override
    public Nodes nodes() {
        return new Nodes() {
            @Override
            public Map<String, Long> beat(String node) {
                return Map.of(node, 1L);
            }

            @Override
            public void forget(String node) {}
        };
    }

    @Override
    public Chain chain() {
        return port(Chain.class, storage.chain());
    }

    @Override
    public Snapshots snapshots() {
        return port(Snapshots.class, storage.snapshots());
    }

    @Override
    public TenantStore tenants() {
        return port(TenantStore.class, storage.tenants());
    }

    @Override
    public Upgrades upgrades() {
        return port(Upgrades.class, storage.upgrades());
    }

    @Override
    public EventLog log() {
        return port(EventLog.class, storage.log());
    }

    @Override
    public ViewStore views() {
        return port(ViewStore.class, storage.views());
    }

    @Override
    public Claims claims() {
        return port(Claims.class, storage.claims());
    }

    @Override
    public Attempts attempts() {
        return port(Attempts.class, storage.attempts());
    }

    @Override
    public Receipts receipts() {
        return port(Receipts.class, storage.receipts());
    }

    @Override
    public Batches batches() {
        return port(Batches.class, storage.batches());
    }

    @Override
    public Keys keys() {
        return port(Keys.class, storage.keys());
    }

    @Override
    public TokenStore tokens(Serializer serializer, String node) {
        return port(TokenStore.class, tokens.of(node));
    }

    @Override
    @SuppressWarnings("unchecked") // there is one kind of queue
    public SequencedDeadLetterQueue<EventMessage<?>> deadLetters(String reaction, Serializer serializer) {
        return port(SequencedDeadLetterQueue.class, storage.deadLetters(reaction, serializer));
    }

    @Override
    public TransactionManager transactions() {
        return () -> {
            Turns.Task task = Turns.current();
            Transaction begun = task == null || task.isInTransaction() ? null : first(task);
            return begun == null ? inner(task, storage.transactions().startTransaction()) : begun;
        };
    }

    @Override
    public void close() {}

    private static Transaction inner(Turns.@Nullable Task task, Transaction transaction) {
        return new Transaction() {
            @Override
            public void commit() {
                if (task != null) {
                    task.requireAlive();
                }
                transaction.commit();
            }

            @Override
            public void rollback() {
                // after the outermost has ended there is nothing left of this one
                if (task == null || task.isInTransaction()) {
                    transaction.rollback();
                }
            }
        };
    }

    private Transaction first(Turns.Task task) {
        after(task, before(task, "begin", false));
        Transaction transaction = storage.transactions().startTransaction();
        task.inTransaction(transaction::rollback);
        task.sees(world.head());
        return new Transaction() {
            @Override
            public void commit() {
                task.requireAlive();
                if (!task.isInTransaction()) {
                    throw new IllegalStateException("the transaction has ended already");
                }
                Fault fault;
                try {
                    fault = before(task, "commit", true);
                } catch (Down | ConflictException failure) {
                    rollback();
                    throw failure;
                }
                transaction.commit();
                task.inTransaction(null);
                world.committed();
                after(task, fault);
            }

            @Override
            public void rollback() {
                if (task.isInTransaction()) {
                    world.trace("rollback");
                    transaction.rollback();
                    task.undo();
                    task.inTransaction(null);
                }
            }
        };
    }

    private <T> T port(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(
                FaultyStorage.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Turns.Task task = Turns.current();
                    return task == null || method.getDeclaringClass() == Object.class
                            ? answer(target, method, arguments)
                            : call(task, target, method, arguments);
                }));
    }

    private @Nullable Object call(Turns.Task task, Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        String name = method.getName();
        boolean writes = WRITES.contains(name);
        Fault fault = WITHOUT_PAUSE.contains(name) ? Fault.NONE : before(task, name, writes);
        if (writes && task.isInTransaction()) {
            task.writes();
        }
        if (name.equals("put") && bug == Bug.FORGETS_VIEWS && world.lots().once(200)) {
            world.trace("forgets " + name);
            return null;
        }
        if (name.equals("enqueue") && arguments != null) {
            world.deadLetter(task, (DeadLetter<?>) arguments[1]);
        }
        Object result = answer(
                target, method, name.equals("process") && arguments != null ? processing(task, arguments) : arguments);
        after(task, fault);
        return result;
    }

    private static @Nullable Object answer(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof ConflictException && Turns.current() != null) {
                Turns.current().trouble();
            }
            throw failed.getCause();
        }
    }

    /** A queue takes its letter off, or puts it back, when others have had their turns. */
    @SuppressWarnings("unchecked")
    private static Object[] processing(Turns.Task task, Object[] arguments) {
        Function<Object, EnqueueDecision<?>> handling = (Function<Object, EnqueueDecision<?>>) arguments[1];
        Function<Object, EnqueueDecision<?>> watched = letter -> {
            EnqueueDecision<?> decision = handling.apply(letter);
            task.pause();
            task.writes();
            return decision;
        };
        return new Object[] {arguments[0], watched};
    }

    /** Lets others go on, and fails if it is to fail before anything is done. */
    private Fault before(Turns.Task task, String what, boolean writes) {
        task.pause();
        Fault fault = draw(task, writes);
        world.trace(what + (fault == Fault.NONE ? "" : " " + fault));
        if (fault == Fault.NONE) {
            return fault;
        }
        task.trouble();
        if (fault == Fault.BEFORE) {
            throw new Down();
        }
        if (fault == Fault.CONFLICT) {
            throw new ConflictException("made up");
        }
        if (fault == Fault.CRASH_BEFORE) {
            throw task.crash();
        }
        return fault;
    }

    private static void after(Turns.Task task, Fault fault) {
        if (fault == Fault.AFTER) {
            throw new Down();
        }
        if (fault == Fault.CRASH_AFTER) {
            throw task.crash();
        }
    }

    /** While a node starts nothing fails: a start that has failed is waited for by the one thread that there is. */
    private Fault draw(Turns.Task task, boolean writes) {
        Lots lots = world.lots();
        if (lots.draw(lots.crashes())) {
            return lots.once(2) ? Fault.CRASH_BEFORE : Fault.CRASH_AFTER;
        }
        if (task.node().crm() != null && lots.draw(lots.failures())) {
            Fault fault = lots.of(List.of(Fault.BEFORE, Fault.AFTER, Fault.CONFLICT));
            return fault == Fault.CONFLICT && !writes ? Fault.BEFORE : fault;
        }
        return Fault.NONE;
    }
}
