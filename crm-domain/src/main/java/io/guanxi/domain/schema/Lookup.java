package io.guanxi.domain.schema;

/** What can be asked of a field, which is what it costs. */
public enum Lookup {
    /** It is shown, and takes no slot: as many as there may be fields. */
    NONE,
    /** It filters, sorts and groups; a slot of each kind is there a few times. */
    FILTER,
    /** It also has an index, for questions over millions: fewer yet. */
    INDEX
}
