package io.guanxi.domain.customer;

/** What a customer is. */
public enum CustomerKind {
    PERSON,
    ORGANISATION,
    /** People who live together; who belongs to it is told as of contacts. */
    HOUSEHOLD
}
