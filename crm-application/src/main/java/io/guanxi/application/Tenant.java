package io.guanxi.application;

import io.guanxi.domain.kernel.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer of the host, and what there is of it.
 *
 * @param createdAt when {@link Tenants#create} made it known; null if its first command did
 * @param erasure when and why it was erased; null if it was not
 * @param firstEventAt when its first event was recorded; null if it has none
 * @param lastEventAt when its last event was recorded; null if it has none
 * @param events how many events it has
 * @param commands how many calls have brought them about, see {@link Usage}
 * @param bytes the size of their payloads in the log, see {@link Usage}
 */
public record Tenant(
        TenantId id,
        @Nullable Instant createdAt,
        @Nullable Erasure erasure,
        @Nullable Instant firstEventAt,
        @Nullable Instant lastEventAt,
        long events,
        long commands,
        long bytes) {}
