package io.guanxi.application.shadow;

import com.google.common.collect.ImmutableList;
import io.guanxi.application.CrmSession;
import io.guanxi.application.columns.ColumnField;
import io.guanxi.application.columns.ColumnMapping;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.imports.Import;
import io.guanxi.application.imports.ImportReport;
import io.guanxi.application.imports.Parity;
import io.guanxi.application.shadow.LegacySystem.Change;
import io.guanxi.application.shadow.LegacySystem.Row;
import io.guanxi.application.table.TableFile;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.shadow.ShadowCommand.Follow;
import io.guanxi.domain.shadow.ShadowCommand.MoveOn;
import io.guanxi.domain.shadow.ShadowCommand.TakeOver;
import io.guanxi.domain.shadow.ShadowId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Follows a legacy system, until the CRM takes its place:
 *
 * <pre>{@code
 * Following erp = Following.of(session, legacy);
 * erp.follow(RecordKind.ORGANISATION);
 * erp.catchUp(); // now and then
 * if (erp.parity(RecordKind.ORGANISATION, System.out::println).holds()) {
 *     erp.takeOver(RecordKind.ORGANISATION, null);
 * }
 * }</pre>
 *
 * <p>By an actor who may import. Not safe for several threads; two that follow one system at once do the same twice.
 */
public final class Following {

    private static final int PART = 500;
    private static final int TOLD = 1_000;
    private static final String ID = "Id";

    private final CrmSession session;
    private final LegacySystem legacy;
    private final UnaryOperator<Import> settings;

    private Following(CrmSession session, LegacySystem legacy, UnaryOperator<Import> settings) {
        this.session = session;
        this.legacy = legacy;
        this.settings = settings;
    }

    public static Following of(CrmSession session, LegacySystem legacy) {
        return of(session, legacy, any -> any);
    }

    /** @param settings what holds for what is taken in, such as {@code each -> each.currency(EUR).value("Engaging", "proposal")} */
    public static Following of(CrmSession session, LegacySystem legacy, UnaryOperator<Import> settings) {
        return new Following(session, legacy, settings);
    }

    /**
     * Follows a system of which there are files of one kind. The rows of the file are its changes in order, or what is there now, whichever
     * is asked for. Where the file goes on that was read last, only what is new counts; another one is read from its beginning.
     *
     * @param source the system's name: 1 to 50 of a-z, 0-9 and -
     * @throws CrmException.Invalid if no column of the table holds the ids
     */
    public static Following of(
            CrmSession session, String source, RecordKind kind, TableFile table, UnaryOperator<Import> settings) {
        ColumnMapping mapping =
                settings.apply(Import.with(session)).source(source).guess(kind, table);
        return of(session, new LegacyTable(source, kind, table, mapping), settings);
    }

    /**
     * What has come of a part of the feed.
     *
     * @param changes how many were read
     * @param applied how many changed something here
     * @param rejected those that could not be taken in, with the reason; they are told by {@link #parity} until they are mended there
     * @param passedOver those of kinds that are not followed, or not any more
     */
    public record Caught(long changes, long applied, List<Rejected> rejected, List<Change> passedOver) {

        public Caught {
            rejected = ImmutableList.copyOf(rejected);
            passedOver = ImmutableList.copyOf(passedOver);
        }
    }

    /** Why a change could not be taken in. */
    public record Rejected(Change change, String reason) {}

    /**
     * What has come of a comparison.
     *
     * @param differences the first 1,000
     */
    public record Compared(Parity parity, List<Parity.Difference> differences) {

        public Compared {
            differences = ImmutableList.copyOf(differences);
        }
    }

    /** Makes the other system the master of such records, which are told by its feed from the beginning. */
    public void follow(RecordKind kind) {
        session.execute(new Follow(id(), legacy.source(), kind.plural(), UUID.randomUUID()));
    }

    /** How it stands; empty as long as nothing is followed. */
    public Optional<ShadowView> state() {
        return session.views(ShadowView.TYPE).byId(id());
    }

    private ShadowId id() {
        return ShadowId.of(legacy.source());
    }

    private ShadowView known() {
        return state().orElseThrow(() -> new CrmException.NotFound(id()));
    }

    /**
     * Takes in all changes that there are. What fails is thrown, and what came before stays; asked again, it goes on there.
     *
     * @throws CrmException.NotFound if nothing is followed
     */
    public Caught catchUp() {
        try {
            return caughtUp();
        } finally {
            if (legacy instanceof LegacyTable file) {
                file.close();
            }
        }
    }

    private Caught caughtUp() {
        long changes = 0;
        long applied = 0;
        List<Rejected> rejected = new ArrayList<>();
        List<Change> passedOver = new ArrayList<>();
        ShadowView state = known();
        String position = state.position();
        for (List<Change> part = legacy.changes(position, PART);
                !part.isEmpty();
                part = legacy.changes(position, PART)) {
            List<Change> followed = new ArrayList<>();
            for (Change each : part) {
                if (!state.followed().contains(each.kind().plural())) {
                    passedOver.add(each);
                } else if (each.row().id().isBlank()) {
                    rejected.add(new Rejected(each, "has no id"));
                } else {
                    followed.add(each);
                }
            }
            for (List<Change> round : rounds(followed)) {
                applied += take(round, state.batch(), rejected);
            }
            changes += part.size();
            position = part.get(part.size() - 1).position();
            session.execute(new MoveOn(id(), position));
        }
        return new Caught(changes, applied, rejected, passedOver);
    }

