package io.guanxi.application.imports;

import io.guanxi.application.columns.ColumnField;
import io.guanxi.application.columns.RecordKind;
import org.jspecify.annotations.Nullable;

/**
 * What a row says of another record.
 *
 * @param id as the other system calls it
 * @param name as people call it
 */
record Ref(RecordKind kind, @Nullable String id, @Nullable String name) {

    /** Null if the row says nothing. */
    static @Nullable Ref of(RecordKind kind, @Nullable String id, @Nullable String name) {
        return id == null && name == null ? null : new Ref(kind, id, name);
    }

    /** The organisation that the row is about, else the person; null if it names neither. */
    static @Nullable Ref customer(Cells cells) {
        Ref account = of(
                RecordKind.ORGANISATION,
                cells.text(ColumnField.ORGANISATION_ID),
                cells.text(ColumnField.ORGANISATION_NAME));
        return account != null
                ? account
                : of(RecordKind.PERSON, cells.text(ColumnField.CONTACT_ID), cells.text(ColumnField.CONTACT_NAME));
    }

    /** As the row says it. */
    String told() {
        return String.valueOf(id == null ? name : id);
    }
}
