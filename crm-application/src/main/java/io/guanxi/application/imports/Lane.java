package io.guanxi.application.imports;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ListMultimap;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Dated;
import io.guanxi.application.Meta;
import io.guanxi.application.Outcome;
import io.guanxi.application.Recorded;
import io.guanxi.application.Undone;
import io.guanxi.application.columns.ColumnField;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.duplicate.Candidate;
import io.guanxi.application.duplicate.Rehearsal;
import io.guanxi.application.imports.Rows.Told;
import io.guanxi.application.view.View;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerRule;
import io.guanxi.domain.duplicate.DuplicateRule;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.CrmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings rows of one table in, some hundred at a time: what is known of them is looked up at once, and what is new is executed in one
 * transaction. If that is refused, it is done in halves, so that only the rows that are refused are rejected.
 *
 * <p>A row is rejected for what it says: because it is invalid, refused by a rule, or about something that is not there. That
 * somebody may not import is no fault of a row and ends the import.
 */
final class Lane<V extends View> {

    private final Rows<V> rows;
    private final CrmSession session;
    private final Terms terms;
    private final References references;
    private final @Nullable Rehearsal rehearsal;
    private final Run.Table table;
    private final Seen seen;
    private final Predicate<Ref> mayCome;
    private final boolean last;
    private final OwnFields<V> own;
    private final Links<V> links;

    /** @param rehearsal for a dry run; null if it is none */
    Lane(
            Rows<V> rows,
            CrmSession session,
            Terms terms,
            References references,
            @Nullable Rehearsal rehearsal,
            Run.Table table,
            Seen seen,
            Predicate<Ref> mayCome,
            boolean last) {
        this.rows = rows;
        this.session = session;
        this.terms = terms;
        this.references = references;
        this.rehearsal = rehearsal;
        this.table = table;
        this.seen = seen;
        this.mayCome = mayCome;
        this.last = last;
        own = new OwnFields<>(session, rows.type(), table.input.mapping(), terms);
        links = new Links<>(session, rows, terms);
    }

    /** What is to be done for one row, about the record of that id. */
    private record Step(Told row, UUID of, List<Dated> commands, boolean creates) {}

    void take(List<Told> told) {
        Map<UUID, Told> first = new LinkedHashMap<>();
        List<Told> again = new ArrayList<>();
        for (Told each : told) {
            if (first.putIfAbsent(each.id(), each) != null) {
                again.add(each);
            }
        }
        if (!first.isEmpty()) {
            takeDistinct(first.values());
            take(again);
        }
    }

    /** What is known of some rows: the records that they tell of, if there is no doubt, and those that they name. */
    private record Known<V>(Map<UUID, V> records, Map<UUID, String> doubtful, Found refs) {}

    private Known<V> known(Collection<Told> told) {
        Map<UUID, V> known = new HashMap<>();
        session.views(rows.type())
                .forEach(
                        Rows.oneOf(rows.type().id(), told.stream().map(Told::id).toList()),
                        view -> known.put(view.id().value(), view));
        Map<UUID, String> doubtful = new HashMap<>();
        for (ColumnField field : rows.foundBy(terms.updateBy())) {
            findOthers(field, told, known, doubtful);
        }
        Set<Ref> named = new LinkedHashSet<>();
        for (Told each : told) {
            if (!each.cells().isDeleted()) {
                named.addAll(rows.refs(each.cells()));
                named.addAll(own.refs(each.cells()));
            }
        }
        Found refs = references.find(named, last);
        rows.prepare(session, known.values(), refs);
        return new Known<>(known, doubtful, refs);
    }

    void compare(List<Told> told, Comparison<V> comparison) {
        if (told.isEmpty()) {
            return;
        }
        Known<V> known = known(told);
        for (Told each : told) {
            String doubt = known.doubtful().get(each.id());
            if (doubt != null) {
                comparison.unreadable(each.original(), doubt);
            } else {
                V record = known.records().get(each.id());
                comparison.row(each, record, known.refs());
            }
        }
    }

    /**
     * Those whose record was taken back with its batch, so that they come as they did first: under the same identity, where a record may
     * come back, else under another.
     */
    private Optional<Told> again(Told row, @Nullable V known) {
        if (known == null || row.cells().isDeleted() || !rows.isGone(known) || !isTakenBack(session, known.id())) {
            return Optional.empty();
        }
        return Optional.of(row.again(rows.isGoneForGood() ? Ids.of(terms.source(), "again", row.id()) : row.id()));
    }

    /** Whether a batch has begun the record, and was undone. */
    static boolean isTakenBack(CrmSession session, AggregateId id) {
        try {
            return isTakenBack(session.history(id).stream()
                    .map(Recorded::meta)
                    .filter(each -> each.cause() == null)
                    .map(Meta::correlation)
                    .toList());
        } catch (CrmException.Forbidden unknown) {
            return false; // whoever may not read histories sees it as it is
        }
    }

