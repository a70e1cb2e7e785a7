package io.guanxi.application.table;

import com.google.common.base.CharMatcher;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of CSV, read so that one wrong quote costs one cell and not the rest of the file: a quote in the middle is a sign of the
 * text, and if a quoted cell is still open at a place where it cannot have been meant to be (at the end of the file, behind
 * {@link #LONGEST} characters, or behind a line break at a quote that closes nothing) then its first quote is one too and the
 * line is read again.
 */
final class CsvRows implements Rows {

    /** The longest quoted cell. */
    static final int LONGEST = 1 << 24;

    private static final int END = -1;
    private static final CharMatcher SEPARATION = CharMatcher.whitespace();

    private final Reader reader;
    private final int delimiter;
    private final char quote;
    private final boolean backslash;
    private final int columns;

    /** What was read ahead, from {@link #place} to {@link #end}; what lies behind {@link #mark} may be read again. */
    private char[] buffer = new char[1 << 13];

    private int place;
    private int end;
    private int mark = -1;

    private long line = 1;
    private Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);

    private CsvRows(Reader reader, Dialect dialect, int columns) {
        this.reader = reader;
        Character delimiter = dialect.delimiter();
        this.delimiter = delimiter == null ? END : delimiter;
        quote = dialect.quote();
        backslash = dialect.backslash();
        this.columns = columns;
    }

    /** The first row that is not blank, if there is one; what says {@code sep=;} is for Excel. */
    static List<String> header(Encoding.Opener text, Dialect dialect) throws IOException {
        try (CsvRows rows = new CsvRows(text.open(), dialect, 0)) {
            TableRow first = rows.first();
            if (first != null) {
                return first.cells();
            }
        }
        try (CsvRows rows = new CsvRows(text.open(), dialect, 0)) {
            return rows.read() == null ? List.of() : List.of("");
        }
    }

    /** The rows below the header. */
    static CsvRows open(Encoding.Opener text, Dialect dialect, int columns) throws IOException {
        CsvRows rows = new CsvRows(text.open(), dialect, columns);
        if (rows.first() != null) {
            return rows;
        }
        rows.close();
        CsvRows blank = new CsvRows(text.open(), dialect, columns);
        blank.read();
        return blank;
    }

    /** All rows with their header, of a text that is only a part of one. */
    static CsvRows ofSample(Reader sample, Dialect dialect) {
        return new CsvRows(sample, dialect, 1);
    }

    private @Nullable TableRow first() throws IOException {
        TableRow row = read();
        while (row != null && (isBlank(row.cells()) || isForExcel(row.cells()))) {
            row = read();
        }
        return row;
    }

    private static boolean isForExcel(List<String> cells) {
        return cells.get(0).matches("(?i)sep=.?") && String.join("", cells).length() <= 5;
    }

    @Override
    public @Nullable TableRow next() throws IOException {
        TableRow row = read();
        while (row != null && columns != 1 && isBlank(row.cells())) {
            row = read();
        }
        return row;
    }

    private static boolean isBlank(List<String> cells) {
        return cells.size() == 1 && SEPARATION.matchesAllOf(cells.get(0));
    }

    private @Nullable TableRow read() throws IOException {
        int c = take();
        if (c == END) {
            return null;
        }
        flaws = EnumSet.noneOf(Flaw.class);
        long start = line;
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        while (true) {
            c = c == quote ? quoted(cell) : plain(c, cell);
            cells.add(TextGuard.removed(cell.toString()));
            if (c != delimiter || c == END) {
                break;
            }
            cell.setLength(0);
            c = take();
            if (isEnd(c)) { // the last cell is empty
                cells.add("");
                break;
            }
        }
        line++;
        return new TableRow(start, cells, flaws);
    }

    /** The rest of a cell without quotes around it; what follows it is the answer. */
    private int plain(int first, StringBuilder cell) throws IOException {
        int c = first;
        while (c != delimiter && !isEnd(c)) {
            append(cell, c);
            c = take();
            if (c == quote && padding(cell)) {
                cell.setLength(0);
                return quoted(cell);
            }
        }
        return c;
    }

    private boolean padding(StringBuilder cell) {
        for (int i = 0; i < cell.length(); i++) {
            if (!isPadding(cell.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The rest of a cell behind its first quote; what follows it is the answer. */
    private int quoted(StringBuilder cell) throws IOException {
        mark = place;
        long lines = 0;
        boolean stray = false;
        int before = quote;
        for (int c = takeRaw(); c != END && place - mark < LONGEST; c = takeRaw()) {
            if (c == quote) {
                int next = takeRaw();
                if (next == quote && !(stray && before == delimiter)) {
                    cell.append(quote);
                    before = next;
                    continue;
                }
                StringBuilder blanks = new StringBuilder();
                for (; isPadding(next); next = takeRaw()) {
                    blanks.append((char) next);
                }
                if (next == delimiter || next == '\r' || isEnd(next)) {
                    line += lines;
                    mark = -1;
                    return ended(next);
                }
                if (lines > 0 || (stray && before == delimiter)) {
                    return readAgain(cell);
                }
                stray = true;
                flaws.add(Flaw.STRAY_QUOTE);
                cell.append(quote).append(blanks);
                giveBack(next);
            } else if (backslash && c == '\\' && isEscaped(peek())) {
                cell.append((char) takeRaw());
            } else {
                lines += c == '\n' || (c == '\r' && peek() != '\n') ? 1 : 0;
                append(cell, c);
            }
            before = c;
        }
        return readAgain(cell);
    }

    private boolean isEscaped(int c) {
        return c == quote || c == '\\';
    }

    private boolean isPadding(int c) {
        return c != delimiter && (c == ' ' || c == '\t');
    }

    /** The cell's first quote was a sign of the text. */
    private int readAgain(StringBuilder cell) throws IOException {
        flaws.add(Flaw.STRAY_QUOTE);
        place = mark;
        mark = -1;
        cell.setLength(0);
        cell.append(quote);
        return plain(take(), cell);
    }

    private void append(StringBuilder cell, int c) {
        if (c == 0) {
            flaws.add(Flaw.NUL);
        } else {
            cell.append((char) c);
        }
    }

    /** The next sign, where a line break of any kind is a line feed. */
    private int take() throws IOException {
        return ended(takeRaw());
    }

    private int ended(int c) throws IOException {
        if (c == '\r') {
            int next = takeRaw();
            if (next != '\n') {
                giveBack(next);
            }
            return '\n';
        }
        return c;
    }

    private static boolean isEnd(int c) {
        return c == '\n' || c == END;
    }

    private int takeRaw() throws IOException {
        return place < end || fill() ? buffer[place++] : END;
    }

    private int peek() throws IOException {
        return place < end || fill() ? buffer[place] : END;
    }

    /** Only what was taken last. */
    private void giveBack(int c) {
        place -= c == END ? 0 : 1;
    }

    private boolean fill() throws IOException {
        int kept = mark < 0 ? 0 : end - mark;
        System.arraycopy(buffer, end - kept, buffer, 0, kept);
        mark = mark < 0 ? mark : 0;
        place = kept;
        end = kept;
        if (kept == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * kept);
        }
        int read = reader.read(buffer, end, buffer.length - end);
        end += Math.max(0, read);
        return read > 0;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
