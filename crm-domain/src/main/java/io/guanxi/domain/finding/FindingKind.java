package io.guanxi.domain.finding;

/** What may be wrong with what is known of a customer. */
public enum FindingKind {
    /** A value is missing. */
    INCOMPLETE,
    /** A value was said too long ago. */
    STALE,
    /** A value cannot be right. */
    INVALID,
    /** Two customers may be one. */
    SUSPECTED_DUPLICATE
}
