package io.guanxi.jdbc;

import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import io.guanxi.application.spi.ConflictException;
import io.guanxi.application.view.ViewType;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Makes and drops the tables of views, of which there may be several editions each, and keeps the list of them. */
final class ViewSchema {

    static final String GIVEN_UP = "";

    /** On H2 the first statement of DDL ends the turn that the database gives; there all nodes are mostly in one JVM. */
    private static final ReentrantLock TURN = new ReentrantLock();

    /** How long the table of an older build is kept once its successor is read. */
    private static final long OLDER_BUILDS_MILLIS = Duration.ofHours(1).toMillis();

    private final Schema schema;
    private final Transactions transactions;
    private final Sql sql;
    private final Names names;
    private final Dialect dialect;
    private final SpareIndexes spares;

    ViewSchema(Schema schema, Transactions transactions, Sql sql, Names names, Dialect dialect, SpareIndexes spares) {
        this.schema = schema;
        this.transactions = transactions;
        this.sql = sql;
        this.names = names;
        this.dialect = dialect;
        this.spares = spares;
    }

    /** Adds what is wrong with the tables that are read or being made. */
    void validate(ViewTables views, List<String> problems) {
        ListMultimap<String, Made> made = made();
        for (ViewTable<?> first : views.all()) {
            Made last = last(made.get(first.type().name()));
            ViewTable<?> view = last == null ? first : views.of(first.type(), last.edition());
            int before = problems.size();
            problem(view, problems);
            if (problems.size() == before && (last == null || !last.isOf(first))) {
                problems.add("the table " + names.plain(view.localName()) + " was made for another shape of the view "
                        + view.type().name());
            }
        }
    }

    private void problem(ViewTable<?> view, List<String> problems) {
        schema.problem(view.localName(), problems);
        if (view.terms() != null) {
            schema.problem(TermTable.localName(view.type().name(), view.edition()), problems);
        }
    }

    /**
     * An edition of a view's table.
     *
     * @param fingerprint the shape that it was made for
     * @param folded whether its rows have been folded since
     * @param foldedAt when, by the clock of whoever did it; 0 if it had nothing to fold
     * @param maker who is making it; null if nobody is
     * @param beat changes as long as somebody makes it
     */
    record Made(
            String name,
            int edition,
            String fingerprint,
            boolean folded,
            long foldedAt,
            @Nullable String maker,
            long beat) {

        boolean isOf(ViewTable<?> view) {
            return fingerprint.equals(view.fingerprint());
        }

        /**
         * Whether it has been given up. Its number stays taken as long as an older table is there, which may refuse rows of
         * whoever knows of no edition as new as that.
         */
        boolean isGivenUp() {
            return fingerprint.equals(GIVEN_UP);
        }
    }

    /** By the names of views, the oldest first. */
    ListMultimap<String, Made> made() {
        ListMultimap<String, Made> result =
                MultimapBuilder.hashKeys().arrayListValues().build();
        sql.query(
                        new SqlText(
                                        "select name, edition, fingerprint, folded, coalesce(folded_at, 0), maker, beat from "
                                                + viewTypes() + " where 1 = 1")
                                .add(dialect.unrepeated())
                                .add(" order by name, edition"),
                        row -> new Made(
                                row.getString(1),
                                row.getInt(2),
                                row.getString(3),
                                row.getBoolean(4),
                                row.getLong(5),
                                row.getString(6),
                                row.getLong(7)))
                .forEach(each -> result.put(each.name(), each));
        return result;
    }

    private String viewTypes() {
        return names.table("view_type");
    }

    static @Nullable Made last(List<Made> all) {
        return all.stream()
                .filter(each -> !each.isGivenUp())
                .reduce((one, other) -> other)
                .orElse(null);
    }

    /** The number of the newest edition that there has been; 0 if there was none. */
    static int newest(List<Made> all) {
        return all.stream().mapToInt(Made::edition).max().orElse(0);
    }

