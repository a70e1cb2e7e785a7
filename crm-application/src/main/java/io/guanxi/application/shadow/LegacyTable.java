package io.guanxi.application.shadow;

import com.google.common.base.Splitter;
import com.google.common.hash.Hashing;
import io.guanxi.application.columns.ColumnField;
import io.guanxi.application.columns.ColumnMapping;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.table.TableFile;
import io.guanxi.application.table.TableRow;
import io.guanxi.domain.kernel.CrmException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A legacy system of which there is a file. A position tells, for each kind that files have come of, the row that was read last: its
 * number and a check sum, as in {@code organisations=12-9f3c01aa;people=3-00b1d2e4}.
 */
final class LegacyTable implements LegacySystem {

    private static final Splitter KINDS = Splitter.on(';').omitEmptyStrings();

    private final String source;
    private final RecordKind kind;
    private final TableFile table;
    private final int idAt;
    private @Nullable Stream<TableRow> open;
    private Iterator<TableRow> rows = Collections.emptyIterator();
    private Map<String, String> places = new TreeMap<>();
    private @Nullable String told;
    private long number;

    LegacyTable(String source, RecordKind kind, TableFile table, ColumnMapping mapping) {
        this.source = source;
        this.kind = kind;
        this.table = table;
        idAt = mapping.column(ColumnField.ID)
                .map(ColumnMapping.Column::place)
                .orElseThrow(() -> new CrmException.Invalid("id", "required", "must be a column of the table"));
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public List<Change> changes(@Nullable String after, int limit) {
        if (open == null || !Objects.equals(after, told)) {
            close();
            begin(after);
        }
        List<Change> changes = new ArrayList<>();
        while (rows.hasNext() && changes.size() < limit) {
            TableRow row = rows.next();
            places.put(kind.plural(), place(++number, row));
            told = position(places);
            changes.add(new Change(told, kind, row(row)));
        }
        if (!rows.hasNext()) {
            close();
        }
        return changes;
    }

    /** Behind the row that was read last; at the beginning, if the file has another in its place. */
    private void begin(@Nullable String after) {
        places = places(after);
        told = after;
        String known = places.getOrDefault(kind.plural(), "");
        long wanted = known.isEmpty() ? 0 : Long.parseLong(known.substring(0, known.indexOf('-')));
        rewind();
        TableRow last = null;
        while (number < wanted && rows.hasNext()) {
            last = rows.next();
            number++;
        }
        if (wanted > 0 && (last == null || !place(number, last).equals(known))) {
            close();
            rewind();
        }
    }

    private void rewind() {
        open = table.rows();
        rows = open.iterator();
        number = 0;
    }

    /** Lets the file go; it is opened again if it is asked for more. */
    void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    private static Map<String, String> places(@Nullable String position) {
        Map<String, String> places = new TreeMap<>();
        KINDS.split(position == null ? "" : position).forEach(each -> {
            int sign = each.indexOf('=');
            if (sign > 0 && each.substring(sign + 1).matches("\\d{1,18}-[0-9a-f]{8}")) {
                places.put(each.substring(0, sign), each.substring(sign + 1));
            }
        });
        return places;
    }

    private static String position(Map<String, String> places) {
        return places.entrySet().stream()
                .map(each -> each.getKey() + '=' + each.getValue())
                .collect(Collectors.joining(";"));
    }

    private static String place(long number, TableRow row) {
        String said = String.join("\u0000", row.cells());
        return number + "-" + Hashing.murmur3_32_fixed().hashString(said, StandardCharsets.UTF_8);
    }

    @Override
    public Stream<Row> rows(RecordKind wanted) {
        return wanted == kind ? table.rows().map(this::row) : Stream.empty();
    }

    /** Columns that are called the same are one, with their texts in lines. */
    private Row row(TableRow row) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < table.header().size(); i++) {
            cells.merge(
                    table.header().get(i),
                    row.cell(i),
                    (one, other) -> one.isBlank() ? other : other.isBlank() ? one : one + "\n" + other);
        }
        return new Row(row.cell(idAt).strip(), cells);
    }
}
