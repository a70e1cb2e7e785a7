package io.guanxi.application;

import io.guanxi.application.spi.Json;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Stored;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * A fact as it stands in the log.
 *
 * @param name the stored name, such as {@code customer.email-changed}
 */
public record Recorded<E extends DomainEvent>(String name, E event, Meta meta) {

    /** The name under which a feature's event is stored: a Java class name never is. */
    public static String storedName(String feature, Class<? extends DomainEvent> type) {
        Stored stored = type.getAnnotation(Stored.class);
        return feature + "." + (stored == null || stored.name().isEmpty() ? Json.kindOf(type) : stored.name());
    }

    /** An identity made of the aggregate's and the event's place in it, for a view of this one event. */
    public UUID eventId() {
        UUID aggregate = event.aggregateId().value();
        return UUID.nameUUIDFromBytes(ByteBuffer.allocate(3 * Long.BYTES)
                .putLong(aggregate.getMostSignificantBits())
                .putLong(aggregate.getLeastSignificantBits())
                .putLong(meta.sequence())
                .array());
    }

    /** The event's identity, which a reaction gives as its cause: {@code aggregate/sequence}. */
    public String reference() {
        return event.aggregateId().value() + "/" + meta.sequence();
    }
}