    /** Such as tell of no record twice, so that of each all is told in order. */
    private static List<List<Change>> rounds(List<Change> changes) {
        List<List<Change>> rounds = new ArrayList<>();
        Set<String> told = new HashSet<>();
        List<Change> round = new ArrayList<>();
        for (Change each : changes) {
            if (!told.add(each.kind() + "\n" + each.row().id())) {
                rounds.add(round);
                round = new ArrayList<>();
                told.clear();
                told.add(each.kind() + "\n" + each.row().id());
            }
            round.add(each);
        }
        if (!round.isEmpty()) {
            rounds.add(round);
        }
        return rounds;
    }

    private long take(List<Change> round, UUID batch, List<Rejected> rejected) {
        Map<RecordKind, List<Change>> byKind = new EnumMap<>(RecordKind.class);
        round.forEach(each ->
                byKind.computeIfAbsent(each.kind(), any -> new ArrayList<>()).add(each));
        Import anImport = importing().batch(batch).linked();
        byKind.forEach((kind, changes) -> {
            List<Row> rows = changes.stream().map(Change::row).toList();
            add(anImport, kind, rows::stream);
        });
        ImportReport report = anImport.run();
        report.files()
                .forEach(file -> file.rejections()
                        .forEach(each -> rejected.add(new Rejected(
                                byKind.getOrDefault(file.kind(), List.of()).get((int) each.line() - 1),
                                each.reason()))));
        return report.created() + report.updated();
    }

    private Import importing() {
        return settings.apply(Import.with(session).lanes(1)).source(legacy.source());
    }

    /** Columns are what they are called, whatever stands in them today; what is not said to be deleted is there. */
    private static void add(Import anImport, RecordKind kind, Supplier<Stream<Row>> rows) {
        Set<String> columns = new LinkedHashSet<>(List.of(ID));
        try (Stream<Row> all = rows.get()) {
            all.forEach(each -> columns.addAll(each.cells().keySet()));
        }
        if (guess(anImport, kind, columns).column(ColumnField.DELETED).isEmpty()) {
            columns.add(LegacySystem.DELETED);
        }
        ColumnMapping byNames = guess(anImport, kind, columns);
        List<ColumnMapping.Column> mapping = new ArrayList<>();
        mapping.add(new ColumnMapping.Column(0, ID, ColumnField.ID, 1));
        byNames.columns().stream()
                .skip(1)
                .map(each -> each.field() == ColumnField.ID
                        ? new ColumnMapping.Column(each.place(), each.name(), null, 0)
                        : each)
                .forEach(mapping::add);
        List<String> header = List.copyOf(columns);
        int deleted = byNames.column(ColumnField.DELETED)
                .map(ColumnMapping.Column::place)
                .orElse(-1);
        TableFile table =
                TableFile.of(kind.plural(), header, () -> rows.get().map(each -> cells(each, header, deleted)));
        anImport.table(kind, table, new ColumnMapping(mapping));
    }

    private static ColumnMapping guess(Import anImport, RecordKind kind, Set<String> columns) {
        return anImport.guess(kind, TableFile.of(kind.plural(), List.copyOf(columns), Stream::empty));
    }

    private static List<String> cells(Row row, List<String> header, int deleted) {
        List<String> cells = new ArrayList<>(header.size());
        cells.add(row.id());
        header.stream().skip(1).forEach(each -> cells.add(row.cells().getOrDefault(each, "")));
        if (deleted > 0 && cells.get(deleted).isBlank()) {
            cells.set(deleted, "false");
        }
        return cells;
    }

    /**
     * Compares what is there with what is here, row by row; the legacy system's rows are read more than once: for their columns, how they
     * write dates, and what they say.
     *
     * @param told is told each difference, as far as the actor may read it: ask as one who may read all, for what is masked differs
     */
    public Parity parity(RecordKind kind, Consumer<Parity.Difference> told) {
        Import anImport = importing();
        add(anImport, kind, () -> legacy.rows(kind));
        return anImport.compare(told);
    }

    /** The same, with the first differences. */
    public Compared compared(RecordKind kind) {
        List<Parity.Difference> first = new ArrayList<>();
        Parity parity = parity(kind, each -> {
            if (first.size() < TOLD) {
                first.add(each);
            }
        });
        return new Compared(parity, first);
    }

    /**
     * Makes the CRM the master of such records: changes of theirs that the feed still tells are passed over.
     *
     * @param reason why, although they differ; null to do it only if they do not
     * @return how far they were equal
     * @throws CrmException.Refused if they differ and there is no reason
     */
    public Parity takeOver(RecordKind kind, @Nullable String reason) {
        Parity parity = parity(kind, any -> {});
        session.execute(new TakeOver(id(), kind.plural(), parity.differences(), reason));
        return parity;
    }
}
