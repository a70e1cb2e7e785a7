package io.guanxi.application.internal.engine;

import io.guanxi.application.Dated;
import io.guanxi.application.Meters;
import io.guanxi.application.Outcome;
import io.guanxi.application.spi.ConflictException;
import io.guanxi.application.spi.OutdatedException;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs what is asked for in transactions: in one with others who came at the same time, in its own, or as a part of one that there
 * is. A conflict with another writer is tried once more, then told as {@link CrmException.Stale}.
 */
final class Dispatcher {

    /** How often a command is repeated because views are folded anew: once for each change that may fall into it, and some more. */
    private static final int ANNOUNCEMENTS = 8;

    private final Units units;
    private final Features features;
    private final Gate gate;
    private final Handler handler;
    private final Projector projector;
    private final Aggregates aggregates;
    private final Schemas schemas;
    private final Tenancy tenancy;
    private final Meters meters;
    private final Lane<Order, List<Outcome>> lane;
    private final boolean grouped;

    Dispatcher(
            Units units,
            Features features,
            Gate gate,
            Handler handler,
            Projector projector,
            Aggregates aggregates,
            Schemas schemas,
            Tenancy tenancy,
            Meters meters,
            Executor executor,
            boolean grouped) {
        this.units = units;
        this.features = features;
        this.gate = gate;
        this.handler = handler;
        this.projector = projector;
        this.aggregates = aggregates;
        this.schemas = schemas;
        this.tenancy = tenancy;
        this.meters = meters;
        this.lane = new Lane<>(this::together, executor);
        this.grouped = grouped;
    }

    /**
     * Executes the commands in order, in one transaction: all of them or none.
     *
     * @param joined whether that transaction is the host's
     */
    List<Outcome> execute(List<Dated> commands, Call call, boolean joined) {
        Order order = new Order(commands, call);
        long begin = System.nanoTime();
        try {
            List<Outcome> outcomes = executed(order, joined);
            tell(order, outcomes, null, begin);
            return outcomes;
        } catch (RuntimeException | Error failure) {
            tell(order, List.of(), failure, begin);
            throw failure;
        }
    }

