package io.guanxi.jdbc;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ListMultimap;
import com.google.common.collect.Maps;
import com.google.common.collect.MultimapBuilder;
import io.guanxi.application.lookup.Terms;
import io.guanxi.application.spi.ConflictException;
import io.guanxi.application.spi.Editions;
import io.guanxi.application.spi.EventLog;
import io.guanxi.application.spi.OutdatedException;
import io.guanxi.application.spi.ViewStore;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tables of each type of view: the one that is read, and those that are written beside it.
 *
 * <p>What a node knows of them is at most two looks old, and may be wrong: so it is never trusted to write. A row names the newest
 * edition that its writer knows of, and an announcement adds a check to the older tables that refuses rows of those who know of
 * none so new. Adding it waits for every transaction that has written one of these tables, whatever its isolation and whosoever
 * it is, so after it there is no command left that does not write the new table too. The price for a command is one more column.
 * A table that is not read any more is dropped and no longer written in one go, so no reader ever gets an old answer: if he comes
 * too late, there is no table, and he looks again.
 */
final class JdbcEditions implements Editions {

    private final Transactions transactions;
    private final Sql sql;
    private final ViewSchema schema;
    private final ViewTables tables;
    private final Names names;
    private final Dialect dialect;
    private final SpareIndexes spares;
    private final boolean making;
    private final long lookNanos;
    private final String viewTypes;
    private final String viewParts;
    private final AtomicLong nextLook = new AtomicLong(System.nanoTime());
    private final Map<String, Long> announcedSince = new ConcurrentHashMap<>();

    /** How often it was wished that the database be looked at again; once to begin with, when nothing is known yet. */
    private final AtomicLong wishes = new AtomicLong(1);

    private volatile Seen seen =
            new Seen(MultimapBuilder.hashKeys().arrayListValues().build(), System.nanoTime(), 0);

    /**
     * @param making whether tables may be made
     * @param look how long an answer is good for
     */
    JdbcEditions(
            Transactions transactions,
            Sql sql,
            ViewSchema schema,
            ViewTables tables,
            Names names,
            Dialect dialect,
            SpareIndexes spares,
            boolean making,
            Duration look) {
        this.transactions = transactions;
        this.sql = sql;
        this.schema = schema;
        this.tables = tables;
        this.names = names;
        this.dialect = dialect;
        this.spares = spares;
        this.making = making;
        lookNanos = look.toNanos();
        viewTypes = names.table("view_type");
        viewParts = names.table("view_part");
    }

    /**
     * The editions of all types as they were at a time.
     *
     * @param wish the last that is fulfilled by it
     */
    private record Seen(ListMultimap<String, ViewSchema.Made> made, long at, long wish) {}

    // ---- what a node knows

    private Seen seen() {
        long now = System.nanoTime();
        long due = nextLook.get();
        long wish = wishes.get();
        boolean mine = now - due >= 0 && nextLook.compareAndSet(due, now + lookNanos);
        // Whoever finds another looking goes on with what there is, but not for long: that one may be stuck
        if (mine || seen.wish() < wish || now - seen.at() > 2 * lookNanos) {
            try {
                Seen found = new Seen(schema.made(), now, wish);
                synchronized (nextLook) {
                    // of two who look at once the later one is right
                    if (found.at() - seen.at() >= 0) {
                        seen = found;
                    }
                }
            } catch (RuntimeException failure) {
                lookAgain();
                throw failure;
            }
        }
        return seen;
    }

    @Override
    public void lookAgain() {
        wishes.incrementAndGet();
    }

    /** The edition that is read; before the first has been folded, the one that is being made. */
    private int read(ViewType<?> type, List<ViewSchema.Made> ours) {
        return ours.stream()
                .filter(ViewSchema.Made::folded)
                .mapToInt(ViewSchema.Made::edition)
                .max()
                .orElseGet(() -> ours.stream()
                        .mapToInt(ViewSchema.Made::edition)
                        .max()
                        .orElseThrow(() -> new IllegalStateException("A newer build has made the views " + type
                                + " anew, and those of this one are gone; let this node run the newer build")));
    }

    private List<ViewSchema.Made> ours(ViewType<?> type, List<ViewSchema.Made> all) {
        String fingerprint = tables.of(type, 1).fingerprint();
        return all.stream()
                .filter(each -> each.fingerprint().equals(fingerprint))
                .toList();
    }

    @Override
    public Known of(ViewType<?> type) {
        List<ViewSchema.Made> all = seen().made().get(type.name());
        List<ViewSchema.Made> ours = ours(type, all);
        int read = read(type, ours);
        ViewSchema.Made last = ViewSchema.last(all);
        if (last == null || !ours.contains(last)) {
            throw new IllegalStateException("A newer build has given the views " + type
                    + " another shape, which this one cannot write; let this node run the newer build");
        }
        return new Known(
                read,
                ours.stream()
                        .map(ViewSchema.Made::edition)
                        .filter(each -> each != read)
                        .toList(),
                ViewSchema.newest(all));
    }

