package io.guanxi.jdbc;

import io.guanxi.application.view.AttributeType;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the databases say differently. */
enum Dialect {
    H2("H2", "character varying", "") {

        @Override
        String upsert(String table, List<String> keys, List<String> others) {
            return "merge into " + table + " (" + list(keys, others) + ") key (" + String.join(", ", keys)
                    + ") values (" + marks(keys.size() + others.size()) + ")";
        }

        @Override
        String insertIfAbsent(String table, String... columns) {
            return insert(table, columns);
        }

        @Override
        SqlText unrepeated() {
            return new SqlText(" and ? is not null").bind(System.nanoTime());
        }

        @Override
        String unrepeated(String statement) {
            return statement + " /* " + System.nanoTime() + " */";
        }

        /** H2 orders texts by their UTF-16 code units, as Java does. */
        @Override
        @Nullable
        String behindAllWith(String prefix) {
            int last = prefix.length() - 1;
            while (last >= 0 && prefix.charAt(last) == Character.MAX_VALUE) {
                last--;
            }
            return last < 0 ? null : prefix.substring(0, last) + (char) (prefix.charAt(last) + 1);
        }

        /** A join, for H2 uses the first two columns of an index of three for no list, in pairs or not. */
        @Override
        SqlText streams(String eventTable, String tenant, Collection<UUID> aggregates) {
            return new SqlText("unnest(cast(? as uuid array)) as wanted(one) join " + eventTable
                            + " on tenant = ? and aggregate = one where 1 = 1")
                    .bind(aggregates.toArray(new UUID[0]))
                    .bind(tenant);
        }

        @Override
        boolean listsInPairs() {
            return true;
        }

        @Override
        SqlText ids(String tenantColumn, String idColumn, String tenant, Collection<UUID> ids) {
            SqlText text = new SqlText("(" + tenantColumn + ", " + idColumn + ") in ("
                    + String.join(", ", Collections.nCopies(ids.size(), "(?, ?)")) + ")");
            ids.forEach(id -> text.bind(tenant).bind(id));
            return text;
        }
    },

    POSTGRESQL("PostgreSQL", "text", " collate \"C\"") {

        @Override
        String upsert(String table, List<String> keys, List<String> others) {
            return "insert into " + table + " (" + list(keys, others) + ") values ("
                    + marks(keys.size() + others.size())
                    + ") on conflict (" + String.join(", ", keys) + ") do update set "
                    + others.stream().map(each -> each + " = excluded." + each).collect(Collectors.joining(", "));
        }

        @Override
        String insertIfAbsent(String table, String... columns) {
            return insert(table, columns) + " on conflict do nothing";
        }

        @Override
        SqlText ids(String tenantColumn, String idColumn, String tenant, Collection<UUID> ids) {
            return new SqlText(tenantColumn + " = ? and " + idColumn + " = any (?)")
                    .bind(tenant)
                    .bind(ids.toArray(new UUID[0]));
        }

        /** Neither NUL nor half a surrogate pair has a place in UTF-8. */
        @Override
        boolean canHold(Object value) {
            return !(value instanceof String text)
                    || text.codePoints()
                            .noneMatch(point -> point == 0
                                    || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
        }

        @Override
        boolean comparesWithArrays(AttributeType type) {
            return switch (type) {
                case TEXT, TEXTS, INTEGER, REFERENCE -> true;
                case DECIMAL, BOOLEAN, DATE, INSTANT -> false;
            };
        }

        /** PostgreSQL orders texts by the bytes of UTF-8 here, that is by code points. */
        @Override
        @Nullable
        String behindAllWith(String prefix) {
            int[] points = prefix.codePoints().toArray();
            int last = points.length - 1;
            while (last >= 0 && points[last] == Character.MAX_CODE_POINT) {
                last--;
            }
            if (last < 0) {
                return null;
            }
            points[last] = points[last] + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : points[last] + 1;
            return new String(points, 0, last + 1);
        }
    };

    private final String product;
    private final String text;
    private final String byBytes;

    Dialect(String product, String text, String byBytes) {
        this.product = product;
        this.text = text;
        this.byBytes = byBytes;
    }

    /** By the name that the database gives itself. */
    static Dialect of(String product) {
        return Stream.of(values())
                .filter(each -> each.product.equals(product))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("Guanxi keeps its tables in H2 or PostgreSQL, not in " + product));
    }

    /** Where its migrations are. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of the column that keeps an attribute. Texts compare by their bytes, whatever the language of the database. */
    String columnType(AttributeType type) {
        return switch (type) {
            case TEXT, TEXTS -> text + byBytes;
            case INTEGER -> "bigint";
            case DECIMAL -> "numeric(28, 8)";
            case BOOLEAN -> "boolean";
            case DATE -> "date";
            case INSTANT -> "timestamp(6) with time zone";
            case REFERENCE -> "uuid";
        };
    }

    String tenantType() {
        return "varchar(63)" + byBytes;
    }

    String documentType() {
        return text;
    }

    /** Inserts a row or replaces the one with the same key. */
    abstract String upsert(String table, List<String> keys, List<String> others);

    /** Inserts a row; if there is one with the same key, it does nothing or is refused without harm to the transaction. */
    abstract String insertIfAbsent(String table, String... columns);

    /** The log's rows of several aggregates, each named once, by their index: what stands behind {@code from}. */
    SqlText streams(String eventTable, String tenant, Collection<UUID> aggregates) {
        return new SqlText(eventTable + " where ").add(ids("tenant", "aggregate", tenant, aggregates));
    }

    /** The rows of one tenant with any of these ids, by their index. */
    abstract SqlText ids(String tenantColumn, String idColumn, String tenant, Collection<UUID> ids);

    /**
     * The end of the condition of every question, inner ones included. A statement of H2 that is repeated with the same values
     * may give the answer that it gave before: H2 compares a counter of each table, and looks at it while another session has
     * committed but not yet counted in the second of two tables. So a view was once folded on an old row. Here no two questions
     * have the same values. To switch the setting off altogether would have an inner question asked again for each row.
     */
    SqlText unrepeated() {
        return new SqlText("");
    }

    /** A statement of others, to the same end: as a text of its own. It is parsed each time, so this is for the rare ones. */
    String unrepeated(String statement) {
        return statement;
    }

    /** Whether a column of the database can hold the value at all; what it cannot hold equals nothing there. */
    boolean canHold(Object value) {
        return true;
    }

    /** Whether an index of (tenant, something) is used for a list of pairs, but not for a list of one and the tenant beside it. */
    boolean listsInPairs() {
        return false;
    }

    /** Whether a long list of such values can be given as one array. */
    boolean comparesWithArrays(AttributeType type) {
        return false;
    }

    /** The first text behind all that start with the prefix, in the order of this database; null if there is none. */
    abstract @Nullable String behindAllWith(String prefix);

    private static String insert(String table, String... columns) {
        return "insert into " + table + " (" + String.join(", ", columns) + ") values (" + marks(columns.length) + ")";
    }

    private static String list(List<String> keys, List<String> others) {
        return Stream.concat(keys.stream(), others.stream()).collect(Collectors.joining(", "));
    }

    static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }
}
