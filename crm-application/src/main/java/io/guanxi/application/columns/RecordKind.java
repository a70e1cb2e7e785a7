package io.guanxi.application.columns;

/** What a row of a table tells of. */
public enum RecordKind {
    ORGANISATION,
    PERSON
}