    /** The table that is read. */
    <V extends View> ViewTable<V> read(ViewType<V> type) {
        ViewTable<V> first = tables.of(type, 1);
        int edition = read(type, ours(type, seen().made().get(type.name())));
        return edition == 1 ? first : tables.of(type, edition);
    }

    boolean isLookedUp(ViewType<?> type) {
        return tables.isLookedUp(type);
    }

    /** Asks, and if a table is not there any more, looks which one there is and asks again. */
    <R> R reading(Supplier<R> question) {
        try {
            return question.get();
        } catch (StorageException failure) {
            if (!Failures.isMissing(failure)) {
                throw failure;
            }
            lookAgain();
            if (transactions.isInside()) {
                throw new OutdatedException("a table of views has been replaced; repeat the transaction");
            }
        }
        return question.get();
    }

    private <R> R writing(Supplier<R> write) {
        try {
            return write.get();
        } catch (OutdatedException failure) {
            lookAgain();
            throw failure;
        } catch (StorageException failure) {
            if (!Failures.isMissing(failure)) {
                throw failure;
            }
            lookAgain();
            throw new OutdatedException("a table of views has been replaced; repeat the transaction");
        }
    }

    // ---- rows

    @Override
    public <V extends View> @Nullable Versioned<V> byId(ViewType<V> type, int edition, TenantId tenant, UUID id) {
        return writing(() -> sql.first(byId(tables.of(type, edition), tenant, id), tables.of(type, edition)::read))
                .orElse(null);
    }

    <V extends View> SqlText byId(ViewTable<V> table, TenantId tenant, UUID id) {
        return table.select()
                .add(" where v." + table.column("tenant") + " = ? and v." + table.column("id") + " = ?")
                .bind(tenant.value())
                .bind(id)
                .add(dialect.unrepeated());
    }