    /** Makes the tables of those views that have none, or one of another shape; that one stays, for nodes of older builds read it. */
    void create(ViewTables views) {
        ListMultimap<String, Made> before = made();
        Set<ViewTable<?>> missing = new HashSet<>();
        for (ViewTable<?> first : views.all()) {
            Made last = last(before.get(first.type().name()));
            if (last != null && last.isOf(first)) {
                List<String> problems = new ArrayList<>();
                problem(views.of(first.type(), last.edition()), problems);
                if (problems.isEmpty()) {
                    continue;
                }
            }
            missing.add(first);
        }
        if (missing.isEmpty()) {
            return;
        }
        inTurn(() -> {
            ListMultimap<String, Made> made = made();
            boolean empty = isLogEmpty();
            for (ViewTable<?> first : views.all()) {
                String name = first.type().name();
                Made last = last(made.get(name));
                if (missing.contains(first) && (last == null || !last.isOf(first))) {
                    next(views, first.type(), made.get(name), empty);
                } else if (missing.contains(first) && Objects.equals(last, last(before.get(name)))) {
                    again(views.of(first.type(), Objects.requireNonNull(last).edition()), made.get(name), empty);
                }
            }
        });
    }

    /**
     * Removes what nobody can need any more: tables that are not read any more, because whoever should have removed them was
     * stopped, and those of another shape when nodes of an older build have had an hour to end. Makes the indexes that were left to
     * this start.
     */
    void tidy(ViewTables views) {
        ListMultimap<String, Made> made = made();
        spares.makeWanted(made.values().stream()
                .filter(each -> !each.isGivenUp())
                .flatMap(each -> views.types().stream()
                        .filter(type -> type.name().equals(each.name()))
                        .<ViewTable<?>>map(type -> views.of(type, each.edition())))
                .toList());
        made.asMap()
                .forEach((name, all) -> views.types().stream()
                        .filter(each -> each.name().equals(name))
                        .forEach(type -> tidy(views, type, List.copyOf(all))));
    }

    /** By the machine, whatever time the CRM has: it is about how long other nodes have had to look. */
    static long now() {
        return InstantSource.system().millis();
    }

    private void tidy(ViewTables views, ViewType<?> type, List<Made> all) {
        Made last = last(all);
        if (last == null || !last.folded() || !last.isOf(views.of(type, 1))) {
            return;
        }
        long age = now() - last.foldedAt();
        for (Made each : all) {
            boolean known = each.isGivenUp() || each.fingerprint().equals(last.fingerprint());
            if (each.edition() < last.edition() && (known || age > OLDER_BUILDS_MILLIS)) {
                try {
                    drop(views.of(type, each.edition()));
                } catch (ConflictException used) {
                    // the next start will do it
                }
            }
        }
    }

    /** Begins the next edition of a view, unless somebody else has done so. */
    void begin(ViewTables views, ViewType<?> type) {
        inTurn(() -> {
            List<Made> made = made().get(type.name());
            Made last = last(made);
            if (last == null || last.folded() || !last.isOf(views.of(type, 1))) {
                next(views, type, made, false);
            }
        });
    }

    private void next(ViewTables views, ViewType<?> type, List<Made> made, boolean empty) {
        again(views.of(type, newest(made) + 1), made, empty);
    }

    /** Where an index cannot be made beside writers, it is made before them. */
    private void again(ViewTable<?> view, List<Made> made, boolean empty) {
        boolean before = view.edition() > 1 && !dialect.indexesBesideWriters();
        List<ViewTable.Index> indexes = new ArrayList<>();
        if (empty || before) {
            view.indexes().stream().filter(each -> !each.isSpare()).forEach(indexes::add);
        }
        if (before) {
            List<String> older = made.stream()
                    .map(each -> ViewTable.localName(view.type().name(), each.edition()))
                    .toList();
            indexes.addAll(spares.usedBefore(view, older));
        }
        statements(view, indexes, empty).forEach(this::execute);
    }

    private void inTurn(Runnable work) {
        TURN.lock();
        try {
            inTurnOfNodes(work);
        } finally {
            TURN.unlock();
        }
    }

    private void inTurnOfNodes(Runnable work) {
        transactions.executeInTransaction(() -> {
            sql.query(new SqlText(dialect.takeTurn(names)), row -> 0);
            try {
                work.run();
            } finally {
                String end = dialect.endTurn(names);
                if (end != null) {
                    sql.query(new SqlText(end), row -> 0);
                }
            }
        });
    }

