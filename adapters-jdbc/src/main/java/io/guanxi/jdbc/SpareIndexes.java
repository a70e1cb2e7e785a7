package io.guanxi.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the index of a spare column when somebody writes the first value into it: eight indexes that nobody uses cost a quarter of
 * the speed of writing, where a database cannot leave out rows without a value. Without its index a column is asked for more slowly,
 * and that is all, so no command waits for it or fails with it.
 *
 * <p>On H2, where an index keeps out whoever reads or writes the table, one of a large table is left to the next start: a comment on
 * the column says so until then.
 */
final class SpareIndexes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("io.guanxi");

    /** How many rows can have an index made while others wait, within the two seconds that they wait on H2. */
    static final int BRIEF = 20_000;

    private static final String WANTED = "to be indexed";

    /** An index that has been made or is going to be. */
    private static final long NEVER_AGAIN = Long.MAX_VALUE;

    private final Transactions transactions;
    private final Sql sql;
    private final Names names;
    private final Dialect dialect;
    private final boolean creating;
    private final long pauseNanos;
    private final Map<ViewTable.Index, Long> next = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor maker;

    /**
     * @param creating whether indexes may be made at all
     * @param pause how long an index that could not be made is left alone
     */
    SpareIndexes(Transactions transactions, Sql sql, Names names, Dialect dialect, boolean creating, Duration pause) {
        this.transactions = transactions;
        this.sql = sql;
        this.names = names;
        this.dialect = dialect;
        this.creating = creating;
        pauseNanos = pause.toNanos();
        maker = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                SpareIndexes::thread,
                new ThreadPoolExecutor.DiscardPolicy());
        maker.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "guanxi-indexes");
        thread.setDaemon(true);
        return thread;
    }

    // ---- while rows are written

    /** Has the indexes of those columns made that these rows have values in, once their transaction has ended. */
    void written(ViewTable<?> table, List<? extends List<?>> rows) {
        if (!creating) {
            return;
        }
        for (ViewTable.Index each : table.spareIndexes()) {
            Long due = next.get(each);
            if ((due == null || (due != NEVER_AGAIN && System.nanoTime() - due >= 0)) && hasValue(rows, each)) {
                boolean mine = due == null
                        ? next.putIfAbsent(each, NEVER_AGAIN) == null
                        : next.replace(each, due, NEVER_AGAIN);
                if (mine) {
                    transactions.atEnd(() -> maker.execute(() -> tryToMake(each)));
                }
            }
        }
    }

    private static boolean hasValue(List<? extends List<?>> rows, ViewTable.Index index) {
        for (List<?> row : rows) {
            if (row.get(index.position()) != null) {
                return true;
            }
        }
        return false;
    }

    private void tryToMake(ViewTable.Index index) {
        try {
            make(index);
        } catch (RuntimeException busy) {
            LOG.debug("The index {} could not be made and will be tried again: {}", index.name(), busy.getMessage());
            next.put(index, System.nanoTime() + pauseNanos);
        }
    }

    private synchronized void make(ViewTable.Index index) {
        if (!dialect.indexesBesideWriters() && rows(index) > BRIEF) {
            if (!inUse(index.localTable()).contains(index.spare())) {
                comment(index, WANTED);
            }
            return;
        }
        transactions.write(connection -> {
            dialect.impatiently(connection, List.of(index.create("if not exists ")));
            return true;
        });
    }

    private long rows(ViewTable.Index index) {
        return sql.first(new SqlText("select count(*) from " + index.table()), row -> row.getLong(1))
                .orElse(0L);
    }

    /** Waits for what is being made, for an interrupt would close an H2 database. */
    @Override
    public void close() {
        maker.getQueue().clear();
        maker.shutdown();
        boolean interrupted = false;
        while (!maker.isTerminated()) {
            try {
                maker.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException wanted) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- while tables are made

    /** Those of an edition that has been filled whose columns have a value. */
    List<ViewTable.Index> filled(ViewTable<?> view) {
        List<ViewTable.Index> all = view.spareIndexes();
        if (all.isEmpty()) {
            return all;
        }
        String counts = String.join(
                ", ",
                all.stream()
                        .map(each -> "count(" + names.quoted(each.spare()) + ")")
                        .toList());
        return sql.first(new SqlText("select " + counts + " from " + view.table()), row -> {
                    List<ViewTable.Index> filled = new ArrayList<>();
                    for (int i = 0; i < all.size(); i++) {
                        if (row.getLong(i + 1) > 0) {
                            filled.add(all.get(i));
                        }
                    }
                    return filled;
                })
                .orElse(List.of());
    }

    /** Those of a new edition whose columns have an index in one of the older tables, or are to have one; on H2. */
    List<ViewTable.Index> usedBefore(ViewTable<?> view, List<String> olderTables) {
        Set<String> used = new HashSet<>();
        olderTables.forEach(each -> used.addAll(inUse(each)));
        return view.spareIndexes().stream()
                .filter(each -> used.contains(each.spare()))
                .toList();
    }

    /** The columns of a table of H2 that have an index of their own or are to have one; not while one is made, which H2 cannot do. */
    private synchronized Set<String> inUse(String localTable) {
        SqlText text = new SqlText(
                        "select lower(c.column_name) from information_schema.columns c where c.table_name = ?")
                .bind(names.folded(names.prefix() + localTable))
                .add(" and c.table_schema = ")
                .add(schema())
                .add(" and (c.remarks = ? or exists (select 1 from information_schema.index_columns i"
                        + " where i.table_schema = c.table_schema and i.table_name = c.table_name"
                        + " and i.column_name = c.column_name and i.ordinal_position = 2))")
                .bind(WANTED);
        return Set.copyOf(sql.query(text, row -> row.getString(1)));
    }

    private SqlText schema() {
        String schema = names.schema();
        return schema == null ? new SqlText("current_schema") : new SqlText("?").bind(names.folded(schema));
    }

    /** Makes, before anybody writes, what was left to this start. */
    void makeWanted(List<ViewTable<?>> views) {
        if (dialect.indexesBesideWriters()) {
            return;
        }
        Set<String> wanted = Set.copyOf(sql.query(
                new SqlText("select lower(table_name || ' ' || column_name) from information_schema.columns"
                                + " where remarks = ? and table_schema = ")
                        .bind(WANTED)
                        .add(schema()),
                row -> row.getString(1)));
        if (wanted.isEmpty()) {
            return;
        }
        for (ViewTable<?> view : views) {
            for (ViewTable.Index each : view.spareIndexes()) {
                if (wanted.contains(names.prefix() + each.localTable() + " " + each.spare())) {
                    transactions.write(connection -> {
                        try (var statement = connection.createStatement()) {
                            statement.execute(each.create("if not exists "));
                        }
                        return true;
                    });
                    comment(each, "");
                }
            }
        }
    }

    private void comment(ViewTable.Index index, String text) {
        String column = index.table() + "." + names.quoted(index.spare());
        transactions.write(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("comment on column " + column + " is '" + text + "'");
            }
            return true;
        });
    }
}
