package io.guanxi.application.table;

import io.guanxi.domain.kernel.Check;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes a table row by row, so that {@link TableFile} reads the same. Whoever has one closes it; that ends the table and closes
 * the stream. A row has at most as many cells as the header; those that are missing are empty.
 */
public abstract sealed class TableWriter implements AutoCloseable
        permits CsvWriter, XlsxWriter, JsonWriter, VCardTableWriter {

    private final int columns;

    TableWriter(List<String> header) {
        Check.that(!header.isEmpty(), "header", "required", "must have at least one entry");
        columns = header.size();
    }

    /**
     * CSV for spreadsheets and programs (RFC 4180, UTF-8 with a byte order mark). No cell is run as a formula: before a text that
     * begins like one stands an apostrophe.
     */
    public static TableWriter csv(OutputStream out, List<String> header) throws IOException {
        return new CsvWriter(out, header);
    }

    /** A workbook of one sheet with a text in each cell; at most 1,048,575 rows and 32,767 characters a cell. */
    public static TableWriter xlsx(OutputStream out, List<String> header) throws IOException {
        return new XlsxWriter(out, header);
    }

    /** An object in each line (UTF-8). */
    public static TableWriter jsonLines(OutputStream out, List<String> header) throws IOException {
        return new JsonWriter(out, header);
    }

    /**
     * Cards of version 4.0 (RFC 6350, UTF-8). The columns are those that a vCard file is read with, such as {@code Full Name},
     * {@code Phone 1} and {@code Phone 1 Type}, or begin with {@code X-}.
     */
    public static TableWriter vCard(OutputStream out, List<String> header) throws IOException {
        return new VCardTableWriter(out, header);
    }

    /** Adds a row. */
    public final void write(List<String> cells) throws IOException {
        Check.that(cells.size() <= columns, "cells", "size", "must have at most " + columns + " entries");
        row(cells);
    }

    abstract void row(List<String> cells) throws IOException;

    @Override
    public abstract void close() throws IOException;
}
