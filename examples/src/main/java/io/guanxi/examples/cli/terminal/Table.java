package io.guanxi.examples.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Rows of texts: aligned columns for a person, values between tabs for everything else. */
public final class Table {

    private static final int WIDEST = 44;
    private static final String GAP = "  ";

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(Column... columns) {
        this.columns = List.of(columns);
    }

    /** @param cells one for each column; for plain lines those of bars are left out */
    public Table row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    public void print(Terminal terminal) {
        if (terminal.outIsTerminal()) {
            printAligned(terminal);
        } else {
            printPlain(terminal);
        }
        terminal.out().flush();
    }

    private void printAligned(Terminal terminal) {
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            widths.add(Math.min(
                    WIDEST,
                    Math.max(
                            DisplayWidth.of(columns.get(i).title()),
                            rows.stream()
                                    .mapToInt(row -> DisplayWidth.of(row.get(column)))
                                    .max()
                                    .orElse(0))));
        }
        StringBuilder head = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            head.append(GAP).append(columns.get(i).aligned(columns.get(i).title(), widths.get(i)));
        }
        terminal.out().println(terminal.styled(Style.BOLD, head.toString().stripTrailing()));
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns.size(); i++) {
                Column column = columns.get(i);
                line.append(GAP).append(terminal.styled(column.style(), column.aligned(row.get(i), widths.get(i))));
            }
            terminal.out().println(line.toString().stripTrailing());
        }
    }

    private void printPlain(Terminal terminal) {
        terminal.out().println(plain(columns.stream().map(Column::title).toList()));
        rows.forEach(row -> terminal.out().println(plain(row)));
    }

    private String plain(List<String> cells) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).kind() != Kind.BAR) {
                values.add(cells.get(i).replace('\t', ' '));
            }
        }
        return String.join("\t", values);
    }

    private enum Kind {
        TEXT,
        NUMBER,
        BAR
    }

    /** One column, with the style of its cells. */
    public record Column(String title, Kind kind, Style style) {

        public static Column text(String title) {
            return new Column(title, Kind.TEXT, Style.PLAIN);
        }

        public static Column number(String title) {
            return new Column(title, Kind.NUMBER, Style.PLAIN);
        }

        /** For the eye only. */
        public static Column bar() {
            return new Column("", Kind.BAR, Style.BAR);
        }

        public Column in(Style other) {
            return new Column(title, kind, other);
        }

        String aligned(String text, int width) {
            return kind == Kind.NUMBER ? DisplayWidth.right(text, width) : DisplayWidth.left(text, width);
        }
    }
}
