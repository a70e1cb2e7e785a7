package io.guanxi.domain.activity;

/** Who turned to whom. */
public enum Direction {
    /** The customer to us. */
    INBOUND,
    /** We to the customer. */
    OUTBOUND
}
