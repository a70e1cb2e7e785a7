package io.guanxi.domain.ticket;

/** Which promise a clock measures. */
public enum ClockKind {
    /** Met by the first public answer; the text that resolves a ticket is one. */
    FIRST_RESPONSE,
    /** Met when the ticket is resolved; runs on if it is reopened. */
    RESOLUTION
}
