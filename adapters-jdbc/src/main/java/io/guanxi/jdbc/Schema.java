package io.guanxi.jdbc;

import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Sees to it that the library's own tables are there and of the version that this build knows; those of views are another matter. */
final class Schema {

    /** The scripts, in order; the number of a script is the version of the tables after it. */
    private static final List<String> SCRIPTS = List.of("V1__tables.sql");

    private static final int VERSION = SCRIPTS.size();

    private static final List<String> TABLES = List.of(
            "event",
            "tenant",
            "key",
            "erasure",
            "claim",
            "attempt",
            "receipt",
            "batch",
            "upgrade",
            "snapshot",
            "chain",
            "token",
            "node",
            "dead_letter",
            "view_type",
            "view_part",
            "schema_version");

    private final DataSource source;
    private final Transactions transactions;
    private final Names names;
    private final Dialect dialect;

    Schema(DataSource source, Transactions transactions, Names names, Dialect dialect) {
        this.source = source;
        this.transactions = transactions;
        this.names = names;
        this.dialect = dialect;
    }

    /** Brings the tables to this build's version; {@link Migrations} is not even loaded if they are at it. */
    void create() {
        int version = version();
        requireNotNewer(version);
        if (version < VERSION) {
            new Migrations(source, names, dialect, placeholders()).run(version);
        }
    }

    /**
     * Fails with everything that is wrong at once, and with what to do about it.
     *
     * @param more is asked for further problems as soon as the tables are known to be there
     */
    void validate(Consumer<List<String>> more) {
        int version = version();
        requireNotNewer(version);
        List<String> problems = new ArrayList<>();
        TABLES.forEach(each -> problem(each, problems));
        if (problems.isEmpty() && version < VERSION) {
            problems.add("the tables are at version " + version + ", not at " + VERSION);
        }
        if (problems.isEmpty()) {
            more.accept(problems);
        }
        if (!problems.isEmpty()) {
            throw new IllegalStateException("The tables of Guanxi are not ready: " + String.join("; ", problems)
                    + ". Call createTables(), or run what tablesSql(), viewsSql(…) and grantsSql(…) give");
        }
    }

    /** The one select that every start begins with; 0 if there are no tables. */
    private int version() {
        return transactions.read(connection -> {
            try (PreparedStatement statement =
                            connection.prepareStatement("select max(version) from " + names.table("schema_version"));
                    var rows = statement.executeQuery()) {
                return rows.next() ? rows.getInt(1) : 0;
            } catch (SQLException failure) {
                if (Failures.isMissing(failure)) {
                    return 0;
                }
                throw failure;
            }
        });
    }

    private static void requireNotNewer(int version) {
        if (version > VERSION) {
            throw new IllegalStateException("The tables of Guanxi are at version " + version
                    + ", which a newer build has made; this one knows version " + VERSION + " and must not touch them");
        }
    }

    /** Adds what is wrong with a table, if it cannot be read. */
    void problem(String table, List<String> problems) {
        transactions.read(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute("select 1 from " + names.table(table) + " where 1 = 0");
            } catch (SQLException failure) {
                return problems.add("the table " + names.plain(table)
                        + (Failures.isMissing(failure)
                                ? " is missing"
                                : " cannot be read (SQLState " + Failures.state(failure) + ")"));
            }
        });
    }

    /** All scripts, for hosts with a migration tool of their own. */
    String tablesSql() {
        StringBuilder all = new StringBuilder();
        for (String script : SCRIPTS) {
            String text = script(script);
            for (Map.Entry<String, String> each : placeholders().entrySet()) {
                text = text.replace("${" + each.getKey() + "}", each.getValue());
            }
            all.append(text);
        }
        return all.toString();
    }

    private String script(String name) {
        try {
            return Resources.toString(
                    Resources.getResource(Schema.class, dialect.folder() + "/" + name), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** What a role needs that has no right to make tables: the log is only ever appended to. */
    String grantsSql(String role, ViewTables views) {
        String to = " to " + role + ";\n";
        StringBuilder all = new StringBuilder();
        all.append("grant select, insert on ").append(names.table("event")).append(to);
        all.append("grant select, insert, delete on ")
                .append(names.table("key"))
                .append(to);
        for (String each : List.of("erasure", "chain")) {
            all.append("grant select, insert on ").append(names.table(each)).append(to);
        }
        all.append("grant select on ").append(names.table("schema_version")).append(to);
        all.append("grant select on ").append(names.table("view_part")).append(to);
        all.append("grant select, update on ").append(names.table("view_type")).append(to);
        for (String each : List.of("upgrade", "tenant")) {
            all.append("grant select, insert, update on ")
                    .append(names.table(each))
                    .append(to);
        }
        List<String> tables = new ArrayList<>();
        List.of("claim", "attempt", "receipt", "batch", "snapshot", "token", "node", "dead_letter")
                .forEach(each -> tables.add(names.table(each)));
        views.all().forEach(each -> tables.addAll(each.all()));
        tables.forEach(each -> all.append("grant select, insert, update, delete on ")
                .append(each)
                .append(to));
        return all.toString();
    }

    private Map<String, String> placeholders() {
        Map<String, String> placeholders = new LinkedHashMap<>();
        TABLES.forEach(each -> placeholders.put(each, names.table(each)));
        placeholders.put("event_index", names.index("event", 1));
        return placeholders;
    }
}
