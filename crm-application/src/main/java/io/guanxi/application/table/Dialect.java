package io.guanxi.application.table;

import org.jspecify.annotations.Nullable;

/**
 * How a CSV file parts its cells.
 *
 * @param delimiter between two cells, such as {@code ;}; null if each line is one cell
 * @param quote around a cell that holds delimiters, line breaks or quotes
 * @param backslash whether a quote inside a quoted cell is written {@code \"} instead of {@code ""}
 */
public record Dialect(@Nullable Character delimiter, char quote, boolean backslash) {

    /** As RFC 4180 has it. */
    public static final Dialect STANDARD = new Dialect(',', '"', false);
}
