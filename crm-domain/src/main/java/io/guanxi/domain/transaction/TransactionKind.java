package io.guanxi.domain.transaction;

/** What has passed between the customer and us. */
public enum TransactionKind {
    /** The customer bought. */
    ORDER,
    /** The customer sent back what was bought. */
    RETURN,
    /** The customer paid. */
    PAYMENT,
    /** The customer was paid back. */
    REFUND
}
