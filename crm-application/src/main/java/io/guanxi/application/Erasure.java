package io.guanxi.application;

import io.guanxi.domain.kernel.TenantId;
import java.time.Instant;
import java.util.UUID;

/**
 * An entry of the ledger of erasures: whose data was made unreadable, when, by whom and why. It holds nothing of the person and
 * is kept, for a backup from before the erasure brings the data back until the ledger is applied again.
 *
 * @param subject the aggregate
 * @param actor the id of who asked for it
 * @param reason such as the number of the person's request; at most 200 characters, and not the person's name
 */
public record Erasure(TenantId tenant, UUID subject, Instant erasedAt, String actor, String reason) {}
