package io.guanxi.application;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.guanxi.application.spi.Json;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Stored;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * A fact as it is read from the log.
 *
 * @param name the stored name, such as {@code customer.email-changed}; of what was stored in an older shape, that of today
 * @param part which of several facts that one stored event is read as, see {@link Upcaster}; empty for the first or only one
 */
public record Recorded<E extends DomainEvent>(String name, E event, Meta meta, String part) {

    public Recorded(String name, E event, Meta meta) {
        this(name, event, meta, "");
    }

    /** The name under which a feature's event is stored: a Java class name never is. */
    public static String storedName(String feature, Class<?> type) {
        Stored stored = type.getAnnotation(Stored.class);
        return feature + "." + (stored == null || stored.name().isEmpty() ? Json.kindOf(type) : stored.name());
    }

    /** An identity made of the aggregate's and the event's place in it, for a view of this one event. */
    public UUID eventId() {
        UUID aggregate = event.aggregateId().value();
        byte[] last = part.getBytes(US_ASCII);
        return UUID.nameUUIDFromBytes(ByteBuffer.allocate(3 * Long.BYTES + last.length)
                .putLong(aggregate.getMostSignificantBits())
                .putLong(aggregate.getLeastSignificantBits())
                .putLong(meta.sequence())
                .put(last)
                .array());
    }

    /** The event's identity, which a reaction gives as its cause: {@code aggregate/sequence} and the part, if it is one. */
    public String reference() {
        return event.aggregateId().value() + "/" + meta.sequence() + part;
    }
}
