package io.guanxi.application.imports;

import com.google.common.collect.ImmutableMap;
import io.guanxi.application.CrmSession;
import io.guanxi.application.columns.ColumnField;
import io.guanxi.application.columns.ColumnMapping;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.link.LinkView;
import io.guanxi.application.table.TableFile;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.SourceIdentity;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.opportunity.Pipeline;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * Brings tables of another system into the CRM, through real commands:
 *
 * <pre>{@code
 * ImportReport report = Import.with(session)
 *         .source("salesforce")
 *         .table(RecordKind.ORGANISATION, TableFile.open(accounts))
 *         .table(RecordKind.OPPORTUNITY, TableFile.open(deals))
 *         .rejectedInto(directory)
 *         .run();
 * session.undo(report.batch());
 * }</pre>
 *
 * What it does is told in the description of the package. Not safe for several threads.
 */
public final class Import {

    /** Which records an import may touch. */
    public enum Rule {
        CREATE_AND_UPDATE,
        /** What is there already is left as it is, and counts as unchanged. */
        CREATE_ONLY,
        /** What is not there yet is rejected. */
        UPDATE_ONLY
    }

    /** Told while rows are read, a few hundred at a time, on the thread that called {@link #run}. */
    @FunctionalInterface
    public interface Progress {
        /** @param rows how many of the file have been read; those that wait for others are read once more */
        void told(String file, long rows);
    }

    /** With how many new customers of a dry run others are compared if nothing else is said. */
    public static final int REMEMBERED = 50_000;

    private final CrmSession session;
    private final List<Run.Input> inputs = new ArrayList<>();
    private final Map<String, String> values = new HashMap<>();
    private String source = "import";
    private UUID batch = UUID.randomUUID();
    private String region = "001";
    private Pipeline pipeline = Pipeline.STANDARD;
    private Rule rule = Rule.CREATE_AND_UPDATE;
    private InstantSource clock = InstantSource.system();
    private int lanes = Math.min(4, Runtime.getRuntime().availableProcessors());
    private Progress progress = (file, rows) -> {};
    private boolean dryRun;
    private int remembered = REMEMBERED;
    private boolean linked;
    private @Nullable CurrencyUnit currency;
    private @Nullable ColumnField updateBy;
    private @Nullable String mapping;
    private @Nullable Path rejectedInto;

    private Import(CrmSession session) {
        this.session = session;
    }

    /** By an actor, who needs the right to write for others: an import is not the deed of whoever runs it. */
    public static Import with(CrmSession session) {
        return new Import(session);
    }

    /**
     * The name of the system that the tables come from, under which original ids are kept; {@code import} if not given.
     *
     * @param name 1 to 50 of a-z, 0-9 and -
     */
    public Import source(String name) {
        source = new SourceIdentity(name, "any").source();
        return this;
    }

    /** A table whose columns are recognised. Tables may be given in any order, whichever names records of which. */
    public Import table(RecordKind kind, TableFile table) {
        return table(kind, table, guess(kind, table));
    }

    /** What the columns of a table are taken for, the tenant's custom fields among them: to be shown, and corrected. */
    public ColumnMapping guess(RecordKind kind, TableFile table) {
        ColumnMapping guess = ColumnMapping.guess(kind, table, OwnFields.inUse(session, Run.type(kind)));
        return mapping == null ? guess : guess.corrected(mapping);
    }

    /** Says what columns are of tables that are given from now on, instead of what is guessed: {@link ColumnMapping#corrected}. */
    public Import mapping(String json) {
        mapping = json;
        return this;
    }

    /**
     * A table of which it is known what its columns are.
     *
     * @throws CrmException.Invalid if one is a custom field that there is not
     */
    public Import table(RecordKind kind, TableFile table, ColumnMapping mapping) {
        OwnFields.requireKnown(mapping, OwnFields.inUse(session, Run.type(kind)));
        inputs.add(new Run.Input(kind, table, mapping));
        return this;
    }

    /** In which amounts are meant that do not say; without it, such amounts are rejected or left over. */
    public Import currency(CurrencyUnit unit) {
        currency = unit;
        return this;
    }

    /** Where telephone numbers are dialled whose row names no country: ISO 3166-1 alpha-2. */
    public Import region(String code) {
        region = code;
        return this;
    }

    /** Which pipeline deals go through; {@link Pipeline#STANDARD} if not given. */
    public Import pipeline(Pipeline wanted) {
        pipeline = wanted;
        return this;
    }

