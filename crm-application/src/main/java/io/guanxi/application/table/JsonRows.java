package io.guanxi.application.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects, one in each line, or all in one array. The header is all names there are, in the order in which they come;
 * objects in objects are columns such as {@code address.city}, lists stay JSON.
 */
final class JsonRows implements Rows {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_COLUMNS = 10_000;

    private final BufferedReader text;

    /** The array that all objects stand in, or null. */
    private final @Nullable JsonParser array;

    private final List<String> header;
    private long line;

    private JsonRows(Reader reader, List<String> header) throws IOException {
        text = new BufferedReader(reader);
        this.header = header;
        text.mark(1 << 16);
        int c = text.read();
        while (Character.isWhitespace(c)) {
            c = text.read();
        }
        text.reset();
        array = c == '[' ? JSON.createParser(text) : null;
        if (array != null) {
            array.nextToken();
        }
    }

    static List<String> header(Encoding.Opener text) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        try (JsonRows rows = new JsonRows(text.open(), List.of())) {
            for (Cells cells = rows.cells(); cells != null; cells = rows.cells()) {
                names.addAll(cells.byName.keySet());
                if (names.size() > MOST_COLUMNS) {
                    throw new IOException("it has more than " + MOST_COLUMNS + " columns");
                }
            }
        }
        return List.copyOf(names);
    }

    static JsonRows open(Encoding.Opener text, List<String> header) throws IOException {
        return new JsonRows(text.open(), header);
    }

    @Override
    public @Nullable TableRow next() throws IOException {
        Cells cells = cells();
        if (cells == null) {
            return null;
        }
        if (cells.broken != null) {
            return new TableRow(cells.line, List.of(cells.broken), EnumSet.of(Flaw.MALFORMED));
        }
        List<String> row = new ArrayList<>(header.size());
        header.forEach(name -> row.add(cells.byName.getOrDefault(name, "")));
        return new TableRow(cells.line, row, EnumSet.noneOf(Flaw.class));
    }

    private @Nullable Cells cells() throws IOException {
        return array == null ? fromLine() : fromArray(array);
    }

    private @Nullable Cells fromLine() throws IOException {
        String json = text.readLine();
        line++;
        while (json != null && json.isBlank()) {
            json = text.readLine();
            line++;
        }
        if (json == null) {
            return null;
        }
        try (JsonParser parser = JSON.createParser(json)) {
            Map<String, String> cells = new LinkedHashMap<>();
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return new Cells(line, Map.of(), json);
            }
            object(parser, "", cells);
            return parser.nextToken() == null ? new Cells(line, cells, null) : new Cells(line, Map.of(), json);
        } catch (JsonParseException malformed) {
            return new Cells(line, Map.of(), json);
        }
    }

    private static @Nullable Cells fromArray(JsonParser array) throws IOException {
        JsonToken token = array.nextToken();
        if (token == null || token == JsonToken.END_ARRAY) {
            return null;
        }
        long line = array.currentTokenLocation().getLineNr();
        if (token != JsonToken.START_OBJECT) {
            return new Cells(line, Map.of(), copied(array));
        }
        Map<String, String> cells = new LinkedHashMap<>();
        object(array, "", cells);
        return new Cells(line, cells, null);
    }

    private static void object(JsonParser parser, String prefix, Map<String, String> cells) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = prefix + parser.currentName();
            switch (parser.nextToken()) {
                case START_OBJECT -> object(parser, name + ".", cells);
                case START_ARRAY -> cells.put(name, copied(parser));
                case VALUE_NULL -> cells.put(name, "");
                default -> cells.put(name, parser.getText());
            }
        }
    }

    private static String copied(JsonParser parser) throws IOException {
        StringWriter copy = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(copy)) {
            generator.copyCurrentStructure(parser);
        }
        return copy.toString();
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    private record Cells(
            long line, Map<String, String> byName, @Nullable String broken) {}
}
