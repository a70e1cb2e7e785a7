package io.guanxi.examples.cli.salespipeline;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import has done.
 *
 * @param files in the order in which they were read
 * @param rejections in the order of the rows
 * @param readings values that were understood otherwise than they are written
 * @param failure why a file could not be read to its end; what is counted was taken over all the same
 */
public record ImportResult(
        List<FileCount> files,
        List<Rejection> rejections,
        List<Reading> readings,
        @Nullable String failure,
        Duration took) {

    public ImportResult {
        files = List.copyOf(files);
        rejections = List.copyOf(rejections);
        readings = List.copyOf(readings);
    }

    public long rows() {
        return files.stream().mapToLong(FileCount::rows).sum();
    }

    /** Whether anything was written. */
    public boolean changedAnything() {
        return files.stream().anyMatch(each -> each.created() + each.updated() > 0);
    }

    public long rowsPerSecond() {
        return Math.round(rows() / Math.max(took.toNanos() / 1e9, 1e-3));
    }
}
