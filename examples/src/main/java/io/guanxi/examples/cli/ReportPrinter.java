package io.guanxi.examples.cli;

import io.guanxi.application.opportunity.SalesReport;
import io.guanxi.application.opportunity.SalesReport.Dimension;
import io.guanxi.examples.cli.terminal.Bar;
import io.guanxi.examples.cli.terminal.Figures;
import io.guanxi.examples.cli.terminal.Style;
import io.guanxi.examples.cli.terminal.Table;
import io.guanxi.examples.cli.terminal.Table.Column;
import io.guanxi.examples.cli.terminal.Terminal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows a sales report to a person. */
final class ReportPrinter {

    private static final int BAR = 12;

    private final Terminal terminal;

    ReportPrinter(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(Dimension dimension, List<SalesReport.Row> rows) {
        if (terminal.outIsTerminal()) {
            table(dimension, rows).print(terminal);
        } else {
            lines(rows).print(terminal);
        }
    }

    private static Table table(Dimension dimension, List<SalesReport.Row> rows) {
        Table table = new Table(
                Column.text(dimension == Dimension.NONE ? "" : dimension.name().toLowerCase(Locale.ROOT)),
                Column.number("deals"),
                Column.number("won").in(Style.GOOD),
                Column.number("lost").in(Style.BAD),
                Column.number("open"),
                Column.number("win rate"),
                Column.bar(),
                Column.number("won value"),
                Column.text(""),
                Column.bar(),
                Column.number("average").ifThereIsRoom(),
                Column.number("days to win").ifThereIsRoom(),
                Column.number("to lose").ifThereIsRoom());
        for (SalesReport.Row row : rows) {
            table.row(
                    row.group() == null ? "–" : row.group(),
                    Figures.grouped(row.count(), 0),
                    Figures.grouped(row.won(), 0),
                    Figures.grouped(row.lost(), 0),
                    Figures.grouped(row.open(), 0),
                    Figures.percent(row.winRate()),
                    Bar.of(row.winRate() == null ? 0 : row.winRate().doubleValue(), BAR),
                    Figures.grouped(row.wonValue(), 0),
                    row.currency() == null ? "" : row.currency(),
                    Bar.of(row.wonValue().doubleValue() / most(row.currency(), rows), BAR),
                    Figures.grouped(row.averageWonValue(), 0),
                    Figures.grouped(row.averageDaysWon(), 1),
                    Figures.grouped(row.averageDaysLost(), 1));
        }
        return table;
    }

    /** Values of different currencies are not compared. */
    private static double most(@Nullable String currency, List<SalesReport.Row> rows) {
        return rows.stream()
                .filter(each -> currency != null && currency.equals(each.currency()))
                .map(SalesReport.Row::wonValue)
                .filter(each -> each.signum() > 0)
                .max(BigDecimal::compareTo)
                .orElse(BigDecimal.ONE)
                .doubleValue();
    }

    private static Table lines(List<SalesReport.Row> rows) {
        Table table = new Table(
                Column.text("group"),
                Column.number("count"),
                Column.number("won"),
                Column.number("lost"),
                Column.number("open"),
                Column.number("winRate"),
                Column.text("currency"),
                Column.number("wonValue"),
                Column.number("averageWonValue"),
                Column.number("averageDaysWon"),
                Column.number("averageDaysLost"));
        for (SalesReport.Row row : rows) {
            table.row(
                    row.group() == null ? "" : row.group(),
                    Long.toString(row.count()),
                    Long.toString(row.won()),
                    Long.toString(row.lost()),
                    Long.toString(row.open()),
                    Figures.plain(row.winRate()),
                    row.currency() == null ? "" : row.currency(),
                    Figures.plain(row.wonValue()),
                    Figures.plain(row.averageWonValue()),
                    Figures.plain(row.averageDaysWon()),
                    Figures.plain(row.averageDaysLost()));
        }
        return table;
    }
}
