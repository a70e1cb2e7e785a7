package io.guanxi.application.table;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A table in a file: a header and rows of texts. What the file is written in is seen from its content; its name counts for
 * nothing. Rows may be read as often as one likes, each time from the file.
 */
public final class TableFile {

    private static final int HEAD = 4096;
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OLE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    private static final Pattern JSON = Pattern.compile("(\\[\\s*)?\\{");

    private final String name;
    private final TableForm form;
    private final List<String> header;
    private final Rows.Source rows;

    private TableFile(String name, TableForm form, List<String> header, Rows.Source rows) {
        this.name = name;
        this.form = form;
        this.header = ImmutableList.copyOf(header);
        this.rows = rows;
    }

    /**
     * A table that is in no file but in a database, say, or in what another system answers.
     *
     * @param name as reports call it
     * @param rows opened each time that the table is read, and closed; each has a text for every column
     */
    public static TableFile of(String name, List<String> header, Supplier<Stream<List<String>>> rows) {
        return new TableFile(
                name, new TableForm(TableForm.Kind.ROWS, null, null), header, () -> new GivenRows(rows.get()));
    }

    /** @throws UnreadableTableException if it is not there or is no table */
    public static TableFile open(Path file) {
        return open(file, TableOptions.GUESS);
    }

    /** @throws UnreadableTableException if it is not there or is no table */
    public static TableFile open(Path file, TableOptions options) {
        String name = String.valueOf(file.getFileName());
        try {
            byte[] head = head(file);
            if (startsWith(head, ZIP)) {
                TableForm form = new TableForm(TableForm.Kind.XLSX, null, null);
                List<String> header = XlsxRows.header(file, options.sheet());
                return new TableFile(name, form, header, () -> XlsxRows.open(file, options.sheet(), header.size()));
            }
            if (startsWith(head, OLE)) {
                throw new UnreadableTableException(
                        name + " is a workbook of Excel before 2007; save it as .xlsx or .csv", null);
            }
            Charset known = options.charset();
            Guess<Charset> charset = known == null ? Encoding.of(file) : Guess.certain(known);
            return text(file, name, charset, new String(head, charset.value()), options);
        } catch (IOException | UncheckedIOException failure) {
            throw unreadable(name, failure);
        } catch (NoClassDefFoundError missing) {
            throw new UnreadableTableException(
                    name + " cannot be read without fastexcel-reader (workbooks) or ez-vcard (cards)", missing);
        }
    }

    private static TableFile text(Path file, String name, Guess<Charset> charset, String head, TableOptions options)
            throws IOException {
        Encoding.Opener text = () -> Encoding.reader(file, charset.value());
        String start = head.replace("\uFEFF", "").stripLeading().toLowerCase(Locale.ROOT);
        if (options.dialect() == null && start.startsWith("begin:vcard")) {
            TableForm form = new TableForm(TableForm.Kind.VCARD, charset, null);
            List<String> header = VCardRows.header(text);
            return new TableFile(name, form, header, () -> VCardRows.open(text, header));
        }
        if (options.dialect() == null && JSON.matcher(start).lookingAt()) {
            TableForm form = new TableForm(TableForm.Kind.JSON_LINES, charset, null);
            List<String> header = JsonRows.header(text);
            return new TableFile(name, form, header, () -> JsonRows.open(text, header));
        }
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            throw new UnreadableTableException(name + " is a web page, not a table", null);
        }
        Dialect known = options.dialect();
        Guess<Dialect> dialect = known == null ? DialectGuess.of(text) : Guess.certain(known);
        TableForm form = new TableForm(TableForm.Kind.CSV, charset, dialect);
        List<String> header = CsvRows.header(text, dialect.value());
        return new TableFile(name, form, header, () -> CsvRows.open(text, dialect.value(), header.size()));
    }

    /** The file's name, without its directory. */
    public String name() {
        return name;
    }

    /** What it was taken for, and how surely. */
    public TableForm form() {
        return form;
    }

    /** The names of the columns as they are written; none in a file without content. */
    public List<String> header() {
        return header;
    }

    /**
     * The rows below the header; the stream must be closed. Blank ones are passed over, unless the table has one column only.
     *
     * @throws UnreadableTableException here or while reading, if the file cannot be read to its end
     */
    public Stream<TableRow> rows() {
        try {
            Rows opened = rows.open();
            return StreamSupport.stream(new Walk(opened), false).onClose(() -> close(opened));
        } catch (IOException failure) {
            throw unreadable(name, failure);
        }
    }

    private void close(Rows opened) {
        try {
            opened.close();
        } catch (IOException failure) {
            throw unreadable(name, failure);
        }
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return bytes.readNBytes(HEAD);
        }
    }

    private static boolean startsWith(byte[] head, byte[] start) {
        return head.length >= start.length && Arrays.equals(head, 0, start.length, start, 0, start.length);
    }

    private static UnreadableTableException unreadable(String name, Exception failure) {
        Throwable cause = failure.getCause() instanceof IOException inner ? inner : failure;
        if (cause instanceof NoSuchFileException) {
            return new UnreadableTableException(name + " is missing", failure);
        }
        if (cause instanceof AccessDeniedException) {
            return new UnreadableTableException(name + " may not be read by this user", failure);
        }
        return new UnreadableTableException(name + " cannot be read: " + cause.getMessage(), failure);
    }

    /** Adds what all kinds of tables have in common: the flaws that are seen by the header. */
    private final class Walk extends Spliterators.AbstractSpliterator<TableRow> {

        private final Rows opened;

        Walk(Rows opened) {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
            this.opened = opened;
        }

        @Override
        public boolean tryAdvance(Consumer<? super TableRow> action) {
            try {
                TableRow row = opened.next();
                if (row == null) {
                    return false;
                }
                action.accept(judged(row));
                return true;
            } catch (IOException | UncheckedIOException failure) {
                throw unreadable(name, failure);
            }
        }

        private TableRow judged(TableRow row) {
            Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
            flaws.addAll(row.flaws());
            int more = Integer.compare(row.cells().size(), header.size());
            if (more != 0) {
                flaws.add(more > 0 ? Flaw.MORE_CELLS : Flaw.FEWER_CELLS);
            }
            if (row.cells().stream().anyMatch(each -> each.indexOf('\uFFFD') >= 0)) {
                flaws.add(Flaw.UNDECODABLE);
            }
            return flaws.isEmpty() ? row : new TableRow(row.line(), row.cells(), flaws);
        }
    }
}
