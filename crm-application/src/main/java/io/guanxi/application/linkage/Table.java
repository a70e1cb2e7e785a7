package io.guanxi.application.linkage;

import io.guanxi.application.internal.text.Plain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * All records side by side, of one file or of two whose columns were matched, in an order that only their contents decide: so the
 * order of their files cannot change what is found.
 */
final class Table {

    private static final int SAMPLE = 4_000;
    private static final int MOST_COLUMNS = 60;
    private static final double OVERLAP = 0.005;
    private static final Pattern RANDOM_ID =
            Pattern.compile("[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}");

    private final List<Column> columns;
    private final int[] partner;
    private final int[] origin;
    private final int split;

    private Table(List<Column> columns, int[] partner, int[] origin, int split) {
        this.columns = columns;
        this.partner = partner;
        this.origin = origin;
        this.split = split;
    }

    /** A column before it is known what it holds: the text of each row as a code. */
    @SuppressWarnings("ArrayRecordComponent")
    record Raw(String name, int[] codes, List<String> texts) {}

    /** @param split how many of the first rows are of the first file; all, if there is only one */
    static Table of(List<Raw> raws, int rows, int split) {
        List<Folded> folded = raws.parallelStream().map(Folded::of).toList();
        int[] origin = order(folded, rows, split);
        Lexicon lexicon = new Lexicon();
        List<Column> columns = new ArrayList<>();
        List<Shape> shapes = new ArrayList<>();
        for (Folded each : folded) {
            if (!each.isNumbering(rows)) {
                Shape shape = Shape.of(each, origin, lexicon);
                if (shape.distinct() > 1) {
                    shapes.add(shape);
                }
            }
        }
        lexicon.seal();
        shapes.sort(Comparator.comparingInt((Shape shape) -> -shape.distinct()));
        shapes.subList(Math.min(MOST_COLUMNS, shapes.size()), shapes.size()).clear();
        boolean han = IntStream.range(0, lexicon.size())
                .anyMatch(code -> Plain.isHan(lexicon.compact(code).charAt(0)));
        shapes.forEach(shape -> columns.add(shape.column(lexicon, han)));
        return new Table(columns, partners(shapes, columns, rows), origin, split);
    }

    List<Column> columns() {
        return columns;
    }

    int rows() {
        return origin.length;
    }

    /** Rows below it are of the first file, the others of the second; all rows, if there is only one file. */
    int split() {
        return split;
    }

    boolean isLink() {
        return split < origin.length;
    }

    /** Which row it was as the records came. */
    int origin(int row) {
        return origin[row];
    }

    /** The row here of a row as the records came. */
    int rowOf(int cameAs) {
        return IntStream.range(0, origin.length)
                .filter(row -> origin[row] == cameAs)
                .findFirst()
                .orElseThrow();
    }

    /** The column with which another may have been confused, or -1. */
    int partner(int column) {
        return partner[column];
    }

    /** Whether the row says in all columns what the row before it says; rows that do so follow each other. */
    boolean isLikeThatBefore(int row) {
        return row != split && columns.stream().allMatch(column -> column.code(row) == column.code(row - 1));
    }

    /** How many pairs of rows there are to be judged. */
    double pairs() {
        double first = split;
        double rest = origin.length - first;
        return isLink() ? first * rest : first * (first - 1) / 2;
    }

    private static int[] order(List<Folded> columns, int rows, int split) {
        long[] contents = new long[rows];
        for (int c = 0; c < columns.size(); c++) {
            Folded column = columns.get(c);
            for (int row = 0; row < rows; row++) {
                contents[row] += Hash.mix(column.hashes[column.raw.codes()[row]] + c);
            }
        }
        int[] order = new int[rows];
        sorted(contents, 0, split, order);
        sorted(contents, split, rows, order);
        return order;
    }

