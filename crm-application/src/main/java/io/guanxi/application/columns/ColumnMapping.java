package io.guanxi.application.columns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import io.guanxi.application.table.TableFile;
import io.guanxi.application.table.TableRow;
import io.guanxi.application.view.CustomFields;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.schema.FieldDefinition;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What each column of a table is taken for. It is guessed, shown, and corrected by a mapping file:
 *
 * <pre>
 * {"First Name": "given-name", "Phone 2": "mobile", "Internal": null}
 * </pre>
 *
 * where null leaves a column out, {@code custom.margin} is a field of the tenant's own, and columns that are not named stay as they
 * were guessed.
 *
 * @param columns in the order of the table
 */
public record ColumnMapping(List<Column> columns) {

    /**
     * A column of the table.
     *
     * @param name as the header has it
     * @param field null if it is left out, or a custom field
     * @param custom the name of the custom field; null if it is none
     * @param confidence from 0 to 1; 1 for what a mapping file says
     */
    public record Column(
            int place,
            String name,
            @Nullable ColumnField field,
            @Nullable String custom,
            double confidence) {

        public Column(int place, String name, @Nullable ColumnField field, double confidence) {
            this(place, name, field, null, confidence);
        }

        /** As in mapping files: {@code given-name}, {@code custom.margin}; null if it is left out. */
        public @Nullable String code() {
            if (custom != null) {
                return CUSTOM + custom;
            }
            return field == null ? null : field.code();
        }
    }

    /** What the names of custom fields begin with. */
    public static final String CUSTOM = CustomFields.JSON_NAME + ".";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SAMPLE = 200;
    private static final double BY_NAME = 0.9;
    private static final double BY_CONTENT = 0.7;
    private static final double LEAST = 0.3;

    /** What can be told by content alone, for hardly anything else looks so. */
    private static final List<ColumnField> BY_CONTENT_ALONE =
            List.of(ColumnField.USCC, ColumnField.EMAIL, ColumnField.WEBSITE);

    private static final Pattern REMARKS = Pattern.compile("[(\\[【].*?[)\\]】]|\\*");
    private static final Pattern OTHER_SIGNS = Pattern.compile("[^\\p{L}\\p{N}]");
    private static final Pattern OF_CARDS = Pattern.compile("^x-|(?<=^address) \\d+ ");
    private static final Pattern NUMBER_BEHIND = Pattern.compile("\\d+$");

    public ColumnMapping {
        columns = ImmutableList.copyOf(columns);
    }

    /** By the header and the first 200 rows. */
    public static ColumnMapping guess(RecordKind kind, TableFile table) {
        return guess(kind, table, List.of());
    }

    /** The same where records have custom fields too: known by their names, and by their labels in any language. */
    public static ColumnMapping guess(RecordKind kind, TableFile table, List<FieldDefinition> custom) {
        List<TableRow> sample;
        try (Stream<TableRow> rows = table.rows()) {
            sample = rows.limit(SAMPLE).toList();
        }
        List<Column> guesses = new ArrayList<>();
        for (int place = 0; place < table.header().size(); place++) {
            int column = place;
            List<String> cells = sample.stream()
                    .map(row -> row.cell(column))
                    .filter(each -> !each.isBlank())
                    .toList();
            ColumnContent content = new ColumnContent(cells);
            Column builtIn = guess(kind, place, table.header().get(place), content);
            guesses.add(guess(custom, builtIn, content));
        }
        return new ColumnMapping(onceEach(guesses));
    }

    private static Column guess(RecordKind kind, int place, String name, ColumnContent content) {
        Column best = new Column(place, name, null, 0);
        for (ColumnField field : ColumnField.values()) {
            double confidence =
                    field.names(kind).isEmpty() ? 0 : confidence(named(kind, field, name), content.fit(field), field);
            if (confidence > best.confidence()) {
                best = new Column(place, name, field, confidence);
            }
        }
        return best.confidence() < LEAST ? new Column(place, name, null, 0) : best;
    }

    /** A custom field, if one has a better claim; a tenant's own word for a field is not doubted for what stands in the column. */
    private static Column guess(List<FieldDefinition> custom, Column builtIn, ColumnContent content) {
        Column best = builtIn;
        for (FieldDefinition each : custom) {
            double named = named(each, builtIn.name());
            double confidence = named + (1 - named) * content.fit(each).orElse(0);
            if (named > 0 && confidence > best.confidence()) {
                best = new Column(builtIn.place(), builtIn.name(), null, each.name(), confidence);
            }
        }
        return best;
    }

