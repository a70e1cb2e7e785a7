package io.guanxi.application.imports;

import io.guanxi.application.CrmSession;
import io.guanxi.application.activity.ActivityView;
import io.guanxi.application.columns.ColumnField;
import io.guanxi.application.columns.ColumnMapping;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.duplicate.Rehearsal;
import io.guanxi.application.imports.ImportReport.FileReport;
import io.guanxi.application.intake.IntakeView;
import io.guanxi.application.opportunity.OpportunityView;
import io.guanxi.application.product.ProductView;
import io.guanxi.application.table.Flaw;
import io.guanxi.application.table.TableFile;
import io.guanxi.application.table.TableRow;
import io.guanxi.application.ticket.TicketView;
import io.guanxi.application.transaction.TransactionView;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.CustomerKind;
import io.guanxi.domain.notation.DateText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One import. Tables are taken in the order in which they mostly refer to each other; a row that names a record which is still to
 * come is passed over, and read again when all tables have been read, until nothing is left that helps another.
 *
 * <p>Rows are shared among lanes by the identity of their record, so that what is told of one record is done in order.
 */
final class Run {

    private static final int TOLD_EVERY = 500;
    private static final int SAMPLE = 1_000;
    private static final int COMPARED_AT_ONCE = 500;
    private static final List<RecordKind> ORDER = List.of(
            RecordKind.PRODUCT,
            RecordKind.ORGANISATION,
            RecordKind.PERSON,
            RecordKind.OPPORTUNITY,
            RecordKind.TICKET,
            RecordKind.ACTIVITY,
            RecordKind.TRANSACTION,
            RecordKind.LEAD);

    private final CrmSession session;
    private final UUID batch;
    private final Terms terms;
    private final int laneCount;
    private final @Nullable Path rejectedInto;
    private final Import.Progress progress;
    private final References references;
    private final @Nullable Rehearsal rehearsal;
    private final List<Seen> seen = new ArrayList<>();

    /** @param rehearsal for a dry run; null if it is none */
    Run(
            CrmSession session,
            UUID batch,
            Terms terms,
            @Nullable Rehearsal rehearsal,
            int lanes,
            @Nullable Path rejectedInto,
            Import.Progress progress) {
        this.session = session;
        this.batch = batch;
        this.terms = terms;
        this.laneCount = lanes;
        this.rejectedInto = rejectedInto;
        this.progress = progress;
        references = new References(session, terms);
        this.rehearsal = rehearsal;
        for (int i = 0; i < lanes; i++) {
            seen.add(new Seen());
        }
    }

    /** A table that is to be taken. */
    record Input(RecordKind kind, TableFile table, ColumnMapping mapping) {}

    /** A table that is being taken. */
    static final class Table {

        final Input input;
        final Map<Integer, DateText.Order> orders;
        final RejectedRows rejected;
        final Suspicions suspicions = new Suspicions();
        final AtomicLong rows = new AtomicLong();
        final AtomicLong created = new AtomicLong();
        final AtomicLong updated = new AtomicLong();
        final AtomicLong unchanged = new AtomicLong();
        final AtomicLong joined = new AtomicLong();
        private final BitSet waiting = new BitSet();
        volatile boolean isRead;

        Table(Input input, @Nullable Path rejectedInto) {
            this.input = input;
            this.orders = orders(input);
            this.rejected = new RejectedRows(input.table().name(), input.table().header(), rejectedInto);
        }

        synchronized void await(long ordinal) {
            waiting.set((int) ordinal);
        }

        /** The rows that wait; from now on none does. */
        synchronized BitSet takeWaiting() {
            BitSet taken = (BitSet) waiting.clone();
            waiting.clear();
            return taken;
        }

        synchronized int waiting() {
            return waiting.cardinality();
        }

