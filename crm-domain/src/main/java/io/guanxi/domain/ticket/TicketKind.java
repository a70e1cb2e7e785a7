package io.guanxi.domain.ticket;

/** What a ticket is about. The rate of complaints is counted by it. */
public enum TicketKind {
    QUESTION,
    INCIDENT,
    REQUEST,
    COMPLAINT
}
