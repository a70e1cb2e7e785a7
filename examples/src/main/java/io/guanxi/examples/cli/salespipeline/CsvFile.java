package io.guanxi.examples.cli.salespipeline;

import com.google.common.collect.ImmutableMap;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file of comma-separated values in UTF-8, with or without byte order mark, whose first row names the columns in any order and
 * case. Other columns than those asked for are passed over.
 */
final class CsvFile {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Source source;
    private final List<String> columns;

    CsvFile(Source source, List<String> columns) {
        this.source = source;
        this.columns = List.copyOf(columns);
    }

    String name() {
        return source.name();
    }

    /** @throws UnreadableFileException if the file is not there or lacks a column */
    void requireColumns() {
        try (Reader text = open();
                CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(text);
                CloseableIterator<CsvRecord> records = csv.iterator()) {
            requireHeader(records);
        } catch (CsvParseException malformed) {
            throw unreadable("cannot be read: " + rootMessage(malformed));
        } catch (UncheckedIOException | IOException failure) {
            throw unreadable(reason(failure));
        }
    }

    /**
     * Shows every row that is not blank, one after the other; none of them is kept.
     *
     * @throws UnreadableFileException if the file cannot be read to its end; what came before has been shown
     */
    void forEach(Consumer<Row> reader) {
        try (Reader text = open();
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowUnclosedQuote(false)
                        .ofCsvRecord(text);
                CloseableIterator<CsvRecord> records = csv.iterator()) {
            CsvRecord header = requireHeader(records);
            Map<String, Integer> places = places(header);
            while (records.hasNext()) {
                reader.accept(new Row(name(), places, header.getFieldCount(), records.next()));
            }
        } catch (CsvParseException malformed) {
            throw unreadable("cannot be read any further: " + rootMessage(malformed));
        } catch (UncheckedIOException | IOException failure) {
            throw unreadable(reason(failure));
        }
    }

    private Reader open() throws IOException {
        InputStream bytes = new BufferedInputStream(source.open());
        bytes.mark(BYTE_ORDER_MARK.length);
        if (!ByteBuffer.wrap(bytes.readNBytes(BYTE_ORDER_MARK.length)).equals(ByteBuffer.wrap(BYTE_ORDER_MARK))) {
            bytes.reset();
        }
        return new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private CsvRecord requireHeader(CloseableIterator<CsvRecord> records) {
        if (!records.hasNext()) {
            throw unreadable("is empty");
        }
        CsvRecord header = records.next();
        places(header);
        return header;
    }

    private Map<String, Integer> places(CsvRecord header) {
        Map<String, Integer> found = new HashMap<>();
        for (int i = 0; i < header.getFieldCount(); i++) {
            String column = header.getField(i).strip().toLowerCase(Locale.ROOT);
            if (columns.contains(column) && found.put(column, i) != null) {
                throw unreadable("has the column " + column + " twice");
            }
        }
        List<String> missing = new ArrayList<>(columns);
        missing.removeAll(found.keySet());
        if (!missing.isEmpty()) {
            throw unreadable("has no column " + String.join(", ", missing) + " in its first row");
        }
        return ImmutableMap.copyOf(found);
    }

    private UnreadableFileException unreadable(String why) {
        return new UnreadableFileException(name() + " " + why);
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof CsvParseException ? String.valueOf(root.getMessage()) : reason(root);
    }

    private static String reason(@Nullable Throwable failure) {
        if (failure instanceof UncheckedIOException unchecked) {
            return reason(unchecked.getCause());
        }
        if (failure instanceof CharacterCodingException) {
            return "is not in UTF-8";
        }
        if (failure instanceof AccessDeniedException) {
            return "may not be read by this user";
        }
        return failure instanceof NoSuchFileException ? "is missing" : String.valueOf(failure);
    }

    /** Where the bytes of a file come from. */
    interface Source {

        /** The file's name as messages show it. */
        String name();

        InputStream open() throws IOException;
    }
}
