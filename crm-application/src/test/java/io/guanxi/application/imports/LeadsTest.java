package io.guanxi.application.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Meta;
import io.guanxi.application.Trials;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.exports.Export;
import io.guanxi.application.intake.IntakeView;
import io.guanxi.application.table.TableFile;
import io.guanxi.application.view.Filter;
import io.guanxi.domain.intake.GivenRow.Cell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeadsTest {

    private static final String LEADS = """
            Prospect ID,Lead Owner,Name,Note,Note,Created Date,Created By
            L1,bob, Li Lei ,"two
            lines",,2020-01-01,carol
            L2,,Han Mei,,x,,
            """;

    @TempDir
    private Path directory;

    private final Crm crm = Trials.builder(InstantSource.fixed(Trials.NOON))
            .without("process")
            .erasable()
            .build();
    private final CrmSession ann = crm.as(Trials.ANN);

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void aLeadIsKeptAsItIsGivenUntilThereIsAFeatureForIt() throws IOException {
        assertThat(figures(LEADS)).isEqualTo("2 = 2 + 0 + 0 + 0");
        IntakeView lead = one(IntakeView.NUMBER.is("L1"));
        assertThat(lead.row().kind()).isEqualTo("leads");
        assertThat(lead.row().source()).isEqualTo("legacy");
        assertThat(lead.row().owner()).isEqualTo("bob");
        assertThat(lead.row().cells())
                .containsExactly(
                        new Cell("Prospect ID", "L1"),
                        new Cell("Lead Owner", "bob"),
                        new Cell("Name", " Li Lei "),
                        new Cell("Note", "two\nlines"),
                        new Cell("Note", ""),
                        new Cell("Created Date", "2020-01-01"),
                        new Cell("Created By", "carol"));
        assertThat(lead.givenAt()).isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
        Meta meta = ann.history(lead.id()).get(0).meta();
        assertThat(meta.actor()).isEqualTo("carol");
        assertThat(one(IntakeView.CELLS.has("Li Lei")).id()).isEqualTo(lead.id());
        assertThat(one(IntakeView.OWNER.is("bob")).id()).isEqualTo(lead.id());
    }

    @Test
    void givenAgainItIsUnchangedAndGivenOtherwiseItIsUpdated() throws IOException {
        figures(LEADS);
        assertThat(figures(LEADS)).isEqualTo("2 = 0 + 0 + 2 + 0");
        ImportReport second = run(LEADS.replace("Han Mei", "Han Meimei"));
        assertThat(ImportTest.figures(second)).isEqualTo("2 = 0 + 1 + 1 + 0");
        assertThat(one(IntakeView.CELLS.has("Han Meimei")).row().number()).isEqualTo("L2");
        ann.undo(second.batch());
        assertThat(one(IntakeView.CELLS.has("Han Mei")).row().number()).isEqualTo("L2");
    }

    @Test
    void leadsAreUndoneWithTheirBatchAndComeAgain() throws IOException {
        ImportReport report = run(LEADS);
        ann.undo(report.batch());
        assertThat(ann.views(IntakeView.TYPE).count(IntakeView.DISCARDED.is(true)))
                .isEqualTo(2);
        assertThat(exported(Export.Format.CSV)).doesNotContain("Han Mei");
        assertThat(figures(LEADS)).isEqualTo("2 = 2 + 0 + 0 + 0");
        assertThat(ann.views(IntakeView.TYPE).count(IntakeView.DISCARDED.is(true)))
                .isZero();
    }

    @Test
    void leadsOfDifferingTablesGoOutAsTheyWereGivenAndComeBackTheSame() throws IOException {
        figures(LEADS);
        figures("Name,City\nWei Hua,Fuzhou\n");
        String csv = exported(Export.Format.CSV);
        assertThat(csv.lines().findFirst().orElseThrow())
                .contains("Prospect ID,Lead Owner,Name,Note,Note,Created Date,Created By")
                .contains("City");
        assertThat(csv).contains("\"two\nlines\"").contains(" Li Lei ");
        assertThat(figures(csv)).isEqualTo("3 = 0 + 0 + 3 + 0");
    }

    @Test
    void whoIsALeadIsErasedWithItsKey() throws IOException {
        figures(LEADS);
        IntakeView lead = one(IntakeView.NUMBER.is("L1"));
        ann.erase(lead.id(), "request 12");
        IntakeView erased = ann.views(IntakeView.TYPE).byId(lead.id()).orElseThrow();
        assertThat(erased.row().cells()).isEmpty();
        assertThat(erased.row().number()).isEqualTo("[erased]");
        assertThat(erased.row().source()).isEqualTo("legacy");
        assertThat(ann.history(lead.id()).toString()).doesNotContain("Li Lei");
        ImportReport again = run(LEADS);
        assertThat(ImportTest.figures(again)).isEqualTo("2 = 0 + 0 + 1 + 1");
        assertThat(again.files().get(0).rejections().get(0).reason()).contains("erasure.erased");
    }

    private String exported(Export.Format format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Export.write(ann, RecordKind.LEAD, format, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private IntakeView one(Filter<IntakeView> filter) {
        List<IntakeView> found = new ArrayList<>();
        ann.views(IntakeView.TYPE).forEach(filter, found::add);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private String figures(String text) throws IOException {
        return ImportTest.figures(run(text));
    }

    private ImportReport run(String text) throws IOException {
        Path file = Files.writeString(Files.createTempFile(directory, "leads", ".csv"), text);
        return Import.with(ann)
                .source("legacy")
                .clock(InstantSource.fixed(Trials.NOON))
                .table(RecordKind.LEAD, TableFile.open(file))
                .run();
    }
}
