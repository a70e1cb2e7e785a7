package io.guanxi.application.imports;

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

    /** As the row says it. */
    String told() {
        return String.valueOf(id == null ? name : id);
    }
}
