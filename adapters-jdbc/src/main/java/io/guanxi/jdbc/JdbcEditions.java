package io.guanxi.jdbc;

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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
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
    private final boolean making;
    private final long lookNanos;
    private final String viewTypes;
    private final Map<String, Long> announcedSince = new ConcurrentHashMap<>();
    private final Lookout lookout;
    private final ViewRows rows;
    private final ViewParts parts;

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
        this.making = making;
        lookNanos = look.toNanos();
        viewTypes = names.table("view_type");
        lookout = new Lookout(schema, transactions, look);
        rows = new ViewRows(sql, lookout, spares);
        parts = new ViewParts(sql, names, dialect);
    }

    // ---- which is read

    @Override
    public void lookAgain() {
        lookout.lookAgain();
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
        List<ViewSchema.Made> all = lookout.made(type.name());
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
        int edition = read(type, ours(type, lookout.made(type.name())));
        return edition == 1 ? first : tables.of(type, edition);
    }

    boolean isLookedUp(ViewType<?> type) {
        return tables.isLookedUp(type);
    }

    /** See {@link Lookout#reading}. */
    <R> R reading(Supplier<R> question) {
        return lookout.reading(question);
    }

    // ---- rows

    @Override
    public <V extends View> @Nullable Versioned<V> byId(ViewType<V> type, int edition, TenantId tenant, UUID id) {
        return lookout.writing(
                        () -> sql.first(byId(tables.of(type, edition), tenant, id), tables.of(type, edition)::read))
                .orElse(null);
    }

    <V extends View> SqlText byId(ViewTable<V> table, TenantId tenant, UUID id) {
        return table.select()
                .add(" where v." + table.column("tenant") + " = ? and v." + table.column("id") + " = ?")
                .bind(tenant.value())
                .bind(id)
                .add(dialect.unrepeated());
    }

    @Override
    public <V extends View> void put(
            ViewType<V> type, Known known, int edition, TenantId tenant, List<Versioned<V>> views) {
        rows.put(tables.of(type, edition), known, tenant, views);
    }

    @Override
    public <V extends View> void fill(ViewType<V> type, int edition, List<ViewStore.Row<V>> views) {
        rows.fill(tables.of(type, edition), Math.max(edition, of(type).newest()), views);
    }

    // ---- making

    /** As they are now, the oldest first. */
    private List<ViewSchema.Made> made(ViewType<?> type) {
        return schema.made().get(type.name());
    }

    private Optional<ViewSchema.Made> row(ViewType<?> type, int edition) {
        return made(type).stream().filter(each -> each.edition() == edition).findFirst();
    }

    private Optional<ViewSchema.Made> unfinished(ViewType<?> type) {
        List<ViewSchema.Made> all = made(type);
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
        List<ViewSchema.Made> before = made(type).stream()
                .filter(each -> each.edition() < edition && !each.isGivenUp())
                .toList();
        long since = announcedSince.computeIfAbsent(type.name() + "/" + edition, any -> System.nanoTime());
        if (!ours(type, before).isEmpty() && System.nanoTime() - since < 2 * lookNanos) {
            return false;
        }
        return before.stream()
                .allMatch(each -> impatiently(() -> transactions.write(connection -> {
                    dialect.impatiently(
                            connection, tables.of(type, each.edition()).announcing(edition));
                    return true;
                })));
    }

    /** False if it could not be done now. */
    private static boolean impatiently(Runnable work) {
        try {
            work.run();
            return true;
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
        return parts.of(type, edition);
    }

    /** The row of the edition is locked meanwhile: whoever takes over waits, and then finds the parts. */
    @Override
    public boolean plan(ViewType<?> type, int edition, String maker, Supplier<List<EventLog.Range>> ranges) {
        return transactions.fetchInTransaction(() -> {
            if (!beat(type, edition, maker)) {
                return false;
            }
            tables.of(type, edition).all().forEach(each -> sql.update(new SqlText("delete from " + each)));
            parts.plan(type, edition, ranges.get());
            return true;
        });
    }

    /** The part is noted with its rows; whoever has taken over has taken the parts too, and this one writes nothing more. */
    @Override
    public boolean folded(ViewType<?> type, int edition, String maker, List<EventLog.Range> ranges) {
        return parts.note(type, edition, maker, ranges);
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
        boolean beside = made(type).stream().anyMatch(ViewSchema.Made::folded);
        schema.index(tables.of(type, edition), beside);
        tables.of(type, edition).all().forEach(each -> sql.update(JdbcTenants.erasedRows(names, each)));
        boolean swapped = change(type, edition, maker, "folded = true, maker = null, folded_at = " + ViewSchema.now());
        lookAgain();
        if (swapped) {
            parts.forgetUpTo(type, edition);
        }
        return swapped;
    }

    /** Not before all nodes have looked for themselves, so that hardly a reader comes too late. */
    @Override
    public boolean retire(ViewType<?> type) {
        List<ViewSchema.Made> all = made(type);
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
                none &= impatiently(() -> schema.drop(tables.of(type, each.edition())));
            }
        }
        lookAgain();
        return none;
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
        parts.forget(type, edition);
        boolean dropped;
        do {
            // whoever writes it is waited for, a moment each time
            dropped = impatiently(() -> schema.dropTable(tables.of(type, edition)));
        } while (!dropped);
        return true;
    }
}
