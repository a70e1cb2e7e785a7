package io.guanxi.application.internal.engine;

import io.guanxi.application.Erasure;
import io.guanxi.application.Meta;
import io.guanxi.application.spi.ConflictException;
import io.guanxi.application.spi.Keys;
import io.guanxi.application.spi.Storage;
import io.guanxi.application.spi.TenantStore;
import io.guanxi.application.spi.TenantStore.Entry;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.TenantErased;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.domain.kernel.TenantRule;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Which tenants are let in, and how one is erased.
 *
 * <p>No command asks whether its tenant has been erased: the log refuses the event of one that has, and then it is asked. So other
 * nodes need not be told.
 */
final class Tenancy {

    /** Each of them waits for those who write as long as the storage does: a second or two. */
    private static final int TRIES = 30;

    /** How an erasure is called in the log, as commands are. */
    private static final String COMMAND = "guanxi.erase-tenant";

    private final Storage storage;
    private final @Nullable Keys keys;
    private final Codec codec;
    private final Units units;
    private final Projector projector;
    private final Aggregates aggregates;
    private final Consumer<List<? extends DomainEventMessage<?>>> publisher;
    private final LogChain chain;
    private final boolean createdOnly;
    private final Set<TenantId> known = ConcurrentHashMap.newKeySet();

    Tenancy(
            Storage storage,
            @Nullable Keys keys,
            Codec codec,
            Units units,
            Projector projector,
            Aggregates aggregates,
            Consumer<List<? extends DomainEventMessage<?>>> publisher,
            LogChain chain,
            boolean createdOnly) {
        this.storage = storage;
        this.keys = keys;
        this.codec = codec;
        this.units = units;
        this.projector = projector;
        this.aggregates = aggregates;
        this.publisher = publisher;
        this.chain = chain;
        this.createdOnly = createdOnly;
    }

    private TenantStore store() {
        return storage.tenants();
    }

    /** Fails if tenants must be created and this one was not. Of one that was, it is asked once. */
    void requireKnown(TenantId tenant) {
        if (!createdOnly || known.contains(tenant)) {
            return;
        }
        Entry entry = store().find(tenant)
                .filter(each -> each.createdAt() != null || each.erasure() != null)
                .orElseThrow(() -> TenantRule.UNKNOWN.refused(tenant.value()));
        if (entry.erasure() != null) {
            throw erased(tenant);
        }
        known.add(tenant);
    }

    boolean isErased(TenantId tenant) {
        return erasure(tenant).isPresent();
    }

    private Optional<Erasure> erasure(TenantId tenant) {
        return store().find(tenant).map(Entry::erasure);
    }

    /** To be asked when the log has refused an event. */
    void requireNotErased(TenantId tenant) {
        if (isErased(tenant)) {
            forget(tenant);
            throw erased(tenant);
        }
    }

    /** @return that the tenant was erased, if it was, and else the reason that was seen */
    CrmException erasedOr(TenantId tenant, CrmException seen) {
        return isErased(tenant) ? erased(tenant) : seen;
    }

    private static CrmException erased(TenantId tenant) {
        return TenantRule.ERASED.refused(tenant.value());
    }

    private void forget(TenantId tenant) {
        known.remove(tenant);
        aggregates.forget(tenant);
    }

    boolean create(TenantId tenant, Call call) {
        if (isErased(tenant)) {
            throw erased(tenant);
        }
        return storage.transactions().fetchInTransaction(() -> store().create(tenant, call.now()));
    }

    /** Fails if there is no such tenant: it was neither created nor erased, and nobody has worked in it. */
    void requireThere(TenantId tenant) {
        if (store().find(tenant).isEmpty() && store().stored(tenant).isEmpty()) {
            throw new CrmException.NotFound("tenant", tenant.value());
        }
    }

    /**
     * Erases a tenant, or goes on with what was begun before.
     *
     * @return what the ledger says of it from now on
     */
    Erasure erase(Erasure asked, Call call) {
        if (units.isInside()) {
            throw new IllegalStateException(
                    "A tenant is erased in transactions of its own, and not inside another one");
        }
        TenantId tenant = asked.tenant();
        try {
            if (!isErased(tenant)) {
                close(asked, call);
            }
        } catch (ConflictException another) {
            // who was faster has closed it, or else the next line says so
        }
        Erasure erasure = erasure(tenant).orElseThrow(() -> stale(asked, "somebody is creating or erasing it"));
        patiently(asked, store()::awaitWriters);
        patiently(asked, () -> storage.transactions().executeInTransaction(() -> remove(erasure)));
        forget(tenant);
        return erasure;
    }

    /** The event is appended first, for afterwards the log takes no more. */
    private void close(Erasure erasure, Call call) {
        TenantErased erased = new TenantErased(new TenantErased.Subject(erasure.subject()), erasure.reason());
        boolean told = !storage.log()
                .ofAggregate(erasure.tenant(), erasure.subject(), 0, 1)
                .isEmpty();
        units.run(projector.unit(false), erasure, within -> {
            if (!told) {
                publisher.accept(List.of(codec.message(erased, meta(erasure, call))));
            }
            CurrentUnitOfWork.get().onPrepareCommit(behindTheEvent -> store().close(erasure));
            return within;
        });
    }

    private static Meta meta(Erasure erasure, Call call) {
        return new Meta(
                erasure.tenant(),
                1,
                erasure.erasedAt(),
                call.now(),
                erasure.actor(),
                call.commandId(),
                COMMAND,
                1,
                call.correlation(),
                null);
    }

    private void remove(Erasure erasure) {
        if (keys != null) {
            keys.destroyAll(erasure.tenant(), Sealing.OWN);
        }
        boolean any = !store().stored(erasure.tenant()).isEmpty();
        store().wipe(erasure.tenant());
        if (any && chain.isBegun()) {
            chain.removed(erasure.tenant(), erasure.reason());
        }
    }

    private static void patiently(Erasure asked, Runnable work) {
        for (int tries = 1; ; tries++) {
            try {
                work.run();
                return;
            } catch (ConflictException stillWriting) {
                if (tries == TRIES) {
                    throw stale(asked, "others do not stop writing");
                }
            }
        }
    }

    private static CrmException.Stale stale(Erasure asked, String why) {
        return new CrmException.Stale(new TenantErased.Subject(asked.subject()), why);
    }

    /** The whole ledger: of tenants, and of what was erased in those that there are. */
    List<Erasure> ledger() {
        return Stream.concat(
                        store().all().stream().map(Entry::erasure).flatMap(Stream::ofNullable),
                        keys == null ? Stream.of() : keys.ledger().stream())
                .sorted(Comparator.comparing(Erasure::erasedAt))
                .toList();
    }

    /** Whether a failure at an event is no longer anybody's business. */
    boolean isPast(DomainEventMessage<?> event) {
        return !(event.getPayload() instanceof TenantErased)
                && isErased(Codec.tenantOf(event.getAggregateIdentifier()));
    }
}
