package io.guanxi.application.spi;

import io.guanxi.application.Erasure;
import io.guanxi.domain.kernel.TenantId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Keys that are sealed by another one before they are kept. */
final class WrappedKeys implements Keys {

    private final Keys kept;
    private final byte[] masterKey;

    WrappedKeys(Keys kept, byte[] masterKey) {
        Seal.requireKey(masterKey);
        this.kept = kept;
        this.masterKey = masterKey.clone();
    }

    private static String place(TenantId tenant, UUID subject) {
        return "key/" + tenant.value() + "/" + subject;
    }

    private Map<UUID, byte[]> unwrapped(TenantId tenant, Map<UUID, byte[]> wrapped) {
        Map<UUID, byte[]> keys = new HashMap<>();
        wrapped.forEach((subject, key) -> keys.put(subject, Seal.open(masterKey, key, place(tenant, subject))));
        return keys;
    }

    @Override
    public Map<UUID, byte[]> find(TenantId tenant, Collection<UUID> subjects) {
        return unwrapped(tenant, kept.find(tenant, subjects));
    }

    @Override
    public Map<UUID, byte[]> create(TenantId tenant, Map<UUID, byte[]> fresh) {
        Map<UUID, byte[]> wrapped = new LinkedHashMap<>();
        fresh.forEach((subject, key) -> wrapped.put(subject, Seal.close(masterKey, key, place(tenant, subject))));
        return unwrapped(tenant, kept.create(tenant, wrapped));
    }

    @Override
    public void destroy(Erasure erasure) {
        kept.destroy(erasure);
    }

    @Override
    public void destroyAll(TenantId tenant, Collection<UUID> but) {
        kept.destroyAll(tenant, but);
    }

    @Override
    public Map<UUID, Erasure> erased(TenantId tenant, Collection<UUID> subjects) {
        return kept.erased(tenant, subjects);
    }

    @Override
    public List<Erasure> ledger() {
        return kept.ledger();
    }
}
