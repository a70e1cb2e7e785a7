package io.guanxi.examples.cli.salespipeline;

import io.guanxi.application.CrmSession;
import io.guanxi.application.Dated;
import io.guanxi.application.Outcome;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.View;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.examples.cli.salespipeline.FileCount.Fate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Brings the rows of one file into the CRM, some at a time: what is known of them is looked up at once, and what is new is executed
 * in one transaction. If that is refused, they are done one by one, so that only the rows refused are rejected.
 *
 * <p>A row is rejected for what it says: because it is invalid, refused by a rule, or about something that is not there. That
 * somebody may not import, or that others write all the time, is no fault of a row and ends the import.
 */
final class FileImport<F, V extends View> {

    /** With the two or three commands of a deal, about 200 commands in a transaction. */
    private static final int ROWS_AT_ONCE = 250;

    private final CrmSession session;
    private final RowKind<F, V> kind;
    private final Journal journal;
    private final Progress progress;
    private final FirstSeen firstSeen = new FirstSeen();
    private final List<Told<F>> waiting = new ArrayList<>();

    private FileImport(CrmSession session, RowKind<F, V> kind, Journal journal, Progress progress) {
        this.session = session;
        this.kind = kind;
        this.journal = journal;
        this.progress = progress;
    }

    /**
     * Every row of the file.
     *
     * @throws UnreadableFileException as {@link CsvFile#forEach}; what came before has been taken over
     * @throws CrmException if rows could not be tried
     */
    static <F, V extends View> void run(
            CsvFile file, CrmSession session, RowKind<F, V> kind, Journal journal, Progress progress) {
        FileImport<F, V> rows = new FileImport<>(session, kind, journal, progress);
        journal.begin(file.name());
        try {
            file.forEach(rows::add);
        } catch (UnreadableFileException broken) {
            rows.flushAfter(broken);
            throw broken;
        }
        rows.flush();
    }

    /** That what came before could not be taken over is worse than that the file ends too early, so it is told first. */
    private void flushAfter(UnreadableFileException broken) {
        try {
            flush();
        } catch (RuntimeException failure) {
            failure.addSuppressed(broken);
            throw failure;
        }
    }

    private void add(Row row) {
        progress.row();
        try {
            row.requireShape();
            F facts = kind.read(row);
            UUID id = kind.id(facts).value();
            OptionalLong before = firstSeen.put(id, row.line(), facts);
            if (before.isEmpty()) {
                waiting.add(new Told<>(row.file(), row.line(), facts));
            } else if (firstSeen.saidTheSame(id, facts)) {
                journal.count(row.file(), Fate.UNCHANGED);
            } else {
                throw new RowException(
                        kind.keyColumn(), "is on line " + before.getAsLong() + " already, with other facts");
            }
        } catch (RowException impossible) {
            journal.reject(row.file(), row.line(), impossible.column(), impossible.reason());
        } catch (CrmException.Invalid impossible) {
            journal.reject(row.file(), row.line(), null, reason(impossible));
        }
        if (waiting.size() >= ROWS_AT_ONCE) {
            flush();
        }
    }

    private void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        Map<AggregateId, V> known = known();
        List<Step<F>> steps = new ArrayList<>();
        for (Told<F> told : waiting) {
            plan(told, known.get(kind.id(told.facts())), steps);
        }
        waiting.clear();
        try {
            execute(steps);
        } catch (CrmException.Invalid
                | CrmException.Refused
                | CrmException.NotFound
                | CrmException.Stale perhapsOfOneRow) {
            steps.forEach(this::executeAlone);
        }
    }

    /** What the CRM knows of the rows that wait. */
    private Map<AggregateId, V> known() {
        List<Object> ids = new ArrayList<>();
        waiting.forEach(each -> ids.add(kind.id(each.facts()).value()));
        Map<AggregateId, V> known = new HashMap<>();
        session.views(kind.type())
                .forEach(new Filter.OneOf<>(kind.type().id(), ids), view -> known.put(view.id(), view));
        return known;
    }

    private void plan(Told<F> told, @Nullable V known, List<Step<F>> steps) {
        try {
            List<Dated> commands = kind.changes(told.facts(), known);
            if (commands.isEmpty()) {
                journal.count(told.file(), Fate.UNCHANGED);
            } else {
                steps.add(new Step<>(told, commands, known == null ? Fate.CREATED : Fate.UPDATED));
            }
        } catch (RowException impossible) {
            journal.reject(told.file(), told.line(), impossible.column(), impossible.reason());
        } catch (CrmException.Invalid impossible) {
            journal.reject(told.file(), told.line(), null, reason(impossible));
        }
    }

    private void execute(List<Step<F>> steps) {
        List<Dated> commands = new ArrayList<>();
        steps.forEach(each -> commands.addAll(each.commands()));
        List<Outcome> outcomes = session.executeDated(commands);
        int next = 0;
        for (Step<F> step : steps) {
            int end = next + step.commands().size();
            boolean changed = outcomes.subList(next, end).stream()
                    .anyMatch(each -> !each.events().isEmpty());
            journal.count(step.told().file(), changed ? step.fate() : Fate.UNCHANGED);
            next = end;
        }
    }

    private void executeAlone(Step<F> step) {
        try {
            execute(List.of(step));
        } catch (CrmException.Invalid | CrmException.Refused | CrmException.NotFound refused) {
            journal.reject(step.told().file(), step.told().line(), null, reason(refused));
        }
    }

    private static String reason(CrmException refusal) {
        return refusal.getMessage() + " (" + refusal.code() + ")";
    }

    /** What a row says, after the row itself is gone. */
    private record Told<F>(String file, long line, F facts) {}

    private record Step<F>(Told<F> told, List<Dated> commands, Fate fate) {}
}
