package io.guanxi.examples.cli;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.guanxi.application.linkage.Records;
import io.guanxi.domain.kernel.CrmException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads the records of a CSV file, of which nothing is known but which column holds the ids. */
final class RecordsFile {

    private static final int GZIP = 0x1f8b;
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private RecordsFile() {}

    /** @throws Failure if it cannot be read, or has no such column or not for every record an id of its own */
    static Records read(Path file, String idColumn) {
        try (Reader text = open(file);
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(text);
                CloseableIterator<CsvRecord> rows = csv.iterator()) {
            List<String> columns = rows.hasNext() ? header(rows.next()) : List.of();
            int id = columns.indexOf(idColumn.strip());
            if (id < 0) {
                throw new Failure(file + " has no column " + idColumn + "; it has " + String.join(", ", columns), null);
            }
            List<String> others = new ArrayList<>(columns);
            others.remove(id);
            Records records = new Records(idColumn, others);
            while (rows.hasNext()) {
                add(records, rows.next(), id, columns.size());
            }
            return records;
        } catch (CsvParseException | UncheckedIOException | IOException unreadable) {
            throw new Failure(file + " cannot be read", unreadable);
        } catch (CrmException.Invalid wrong) {
            throw new Failure(file + ": " + wrong.getMessage(), null);
        }
    }

    private static void add(Records records, CsvRecord row, int id, int columns) {
        List<String> values = new ArrayList<>(row.getFields());
        String own = id < values.size() ? values.remove(id) : "";
        records.add(own, values.subList(0, Math.min(values.size(), columns - 1)));
    }

    private static List<String> header(CsvRecord first) {
        List<String> columns = new ArrayList<>();
        for (String each : first.getFields()) {
            String name = each.strip();
            columns.add(
                    name.isEmpty() || name.charAt(0) != BYTE_ORDER_MARK
                            ? name
                            : name.substring(1).strip());
        }
        return columns;
    }

    private static Reader open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        bytes.mark(2);
        int first = bytes.read() << 8 | bytes.read();
        bytes.reset();
        return new InputStreamReader(first == GZIP ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8);
    }
}
