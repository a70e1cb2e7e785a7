package io.guanxi.examples.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

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
            widths.add(Math.min(WIDEST, width(i)));
        }
        List<Integer> shown = fitting(widths, terminal.width());
        StringBuilder head = new StringBuilder();
        for (int i : shown) {
            head.append(GAP).append(columns.get(i).aligned(columns.get(i).title(), widths.get(i)));
        }
        terminal.out().println(terminal.styled(Style.BOLD, head.toString().stripTrailing()));
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i : shown) {
                Column column = columns.get(i);
                Style style = column.style().apply(row.get(i));
                line.append(GAP).append(terminal.styled(style, column.aligned(row.get(i), widths.get(i))));
            }
            terminal.out().println(line.toString().stripTrailing());
        }
    }

    private int width(int column) {
        int widest = rows.stream()
                .mapToInt(row -> DisplayWidth.of(row.get(column)))
                .max()
                .orElse(0);
        return Math.max(DisplayWidth.of(columns.get(column).title()), widest);
    }

    /** A broken line is worse than a missing bar: where there is no room, bars go first and what is only nice to know next. */
    private List<Integer> fitting(List<Integer> widths, int room) {
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            shown.add(i);
        }
        Predicate<Integer> bar = i -> columns.get(i).kind() == Kind.BAR;
        for (Predicate<Integer> spared : List.of(bar, i -> columns.get(i).ifRoom())) {
            for (int i = columns.size() - 1; i >= 0; i--) {
                int needed = shown.stream()
                        .mapToInt(each -> GAP.length() + widths.get(each))
                        .sum();
                if (needed > room && spared.test(i)) {
                    shown.remove((Integer) i);
                }
            }
        }
        return shown;
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

    /**
     * One column.
     *
     * @param style of a cell with that text
     * @param ifRoom whether a narrow terminal may do without it
     */
    public record Column(String title, Kind kind, Function<String, Style> style, boolean ifRoom) {

        public static Column text(String title) {
            return new Column(title, Kind.TEXT, cell -> Style.PLAIN, false);
        }

        public static Column number(String title) {
            return new Column(title, Kind.NUMBER, cell -> Style.PLAIN, false);
        }

        /** For the eye only. */
        public static Column bar() {
            return new Column("", Kind.BAR, cell -> Style.BAR, false);
        }

        public Column in(Style other) {
            return in(cell -> other);
        }

        /** Each cell in a style of its own. */
        public Column in(Function<String, Style> other) {
            return new Column(title, kind, other, ifRoom);
        }

        public Column ifThereIsRoom() {
            return new Column(title, kind, style, true);
        }

        String aligned(String text, int width) {
            return kind == Kind.NUMBER ? DisplayWidth.right(text, width) : DisplayWidth.left(text, width);
        }
    }
}
