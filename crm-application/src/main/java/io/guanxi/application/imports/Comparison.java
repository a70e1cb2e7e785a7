package io.guanxi.application.imports;

import io.guanxi.application.CrmSession;
import io.guanxi.application.Dated;
import io.guanxi.application.columns.ColumnField;
import io.guanxi.application.columns.ColumnMapping;
import io.guanxi.application.columns.ColumnMapping.Column;
import io.guanxi.application.imports.Parity.Difference;
import io.guanxi.application.imports.Parity.Sort;
import io.guanxi.application.imports.Rows.Told;
import io.guanxi.application.link.LinkView;
import io.guanxi.application.view.View;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.link.ForeignId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compares rows with records. They are equal if an import would do nothing; they differ in a column if the import would do otherwise
 * without it. So the two are compared as they are understood, and not letter by letter.
 */
final class Comparison<V extends View> {

    private static final int AT_ONCE = 500;

    private final CrmSession session;
    private final Rows<V> rows;
    private final OwnFields<V> own;
    private final ColumnMapping mapping;
    private final String source;
    private final Consumer<Difference> told;
    private final Seen there = new Seen();
    private final Map<UUID, String> absent = new LinkedHashMap<>();
    private long all;
    private long equal;
    private long differing;
    private long missingHere;
    private long missingThere;

    private final Terms terms;

    Comparison(
            CrmSession session,
            Rows<V> rows,
            OwnFields<V> own,
            ColumnMapping mapping,
            Terms terms,
            Consumer<Difference> told) {
        this.session = session;
        this.rows = rows;
        this.own = own;
        this.mapping = mapping;
        this.terms = terms;
        this.source = terms.source();
        this.told = told;
    }

    void unreadable(String id, String reason) {
        all++;
        differing++;
        told.accept(new Difference(Sort.UNREADABLE, rows.kind(), id, null, reason, null));
    }

    void row(Told row, @Nullable V known, Found refs) {
        if (!there.add(known == null ? row.id() : known.id().value())) {
            return;
        }
        List<Command> commands;
        try {
            commands = commands(row.cells(), row, known, refs);
        } catch (RowException | CrmException.Invalid | CrmException.Refused impossible) {
            unreadable(row.original(), String.valueOf(impossible.getMessage()));
            return;
        }
        all++;
        if (commands.isEmpty()) {
            equal++;
        } else if (known == null) {
            missingHere++;
            told.accept(new Difference(Sort.MISSING_HERE, rows.kind(), row.original(), null, null, null));
        } else {
            differing++;
            tell(row, known, refs, commands);
        }
    }

    private List<Command> commands(Cells cells, Told row, @Nullable V known, Found refs) {
        Told told = new Told(row.ordinal(), row.id(), row.original(), cells, row.again());
        return rows.commands(told, known, refs, own, terms).stream()
                .map(Dated::command)
                .toList();
    }

    private void tell(Told row, V known, Found refs, List<Command> commands) {
        Function<Column, @Nullable String> ours = rows.shown(session, known);
        boolean found = false;
        for (Column each : mapping.columns()) {
            String theirs = row.cells().row().cell(each.place()).strip();
            if (!theirs.isEmpty() && each.field() != ColumnField.ID && decides(each, row, known, refs, commands)) {
                found = true;
                String here =
                        each.field() == ColumnField.DELETED ? Boolean.toString(rows.isGone(known)) : ours.apply(each);
                told.accept(new Difference(Sort.DIFFERING, rows.kind(), row.original(), each.name(), theirs, here));
            }
        }
        if (!found) {
            told.accept(new Difference(Sort.DIFFERING, rows.kind(), row.original(), null, null, null));
        }
    }

    /** A column without which the row makes no sense says who is meant, and not what differs. */
    private boolean decides(Column column, Told row, V known, Found refs, List<Command> commands) {
        try {
            return !commands(row.cells().without(column), row, known, refs).equals(commands);
        } catch (RowException | CrmException.Invalid | CrmException.Refused impossible) {
            return false;
        }
    }

    /** To be asked when all rows have been told. */
    Parity result() {
        session.views(LinkView.TYPE)
                .forEach(LinkView.KIND.is(rows.kind().plural()).and(LinkView.SOURCES.has(source)), link -> {
                    if (there.add(link.target())) {
                        absent.put(link.target(), number(link));
                    }
                    if (absent.size() >= AT_ONCE) {
                        tellAbsent();
                    }
                });
        tellAbsent();
        return new Parity(source, rows.kind(), all, equal, differing, missingHere, missingThere);
    }

    /** What is out of daily work here, and gone there, is not missed. */
    private void tellAbsent() {
        session.views(rows.type()).forEach(Rows.oneOf(rows.type().id(), List.copyOf(absent.keySet())), view -> {
            if (rows.isGone(view)) {
                absent.remove(view.id().value());
            }
        });
        missingThere += absent.size();
        absent.values()
                .forEach(each -> told.accept(new Difference(Sort.MISSING_THERE, rows.kind(), each, null, null, null)));
        absent.clear();
    }

    private String number(LinkView link) {
        return link.identities().stream()
                .filter(each -> each.source().equals(source))
                .map(ForeignId::value)
                .findFirst()
                .orElse("");
    }
}
