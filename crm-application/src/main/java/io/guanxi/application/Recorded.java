package io.guanxi.application;

import io.guanxi.domain.kernel.DomainEvent;

/**
 * A fact as it stands in the log.
 *
 * @param name the stored name, such as {@code customer.email-changed}
 */
public record Recorded<E extends DomainEvent>(String name, E event, Meta meta) {

    /** The event's identity, which a reaction gives as its cause: {@code aggregate/sequence}. */
    public String reference() {
        return event.aggregateId().value() + "/" + meta.sequence();
    }
}
