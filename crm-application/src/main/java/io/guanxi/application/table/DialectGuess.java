package io.guanxi.application.table;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which dialect a CSV file is in, by its first 64 thousand signs: the delimiter is that which gives most rows as many cells as
 * the header has; without one in the header, a line is a cell.
 */
final class DialectGuess {

    private static final int SAMPLE = 1 << 16;

    /** Of two that fit alike the first: commas and bars stand in texts too. */
    private static final char[] DELIMITERS = {'\t', ';', '|', ','};

    private static final Pattern FOR_EXCEL = Pattern.compile("(?i)\"?sep=([^\\r\\n\"])\"?\\R.*", Pattern.DOTALL);
    private static final double LEAST = 0.1;

    private final String sample;
    private final boolean whole;

    private DialectGuess(String sample, boolean whole) {
        this.sample = sample;
        this.whole = whole;
    }

    static Guess<Dialect> of(Encoding.Opener text) throws IOException {
        char[] buffer = new char[SAMPLE];
        int length = 0;
        try (Reader reader = text.open()) {
            for (int read = 0; read >= 0 && length < SAMPLE; read = reader.read(buffer, length, SAMPLE - length)) {
                length += read;
            }
        }
        return new DialectGuess(new String(buffer, 0, length), length < SAMPLE).guess();
    }

    private Guess<Dialect> guess() throws IOException {
        Matcher told = FOR_EXCEL.matcher(sample);
        if (told.matches()) {
            return Guess.certain(dialect(told.group(1).charAt(0)));
        }
        Dialect best = dialect(null);
        double most = 0;
        double second = 0;
        for (char delimiter : DELIMITERS) {
            Dialect dialect = dialect(delimiter);
            double fit = fit(dialect);
            if (fit > most) {
                second = most;
                most = fit;
                best = dialect;
            } else {
                second = Math.max(second, fit);
            }
        }
        return best.delimiter() == null
                ? new Guess<>(best, 1)
                : new Guess<>(best, Math.min(1, Math.max(LEAST, most - second / 2)));
    }

    /** Which part of the rows is as wide as the header; 0 if that has one cell. */
    private double fit(Dialect dialect) throws IOException {
        List<TableRow> rows = new ArrayList<>();
        try (CsvRows csv = CsvRows.ofSample(new StringReader(sample), dialect)) {
            for (TableRow row = csv.next(); row != null; row = csv.next()) {
                if (row.cells().size() > 1 || !row.cells().get(0).isBlank()) {
                    rows.add(row);
                }
            }
        }
        if (!whole && rows.size() > 2) {
            rows.remove(rows.size() - 1);
        }
        int width = rows.isEmpty() ? 1 : rows.get(0).cells().size();
        if (width == 1) {
            return 0;
        }
        long fitting =
                rows.stream().filter(each -> each.cells().size() == width).count();
        double share = rows.size() == 1 ? 0.9 : (fitting - 1) / (rows.size() - 1.0);
        return Math.max(LEAST, share) + Math.min(width, 100) / 1e6;
    }

    private Dialect dialect(@Nullable Character delimiter) {
        String part = delimiter == null ? "" : "|" + Pattern.quote(delimiter.toString());
        String before = "(?:^" + part + ")";
        String behind = "(?=\\r?$" + part + ")";
        boolean doubleQuotes = has(before + "\"[^\"]*\"" + behind);
        long single = doubleQuotes || delimiter == null ? 0 : count(before + "'([^']|'')*'" + behind);
        char quote = single > 1 && single == count(before + "'") ? '\'' : '"';
        boolean backslash = has("\\\\" + quote + "(?!" + quote + "|\\r?$" + part + ")");
        return new Dialect(delimiter, quote, backslash);
    }

    private boolean has(String pattern) {
        return Pattern.compile(pattern, Pattern.MULTILINE).matcher(sample).find();
    }

    private long count(String pattern) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(sample)
                .results()
                .count();
    }
}
