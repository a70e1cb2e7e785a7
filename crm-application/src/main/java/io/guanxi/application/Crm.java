package io.guanxi.application;

import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.TenantId;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;

/**
 * The CRM inside a host. Built once, shared by all threads, closed with the host:
 *
 * <pre>{@code
 * try (Crm crm = Crm.builder().storage(InMemoryStorage.create()).authorizer(Authorizer.allowEverything()).build()) {
 *     crm.as(new Actor("ann", Set.of("sales"))).execute(CustomerCommand.Register.organisation(CustomerId.random(), "Acme"));
 * }
 * }</pre>
 */
public interface Crm extends AutoCloseable {

    static CrmBuilder builder() {
        return new CrmBuilder();
    }

    /** An actor of the tenant {@link TenantId#MAIN} at work. */
    default CrmSession as(Actor actor) {
        return as(actor, TenantId.MAIN);
    }

    CrmSession as(Actor actor, TenantId tenant);

    /**
     * The same CRM inside the transaction that the host has open on its connection: what is executed is there when the host commits
     * and gone when it rolls back. The connection is neither committed, rolled back as a whole, closed, nor changed in its
     * settings; a refused command leaves it as it was before the command. Valid as long as the host's transaction.
     */
    Joined joining(Connection connection);

    /** Does now what has fallen due, for hosts with a scheduler of their own. Returns how many aggregates it changed. */
    int runDue();

    /** What reactions and listeners have failed at, and what waits behind it. */
    List<DeadLetter> deadLetters();

    /** Tries now what a reaction or listener has failed at; true if one has succeeded. */
    boolean retryDeadLetters(String follower);

    /** Forgets what a reaction or listener has failed at. */
    void discardDeadLetters(String follower);

    /**
     * The ledger of what has been erased, of all tenants. Whoever keeps backups keeps it apart from them.
     *
     * @throws IllegalStateException if the CRM was built without {@link CrmBuilder#erasable()}
     */
    List<Erasure> erasures();

    /**
     * Erases again what a backup has brought back. To be called after a restore and before anybody works; may be repeated.
     *
     * @param ledger the {@link #erasures()} that were kept apart
     * @return how many aggregates it has erased
     */
    int reapplyErasures(Collection<Erasure> ledger);

    /** The features of this CRM, built-in ones included. */
    List<Feature> features();

    /** Ends all background work and waits for it. The host's data source and executor stay open. */
    @Override
    void close();

    /** Sessions inside a transaction of the host. */
    @FunctionalInterface
    interface Joined {

        CrmSession as(Actor actor, TenantId tenant);

        default CrmSession as(Actor actor) {
            return as(actor, TenantId.MAIN);
        }
    }
}