    /** What a word of theirs means here, of stages, kinds, priorities and the like: {@code ("Engaging", "qualification")}. */
    public Import value(String theirs, String ours) {
        values.put(Terms.key(theirs), Check.text("value", ours, 200));
        return this;
    }

    /**
     * Takes a row for the record that has the same original id, and else for the one with the same e-mail address, telephone, code
     * or name. A row that fits several is rejected. Each few hundred rows ask the base once, for all but names without an index.
     *
     * @param field one of {@code email}, {@code phone}, {@code uscc}, {@code identity} and the name
     */
    public Import updateBy(ColumnField field) {
        updateBy = field;
        return this;
    }

    public Import rule(Rule wanted) {
        rule = wanted;
        return this;
    }

    /** As {@link #dryRun(int)}, remembering {@value #REMEMBERED}. */
    public Import dryRun() {
        return dryRun(REMEMBERED);
    }

    /**
     * Says what would be done, and writes nothing. Whose customers are like others, of the same tables too, is known as the CRM's policy
     * suspects or refuses them, though not by what the tables would change of customers who are there; what else rules and other
     * records would refuse is not. Rows are taken on one thread; on several, of two new customers that are alike it may be the other
     * that is told of.
     *
     * @param newcomers to how many new customers others are compared, at least 1; of those behind them the report says how many there
     *     are, as {@link ImportReport#uncompared}. Each takes some 2 KB, where anybody is suspected
     */
    public Import dryRun(int newcomers) {
        remembered = (int) Check.range("newcomers", newcomers, 1, Integer.MAX_VALUE);
        dryRun = true;
        return this;
    }

    /**
     * Keeps what the source calls each record, of any kind, as a {@link io.guanxi.application.link.LinkView}: a map of ids, for a CRM that
     * has the {@code LinkFeature}. Those that were known before and have no link yet get one, and count as updated.
     */
    public Import linked() {
        Check.that(session.has(LinkView.TYPE), "linked", "feature", "must not be asked for without the link feature");
        linked = true;
        return this;
    }

    /** The batch that all belongs to; one of its own if not given. Whoever goes on after a crash gives the same. */
    public Import batch(UUID id) {
        batch = id;
        return this;
    }

    /** Where the rejected rows of each table are written, as {@code NAME.rejected.csv}; nowhere if not given. */
    public Import rejectedInto(Path directory) {
        rejectedInto = directory;
        return this;
    }

    /** On how many threads rows are brought in; a session inside a host's transaction needs 1, which is the caller's own. */
    public Import lanes(int count) {
        lanes = (int) Check.range("lanes", count, 1, 64);
        return this;
    }

    public Import clock(InstantSource source) {
        clock = source;
        return this;
    }

    public Import progress(Progress listener) {
        progress = listener;
        return this;
    }

    /**
     * Takes all tables. Run again, after a crash too, it finds what it has done and does the rest.
     *
     * @throws io.guanxi.application.table.UnreadableTableException if a table cannot be read to its end; what came before is there
     * @throws io.guanxi.domain.kernel.CrmException.Forbidden if the actor may not import
     */
    public ImportReport run() {
        Check.that(!inputs.isEmpty(), "tables", "required", "must have at least one entry");
        Terms terms = terms();
        CrmSession inBatch = session.inBatch(batch);
        return new Run(
                        inBatch,
                        batch,
                        terms,
                        dryRun ? inBatch.rehearse(remembered) : null,
                        dryRun ? 1 : lanes,
                        rejectedInto,
                        progress)
                .take(inputs);
    }

    /**
     * Tells where a table that was brought in before differs from what is here, and writes nothing. Records that are here alone are
     * known by their links, see {@link #linked}. Memory holds 16 bytes for each record.
     *
     * @param told is told each difference
     * @throws io.guanxi.application.table.UnreadableTableException if the table cannot be read to its end
     */
    public Parity compare(Consumer<Parity.Difference> told) {
        Check.that(inputs.size() == 1, "tables", "size", "must have at most 1 entries");
        Check.that(session.has(LinkView.TYPE), "linked", "feature", "must not be asked for without the link feature");
        return new Run(session, batch, terms(), null, 1, null, progress).compare(inputs.get(0), told);
    }

    /** Whose rows such a kind's are. */
    public static ViewType<?> viewOf(RecordKind kind) {
        return Run.type(kind);
    }

    private Terms terms() {
        return new Terms(
                source,
                currency,
                region,
                pipeline,
                ImmutableMap.copyOf(values),
                updateBy,
                rule,
                dryRun,
                linked,
                clock.instant());
    }
}
