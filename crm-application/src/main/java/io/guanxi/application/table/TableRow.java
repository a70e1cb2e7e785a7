package io.guanxi.application.table;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import java.util.List;
import java.util.Set;

/**
 * One row of a table.
 *
 * @param line where it begins; the first line, row or card of a file is 1
 * @param cells as they are written, without quotes
 */
public record TableRow(long line, List<String> cells, Set<Flaw> flaws) {

    public TableRow {
        cells = ImmutableList.copyOf(cells);
        flaws = Sets.immutableEnumSet(flaws);
    }

    /** The text of that column, counted from 0; empty where the row has none. */
    public String cell(int column) {
        return column < cells.size() ? cells.get(column) : "";
    }
}
