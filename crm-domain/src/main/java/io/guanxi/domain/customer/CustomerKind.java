package io.guanxi.domain.customer;

/** What a customer is. */
public enum CustomerKind {
    PERSON,
    ORGANISATION
}