    private static void sorted(long[] keys, int from, int to, int[] order) {
        int[] rows = IntStream.range(from, to)
                .boxed()
                .sorted((a, b) -> Long.compare(keys[a], keys[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        System.arraycopy(rows, 0, order, from, rows.length);
    }

    private static int[] partners(List<Shape> shapes, List<Column> columns, int rows) {
        int[] partner = new int[columns.size()];
        Arrays.fill(partner, -1);
        double[] best = new double[columns.size()];
        for (int a = 0; a < partner.length; a++) {
            for (int b = a + 1; b < partner.length; b++) {
                if (shapes.get(a).kind() != Kind.TEXT || shapes.get(b).kind() != Kind.TEXT) {
                    continue;
                }
                double overlap =
                        Math.min(shared(columns.get(a), columns.get(b)), shared(columns.get(b), columns.get(a)));
                if (overlap >= OVERLAP * rows && overlap > best[a] && overlap > best[b]) {
                    for (int each : new int[] {a, b}) {
                        if (partner[each] >= 0) {
                            best[partner[each]] = 0;
                            partner[partner[each]] = -1;
                        }
                    }
                    partner[a] = b;
                    partner[b] = a;
                    best[a] = overlap;
                    best[b] = overlap;
                }
            }
        }
        return partner;
    }

    /** How many rows have a value that is also one of the other column's. */
    private static int shared(Column column, Column other) {
        boolean[] there = new boolean[other.bound()];
        for (int row = 0; row < other.rows(); row++) {
            if (other.code(row) != Column.MISSING) {
                there[other.code(row)] = true;
            }
        }
        int shared = 0;
        for (int row = 0; row < column.rows(); row++) {
            int code = column.code(row);
            shared += code != Column.MISSING && there[code] ? 1 : 0;
        }
        return shared;
    }

    /** A raw column whose texts are folded. */
    private static final class Folded {

        private final Raw raw;
        private final String[] texts;
        private final long[] hashes;

        private Folded(Raw raw) {
            this.raw = raw;
            this.texts = new String[raw.texts().size()];
            this.hashes = new long[texts.length];
        }

        static Folded of(Raw raw) {
            Folded folded = new Folded(raw);
            for (int i = 0; i < folded.texts.length; i++) {
                String text = Texts.folded(raw.texts().get(i));
                folded.texts[i] = text;
                folded.hashes[i] = text.isEmpty() ? 0 : Hash.text(text, 0);
            }
            return folded;
        }

        /** Whether the column only numbers the rows in their order, or gives each an id made up by chance. */
        boolean isNumbering(int rows) {
            if (rows < 3 || texts.length < rows) {
                return false;
            }
            boolean random = true;
            boolean rising = true;
            double last = Double.NEGATIVE_INFINITY;
            for (int row = 0; row < rows && (random || rising); row++) {
                String text = texts[raw.codes()[row]];
                random &= RANDOM_ID.matcher(text).matches();
                double number = text.length() > 9 ? Double.NaN : Kind.number(text);
                rising &= number == Math.rint(number) && (row == 0 || number == last + 1);
                last = number;
            }
            return random || rising;
        }
    }

    /** What a column has turned out to hold. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Shape(String name, Kind kind, int[] codes, Dictionary values, int distinct) {

        static Shape of(Folded folded, int[] origin, Lexicon lexicon) {
            List<String> sample = new ArrayList<>();
            boolean[] seen = new boolean[folded.texts.length];
            for (int row = 0; row < origin.length && sample.size() < SAMPLE; row++) {
                int raw = folded.raw.codes()[origin[row]];
                if (!seen[raw] && !folded.texts[raw].isEmpty()) {
                    seen[raw] = true;
                    sample.add(folded.texts[raw]);
                }
            }
            Kind kind = Kind.of(sample);
            boolean dayFirst = kind == Kind.DATE && Kind.dayFirst(sample);
            Dictionary values = new Dictionary();
            IntUnaryOperator coding = kind == Kind.TEXT
                    ? raw -> lexicon.code(folded.texts[raw])
                    : raw -> {
                        String text = kind.canonical(folded.texts[raw], dayFirst);
                        return text.isEmpty() ? Column.MISSING : values.code(text);
                    };
            int[] codeOfRaw = new int[folded.texts.length];
            Arrays.fill(codeOfRaw, Integer.MIN_VALUE);
            int[] codes = new int[origin.length];
            for (int row = 0; row < codes.length; row++) {
                int raw = folded.raw.codes()[origin[row]];
                if (codeOfRaw[raw] == Integer.MIN_VALUE) {
                    codeOfRaw[raw] = folded.texts[raw].isEmpty() ? Column.MISSING : coding.applyAsInt(raw);
                }
                codes[row] = codeOfRaw[raw];
            }
            int distinct = (int) Arrays.stream(codes)
                    .filter(code -> code != Column.MISSING)
                    .distinct()
                    .count();
            return new Shape(folded.raw.name(), kind, codes, values, distinct);
        }

        Column column(Lexicon lexicon, boolean han) {
            return switch (kind) {
                case TEXT -> new TextColumn(name, codes, lexicon, han);
                case DATE -> new DateColumn(name, codes, values.sealed());
                case PHONE -> new PhoneColumn(name, codes, values.sealed());
                case CODE -> new CodeColumn(name, codes, values.sealed());
                case NUMBER -> new NumberColumn(name, codes, values.sealed());
            };
        }
    }
}
