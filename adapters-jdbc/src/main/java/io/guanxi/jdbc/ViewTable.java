package io.guanxi.jdbc;

import com.google.common.hash.Hashing;
import io.guanxi.application.lookup.Terms;
import io.guanxi.application.spi.Json;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.AttributeType;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.TenantId;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The table of one type of view: tenant, id, version, a column for each attribute, and the record as JSON. Columns answer
 * questions, the document is what is answered.
 */
final class ViewTable<V extends View> {

    /** Raised when tables of views are laid out differently, so that they are all made anew. */
    private static final int LAYOUT = 2;

    /** Where attributes begin in a row: behind tenant, id and version. */
    private static final int FIRST_ATTRIBUTE = 3;

    /** The newest edition that whoever wrote the row knew of. No attribute's name begins like that. */
    static final String NEWEST = "_newest";

    private final ViewType<V> type;
    private final int edition;
    private final Names names;
    private final Dialect dialect;
    private final Json json;
    private final String table;
    private final Dialect.Batch upsert;
    private final Dialect.Batch fill;
    private final String fingerprint;
    private final @Nullable TermTable terms;
    private final List<Index> indexes;
    private final List<Index> spareIndexes;

    ViewTable(ViewType<V> type, boolean lookedUp, int edition, Names names, Dialect dialect, Json json) {
        this.type = type;
        this.edition = edition;
        this.names = names;
        this.dialect = dialect;
        this.json = json;
        table = names.table(localName());
        terms = lookedUp ? new TermTable(this, names.table(TermTable.localName(type.name(), edition)), dialect) : null;
        List<String> others = new ArrayList<>();
        others.add(column("version"));
        type.attributes().keySet().forEach(each -> others.add(column(each)));
        others.add(column("document"));
        others.add(column(NEWEST));
        if (lookedUp) {
            others.add(column(TermTable.COLUMN));
        }
        List<String> keys = List.of(column("tenant"), column("id"));
        upsert = dialect.batch(dialect.upsert(table, keys, others), types());
        fingerprint = fingerprint(type, lookedUp);
        fill = dialect.batch(dialect.fill(table, keys, others), types());
        indexes = indexesOfLists();
        spareIndexes = indexes.stream().filter(each -> each.isSpare()).toList();
    }

    /** The types of the columns, in the order of a row. */
    List<AttributeType> types() {
        List<AttributeType> types = new ArrayList<>();
        types.add(AttributeType.TEXT);
        types.add(AttributeType.REFERENCE);
        types.add(AttributeType.INTEGER);
        type.attributes().values().forEach(each -> types.add(each.type()));
        types.add(AttributeType.TEXT);
        types.add(AttributeType.INTEGER);
        if (terms != null) {
            types.add(AttributeType.TEXT);
        }
        return types;
    }

    /** The table's name without prefix and schema: the first edition is called like the view. */
    String localName() {
        return localName(type.name(), edition);
    }

    static String localName(String type, int edition) {
        return "v_" + type + (edition == 1 ? "" : "_" + edition);
    }

    int edition() {
        return edition;
    }

    /** Where its terms are; null if it cannot be looked up. */
    @Nullable
    TermTable terms() {
        return terms;
    }

    /** The statement that inserts what is not there yet. */
    Dialect.Batch fill() {
        return fill;
    }

    Dialect dialect() {
        return dialect;
    }

    ViewType<V> type() {
        return type;
    }

    /** The table's name as statements write it. */
    String table() {
        return table;
    }

    /** With that of its terms; the view's first, as whoever comes too late for it looks again. */
    List<String> all() {
        return terms == null ? List.of(table) : List.of(table, terms.table());
    }

    /** A column's name as statements write it. */
    String column(String name) {
        return names.quoted(name);
    }

    String column(Attribute<?, ?> attribute) {
        return column(attribute.name());
    }

    /** The statement for {@link #row}. */
    Dialect.Batch upsert() {
        return upsert;
    }

    /**
     * @param newest the newest edition that is known of
     * @param written its terms; null where there is no place for them, or none are to be found yet
     */
    List<@Nullable Object> row(TenantId tenant, Versioned<V> versioned, int newest, @Nullable String written) {
        V view = versioned.view();
        List<@Nullable Object> row = new ArrayList<>(type.attributes().size() + 5);
        row.add(tenant.value());
        row.add(view.id().value());
        row.add(versioned.version());
        type.attributes().values().forEach(each -> row.add(Columns.written(each.valueOf(view))));
        row.add(json.write(view));
        row.add((long) newest);
        if (terms != null) {
            row.add(written);
        }
        return row;
    }

    /** Selects what {@link #read} reads, from this table called {@code v}. */
    SqlText select() {
        return new SqlText("select v." + column("version") + ", v." + column("document") + " from " + table + " v");
    }

    Versioned<V> read(ResultSet row) throws SQLException {
        return new Versioned<>(view(row, 2), row.getLong(1));
    }

