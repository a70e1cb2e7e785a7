package io.guanxi.application;

import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.TenantId;
import java.io.OutputStream;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /**
     * An actor of a tenant at work.
     *
     * @throws io.guanxi.domain.kernel.CrmException.Refused if there is no such tenant and the CRM was built with {@link
     *     CrmBuilder#createdTenantsOnly()}
     */
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
     * The ledger of what has been erased, of all tenants, oldest first. Whoever keeps backups keeps it apart from them.
     */
    List<Erasure> erasures();

    /**
     * Erases again what a backup has brought back. To be called after a restore and before anybody works; may be repeated.
     *
     * @param ledger the {@link #erasures()} that were kept apart
     * @return how many aggregates, and whole tenants, it has erased
     * @throws IllegalStateException if there is a person in it and the CRM was built without {@link CrmBuilder#erasable()}
     */
    int reapplyErasures(Collection<Erasure> ledger);

    /**
     * Writes every event that is committed, of one tenant or of all, as JSON Lines that tell whether they are whole; {@link
     * CrmBuilder#restore} makes a CRM of them again, on the same kind of database or another. Views, uniqueness and histories
     * follow from the events; what commands with an id were answered, batches and what reactions have failed at do not come along.
     * What is sealed stays sealed, and the keys do not come along either: without them, nobody reads in the file what it tells of
     * persons.
     *
     * @param out is not closed
     * @param tenant whose events; null for those of all
     * @return how many events
     */
    long exportLog(OutputStream out, @Nullable TenantId tenant);

    /**
     * Forgets what commands with an id of their caller were answered, see {@link CrmSession#once}. One sent again later is done
     * again, so keep them for longer than any caller tries.
     *
     * @return how many were forgotten
     */
    int forgetReceipts(Instant keptBefore);

    /** Whether persons can be erased: it was built with {@link CrmBuilder#erasable()}. */
    boolean erasable();

    /** The tenants of this CRM, as far as the actor may manage them. */
    Tenants tenants(Actor actor);

    /** How it is, just now: asks the database. Liveness needs no call: a CRM is alive until it is closed. */
    Health health();

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
