package io.guanxi.application.spi;

import io.guanxi.application.Erasure;
import io.guanxi.domain.kernel.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The keys with which personal fields are made unreadable, one for each aggregate that has any, and the ledger of those that were
 * destroyed. A storage has its own, in tables of their own; a host may put them elsewhere, in another database or a vault, so that
 * neither the log nor a backup of it can be read without them.
 *
 * <p>In the storage's transaction where it can be. Elsewhere each call takes effect at once: a key that belongs to a command that
 * was rolled back then does no harm, and an erasure that was interrupted is finished by
 * {@link io.guanxi.application.Crm#reapplyErasures}.
 */
public interface Keys {

    /** The keys of those subjects that have one. Whoever reads asks each time, so a key that is gone is used by nobody. */
    Map<UUID, byte[]> find(TenantId tenant, Collection<UUID> subjects);

    /**
     * Adds a key for each of these subjects, in one go.
     *
     * @return the keys that count: those given, or where a subject had one already, that
     * @throws ConflictException instead, if a subject had one already
     */
    Map<UUID, byte[]> create(TenantId tenant, Map<UUID, byte[]> fresh);

    /** Destroys the subject's key and enters that in the ledger. What is in the ledger already stays as it is there. */
    void destroy(Erasure erasure);

    /** Destroys all keys of a tenant but those of some subjects, and removes its entries from the ledger. */
    void destroyAll(TenantId tenant, Collection<UUID> but);

    /** What the ledger says of those of these subjects that are in it: without it, a missing key is a lost one. */
    Map<UUID, Erasure> erased(TenantId tenant, Collection<UUID> subjects);

    /** The whole ledger of all tenants, oldest first. */
    List<Erasure> ledger();

    /**
     * The same, but what is kept here can be used only by who has the master key (NIST SP 800-57 calls it a key-wrapping key).
     *
     * @param masterKey 16, 24 or 32 bytes that the host keeps apart from database and backups; once lost, so is all personal data
     */
    default Keys wrappedBy(byte[] masterKey) {
        return new WrappedKeys(this, masterKey);
    }
}
