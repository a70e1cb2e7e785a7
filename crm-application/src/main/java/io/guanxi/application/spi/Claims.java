package io.guanxi.application.spi;

import io.guanxi.domain.kernel.TenantId;
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

    void release(TenantId tenant, String scope, String value, UUID holder);

    Optional<UUID> holder(TenantId tenant, String scope, String value);
}
