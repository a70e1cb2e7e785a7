package io.guanxi.application.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import io.guanxi.application.columns.ColumnMapping;
import io.guanxi.application.columns.RecordKind;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What has come of an import.
 *
 * @param batch under which {@link io.guanxi.application.CrmSession#undo} takes it back
 * @param dryRun whether nothing was written, and the figures are what would have been
 * @param files in the order in which they were taken
 */
public record ImportReport(UUID batch, String source, boolean dryRun, List<FileReport> files) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public ImportReport {
        files = ImmutableList.copyOf(files);
    }

    /**
     * What has come of one file: {@code rows = created + updated + unchanged + rejected}.
     *
     * @param joined of those that were not rejected, how many were taken for a record that had come under another id, from another
     *     system say
     * @param mapping what its columns were taken for, with how surely
     * @param rejections the first 1,000
     * @param rejectedRows the file of all rejected rows; null if there is none
     */
    public record FileReport(
            String file,
            RecordKind kind,
            String format,
            ColumnMapping mapping,
            long rows,
            long created,
            long updated,
            long unchanged,
            long rejected,
            long joined,
            List<Rejection> rejections,
            @Nullable Path rejectedRows) {

        public FileReport {
            rejections = ImmutableList.copyOf(rejections);
        }
    }

    /**
     * Why a row was not taken over.
     *
     * @param line where it begins in its file
     */
    public record Rejection(long line, String reason) {}

    public long rows() {
        return sum(FileReport::rows);
    }

    public long created() {
        return sum(FileReport::created);
    }

    public long updated() {
        return sum(FileReport::updated);
    }

    public long unchanged() {
        return sum(FileReport::unchanged);
    }

    public long rejected() {
        return sum(FileReport::rejected);
    }

    private long sum(ToLongFunction<FileReport> figure) {
        return files.stream().mapToLong(figure).sum();
    }

    /** For machines. */
    public String toJson() {
        ObjectNode json = JSON.createObjectNode()
                .put("batch", batch.toString())
                .put("source", source)
                .put("dryRun", dryRun)
                .put("rows", rows())
                .put("created", created())
                .put("updated", updated())
                .put("unchanged", unchanged())
                .put("rejected", rejected());
        ArrayNode all = json.putArray("files");
        files.forEach(each -> describe(each, all.addObject()));
        return json.toPrettyString();
    }

    private static void describe(FileReport file, ObjectNode node) {
        node.put("file", file.file())
                .put("kind", file.kind().plural())
                .put("format", file.format())
                .put("rows", file.rows())
                .put("created", file.created())
                .put("updated", file.updated())
                .put("unchanged", file.unchanged())
                .put("rejected", file.rejected())
                .put("joined", file.joined());
        if (file.rejectedRows() != null) {
            node.put("rejectedRows", file.rejectedRows().toString());
        }
        ArrayNode columns = node.putArray("columns");
        for (ColumnMapping.Column each : file.mapping().columns()) {
            columns.addObject()
                    .put("column", each.name())
                    .put("field", each.code())
                    .put("confidence", Math.round(each.confidence() * 100) / 100.0);
        }
        ArrayNode rejections = node.putArray("rejections");
        file.rejections()
                .forEach(each -> rejections.addObject().put("line", each.line()).put("reason", each.reason()));
    }
}