    /**
     * What a batch only brought back is, when that is undone, what it was before.
     *
     * @param batches of each deed, in order
     */
    private static boolean isTakenBack(List<UUID> batches) {
        for (int i = 0; i < batches.size(); i++) {
            if (Undone.takesBack(batches.get(batches.size() - 1), batches.get(i))) {
                return i == 0 || isTakenBack(batches.subList(0, i));
            }
        }
        return false;
    }

    private void takeDistinct(Collection<Told> rowsToTake) {
        Known<V> known = known(rowsToTake);
        List<Told> told = new ArrayList<>();
        List<Told> others = new ArrayList<>();
        for (Told each : rowsToTake) {
            Told again = again(each, known.records().get(each.id())).orElse(each);
            (again.id().equals(each.id()) ? told : others).add(again);
        }
        if (!others.isEmpty()) {
            takeDistinct(others);
        }
        links.read(told, known.records());
        List<Step> steps = new ArrayList<>();
        for (Told each : told) {
            try {
                String doubt = known.doubtful().get(each.id());
                if (doubt != null) {
                    throw new RowException(null, doubt);
                }
                Step step = plan(each, known.records().get(each.id()), known.refs());
                if (step != null) {
                    steps.add(step);
                }
            } catch (RowException impossible) {
                reject(each, impossible.reason());
            } catch (CrmException.Invalid | CrmException.Refused impossible) {
                reject(each, impossible.getMessage() + " (" + impossible.code() + ")");
            }
        }
        List<Step> taken = new ArrayList<>();
        if (rehearsal == null) {
            execute(steps, taken);
        } else {
            rehearse(steps, rehearsal, taken);
        }
        noteDuplicates(taken, false);
    }

    /** Rows whose record came under another id: by what they are told to be updated by. */
    private void findOthers(ColumnField field, Collection<Told> told, Map<UUID, V> known, Map<UUID, String> doubtful) {
        ListMultimap<String, UUID> wanted = ArrayListMultimap.create();
        told.stream()
                .filter(each -> !known.containsKey(each.id()))
                .forEach(each -> rows.values(field, each.cells()).forEach(value -> wanted.put(value, each.id())));
        if (wanted.isEmpty()) {
            return;
        }
        ListMultimap<UUID, V> found = ArrayListMultimap.create();
        session.views(rows.type()).forEach(rows.having(field, wanted.keySet()), view -> {
            Set<UUID> fitting = new HashSet<>();
            rows.values(field, view).forEach(value -> fitting.addAll(wanted.get(value)));
            fitting.forEach(row -> found.put(row, view));
        });
        found.asMap().forEach((row, views) -> {
            if (views.size() == 1) {
                known.put(row, views.iterator().next());
            } else {
                doubtful.put(row, views.size() + " " + rows.kind().plural() + " have this " + field.code());
            }
        });
    }

    /** Null if there is nothing to do, or the row has to wait. */
    private @Nullable Step plan(Told row, @Nullable V known, Found refs) {
        boolean deleted = row.cells().isDeleted();
        for (Ref ref : deleted ? List.<Ref>of() : rows.refs(row.cells())) {
            if (!refs.has(ref) && !refs.ambiguous().containsKey(ref) && mayCome.test(ref)) {
                table.await(row.ordinal());
                return null;
            }
        }
        if (!deleted && own.mayWait(row.cells(), refs, mayCome)) {
            table.await(row.ordinal());
            return null;
        }
        boolean repeated = !seen.add(row.id());
        if (terms.dryRun() && repeated) {
            Integer before = references.imagined(row.id());
            if (before != null && before == row.cells().whole().hashCode()) {
                table.unchanged.incrementAndGet();
                return null;
            }
        }
        List<Dated> commands = links.with(rows.commands(row, known, refs, own, terms), row, known);
        boolean creates = known == null || row.again();
        if (commands.isEmpty() || (!creates && terms.rule() == Import.Rule.CREATE_ONLY)) {
            countJoined(row, known == null ? row.id() : known.id().value());
            table.unchanged.incrementAndGet();
            return null;
        }
        if (repeated) {
            throw new RowException(null, "is told of before in this import, with other facts");
        }
        if (creates && terms.rule() == Import.Rule.UPDATE_ONLY) {
            throw new RowException(null, "is not there to be updated");
        }
        return new Step(row, known == null ? row.id() : known.id().value(), commands, creates);
    }

    private void countJoined(Told row, UUID of) {
        if (!of.equals(row.id())) {
            table.joined.incrementAndGet();
        }
    }

