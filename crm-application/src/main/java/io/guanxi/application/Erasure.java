package io.guanxi.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.guanxi.domain.kernel.TenantId;
import java.time.Instant;
import java.util.UUID;

/**
 * An entry of the ledger of erasures: whose data was made unreadable, when, by whom and why. It holds nothing of the person and
 * is kept, for a backup from before the erasure brings the data back until the ledger is applied again.
 *
 * @param subject the aggregate; or what stands for the tenant as a whole
 * @param actor the id of who asked for it
 * @param reason such as the number of the person's request; at most 200 characters, and not the person's name
 */
public record Erasure(TenantId tenant, UUID subject, Instant erasedAt, String actor, String reason) {

    /** That of everything that a tenant had. */
    public static Erasure ofTenant(TenantId tenant, Instant erasedAt, String actor, String reason) {
        return new Erasure(tenant, whole(tenant), erasedAt, actor, reason);
    }

    /** Whether everything that the tenant had was erased. */
    public boolean wholeTenant() {
        return subject.equals(whole(tenant));
    }

    private static UUID whole(TenantId tenant) {
        return UUID.nameUUIDFromBytes(("io.guanxi: tenant " + tenant.value()).getBytes(UTF_8));
    }
}