        private static Map<Integer, DateText.Order> orders(Input input) {
            Map<Integer, List<String>> samples = new HashMap<>();
            try (Stream<TableRow> rows = input.table().rows()) {
                rows.limit(SAMPLE)
                        .forEach(row -> input.mapping().columns().stream()
                                .filter(each -> each.code() != null)
                                .forEach(each -> samples.computeIfAbsent(each.place(), any -> new ArrayList<>())
                                        .add(row.cell(each.place()))));
            }
            Map<Integer, DateText.Order> orders = new HashMap<>();
            samples.forEach((place, cells) -> orders.put(place, DateText.orderOf(cells)));
            return orders;
        }

        FileReport report() {
            return new FileReport(
                    input.table().name(),
                    input.kind(),
                    input.table().form().kind().name(),
                    input.mapping(),
                    rows.get(),
                    created.get(),
                    updated.get(),
                    unchanged.get(),
                    rejected.count(),
                    joined.get(),
                    rejected.first(),
                    rejected.file(),
                    suspicions.taken(),
                    suspicions.refused(),
                    suspicions.first());
        }
    }

    ImportReport take(List<Input> inputs) {
        List<Table> tables = inputs.stream()
                .sorted(Comparator.comparing(each -> ORDER.indexOf(each.kind())))
                .map(each -> new Table(each, rejectedInto))
                .toList();
        try {
            for (Table table : tables) {
                pass(table, null, tables, false);
            }
            long before = Long.MAX_VALUE;
            for (long left = waiting(tables); left > 0 && left < before; left = waiting(tables)) {
                before = left;
                for (Table table : tables) {
                    pass(table, table.takeWaiting(), tables, false);
                }
            }
            for (Table table : tables) {
                pass(table, table.takeWaiting(), tables, true);
            }
        } finally {
            close(tables);
        }
        return new ImportReport(
                batch,
                terms.source(),
                terms.dryRun(),
                rehearsal == null ? 0 : rehearsal.forgotten(),
                tables.stream().map(Table::report).toList());
    }

    Parity compare(Input input, Consumer<Parity.Difference> told) {
        return compare(rows(input.kind()), new Table(input, null), told);
    }

    private <V extends View> Parity compare(Rows<V> reader, Table table, Consumer<Parity.Difference> told) {
        Input input = table.input;
        Comparison<V> comparison = new Comparison<>(
                session,
                reader,
                new OwnFields<>(session, reader.type(), input.mapping(), terms),
                input.mapping(),
                terms,
                told);
        Lane<V> lane = new Lane<>(reader, session, terms, references, null, table, new Seen(), any -> false, true);
        List<Rows.Told> some = new ArrayList<>();
        try (Stream<TableRow> all = input.table().rows()) {
            long ordinal = 0;
            for (Iterator<TableRow> each = all.iterator(); each.hasNext(); ordinal++) {
                TableRow row = each.next();
                Rows.Told read = told(table, reader, row, ordinal);
                if (read == null) {
                    comparison.unreadable("line " + row.line(), "cannot be read");
                } else {
                    some.add(read);
                }
                if (some.size() == COMPARED_AT_ONCE) {
                    lane.compare(some, comparison);
                    some.clear();
                    progress.told(input.table().name(), ordinal);
                }
            }
        }
        lane.compare(some, comparison);
        return comparison.result();
    }

    private static long waiting(List<Table> tables) {
        return tables.stream().mapToLong(Table::waiting).sum();
    }

