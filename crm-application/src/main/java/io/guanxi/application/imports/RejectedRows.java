package io.guanxi.application.imports;

import io.guanxi.application.imports.ImportReport.Rejection;
import io.guanxi.application.table.TableRow;
import io.guanxi.application.table.TableWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one table that were rejected, as a table of the same columns that can be mended and imported again. */
final class RejectedRows implements AutoCloseable {

    /** The column that tells why; an import passes it over. */
    static final String REASON = "Rejected because";

    private static final int REPORTED = 1_000;

    private final String table;
    private final List<String> header;
    private final @Nullable Path directory;
    private final List<Rejection> first = new ArrayList<>();
    private @Nullable TableWriter writer;
    private @Nullable Path file;
    private long count;

    /** @param directory where the file is written; null for none */
    RejectedRows(String table, List<String> header, @Nullable Path directory) {
        this.table = table;
        this.header = header;
        this.directory = directory;
    }

    synchronized void add(TableRow row, String reason) {
        count++;
        if (first.size() < REPORTED) {
            first.add(new Rejection(row.line(), reason));
        }
        if (directory != null) {
            try {
                write(directory, row, reason);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private void write(Path into, TableRow row, String reason) throws IOException {
        List<String> columns = new ArrayList<>(header);
        boolean before = columns.contains(REASON);
        if (!before) {
            columns.add(REASON);
        }
        if (writer == null) {
            Files.createDirectories(into);
            file = into.resolve(table.replaceFirst("(?<=.)\\.[^.]*$", "") + ".rejected.csv");
            writer = TableWriter.csv(new BufferedOutputStream(Files.newOutputStream(file)), columns);
        }
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            cells.add(row.cell(i));
        }
        String why = "line " + row.line() + ": " + reason;
        if (before) {
            cells.set(header.indexOf(REASON), why);
        } else {
            cells.add(why);
        }
        writer.write(cells);
    }

    synchronized long count() {
        return count;
    }

    synchronized List<Rejection> first() {
        return List.copyOf(first);
    }

    /** Null if nothing was rejected, or nobody wants the file. */
    synchronized @Nullable Path file() {
        return file;
    }

    @Override
    public synchronized void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }
}
