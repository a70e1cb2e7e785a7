package io.guanxi.examples.cli;

import io.guanxi.examples.cli.salespipeline.FileCount;
import io.guanxi.examples.cli.salespipeline.ImportResult;
import io.guanxi.examples.cli.salespipeline.Reading;
import io.guanxi.examples.cli.salespipeline.Rejection;
import io.guanxi.examples.cli.terminal.Figures;
import io.guanxi.examples.cli.terminal.Style;
import io.guanxi.examples.cli.terminal.Table;
import io.guanxi.examples.cli.terminal.Table.Column;
import io.guanxi.examples.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Tells a person what an import has done. */
final class ImportPrinter {

    private final Terminal terminal;
    private final PrintWriter out;

    ImportPrinter(Terminal terminal) {
        this.terminal = terminal;
        this.out = terminal.out();
    }

    void print(ImportResult result) {
        printRejections(result);
        printReadings(result);
        Table table = new Table(
                Column.text("file"),
                Column.number("rows"),
                Column.number("created").in(Style.GOOD),
                Column.number("updated").in(Style.HINT),
                Column.number("unchanged"),
                Column.number("rejected").in(Style.BAD));
        for (FileCount file : result.files()) {
            table.row(
                    file.file(),
                    Long.toString(file.rows()),
                    Long.toString(file.created()),
                    Long.toString(file.updated()),
                    Long.toString(file.unchanged()),
                    Long.toString(file.rejected()));
        }
        table.print(terminal);
        out.println();
        out.println(Figures.grouped(result.rows(), 0) + " rows in "
                + Figures.grouped(BigDecimal.valueOf(result.took().toMillis(), 3), 1) + " s, "
                + Figures.grouped(result.rowsPerSecond(), 0) + " rows per second"
                + (result.changedAnything() ? "" : "; nothing has changed"));
        out.flush();
    }

    private void printRejections(ImportResult result) {
        for (Rejection each : result.rejections()) {
            out.println(terminal.styled(Style.BAD, "rejected") + "  " + place(each.file(), each.line(), each.column())
                    + ": " + each.reason());
        }
        if (!result.rejections().isEmpty()) {
            out.println();
        }
    }

    private void printReadings(ImportResult result) {
        for (Reading each : result.readings()) {
            out.println(terminal.styled(Style.HINT, "note") + "  " + place(each.file(), each.line(), each.column())
                    + ": \"" + each.value() + "\" read as " + each.readAs()
                    + (each.rows() == 1 ? "" : ", in " + Figures.grouped(each.rows(), 0) + " rows"));
        }
        if (!result.readings().isEmpty()) {
            out.println();
        }
    }

    private static String place(String file, long line, @Nullable String column) {
        return file + ", line " + line + (column == null ? "" : ", " + column);
    }
}
