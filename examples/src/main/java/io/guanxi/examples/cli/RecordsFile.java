package io.guanxi.examples.cli;

import io.guanxi.application.linkage.Records;
import io.guanxi.application.table.TableFile;
import io.guanxi.application.table.TableRow;
import io.guanxi.application.table.UnreadableTableException;
import io.guanxi.domain.kernel.CrmException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads the records of a table, perhaps gzipped, of which nothing is known but which column holds the ids. */
final class RecordsFile {

    private static final int GZIP = 0x1f8b;

    private RecordsFile() {}

    /** @throws Failure if it cannot be read, or has no such column or not for every record an id of its own */
    static Records read(Path file, String idColumn) {
        Path unpacked = null;
        try {
            unpacked = isPacked(file) ? unpacked(file) : null;
            return records(file, TableFile.open(unpacked == null ? file : unpacked), idColumn);
        } catch (UnreadableTableException | IOException unreadable) {
            throw new Failure(file + " cannot be read", unreadable);
        } catch (CrmException.Invalid wrong) {
            throw new Failure(file + ": " + wrong.getMessage(), null);
        } finally {
            delete(unpacked);
        }
    }

    private static Records records(Path file, TableFile table, String idColumn) {
        List<String> columns = table.header().stream().map(String::strip).toList();
        int id = columns.indexOf(idColumn.strip());
        if (id < 0) {
            throw new Failure(file + " has no column " + idColumn + "; it has " + String.join(", ", columns), null);
        }
        List<String> others = new ArrayList<>(columns);
        others.remove(id);
        Records records = new Records(idColumn, others);
        try (Stream<TableRow> rows = table.rows()) {
            for (Iterator<TableRow> each = rows.iterator(); each.hasNext(); ) {
                add(records, each.next(), id, columns.size());
            }
        }
        return records;
    }

    private static void add(Records records, TableRow row, int id, int columns) {
        List<String> values = new ArrayList<>(row.cells());
        String own = id < values.size() ? values.remove(id) : "";
        records.add(own, values.subList(0, Math.min(values.size(), columns - 1)));
    }

    private static boolean isPacked(Path file) throws IOException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 2)) {
            return (bytes.read() << 8 | bytes.read()) == GZIP;
        }
    }

    private static Path unpacked(Path file) throws IOException {
        Path to = Files.createTempFile("crm", ".table");
        try (InputStream bytes = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            Files.copy(bytes, to, StandardCopyOption.REPLACE_EXISTING);
        }
        return to;
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            // The machine clears its directory of temporary files by itself.
        }
    }
}
