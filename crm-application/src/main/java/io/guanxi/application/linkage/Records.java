package io.guanxi.application.linkage;

import io.guanxi.domain.kernel.CrmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records to be compared, as they come: an id and a text, perhaps empty, for each column. Each different text of a column is kept
 * once, so that a million records fit into memory. Not for use by several threads.
 */
public final class Records {

    private final String idColumn;
    private final List<String> columns;
    private final Set<String> known = new HashSet<>();
    private final List<String> ids = new ArrayList<>();
    private final Dictionary[] dictionaries;
    private final int[][] codes;

    /**
     * @param idColumn what the column of ids is called, for messages
     * @param columns what the other columns are called, in the order in which their values will come
     */
    public Records(String idColumn, List<String> columns) {
        this.idColumn = idColumn;
        this.columns = List.copyOf(columns);
        this.dictionaries = new Dictionary[columns.size()];
        Arrays.setAll(dictionaries, any -> new Dictionary());
        this.codes = new int[columns.size()][1024];
    }

    /**
     * Adds a record. Values that are missing at its end, or {@code null}, are empty.
     *
     * @throws CrmException.Invalid if it has no id, one that was there before, or more values than there are columns
     */
    public Records add(String id, List<? extends @Nullable String> values) {
        if (id.isBlank()) {
            throw new CrmException.Invalid(
                    idColumn, "required", "must not be empty, and is in the record number " + (ids.size() + 1));
        }
        if (values.size() > columns.size()) {
            throw new CrmException.Invalid(
                    idColumn,
                    "columns",
                    id + " has " + values.size() + " values, and there are " + columns.size() + " columns");
        }
        if (!known.add(id)) {
            throw new CrmException.Invalid(
                    idColumn, "unique", "must differ from record to record, and " + id + " is there twice");
        }
        int row = ids.size();
        ids.add(id);
        for (int i = 0; i < codes.length; i++) {
            if (row == codes[i].length) {
                codes[i] = Arrays.copyOf(codes[i], 2 * row);
            }
            String value = i < values.size() ? values.get(i) : null;
            codes[i][row] = dictionaries[i].code(value == null ? "" : value);
        }
        return this;
    }

    /** How many there are. */
    public int size() {
        return ids.size();
    }

    /** What the columns beside that of the ids are called. */
    public List<String> columns() {
        return columns;
    }

    String id(int row) {
        return ids.get(row);
    }

    int code(int column, int row) {
        return codes[column][row];
    }

    Dictionary values(int column) {
        return dictionaries[column];
    }

    String text(int column, int row) {
        return dictionaries[column].text(codes[column][row]);
    }

    /** The row of that id, or -1. */
    int row(String id) {
        return ids.indexOf(id);
    }
}