    /** In the order of ids and only the last of each: two batches cannot wait for each other, and none meets a row twice. */
    @Override
    public <V extends View> void put(
            ViewType<V> type, Known known, int edition, TenantId tenant, List<Versioned<V>> views) {
        ViewTable<V> table = tables.of(type, edition);
        Map<UUID, Versioned<V>> last = new TreeMap<>();
        views.forEach(each -> last.put(each.view().id().value(), each));
        TermTable terms = table.terms();
        if (terms != null) {
            put(table, terms, known, tenant, last);
            return;
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        last.values().forEach(each -> rows.add(table.row(tenant, each, known.newest(), null)));
        writing(() -> {
            sql.batch(table.upsert(), rows);
            return true;
        });
        spares.written(table, rows);
    }

    /**
     * An edition that is being made may be filled with the same row at this moment. So that it is not overlooked, and its terms stay,
     * there is a row before it is asked for its terms.
     */
    private <V extends View> void put(
            ViewTable<V> table, TermTable terms, Known known, TenantId tenant, Map<UUID, Versioned<V>> last) {
        Map<UUID, Terms> after = new HashMap<>();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        last.forEach((id, each) -> {
            Terms found = Terms.of(table.type(), each.view());
            after.put(id, found);
            rows.add(table.row(tenant, each, known.newest(), found.written()));
        });
        writing(() -> {
            if (table.edition() != known.read()) {
                sql.batch(
                        table.fill(),
                        last.values().stream()
                                .map(each -> table.row(tenant, each, known.newest(), null))
                                .toList());
            }
            Map<UUID, Terms> before = terms.of(sql, tenant, last.keySet());
            sql.batch(table.upsert(), rows);
            terms.change(sql, tenant, before, after);
            return true;
        });
        spares.written(table, rows);
    }

    @Override
    public <V extends View> void fill(ViewType<V> type, int edition, List<ViewStore.Row<V>> views) {
        ViewTable<V> table = tables.of(type, edition);
        int newest = Math.max(edition, of(type).newest());
        TermTable terms = table.terms();
        List<List<@Nullable Object>> rows = new ArrayList<>(views.size());
        Map<TenantId, Map<UUID, Terms>> found = new HashMap<>();
        for (ViewStore.Row<V> each : views) {
            V view = each.view().view();
            Terms ofView = terms == null ? null : Terms.of(type, view);
            rows.add(table.row(each.tenant(), each.view(), newest, ofView == null ? null : ofView.written()));
            if (ofView != null) {
                found.computeIfAbsent(each.tenant(), any -> new HashMap<>())
                        .put(view.id().value(), ofView);
            }
        }
        writing(() -> {
            sql.batch(table.fill(), rows);
            found.forEach((tenant, ofRows) -> fill(requireNonNull(terms), tenant, ofRows));
            return true;
        });
        spares.written(table, rows);
    }

    /** Of those rows that hold just these terms: the others were written by a command meanwhile, and so were their terms. */
    private void fill(TermTable terms, TenantId tenant, Map<UUID, Terms> found) {
        Map<UUID, Terms> there = terms.of(sql, tenant, found.keySet());
        terms.change(
                sql,
                tenant,
                Map.of(),
                Maps.filterEntries(found, each -> each.getValue().equals(there.get(each.getKey()))));
    }

    // ---- making

    private Optional<ViewSchema.Made> row(ViewType<?> type, int edition) {
        return schema.made().get(type.name()).stream()
                .filter(each -> each.edition() == edition)
                .findFirst();
    }

    private Optional<ViewSchema.Made> unfinished(ViewType<?> type) {
        List<ViewSchema.Made> all = schema.made().get(type.name());
        ViewSchema.Made last = ViewSchema.last(all);
        return last == null || last.folded() || !ours(type, all).contains(last) ? Optional.empty() : Optional.of(last);
    }

    private static Making making(ViewSchema.Made made, @Nullable String asker) {
        return new Making(
                made.edition(), asker != null && asker.equals(made.maker()), made.maker() == null ? -1 : made.beat());
    }

    @Override
    public @Nullable Making making(ViewType<?> type) {
        return unfinished(type).map(each -> making(each, null)).orElse(null);
    }

    @Override
    public Making begin(ViewType<?> type, String maker, long silentSince) {
        if (!making) {
            return unfinished(type)
                    .filter(each -> each.maker() != null || each.edition() != of(type).read())
                    .map(each -> ofAnother(type, each, silentSince))
                    .orElseGet(() -> new Making(0, true, 0));
        }
        if (unfinished(type).isEmpty()) {
            schema.begin(tables, type);
            lookAgain();
        }
        ViewSchema.Made made = unfinished(type)
                .orElseThrow(() -> new OutdatedException("another node has ended the edition that was begun"));
        sql.update(new SqlText("update " + viewTypes
                        + " set maker = ?, beat = beat + 1 where name = ? and edition = ? and folded = false"
                        + " and (maker is null or beat = ?)")
                .bind(maker)
                .bind(type.name())
                .bind(made.edition())
                .bind(silentSince));
        return making(row(type, made.edition()).orElse(made), maker);
    }

    /** Without the right to make tables one can wait for another's, but not go on with it. */
    private static Making ofAnother(ViewType<?> type, ViewSchema.Made made, long silentSince) {
        if (silentSince >= 0) {
            throw new IllegalStateException("Whoever was making the views " + type
                    + " anew is gone; a node that may make tables has to go on with them: call rebuild there");
        }
        return making(made, null);
    }

    /** A moment is left to all nodes to look for themselves, so that hardly a command is refused. */
    @Override
    public boolean announce(ViewType<?> type, int edition) {
        List<ViewSchema.Made> before = schema.made().get(type.name()).stream()
                .filter(each -> each.edition() < edition && !each.isGivenUp())
                .toList();
        long since = announcedSince.computeIfAbsent(type.name() + "/" + edition, any -> System.nanoTime());
        if (!ours(type, before).isEmpty() && System.nanoTime() - since < 2 * lookNanos) {
            return false;
        }
        return before.stream()
                .allMatch(each -> impatiently(() -> {
                    transactions.write(connection -> {
                        dialect.impatiently(
                                connection, tables.of(type, each.edition()).announcing(edition));
                        return true;
                    });
                    return true;
                }));
    }

    /** False if it could not be done now. */
    private static boolean impatiently(Supplier<Boolean> work) {
        try {
            return work.get();
        } catch (ConflictException busy) {
            return false;
        } catch (StorageException failure) {
            if (Failures.isMissing(failure)) {
                return true;
            }
            throw failure;
        }
    }

    @Override
    public List<Part> parts(ViewType<?> type, int edition) {
        return sql.query(
                new SqlText("select tenant, first_id, behind_id, streams, folded from " + viewParts
                                + " where name = ? and edition = ?")
                        .bind(type.name())
                        .bind(edition)
                        .add(dialect.unrepeated())
                        .add(" order by number"),
                row -> new Part(
                        new EventLog.Range(
                                new TenantId(row.getString(1)), sql.uuid(row, 2), dialect.uuid(row, 3), row.getLong(4)),
                        row.getBoolean(5)));
    }

    /** The row of the edition is locked meanwhile: whoever takes over waits, and then finds the parts. */
    @Override
    public boolean plan(ViewType<?> type, int edition, String maker, Supplier<List<EventLog.Range>> ranges) {
        return transactions.fetchInTransaction(() -> {
            if (!beat(type, edition, maker)) {
                return false;
            }
            tables.of(type, edition).all().forEach(each -> sql.update(new SqlText("delete from " + each)));
            List<List<@Nullable Object>> rows = new ArrayList<>();
            for (EventLog.Range range : ranges.get()) {
                rows.add(Arrays.asList(
                        type.name(),
                        edition,
                        rows.size(),
                        range.tenant().value(),
                        range.from(),
                        range.behind(),
                        range.streams(),
                        false));
            }
            sql.batch(
                    "insert into " + viewParts
                            + " (name, edition, number, tenant, first_id, behind_id, streams, folded) values ("
                            + Dialect.marks(8) + ")",
                    rows);
            return true;
        });
    }

    /** The part is noted with its rows; whoever has taken over has taken the parts too, and this one writes nothing more. */
    @Override
    public boolean folded(ViewType<?> type, int edition, String maker, List<EventLog.Range> ranges) {
        for (EventLog.Range range : ranges) {
            int noted = sql.update(new SqlText("update " + viewParts
                            + " set folded = true where name = ? and edition = ? and tenant = ? and first_id = ?"
                            + " and exists (select 1 from " + viewTypes
                            + " t where t.name = ? and t.edition = ? and t.maker = ?)")
                    .bind(type.name())
                    .bind(edition)
                    .bind(range.tenant().value())
                    .bind(range.from())
                    .bind(type.name())
                    .bind(edition)
                    .bind(maker));
            if (noted == 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean beat(ViewType<?> type, int edition, String maker) {
        return change(type, edition, maker, "beat = beat + 1");
    }

    @Override
    public void leave(ViewType<?> type, int edition, String maker) {
        change(type, edition, maker, "maker = null");
    }

    private boolean change(ViewType<?> type, int edition, String maker, String how) {
        return sql.update(new SqlText("update " + viewTypes + " set " + how
                                + " where name = ? and edition = ? and maker = ? and folded = false")
                        .bind(type.name())
                        .bind(edition)
                        .bind(maker))
                > 0;
    }

    @Override
    public boolean swap(ViewType<?> type, int edition, String maker) {
        boolean beside = schema.made().get(type.name()).stream().anyMatch(ViewSchema.Made::folded);
        schema.index(tables.of(type, edition), beside);
        tables.of(type, edition).all().forEach(each -> sql.update(JdbcTenants.erasedRows(names, each)));
        boolean swapped = change(type, edition, maker, "folded = true, maker = null, folded_at = " + ViewSchema.now());
        lookAgain();
        if (swapped) {
            sql.update(new SqlText("delete from " + viewParts + " where name = ? and edition <= ?")
                    .bind(type.name())
                    .bind(edition));
        }
        return swapped;
    }

    /** Not before all nodes have looked for themselves, so that hardly a reader comes too late. */
    @Override
    public boolean retire(ViewType<?> type) {
        List<ViewSchema.Made> all = schema.made().get(type.name());
        List<ViewSchema.Made> ours = ours(type, all);
        Optional<ViewSchema.Made> read =
                ours.stream().filter(ViewSchema.Made::folded).max(Comparator.comparingInt(ViewSchema.Made::edition));
        if (read.isEmpty()) {
            return true;
        }
        long age = ViewSchema.now() - read.get().foldedAt();
        if (age >= 0 && age < TimeUnit.NANOSECONDS.toMillis(3 * lookNanos)) {
            return all.size() == 1;
        }
        boolean none = true;
        for (ViewSchema.Made each : all) {
            boolean known =
                    each.isGivenUp() || each.fingerprint().equals(read.get().fingerprint());
            if (known && each.edition() < read.get().edition()) {
                none &= drop(tables.of(type, each.edition()));
            }
        }
        lookAgain();
        return none;
    }

    private boolean drop(ViewTable<?> table) {
        return impatiently(() -> {
            schema.drop(table);
            return true;
        });
    }

    @Override
    public boolean discard(ViewType<?> type, int edition) {
        int discarded = sql.update(new SqlText("update " + viewTypes
                        + " set fingerprint = ?, maker = null where name = ? and edition = ? and folded = false")
                .bind(ViewSchema.GIVEN_UP)
                .bind(type.name())
                .bind(edition));
        lookAgain();
        if (discarded == 0) {
            return row(type, edition).filter(ViewSchema.Made::folded).isEmpty();
        }
        sql.update(new SqlText("delete from " + viewParts + " where name = ? and edition = ?")
                .bind(type.name())
                .bind(edition));
        boolean dropped;
        do {
            // whoever writes it is waited for, a moment each time
            dropped = impatiently(() -> {
                schema.dropTable(tables.of(type, edition));
                return true;
            });
        } while (!dropped);
        return true;
    }
}
