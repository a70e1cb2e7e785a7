package io.guanxi.application;

import io.guanxi.domain.kernel.TenantId;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The tenants of a CRM, for whoever runs it for them. Everything here is a right of its own, {@link
 * io.guanxi.application.access.Authorizer#mayManageTenants}, without which each call fails with {@link
 * io.guanxi.domain.kernel.CrmException.Forbidden}.
 *
 * <p>What is used is counted in the log and nowhere else. So it agrees with the log to the event, no command pays for it, and each
 * question reads the events that it counts.
 */
public interface Tenants {

    /**
     * Makes a tenant known. A CRM that was built with {@link CrmBuilder#createdTenantsOnly()} lets nobody else in; any other takes a
     * tenant's first command for its creation.
     *
     * @return false if it was created before
     * @throws io.guanxi.domain.kernel.CrmException.Refused if there was such a tenant and it has been erased
     */
    boolean create(TenantId tenant);

    /** Those that were created, have events or were erased, by their names. Reads the whole log. */
    List<Tenant> list();

    /** One of them; empty if there is no such tenant. Reads the tenant's events. */
    Optional<Tenant> find(TenantId tenant);

    /**
     * What a tenant has used, for each day on which it has used something.
     *
     * @param from the first day
     * @param to the last day, not before the first
     */
    List<Usage> usage(TenantId tenant, LocalDate from, LocalDate to);

    /**
     * Writes everything that a tenant has as JSON Lines, for the tenant to take along: as {@link Crm#exportLog}, and readable by {@link
     * CrmBuilder#restore}, but in plain. What is sealed is opened, so the file tells of persons and needs no keys.
     *
     * @param out is not closed
     * @return how many events
     * @throws io.guanxi.domain.kernel.CrmException.NotFound if there is no such tenant
     */
    long export(TenantId tenant, OutputStream out);

    /**
     * Removes everything of a tenant for good: events, views, claims, answers, batches, what duties and reactions have failed at, keys,
     * and the ledger of the persons that were erased in it. What stays is {@link io.guanxi.domain.kernel.TenantErased}, which the host
     * may follow to remove its own copies, and an entry of the ledger ({@link Crm#erasures()}), which {@link Crm#reapplyErasures}
     * applies to what a backup brings back. From its first moment on, no node takes a command of the tenant any more, and the name is
     * never given again.
     *
     * <p>It waits for those who are just writing. If it is interrupted, or a transaction of a host in the isolation of repeatable
     * reads was open meanwhile, call it again; that does no harm. The database's user needs the right to delete events and what the ledger says of persons.
     *
     * @param reason such as the number of the contract; kept for ever, so it must not name a person
     * @return the entry of the ledger; the one that is there, if it was erased before
     * @throws io.guanxi.domain.kernel.CrmException.NotFound if there is no such tenant
     * @throws io.guanxi.domain.kernel.CrmException.Stale if others do not stop writing; to be called again
     */
    Erasure erase(TenantId tenant, String reason);
}