    private static void close(List<Table> tables) {
        for (Table table : tables) {
            try {
                table.rejected.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** @param only the rows that are meant; null for all */
    private void pass(Table table, @Nullable BitSet only, List<Table> tables, boolean last) {
        if (only != null && only.isEmpty()) {
            return;
        }
        table.isRead = false;
        Rows<?> reader = rows(table.input.kind());
        try (Lanes lanes = new Lanes(laneCount, number -> lane(table, tables, last, number));
                Stream<TableRow> all = table.input.table().rows()) {
            long ordinal = 0;
            for (Iterator<TableRow> each = all.iterator(); each.hasNext(); ordinal++) {
                TableRow row = each.next();
                if (only == null) {
                    table.rows.incrementAndGet();
                } else if (!only.get((int) ordinal)) {
                    continue;
                }
                Rows.Told told = told(table, reader, row, ordinal);
                if (told != null) {
                    lanes.add(told);
                }
                if (ordinal % TOLD_EVERY == 0) {
                    progress.told(table.input.table().name(), ordinal);
                }
            }
            lanes.finish();
            progress.told(table.input.table().name(), ordinal);
        }
        table.isRead = true;
    }

    /** Null if the row is rejected for its shape. */
    private Rows.@Nullable Told told(Table table, Rows<?> reader, TableRow row, long ordinal) {
        try {
            requireShape(row, table.input.table().header().size());
            Cells cells = new Cells(row, table.input.mapping(), table.orders, terms);
            String original = reader.original(cells);
            String key = original == null ? reader.natural(cells) : original;
            return new Rows.Told(ordinal, Ids.of(terms.source(), table.input.kind(), key), key, cells);
        } catch (RowException impossible) {
            table.rejected.add(row, impossible.reason());
            return null;
        }
    }

    private static void requireShape(TableRow row, int columns) {
        for (int i = columns; i < row.cells().size(); i++) {
            if (!row.cell(i).isBlank()) {
                throw new RowException(
                        null,
                        "has " + row.cells().size() + " cells for " + columns + " columns; behind them stands "
                                + String.join(
                                        ", ",
                                        row.cells().subList(columns, row.cells().size())));
            }
        }
        if (row.flaws().contains(Flaw.MALFORMED)) {
            throw new RowException(null, "is no JSON object");
        }
        if (row.flaws().contains(Flaw.UNDECODABLE)) {
            throw new RowException(null, "has letters that cannot be read; tell the encoding of the file");
        }
    }

    private Lane<?> lane(Table table, List<Table> tables, boolean last, int number) {
        return new Lane<>(
                rows(table.input.kind()),
                session,
                terms,
                references,
                rehearsal,
                table,
                seen.get(number),
                ref -> !last && mayCome(ref, tables),
                last);
    }

    /** Whether a record that is named and not there may be in a row that has not been taken yet. */
    private static boolean mayCome(Ref ref, List<Table> tables) {
        return tables.stream()
                .filter(each -> each.input.kind() == ref.kind())
                .anyMatch(each -> !each.isRead || each.waiting() > 0);
    }

    private Rows<?> rows(RecordKind kind) {
        return switch (kind) {
            case ORGANISATION -> new CustomerRows(CustomerKind.ORGANISATION, terms);
            case PERSON -> new CustomerRows(CustomerKind.PERSON, terms);
            case PRODUCT -> new ProductRows();
            case OPPORTUNITY -> new DealRows(terms);
            case ACTIVITY -> new ActivityRows(terms);
            case TICKET -> new TicketRows(terms);
            case TRANSACTION -> new TransactionRows(terms);
            case LEAD -> new LeadRows(terms);
        };
    }

    static ViewType<?> type(RecordKind kind) {
        return switch (kind) {
            case ORGANISATION, PERSON -> CustomerView.TYPE;
            case PRODUCT -> ProductView.TYPE;
            case OPPORTUNITY -> OpportunityView.TYPE;
            case ACTIVITY -> ActivityView.TYPE;
            case TICKET -> TicketView.TYPE;
            case TRANSACTION -> TransactionView.TYPE;
            case LEAD -> IntakeView.TYPE;
        };
    }

    static ColumnField nameOf(RecordKind kind) {
        return switch (kind) {
            case ORGANISATION -> ColumnField.ORGANISATION_NAME;
            case PERSON -> ColumnField.FULL_NAME;
            case ACTIVITY, TICKET -> ColumnField.SUBJECT;
            case OPPORTUNITY, PRODUCT, TRANSACTION, LEAD -> ColumnField.NAME;
        };
    }
}