    private void rehearse(List<Step> steps, Rehearsal into, List<Step> taken) {
        for (Step step : steps) {
            try {
                into.executeDated(step.commands());
                imagine(step);
                taken.add(step);
            } catch (CrmException.Invalid | CrmException.Refused refusal) {
                refused(step, refusal, taken);
            }
        }
    }

    private void imagine(Step step) {
        Told row = step.row();
        registered(step)
                .filter(each -> !each.customerId().value().equals(row.id())) // an employer of whom no table tells
                .forEach(each -> references.imagine(
                        each.customerId().value(),
                        new Ref(RecordKind.ORGANISATION, null, each.details().name()),
                        0));
        String name = row.cells().text(Run.nameOf(rows.kind()));
        Ref byName = new Ref(rows.kind(), null, name == null ? row.original() : name);
        references.imagine(row.id(), byName, row.cells().whole().hashCode());
        count(step, true);
    }

    /** @param taken to which those are added that have changed anything */
    private void execute(List<Step> steps, List<Step> taken) {
        if (steps.isEmpty()) {
            return;
        }
        List<Dated> commands = new ArrayList<>();
        steps.forEach(each -> commands.addAll(each.commands()));
        List<Outcome> outcomes;
        try {
            outcomes = session.executeDated(commands);
        } catch (CrmException.Invalid
                | CrmException.Refused
                | CrmException.NotFound
                | CrmException.Stale perhapsOfOneRow) {
            if (steps.size() == 1) {
                refused(steps.get(0), perhapsOfOneRow, taken);
            } else {
                int half = steps.size() / 2;
                execute(steps.subList(0, half), taken);
                execute(steps.subList(half, steps.size()), taken);
            }
            return;
        }
        int next = 0;
        for (Step step : steps) {
            int end = next + step.commands().size();
            boolean change = outcomes.subList(next, end).stream()
                    .anyMatch(each -> !each.events().isEmpty());
            count(step, change);
            if (change) {
                taken.add(step);
            }
            next = end;
        }
    }

    private void count(Step step, boolean changed) {
        countJoined(step.row(), step.of());
        (!changed ? table.unchanged : step.creates() ? table.created : table.updated).incrementAndGet();
    }

    /** When all of a group are there, so that two of it find each other; the CRM's own suspicion comes afterwards. */
    private void noteDuplicates(List<Step> steps, boolean refused) {
        Map<CustomerId, Step> drafts = new LinkedHashMap<>();
        List<Register> registered = new ArrayList<>();
        steps.forEach(step -> registered(step).forEach(each -> {
            drafts.put(each.customerId(), step);
            registered.add(each);
        }));
        if (!registered.isEmpty()) {
            Map<CustomerId, List<Candidate>> like =
                    rehearsal == null ? session.suspectedOf(registered) : rehearsal.suspectedOf(registered);
            drafts.forEach((id, step) -> {
                if (like.containsKey(id)) {
                    table.suspicions.add(step.row().cells().row().line(), refused, like.get(id));
                }
            });
        }
    }

    private static Stream<Register> registered(Step step) {
        return step.commands().stream()
                .map(Dated::command)
                .filter(Register.class::isInstance)
                .map(Register.class::cast);
    }

    /** Whoever has the original id already is the one that is meant, under whatever id it came. */
    private void refused(Step step, CrmException refusal, List<Step> taken) {
        boolean known =
                refusal instanceof CrmException.Refused refused && refused.rule() == CustomerRule.IDENTITY_TAKEN;
        Optional<Step> other = known && step.creates() ? meant(step.row()) : Optional.empty();
        if (other.isPresent()) {
            execute(List.of(other.get()), taken);
        } else {
            if (refusal instanceof CrmException.Refused refused && refused.rule() == DuplicateRule.LIKE_ANOTHER) {
                noteDuplicates(List.of(step), true);
            }
            reject(step.row(), refusal.getMessage() + " (" + refusal.code() + ")");
        }
    }

    private Optional<Step> meant(Told row) {
        List<V> found = new ArrayList<>();
        session.views(rows.type())
                .forEach(rows.having(ColumnField.ID, rows.values(ColumnField.ID, row.cells())), found::add);
        if (found.size() != 1) {
            return Optional.empty();
        }
        try {
            Set<Ref> named = new LinkedHashSet<>(rows.refs(row.cells()));
            named.addAll(own.refs(row.cells()));
            Found refs = references.find(named, true);
            rows.prepare(session, found, refs);
            List<Dated> commands = links.with(rows.commands(row, found.get(0), refs, own, terms), row, found.get(0));
            return Optional.of(new Step(row, found.get(0).id().value(), commands, false));
        } catch (RowException | CrmException.Invalid | CrmException.Refused impossible) {
            return Optional.empty();
        }
    }

    private void reject(Told row, String reason) {
        table.rejected.add(row.cells().row(), reason);
    }
}
