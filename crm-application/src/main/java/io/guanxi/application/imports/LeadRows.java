package io.guanxi.application.imports;

import io.guanxi.application.CrmSession;
import io.guanxi.application.Dated;
import io.guanxi.application.columns.ColumnField;
import io.guanxi.application.columns.ColumnMapping.Column;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.intake.IntakeView;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.intake.GivenRow;
import io.guanxi.domain.intake.GivenRow.Cell;
import io.guanxi.domain.intake.IntakeCommand;
import io.guanxi.domain.intake.IntakeId;
import io.guanxi.domain.kernel.Command;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Leads: each row as it is given, whatever its columns are, in the place of what was given before. */
final class LeadRows extends Rows<IntakeView> {

    private final Terms terms;

    LeadRows(Terms terms) {
        this.terms = terms;
    }

    @Override
    RecordKind kind() {
        return RecordKind.LEAD;
    }

    @Override
    ViewType<IntakeView> type() {
        return IntakeView.TYPE;
    }

    /** All that it says: in a table with further columns, which are empty, it is the same. */
    @Override
    String natural(Cells cells) {
        return UUID.nameUUIDFromBytes(said(cells.given()).toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static List<Cell> said(List<Cell> cells) {
        return cells.stream().filter(each -> !each.text().isEmpty()).toList();
    }

    @Override
    Function<Column, @Nullable String> shown(CrmSession session, IntakeView view) {
        return column -> view.row().cells().stream()
                .filter(each -> each.column().equals(column.name()))
                .map(Cell::text)
                .findFirst()
                .orElse(null);
    }

    @Override
    boolean isGone(IntakeView view) {
        return view.discarded();
    }

    @Override
    List<Command> removal(IntakeView view, String reason) {
        return List.of(new IntakeCommand.Discard(view.id(), reason));
    }

    @Override
    List<Dated> changes(Told row, @Nullable IntakeView known, Found refs) {
        Cells cells = row.cells();
        GivenRow given = new GivenRow(
                RecordKind.LEAD.plural(),
                terms.source(),
                cells.text(ColumnField.ID),
                cells.text(ColumnField.OWNER),
                cells.given());
        if (known != null && !known.discarded() && said(known.row().cells()).equals(said(given.cells()))) {
            return List.of();
        }
        Deeds deeds = new Deeds(cells.author());
        return known == null
                ? deeds.add(cells.created(), new IntakeCommand.Keep(new IntakeId(row.id()), given))
                        .all()
                : deeds.add(cells.changed(), new IntakeCommand.Revise(known.id(), given))
                        .all();
    }
}
