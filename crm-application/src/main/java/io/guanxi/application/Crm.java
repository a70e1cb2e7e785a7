package io.guanxi.application;

import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.TenantId;
import java.io.OutputStream;
import java.security.PublicKey;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
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

    /**
     * Folds all views of a type anew from the log, beside those that are read, while commands go on. If that is under way on this
     * node or another, it is what is returned; if it was cut off, it goes on. A storage that may not make tables does it in place,
     * in one transaction that commands wait for.
     *
     * @throws IllegalArgumentException if no feature of this CRM has such views
     */
    Rebuild rebuild(ViewType<?> type);

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
     * Adds what is committed to the chain over the log, and tells its signed head: to be kept, printed or published where nobody
     * who can write to the database can change it.
     *
     * @return empty if there are no events
     * @throws IllegalStateException if the CRM was built without {@link CrmBuilder#chained}
     */
    Optional<LogHead> logHead();

    /** As {@link #verifyLog(Collection, LogHead, LongConsumer)}, without a trusted head. */
    default LogProof verifyLog(PublicKey key) {
        return verifyLog(List.of(key), null, events -> {});
    }

    /** As {@link #verifyLog(Collection, LogHead, LongConsumer)}. */
    default LogProof verifyLog(PublicKey key, LogHead trusted) {
        return verifyLog(List.of(key), trusted, events -> {});
    }

    /**
     * Reads the whole log and compares it with the chain over it, in little memory; commands may go on meanwhile. Nothing is
     * decrypted, so it makes no difference whether somebody was erased.
     *
     * @param keys the public keys of all who have signed since the chain began
     * @param trusted a head that was kept elsewhere: the chain must lead to it. Null to do without, and so not to find out that the
     *     end was cut off
     * @param progress is told now and then how many events have been compared
     * @return what was proven, and what the chain itself says was amended
     * @throws TamperedLogException at the first place, in the order of the chain, that is not as it was
     * @throws IllegalArgumentException if the trusted head is signed by none of these keys
     */
    LogProof verifyLog(Collection<? extends PublicKey> keys, @Nullable LogHead trusted, LongConsumer progress);

    /**
     * Enters into the chain that a place of the log is right as it is now, for {@link #verifyLog} to tell ever after: that its event
     * came late from a transaction of more than a minute, or was removed or repaired by order.
     *
     * @param position of the event, as {@link TamperedLogException.Finding#position()} says
     * @param reason for whoever reads it: no data of persons
     * @return the head that says so
     * @throws io.guanxi.application.spi.ConflictException if something was added to the chain at the same moment; try again
     * @throws IllegalArgumentException if neither the log nor the chain knows of an event there
     */
    LogHead amendLog(long position, String reason);

    /**
     * Enters into the chain that the events which a tenant has so far are removed by order: those that are there must be unchanged,
     * and any may be missing. Their hashes stay in the chain.
     *
     * @param reason for whoever reads it: no data of persons
     * @return the head that says so
     * @throws io.guanxi.application.spi.ConflictException if something was added to the chain at the same moment; try again
     */
    LogHead amendLog(TenantId removed, String reason);

    /**
     * Forgets what commands with an id of their caller were answered, see {@link CrmSession#once}. One sent again later is done
     * again, so keep them for longer than any caller tries.
     *
     * @return how many were forgotten
     */
    int forgetReceipts(Instant keptBefore);

    /**
     * Says that an upgrade is done: no version older than this one will be started again. To be called when the last node has been
     * upgraded, and by a host that is the only one, at its start; may be repeated. From then on a build that does not know every
     * event that this one knows, by feature, name and revision, is refused at its start.
     *
     * <p>Until then two versions share the database. The older one goes on, and may be started again, with what it knows: it lists
     * and reads everything, and refuses commands on what the newer one has written in a shape that it cannot read
     * ({@code upgrade.not-readable}); its reactions and listeners leave such events to the newer one.
     */
    void finishUpgrade();

    /** The time, as this CRM was told to tell it. */
    Instant now();

    /** Whether persons can be erased: it was built with {@link CrmBuilder#erasable()}. */
    boolean erasable();

    /** The tenants of this CRM, as far as the actor may manage them. */
    Tenants tenants(Actor actor);

    /** How it is, just now: asks the database. Liveness needs no call: a CRM is alive until it is closed. */
    Health health();

    /** The features of this CRM, built-in ones included. */
    List<Feature> features();

    /** The types of views that can be looked up while somebody types, see {@link CrmBuilder#lookup}. */
    Set<ViewType<?>> lookedUp();

    /**
     * Ends all background work and waits for it, for reactions and listeners no longer than {@link CrmBuilder#closeWithin} says. The
     * host's data source and executor stay open.
     */
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
