package io.guanxi.jdbc;

import com.google.common.io.Resources;
import io.guanxi.application.view.ViewType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;

/** Sees to it that the tables are there and of the shape that this build knows. */
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
            "token",
            "dead_letter",
            "view_type",
            "schema_version");

    private final DataSource source;
    private final Transactions transactions;
    private final Sql sql;
    private final Names names;
    private final Dialect dialect;

    Schema(DataSource source, Transactions transactions, Sql sql, Names names, Dialect dialect) {
        this.source = source;
        this.transactions = transactions;
        this.sql = sql;
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

    /** Fails with everything that is wrong at once, and with what to do about it. */
    void validate(ViewTables views) {
        int version = version();
        requireNotNewer(version);
        List<String> problems = new ArrayList<>();
        TABLES.forEach(each -> problem(each, problems));
        if (problems.isEmpty() && version < VERSION) {
            problems.add("the tables are at version " + version + ", not at " + VERSION);
        }
        if (problems.isEmpty()) {
            Map<String, Made> made = made();
            for (ViewTable<?> view : views.all()) {
                int before = problems.size();
                problem(view.localName(), problems);
                if (problems.size() == before && !isUpToDate(view, made)) {
                    problems.add(
                            "the table " + names.plain(view.localName()) + " was made for another shape of the view "
                                    + view.type().name());
                }
            }
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

    private void problem(String table, List<String> problems) {
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

    /** The shape that a view's table was made for, and whether its rows have been folded since. */
    private record Made(String fingerprint, boolean folded) {}

    private Map<String, Made> made() {
        Map<String, Made> result = new HashMap<>();
        sql.forEach(
                new SqlText("select name, fingerprint, folded from " + names.table("view_type")),
                row -> Map.entry(row.getString(1), new Made(row.getString(2), row.getBoolean(3))),
                each -> result.put(each.getKey(), each.getValue()));
        return result;
    }

    private static boolean isUpToDate(ViewTable<?> view, Map<String, Made> made) {
        Made found = made.get(view.type().name());
        return found != null && found.fingerprint().equals(view.fingerprint());
    }

    /** Makes the tables of those views that have none, or one of another shape. */
    void create(ViewTables views) {
        Map<String, Made> before = made();
        Set<ViewTable<?>> missing = new HashSet<>();
        for (ViewTable<?> view : views.all()) {
            List<String> problems = new ArrayList<>();
            if (isUpToDate(view, before)) {
                problem(view.localName(), problems);
            }
            if (!problems.isEmpty()) {
                missing.add(view);
            }
        }
        if (missing.isEmpty() && views.all().stream().allMatch(each -> isUpToDate(each, before))) {
            return;
        }
        transactions.executeInTransaction(() -> {
            sql.query(new SqlText(dialect.takeTurn(names)), row -> 0);
            try {
                Map<String, Made> made = made();
                views.all().stream()
                        .filter(each ->
                                !isUpToDate(each, made) || (missing.contains(each) && isSame(each, before, made)))
                        .forEach(each -> statements(each).forEach(this::execute));
            } finally {
                String end = dialect.endTurn(names);
                if (end != null) {
                    sql.query(new SqlText(end), row -> 0);
                }
            }
        });
    }

    /** Whether no other node has made the table since. */
    private static boolean isSame(ViewTable<?> view, Map<String, Made> before, Map<String, Made> made) {
        String name = view.type().name();
        return Objects.equals(before.get(name), made.get(name));
    }

    private void execute(String statement) {
        transactions.write(connection -> {
            try (Statement plain = connection.createStatement()) {
                return plain.execute(statement);
            }
        });
    }

    /** The types of views that are to be folded; none if there is nothing to fold them from. */
    Collection<ViewType<?>> unfolded(ViewTables views) {
        Map<String, Made> made = made();
        List<ViewType<?>> unfolded = new ArrayList<>();
        for (ViewTable<?> view : views.all()) {
            Made found = made.get(view.type().name());
            if (found == null || !found.folded()) {
                unfolded.add(view.type());
            }
        }
        if (unfolded.isEmpty()
                || sql.first(
                                new SqlText("select 1 from " + names.table("event") + " fetch first 1 rows only"),
                                row -> 1)
                        .isPresent()) {
            return unfolded;
        }
        sql.update(new SqlText("update " + names.table("view_type") + " set folded = true"));
        return List.of();
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

    String viewsSql(ViewTables views) {
        StringBuilder all = new StringBuilder();
        views.all()
                .forEach(view ->
                        statements(view).forEach(each -> all.append(each).append(";\n")));
        return all.toString();
    }

    /** Makes a view's table anew. Its rows follow from the log, so nothing is lost by that but the time to fold them. */
    private List<String> statements(ViewTable<?> view) {
        String viewTypes = names.table("view_type");
        String name = view.type().name();
        List<String> statements = new ArrayList<>();
        statements.add("drop table if exists " + view.table());
        statements.addAll(view.ddl());
        statements.add("delete from " + viewTypes + " where name = '" + name + "'");
        statements.add("insert into " + viewTypes + " (name, fingerprint, folded) values ('" + name + "', '"
                + view.fingerprint() + "', false)");
        return statements;
    }

    /** What a role needs that has no right to make tables: the log is only ever appended to. */
    String grantsSql(String role, ViewTables views) {
        String to = " to " + role + ";\n";
        StringBuilder all = new StringBuilder();
        all.append("grant select, insert on ").append(names.table("event")).append(to);
        all.append("grant select, insert, delete on ")
                .append(names.table("key"))
                .append(to);
        all.append("grant select, insert on ").append(names.table("erasure")).append(to);
        all.append("grant select, insert, update on ")
                .append(names.table("tenant"))
                .append(to);
        all.append("grant select on ").append(names.table("schema_version")).append(to);
        all.append("grant select, update on ").append(names.table("view_type")).append(to);
        List<String> tables = new ArrayList<>();
        List.of("claim", "attempt", "receipt", "batch", "token", "dead_letter")
                .forEach(each -> tables.add(names.table(each)));
        views.all().forEach(each -> tables.add(each.table()));
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
