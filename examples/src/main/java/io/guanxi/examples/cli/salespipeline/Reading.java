package io.guanxi.examples.cli.salespipeline;

/**
 * A value that was understood otherwise than it is written.
 *
 * @param value as the file has it
 * @param readAs what it was taken for
 * @param rows how many rows have it
 * @param line the first of them
 */
public record Reading(String file, String column, String value, String readAs, long rows, long line) {}
