package io.guanxi.domain.customer;

/** What a collaborator may do with a customer that somebody else owns. */
public enum Access {
    READ,
    WRITE
}
