package io.guanxi.application.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import io.guanxi.application.columns.ColumnMapping;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.duplicate.Candidate;
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
 * @param uncompared with how many new customers of a dry run others were not compared, see {@link Import#dryRun(int)}
 * @param files in the order in which they were taken
 */
public record ImportReport(UUID batch, String source, boolean dryRun, long uncompared, List<FileReport> files) {

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
     * @param suspicions of the rows whose customer is like others, by the CRM's policy: the first 1,000
     * @param suspected how many such rows were taken all the same
     * @param refused how many were not: a part of those rejected
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
            @Nullable Path rejectedRows,
            long suspected,
            long refused,
            List<Suspicion> suspicions) {

        public FileReport {
            rejections = ImmutableList.copyOf(rejections);
            suspicions = ImmutableList.copyOf(suspicions);
        }
    }

    /**
     * Why a row was not taken over.
     *
     * @param line where it begins in its file
     */
    public record Rejection(long line, String reason) {}

    /**
     * Whom the customer of a row is like.
     *
     * @param line where the row begins in its file
     * @param refused whether it was rejected for that
     * @param candidates as whoever imports may see them, the likeliest first
     */
    public record Suspicion(long line, boolean refused, List<Candidate> candidates) {

        public Suspicion {
            candidates = ImmutableList.copyOf(candidates);
        }
    }

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

    public long suspected() {
        return sum(FileReport::suspected);
    }

    public long refused() {
        return sum(FileReport::refused);
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
                .put("rejected", rejected())
                .put("suspected", suspected())
                .put("refused", refused())
                .put("uncompared", uncompared);
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
                .put("suspected", file.suspected())
                .put("refused", file.refused())
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
        ArrayNode suspicions = node.putArray("suspicions");
        file.suspicions().forEach(each -> describe(each, suspicions.addObject()));
    }

    private static void describe(Suspicion suspicion, ObjectNode node) {
        node.put("line", suspicion.line()).put("refused", suspicion.refused());
        ArrayNode candidates = node.putArray("candidates");
        for (Candidate each : suspicion.candidates()) {
            CustomerView seen = each.view();
            candidates
                    .addObject()
                    .put("id", each.id().value().toString())
                    .put("owner", each.owner())
                    .put("name", seen == null ? null : seen.details().name())
                    .put("rule", each.rule().name())
                    .put("probability", each.probability());
        }
    }
}