    private void tell(Order order, List<Outcome> outcomes, @Nullable Throwable failure, long begin) {
        if (meters == Meters.NONE) {
            return;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        for (int i = 0; i < order.commands().size(); i++) {
            Command command = order.commands().get(i).command();
            Hosted hosted = features.find(command);
            if (hosted != null) {
                meters.command(
                        hosted.nameOf(command),
                        failure == null ? (outcomes.get(i).events().isEmpty() ? "unchanged" : "done") : code(failure),
                        took);
            }
        }
    }

    private static String code(Throwable failure) {
        return failure instanceof CrmException crm ? crm.code() : "failed";
    }

    private List<Outcome> executed(Order order, boolean joined) {
        order.commands().forEach(each -> gate.requireAllowed(each, order.call()));
        if (joined || units.isInside()) {
            try {
                return units.isInside() ? attempt(order, true) : upToDate(() -> attempt(order, true));
            } catch (ConflictException conflict) {
                tenancy.requireNotErased(order.call().tenant());
                throw stale(order, conflict);
            }
        }
        return grouped && isSingle(order) ? lane.run(order) : upToDate(() -> alone(order));
    }

    /** Whether it is one command, and no other follows from it. */
    private boolean isSingle(Order order) {
        return order.commands().size() <= 1 && features.sequels(order.first()).isEmpty();
    }

    /** As {@link #execute}, one command in a transaction of our own, without waiting for it. */
    CompletableFuture<Outcome> submit(Dated command, Call call) {
        Order order = new Order(List.of(command), call);
        long begin = System.nanoTime();
        try {
            gate.requireAllowed(command, call);
        } catch (CrmException forbidden) {
            tell(order, List.of(), forbidden, begin);
            return CompletableFuture.failedFuture(forbidden);
        }
        return lane.submit(order)
                .whenComplete(
                        (outcomes, failure) -> tell(order, outcomes == null ? List.of() : outcomes, failure, begin))
                .thenApply(outcomes -> outcomes.get(0));
    }

    /** Repeats what was begun before a new edition of views was announced. */
    private static <T> T upToDate(Supplier<T> attempt) {
        for (int left = ANNOUNCEMENTS; left > 0; left--) {
            try {
                return attempt.get();
            } catch (OutdatedException repeat) {
                // by now the storage has looked again
            }
        }
        return attempt.get();
    }

    /** In a transaction of its own. A conflict is tried once more, with nothing remembered. */
    private List<Outcome> alone(Order order) {
        try {
            return attempt(order, false);
        } catch (ConflictException conflict) {
            meters.conflict();
            tenancy.requireNotErased(order.call().tenant());
            if (order.call().expectedVersion() != null && !order.call().once()) {
                throw stale(order, conflict);
            }
        }
        try {
            return attempt(order, false);
        } catch (ConflictException conflict) {
            meters.conflict();
            tenancy.requireNotErased(order.call().tenant());
            throw stale(order, conflict);
        }
    }

    /**
     * Those who came at the same time, in one transaction. Who is refused before anything was written for them is told so, and
     * the others go on; after any other failure nothing is left of the group, and each goes alone.
     */
    private void together(List<Lane.Place<Order, List<Outcome>>> group) {
        meters.group(group.size());
        if (grouped && group.size() > 1) {
            Unit unit = projector.unit(false);
            try {
                units.run(unit, group, each -> {
                    handler.lookUp(group.stream().map(Lane.Place::item), unit);
                    group.forEach(place -> serve(place, unit));
                    return group;
                });
                keep(unit);
                return;
            } catch (RuntimeException failure) {
                unit.concerned().forEach(aggregates::forget);
                if (unit.committing() && !(failure instanceof ConflictException)) {
                    // It may have been committed all the same, and must not be done twice.
                    throw failure;
                }
            }
        }
        for (Lane.Place<Order, List<Outcome>> place : group) {
            try {
                place.done(upToDate(() -> alone(place.item())));
            } catch (RuntimeException | Error failure) {
                place.failed(failure);
            }
        }
    }

    private void serve(Lane.Place<Order, List<Outcome>> place, Unit unit) {
        int before = unit.changes();
        try {
            place.done(handler.handle(place.item(), unit));
        } catch (CrmException refused) {
            if (unit.changes() != before) {
                throw refused;
            }
            place.failed(reason(refused, place.item()));
        }
    }

    /** @param borrowed whether the transaction is a part of another, so that nothing can be told of its end */
    private List<Outcome> attempt(Order order, boolean borrowed) {
        Unit unit = projector.unit(borrowed);
        List<Outcome> outcomes;
        try {
            outcomes = units.run(unit, order.commands(), each -> {
                unit.claimTogether(!isSingle(order));
                if (!borrowed) {
                    handler.lookUp(Stream.of(order), unit);
                }
                List<Outcome> all = handler.handle(order, unit);
                projector.claim(unit);
                return all;
            });
        } catch (CrmException refused) {
            throw reason(refused, order);
        } catch (RuntimeException failure) {
            unit.concerned().forEach(aggregates::forget);
            throw failure;
        }
        keep(unit);
        return outcomes;
    }

    /** Where nothing is found any more, the tenant may have been erased since the command came. */
    private CrmException reason(CrmException refused, Order order) {
        TenantId tenant = order.call().tenant();
        return refused instanceof CrmException.NotFound ? tenancy.erasedOr(tenant, refused) : refused;
    }

    /**
     * Does in one transaction what no command does.
     *
     * @param id what it is about
     * @param joined whether that transaction is the host's
     */
    <T> T run(AggregateId id, boolean joined, Function<Unit, T> work) {
        return units.isInside() ? attempts(id, true, work) : upToDate(() -> attempts(id, joined, work));
    }

    private <T> T attempts(AggregateId id, boolean borrowed, Function<Unit, T> work) {
        for (int tries = borrowed ? 1 : 0; ; tries++) {
            Unit unit = projector.unit(borrowed);
            try {
                T result = units.run(unit, id, work);
                keep(unit);
                return result;
            } catch (ConflictException conflict) {
                meters.conflict();
                unit.aggregates().keySet().forEach(aggregates::forget);
                if (tries > 0) {
                    throw stale(id, conflict);
                }
            }
        }
    }

    private void keep(Unit unit) {
        if (unit.changesSchemas()) {
            schemas.forget();
        }
        if (unit.borrowed()) {
            unit.aggregates().keySet().forEach(aggregates::forget);
        } else {
            unit.aggregates().forEach(aggregates::keep);
        }
    }

    private static CrmException.Stale stale(Order order, ConflictException conflict) {
        return stale(order.first().aggregateId(), conflict);
    }

    private static CrmException.Stale stale(AggregateId id, ConflictException conflict) {
        CrmException.Stale stale = new CrmException.Stale(id, "somebody else wrote at the same moment");
        stale.initCause(conflict);
        return stale;
    }
}
