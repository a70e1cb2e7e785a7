package io.guanxi.application;

import io.guanxi.application.spi.Json;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Stored;

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

    /** The event's identity, which a reaction gives as its cause: {@code aggregate/sequence}. */
    public String reference() {
        return event.aggregateId().value() + "/" + meta.sequence();
    }
}
