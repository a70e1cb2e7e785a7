package io.guanxi.examples.cli.salespipeline;

import org.jspecify.annotations.Nullable;

/**
 * A row that was not taken over.
 *
 * @param line on which the row begins; the first line of the file is 1
 * @param column null if it is the row as a whole
 * @param reason as a sentence that can follow the column's name
 */
public record Rejection(String file, long line, @Nullable String column, String reason) {}