    V view(ResultSet row, int documentColumn) throws SQLException {
        return json.read(type.viewClass(), row.getString(documentColumn));
    }

    /** The statement that makes the table. */
    String create() {
        List<String> columns = new ArrayList<>();
        columns.add(column("tenant") + " " + dialect.tenantType() + " not null");
        columns.add(column("id") + " " + dialect.columnType(AttributeType.REFERENCE) + " not null");
        columns.add(column("version") + " bigint not null");
        type.attributes().values().forEach(each -> columns.add(column(each) + " " + columnType(each)));
        columns.add(column("document") + " " + dialect.documentType() + " not null");
        columns.add(column(NEWEST) + " bigint");
        if (terms != null) {
            columns.add(column(TermTable.COLUMN) + " " + dialect.columnType(AttributeType.TEXT));
        }
        columns.add("primary key (" + column("tenant") + ", " + column("id") + ")");
        return "create table " + table + " (\n    " + String.join(",\n    ", columns) + "\n)" + dialect.tableOptions();
    }

    /** All of them, whether they are made with the table or later. */
    List<Index> indexes() {
        return indexes;
    }

    /** Those of spare columns that are made with the column's first value; see {@link SpareIndexes}. */
    List<Index> spareIndexes() {
        return spareIndexes;
    }

    private List<Index> indexesOfLists() {
        List<Index> all = new ArrayList<>();
        for (ViewType.ListOf<V> list : type.lists()) {
            String name = names.index(localName(), all.size() + 1);
            Attribute<V, ?> spare = Stream.concat(list.where().stream(), list.by().stream())
                    .filter(ViewTable::isSpare)
                    .findFirst()
                    .orElse(null);
            // most spare columns are empty: only what has a value is in their indexes, where the database can do that
            if (spare == null || dialect.indexesPresentAlone()) {
                String rows = spare == null ? "" : " where " + column(spare) + " is not null";
                all.add(new Index(name, localName(), table, keys(list), rows, "", 0));
            } else {
                int position = FIRST_ATTRIBUTE
                        + List.copyOf(type.attributes().values()).indexOf(spare);
                all.add(new Index(name, localName(), table, keys(list), "", spare.name(), position));
            }
        }
        return List.copyOf(all);
    }

    /** Whether its column is one that custom fields take. */
    static boolean isSpare(Attribute<?, ?> attribute) {
        return attribute.field() != null;
    }

    /**
     * An index for a list that people open.
     *
     * @param localTable the table's name without prefix and schema
     * @param rows the condition for those that are in it; empty for all
     * @param spare the spare column with whose first value it is made; empty for one that is made with the table
     * @param position where that column is in a row
     */
    record Index(String name, String localTable, String table, String keys, String rows, String spare, int position) {

        boolean isSpare() {
            return !spare.isEmpty();
        }

        String create() {
            return create("");
        }

        String create(String how) {
            return "create index " + how + name + " on " + table + " (" + keys + ")" + rows;
        }
    }

    /** Refuses from now on, and for ever, whoever writes and knows of no such edition; those under way are waited for. */
    List<String> announcing(int newest) {
        return dialect.check(table, names.check(localName(), newest), column(NEWEST) + " >= " + newest);
    }

    private String columnType(Attribute<V, ?> attribute) {
        if (!isText(attribute)) {
            return dialect.columnType(attribute.type());
        }
        int texts = type.lists().stream()
                .map(each ->
                        Stream.concat(each.where().stream(), each.by().stream()).toList())
                .filter(each -> each.contains(attribute))
                .mapToInt(each -> (int) each.stream().filter(ViewTable::isText).count())
                .max()
                .orElse(0);
        return texts == 0 ? dialect.columnType(attribute.type()) : dialect.indexedTextType(texts);
    }

    private static boolean isText(Attribute<?, ?> attribute) {
        return attribute.type() == AttributeType.TEXT || attribute.type() == AttributeType.TEXTS;
    }

    /** In the very order of the list's pages, absent values last, so that a page is read and not sorted. */
    private String keys(ViewType.ListOf<V> list) {
        List<String> keys = new ArrayList<>();
        keys.add(column("tenant"));
        list.where().forEach(each -> keys.add(dialect.ascending(column(each))));
        for (Ordered<V, ?> by : list.by()) {
            keys.add(dialect.ascending(column(by)));
        }
        keys.add(column("id"));
        return String.join(", ", keys);
    }

    /** What the stored rows depend on: if it differs, they must be folded anew. */
    String fingerprint() {
        return fingerprint;
    }

    private static String fingerprint(ViewType<?> type, boolean lookedUp) {
        String shape = LAYOUT
                + "/" + type.revision()
                + "/"
                + type.attributes().values().stream()
                        .map(each -> each.name() + ":" + each.type())
                        .collect(Collectors.joining(","))
                + "/" + type.lists()
                + (lookedUp ? "/" + Terms.REVISION + type.lookedUpBy() : "");
        return Hashing.sha256().hashString(shape, StandardCharsets.UTF_8).toString();
    }
}
