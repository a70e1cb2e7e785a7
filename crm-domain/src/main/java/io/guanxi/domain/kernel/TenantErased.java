package io.guanxi.domain.kernel;

import java.util.UUID;

/**
 * Everything that the library knew of a tenant has been removed for good, this event excepted: it is the only one of the tenant.
 * Whoever has copies, the host's own tables included, follows it and destroys them too.
 *
 * @param aggregateId stands for the tenant, whose name is in the event's {@code Meta}
 * @param reason why, such as the number of a contract; kept for ever, so it must not name a person
 */
public record TenantErased(Subject aggregateId, String reason) implements DomainEvent {

    public TenantErased {
        reason = Check.text("reason", reason, 200);
    }

    /** The identity of a tenant as a whole. */
    public record Subject(UUID value) implements AggregateId {}
}
