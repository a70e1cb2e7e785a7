package io.guanxi.examples.cli;

import com.google.common.base.Ascii;
import io.guanxi.application.columns.ColumnMapping;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.duplicate.Candidate;
import io.guanxi.application.imports.ImportReport;
import io.guanxi.application.imports.ImportReport.FileReport;
import io.guanxi.examples.cli.terminal.Figures;
import io.guanxi.examples.cli.terminal.Style;
import io.guanxi.examples.cli.terminal.Table;
import io.guanxi.examples.cli.terminal.Table.Column;
import io.guanxi.examples.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.util.stream.Collectors;

/** Tells a person what has come of an import. */
final class ReportOfImport {

    private static final int SHOWN = 10;

    private final Terminal terminal;
    private final PrintWriter out;

    ReportOfImport(Terminal terminal) {
        this.terminal = terminal;
        this.out = terminal.out();
    }

    void print(ImportReport report) {
        report.files().forEach(this::printColumns);
        report.files().forEach(this::printRejections);
        report.files().forEach(this::printSuspicions);
        Table table = new Table(
                Column.text("file"),
                Column.text("kind"),
                Column.number("rows"),
                Column.number("created").in(Style.GOOD),
                Column.number("updated").in(Style.HINT),
                Column.number("unchanged"),
                Column.number("rejected").in(Style.BAD),
                Column.number("suspected").in(Style.HINT));
        for (FileReport file : report.files()) {
            table.row(
                    file.file(),
                    file.kind().plural(),
                    Long.toString(file.rows()),
                    Long.toString(file.created()),
                    Long.toString(file.updated()),
                    Long.toString(file.unchanged()),
                    Long.toString(file.rejected()),
                    Long.toString(file.suspected() + file.refused()));
        }
        table.print(terminal);
        out.println();
        if (report.uncompared() > 0) {
            out.println("Whether rows are like the last " + Figures.grouped(report.uncompared(), 0)
                    + " of the new customers was not asked");
        }
        out.println(
                report.dryRun() ? "Nothing was written; that is what would be done" : "The batch is " + report.batch());
        out.flush();
    }

    private void printColumns(FileReport file) {
        out.println(file.file() + ": "
                + file.mapping().columns().stream().map(ReportOfImport::column).collect(Collectors.joining(", ")));
    }

    private static String column(ColumnMapping.Column column) {
        return column.code() == null
                ? column.name() + " is not recognised"
                : column.name() + " is " + column.code() + " (" + Math.round(column.confidence() * 100) + " %)";
    }

    private void printSuspicions(FileReport file) {
        file.suspicions().stream()
                .limit(SHOWN)
                .forEach(each -> out.println(terminal.styled(Style.HINT, "duplicate?") + "  " + file.file() + ", line "
                        + each.line() + ": is like "
                        + each.candidates().stream()
                                .map(ReportOfImport::likeness)
                                .collect(Collectors.joining(", "))));
    }

    private static String likeness(Candidate candidate) {
        CustomerView seen = candidate.view();
        return (seen == null
                        ? candidate.id().value().toString()
                        : seen.details().name())
                + " by " + Ascii.toLowerCase(candidate.rule().name()) + " ("
                + Math.round(100 * candidate.probability()) + " %)";
    }

    private void printRejections(FileReport file) {
        file.rejections().stream()
                .limit(SHOWN)
                .forEach(each -> out.println(terminal.styled(Style.BAD, "rejected") + "  " + file.file() + ", line "
                        + each.line() + ": " + each.reason()));
        if (file.rejected() > SHOWN) {
            out.println(terminal.styled(Style.BAD, "rejected") + "  and " + Figures.grouped(file.rejected() - SHOWN, 0)
                    + " more");
        }
        if (file.rejectedRows() != null) {
            out.println("All of them are in " + file.rejectedRows());
        }
    }
}