    /**
     * Makes the indexes of an edition that has been filled.
     *
     * @param beside whether commands write it meanwhile
     */
    void index(ViewTable<?> view, boolean beside) {
        List<ViewTable.Index> indexes = new ArrayList<>();
        view.indexes().stream().filter(each -> !each.isSpare()).forEach(indexes::add);
        if (!beside || dialect.indexesBesideWriters()) {
            indexes.addAll(spares.filled(view));
        }
        for (ViewTable.Index each : indexes) {
            if (beside && dialect.indexesBesideWriters()) {
                dialect.createBesideWriters(each, names.qualified(each.name())).forEach(this::executeAlone);
            } else {
                execute(each.create("if not exists "));
            }
        }
    }

    private void executeAlone(String statement) {
        transactions.read(connection -> {
            try (Statement plain = connection.createStatement()) {
                return plain.execute(statement);
            }
        });
    }

    /** Removes an edition: whoever still writes it writes no more from the moment that it is gone. */
    void drop(ViewTable<?> view) {
        transactions.executeInTransaction(() -> {
            dropTable(view);
            sql.update(new SqlText("delete from " + viewTypes() + " where name = ? and edition = ?")
                    .bind(view.type().name())
                    .bind(view.edition()));
        });
    }

    void dropTable(ViewTable<?> view) {
        transactions.write(connection -> {
            dialect.impatiently(
                    connection,
                    view.all().stream()
                            .map(each -> "drop table if exists " + each)
                            .toList());
            return true;
        });
    }

    private void execute(String statement) {
        transactions.write(connection -> {
            try (Statement plain = connection.createStatement()) {
                return plain.execute(statement);
            }
        });
    }

    /** The types of views that are to be folded before they can be read; none if there is nothing to fold them from. */
    Collection<ViewType<?>> unfolded(ViewTables views) {
        ListMultimap<String, Made> made = made();
        List<ViewType<?>> unfolded = new ArrayList<>();
        for (ViewTable<?> view : views.all()) {
            if (made.get(view.type().name()).stream().noneMatch(each -> each.folded() && isRead(each, view, made))) {
                unfolded.add(view.type());
            }
        }
        if (unfolded.isEmpty() || !isLogEmpty()) {
            return unfolded;
        }
        unfolded.forEach(each -> sql.update(
                new SqlText("update " + viewTypes() + " set folded = true where name = ?").bind(each.name())));
        return List.of();
    }

    /** Whether an edition is of this shape, and no other shape is newer. */
    private static boolean isRead(Made edition, ViewTable<?> view, ListMultimap<String, Made> made) {
        return edition.isOf(view)
                && made.get(view.type().name()).stream()
                        .noneMatch(each -> each.edition() > edition.edition() && !each.isOf(view) && !each.isGivenUp());
    }

    private boolean isLogEmpty() {
        return sql.first(new SqlText("select 1 from " + names.table("event") + " fetch first 1 rows only"), row -> 1)
                .isEmpty();
    }

    String viewsSql(ViewTables views) {
        StringBuilder all = new StringBuilder();
        views.all()
                .forEach(view -> statements(view, view.indexes(), false)
                        .forEach(each -> all.append(each).append(";\n")));
        return all.toString();
    }

    /** Makes a view's table anew. Its rows follow from the log, so nothing is lost by that but the time to fold them. */
    private List<String> statements(ViewTable<?> view, List<ViewTable.Index> indexes, boolean folded) {
        String name = view.type().name();
        String edition = view.edition() == 1 ? "" : " and edition = " + view.edition();
        List<String> statements = new ArrayList<>();
        view.all().forEach(each -> statements.add("drop table if exists " + each));
        statements.add(view.create());
        if (view.terms() != null) {
            statements.add(view.terms().create());
        }
        indexes.forEach(each -> statements.add(each.create()));
        statements.add("delete from " + names.table("view_part") + " where name = '" + name + "'" + edition);
        statements.add("delete from " + viewTypes() + " where name = '" + name + "'" + edition);
        statements.add("insert into " + viewTypes() + " (name, edition, fingerprint, folded, looked_up) values ('"
                + name + "', " + view.edition() + ", '" + view.fingerprint() + "', " + folded + ", "
                + (view.terms() != null) + ")");
        return statements;
    }
}
