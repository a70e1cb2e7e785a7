package io.guanxi.domain.ticket;

import io.guanxi.domain.kernel.AggregateId;
import java.util.UUID;

/** The identity of a ticket. */
public record TicketId(UUID value) implements AggregateId {

    public static TicketId random() {
        return new TicketId(UUID.randomUUID());
    }
}
