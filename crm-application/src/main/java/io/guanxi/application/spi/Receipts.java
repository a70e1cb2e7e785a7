package io.guanxi.application.spi;

import io.guanxi.domain.kernel.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What became of commands that were given an id by their caller: a row each, so that one sent again is not done again. */
public interface Receipts {

    /** As the current transaction sees it. */
    Optional<Receipt> find(TenantId tenant, UUID commandId);

    /**
     * Keeps one within the current transaction.
     *
     * @throws ConflictException if there is one of that id, or another transaction is keeping one right now and won
     */
    void keep(TenantId tenant, UUID commandId, Receipt receipt);

    /** Forgets those of all tenants that are older than an instant. Returns how many. */
    int forget(Instant keptBefore);

    /**
     * @param fingerprint what was asked for and by whom, in no readable form
     * @param outcomes for each command how many events came of it and the version of its aggregate: {@code 2:5 0:7}
     */
    record Receipt(String fingerprint, String outcomes, Instant keptAt) {}
}
