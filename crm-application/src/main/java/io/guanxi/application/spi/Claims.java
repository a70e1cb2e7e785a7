package io.guanxi.application.spi;

import io.guanxi.domain.kernel.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Values that at most one aggregate may have: a row with a primary key each. */
public interface Claims {

    /**
     * Claims within the current transaction.
     *
     * @return false if another aggregate has it; claiming one's own again is true
     * @throws ConflictException if another transaction is claiming it right now and won
     */
    boolean claim(TenantId tenant, String scope, String value, UUID holder);

    /**
     * As {@link #claim(TenantId, String, String, UUID)}, of many.
     *
     * @return those that another aggregate has
     * @throws ConflictException if another transaction is claiming one of them right now and won
     */
    default List<Claim> claim(TenantId tenant, Collection<Claim> all) {
        return all.stream()
                .filter(each -> !claim(tenant, each.scope(), each.value(), each.holder()))
                .toList();
    }

    /** Who wants what. */
    record Claim(String scope, String value, UUID holder) {}

    void release(TenantId tenant, String scope, String value, UUID holder);

    Optional<UUID> holder(TenantId tenant, String scope, String value);
}
