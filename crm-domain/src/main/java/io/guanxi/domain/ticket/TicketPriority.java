package io.guanxi.domain.ticket;

/** How much a ticket presses, from the least to the most. */
public enum TicketPriority {
    LOW,
    NORMAL,
    HIGH,
    URGENT
}
