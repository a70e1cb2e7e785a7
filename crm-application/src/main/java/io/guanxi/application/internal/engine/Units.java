package io.guanxi.application.internal.engine;

import io.guanxi.application.spi.Storage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** Begins units of work and ends them, each in the storage's transaction. */
final class Units {

    private static final String OWNER = "io.guanxi.engine";
    private static final String UNIT = "io.guanxi.unit";

    private final Storage storage;

    Units(Storage storage) {
        this.storage = storage;
    }

    /**
     * Runs the work in a unit of work. A unit that another CRM, or a host that uses Axon itself, has open on the thread is set
     * aside meanwhile: nesting into it would put our events into its commit, and so apart from our views.
     */
    <T> T run(Unit unit, Object payload, Function<Unit, T> work) {
        Deque<UnitOfWork<?>> foreign = setAsideForeign();
        try {
            Unit around = current();
            if (around != null) {
                // before the part begins that may be undone by itself
                around.write();
            }
            DefaultUnitOfWork<?> begun =
                    DefaultUnitOfWork.startAndGet(new GenericMessage<>("command", payload, MetaData.emptyInstance()));
            own(begun);
            begun.resources().put(UNIT, unit);
            begun.attachTransaction(() -> watched(unit, storage.transactions().startTransaction()));
            ResultMessage<T> result = begun.executeWithResult(
                    () -> {
                        T done = work.apply(unit);
                        unit.write();
                        return done;
                    },
                    RollbackConfigurationType.ANY_THROWABLE);
            if (result.isExceptional()) {
                throw asRuntime(result.exceptionResult());
            }
            return result.getPayload();
        } finally {
            foreign.forEach(CurrentUnitOfWork::set);
        }
    }

    private static Transaction watched(Unit unit, Transaction transaction) {
        return new Transaction() {
            @Override
            public void commit() {
                unit.markCommitting();
                transaction.commit();
            }

            @Override
            public void rollback() {
                transaction.rollback();
            }
        };
    }

    /** Whether the thread is inside a unit of work of this CRM. */
    boolean isInside() {
        return CurrentUnitOfWork.map(this::isOwn).orElse(false);
    }

    private boolean isOwn(UnitOfWork<?> unit) {
        return unit.root().resources().get(OWNER) == this;
    }

    /** What the thread's unit of work has brought about; null if it is in none that gives commands. */
    @Nullable
    Unit current() {
        return isInside() ? (Unit) CurrentUnitOfWork.get().resources().get(UNIT) : null;
    }

    /** Marks a unit of work as this CRM's, so that commands given inside it join it. */
    void own(UnitOfWork<?> unit) {
        unit.root().resources().put(OWNER, this);
    }

    private Deque<UnitOfWork<?>> setAsideForeign() {
        Deque<UnitOfWork<?>> foreign = new ArrayDeque<>();
        while (CurrentUnitOfWork.isStarted()) {
            UnitOfWork<?> current = CurrentUnitOfWork.get();
            if (isOwn(current)) {
                break;
            }
            CurrentUnitOfWork.clear(current);
            foreign.push(current);
        }
        return foreign;
    }

    /** To be thrown; an error is thrown at once. */
    static RuntimeException asRuntime(@Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException runtime ? runtime : new IllegalStateException(failure);
    }
}
