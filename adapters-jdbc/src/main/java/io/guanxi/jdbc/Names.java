package io.guanxi.jdbc;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of tables, columns and indexes. They are quoted in the case that the database gives to unquoted names, so that
 * attributes may be called {@code order} or {@code value}, and whoever looks at the tables need not quote the others.
 *
 * @param schema where the tables are; null for the connection's own
 * @param prefix what all their names begin with
 * @param upperCase whether the database stores unquoted names in upper case
 * @param quote what stands before and behind a quoted name
 */
record Names(@Nullable String schema, String prefix, boolean upperCase, String quote) {

    private static final int LONGEST = 63;

    /** Short enough for the table of a view of the longest name in PostgreSQL's 63 characters. */
    private static final Pattern PREFIX = Pattern.compile("([a-z][a-z0-9_]{0,15})?");

    private static final Pattern SCHEMA = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    static String checkedPrefix(String prefix) {
        return checked("prefix", prefix, PREFIX, "at most 16 of a-z, 0-9 and _, starting with a letter");
    }

    static String checkedSchema(String schema) {
        return checked("schema", schema, SCHEMA, "1 to 63 of a-z, 0-9 and _, starting with a letter");
    }

    private static String checked(String what, String name, Pattern form, String words) {
        if (!form.matcher(name).matches()) {
            throw new IllegalArgumentException("The " + what + " must be " + words + ", not " + name);
        }
        return name;
    }

    /** A table, with its schema if one was given. */
    String table(String name) {
        return inSchema(prefix + name);
    }

    private String inSchema(String name) {
        return schema == null ? quoted(name) : quoted(schema) + "." + quoted(name);
    }

    /** A quoted name with its schema, as statements need it that do not speak of a table. */
    String qualified(String quoted) {
        return schema == null ? quoted : quoted(schema) + "." + quoted;
    }

    /** A table as people write it. */
    String plain(String name) {
        return (schema == null ? "" : schema + ".") + prefix + name;
    }

    /** An index, which is always in the schema of its table. */
    String index(String table, int number) {
        return quoted(shortened(prefix + table + "_i" + number));
    }

    /** What refuses those who know of too old an edition. */
    String check(String table, int edition) {
        return quoted(shortened(prefix + table + "_e" + edition));
    }

    /** To what PostgreSQL does not cut off. */
    private static String shortened(String name) {
        return name.length() <= LONGEST
                ? name
                : name.substring(0, LONGEST - 9) + "_"
                        + Hashing.murmur3_32_fixed().hashString(name, StandardCharsets.UTF_8);
    }

    String quoted(String name) {
        return quote + folded(name) + quote;
    }

    String folded(String name) {
        return upperCase ? name.toUpperCase(Locale.ROOT) : name;
    }
}
