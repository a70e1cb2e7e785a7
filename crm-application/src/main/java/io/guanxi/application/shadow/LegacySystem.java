package io.guanxi.application.shadow;

import com.google.common.collect.ImmutableMap;
import io.guanxi.application.columns.RecordKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Another system as the CRM sees it, for the host to implement, one for each system: it keeps that system's words out of the CRM. Each
 * method may fail, with any exception.
 */
public interface LegacySystem {

    /** A column that says, by {@code true}, that the record is no more; without it, what is told of is there. */
    String DELETED = "Deleted";

    /** Its name, under which ids are kept: 1 to 50 of a-z, 0-9 and -. Ids of several systems do not get in each other's way. */
    String source();

    /**
     * What has changed, in order. A change may come again, and an older one may come behind a newer one that it is part of, if the
     * newest comes last.
     *
     * @param after the position of the last change that is known; null for the beginning
     * @param limit how many at most
     * @return none if there are none yet
     */
    List<Change> changes(@Nullable String after, int limit);

    /** The rows of one kind that are there now, in any order; the stream is closed. */
    Stream<Row> rows(RecordKind kind);

    /**
     * A record as it is there.
     *
     * @param id as that system calls it
     * @param cells by columns, which are called as in tables that are imported
     */
    record Row(String id, Map<String, String> cells) {

        public Row {
            cells = ImmutableMap.copyOf(cells);
        }
    }

    /**
     * A record that was made, changed or deleted, as it was then.
     *
     * @param position where it stands among all changes, at most 500 characters
     */
    record Change(String position, RecordKind kind, Row row) {

        /** The record is no more there. */
        public static Change deletion(String position, RecordKind kind, String id) {
            return new Change(position, kind, new Row(id, Map.of(DELETED, "true")));
        }
    }
}
