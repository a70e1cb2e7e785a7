package io.guanxi.examples.cli;

import io.guanxi.examples.cli.salespipeline.FileCount;
import io.guanxi.examples.cli.salespipeline.ImportResult;
import io.guanxi.examples.cli.salespipeline.Reading;
import io.guanxi.examples.cli.salespipeline.Rejection;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import has done, as JSON.
 *
 * @param readings values that were understood otherwise than they are written, such as names spelled differently
 * @param failure why the last file could not be read to its end; null if all were
 */
record ImportSummary(
        long rows,
        List<FileCount> files,
        List<Rejection> rejections,
        List<Reading> readings,
        @Nullable String failure,
        BigDecimal seconds,
        long rowsPerSecond) {

    static ImportSummary of(ImportResult result) {
        return new ImportSummary(
                result.rows(),
                result.files(),
                result.rejections(),
                result.readings(),
                result.failure(),
                BigDecimal.valueOf(result.took().toMillis(), 3),
                result.rowsPerSecond());
    }
}