    private static double named(FieldDefinition field, String column) {
        String key = wholeKey(column);
        if (key.equals(wholeKey(CUSTOM + field.name()))) {
            return 1;
        }
        return Stream.concat(Stream.of(field.name()), field.details().labels().values().stream())
                        .anyMatch(each -> key.equals(wholeKey(each)))
                ? BY_NAME
                : 0;
    }

    /** The name counts, unless what stands in the column can be no such thing. */
    private static double confidence(double named, OptionalDouble fit, ColumnField field) {
        if (named == 0) {
            double share = BY_CONTENT_ALONE.contains(field) ? fit.orElse(0) : 0;
            return share > 0.8 ? BY_CONTENT * share : 0;
        }
        if (fit.isEmpty()) {
            return named;
        }
        double share = fit.getAsDouble();
        return share < 0.2 ? named * share : named + (1 - named) * share;
    }

    /** 0.9 for the very name, less for one that is only part of the column's. */
    private static double named(RecordKind kind, ColumnField field, String column) {
        String key = key(column);
        if (key.isEmpty()) {
            return 0;
        }
        List<String> names = field.names(kind);
        for (int i = 0; i < names.size(); i++) {
            if (key.equals(OTHER_SIGNS.matcher(names.get(i)).replaceAll(""))) {
                return BY_NAME - i / 10_000.0; // of two fields with one name, that of this kind of record
            }
        }
        return names.stream()
                        .filter(each -> each.length() > (each.charAt(0) < 128 ? 4 : 1))
                        .anyMatch(key::endsWith)
                ? BY_NAME / 2
                : 0;
    }

    /** {@code "Phone 2 (work) *"} is {@code phone}. */
    private static String key(String column) {
        String key = wholeKey(column);
        String without = NUMBER_BEHIND.matcher(key).replaceFirst("");
        return without.isEmpty() ? key : without;
    }

    /** The same with its number: fields of {@code size1} and {@code size2} are two. */
    private static String wholeKey(String column) {
        String plain = OF_CARDS.matcher(
                        Normalizer.normalize(column, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
                .replaceAll(" ");
        return OTHER_SIGNS.matcher(REMARKS.matcher(plain).replaceAll("")).replaceAll("");
    }

    /** Of two columns for a field that a record has once, the surer one, and of two as sure the first. */
    private static List<Column> onceEach(List<Column> guesses) {
        Set<String> taken = new HashSet<>();
        Column[] columns = new Column[guesses.size()];
        guesses.stream()
                .sorted(Comparator.comparing(Column::confidence).reversed().thenComparing(Column::place))
                .forEach(each -> {
                    ColumnField field = each.field();
                    String code = each.code();
                    boolean free = code == null || (field != null && field.isMany()) || taken.add(code);
                    columns[each.place()] = free ? each : new Column(each.place(), each.name(), null, 0);
                });
        return List.of(columns);
    }

    /** All columns of that field, in the order of the table. */
    public List<Column> columns(ColumnField field) {
        return columns.stream().filter(each -> each.field() == field).toList();
    }

    /** The first column of that field. */
    public Optional<Column> column(ColumnField field) {
        return columns.stream().filter(each -> each.field() == field).findFirst();
    }

    /**
     * The same with what a mapping file says instead.
     *
     * @throws CrmException.Invalid for what is no mapping, names no column of the table or an unknown field
     */
    public ColumnMapping corrected(String json) {
        List<Column> corrected = new ArrayList<>(columns);
        tree(json).properties().forEach(entry -> {
            int[] places = IntStream.range(0, columns.size())
                    .filter(i ->
                            columns.get(i).name().strip().equals(entry.getKey().strip()))
                    .toArray();
            Check.that(places.length > 0, "mapping", "column", "must name columns of the table, not " + entry.getKey());
            String code = entry.getValue().asText();
            boolean own = code.startsWith(CUSTOM);
            ColumnField field = own || entry.getValue().isNull() ? null : ColumnField.of(code);
            String custom = own ? code.substring(CUSTOM.length()) : null;
            for (int place : places) {
                corrected.set(place, new Column(place, columns.get(place).name(), field, custom, 1));
            }
        });
        return new ColumnMapping(corrected);
    }

    /** The mapping file that would say all this. */
    public String toJson() {
        ObjectNode json = JSON.createObjectNode();
        columns.forEach(each -> json.put(each.name(), each.code()));
        return json.toPrettyString();
    }

    private static JsonNode tree(String json) {
        try {
            JsonNode tree = JSON.readTree(json);
            Check.that(tree != null && tree.isObject(), "mapping", "format", "must be an object");
            return tree;
        } catch (JsonProcessingException malformed) {
            throw new CrmException.Invalid("mapping", "format", "must be JSON");
        }
    }
}
