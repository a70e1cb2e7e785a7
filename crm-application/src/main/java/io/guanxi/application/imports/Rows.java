package io.guanxi.application.imports;

import io.guanxi.application.CrmSession;
import io.guanxi.application.Dated;
import io.guanxi.application.columns.ColumnField;
import io.guanxi.application.columns.ColumnMapping.Column;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.exports.Export;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What rows of one kind say, and which commands lead from what the CRM knows to what a row says. An empty cell says nothing: it
 * takes nothing away.
 */
abstract class Rows<V extends View> {

    /** A row on its way in. */
    record Told(long ordinal, UUID id, String original, Cells cells, boolean again) {

        /** The first time. */
        Told(long ordinal, UUID id, String original, Cells cells) {
            this(ordinal, id, original, cells, false);
        }

        /** After the record was taken back with its batch, so that it comes as it did first. */
        Told again(UUID as) {
            return new Told(ordinal, as, original, cells, true);
        }

        /** Whether the record is there, even if it is out of daily work here. */
        boolean isBack() {
            return again || !cells.deleted().orElse(true);
        }
    }

    abstract RecordKind kind();

    abstract ViewType<V> type();

    /** Where the other system's id of the record stands; null if the row has none. */
    @Nullable
    String original(Cells cells) {
        return cells.text(ColumnField.ID);
    }

    /** What the record is known by where it has no id of its own. */
    abstract String natural(Cells cells);

    /** The other records that the row names. */
    List<Ref> refs(Cells cells) {
        return List.of();
    }

    /** Reads what is needed beside the record itself, for many rows at once. */
    void prepare(CrmSession session, Collection<V> known, Found refs) {}

    /** Whether the record is out of daily work, so that it need not be elsewhere. */
    abstract boolean isGone(V view);

    /** What takes the record out of daily work; the rules have their say. */
    abstract List<Command> removal(V view, String reason);

    /** Whether what is gone does not come back: whatever comes again is another record. */
    boolean isGoneForGood() {
        return false;
    }

    /**
     * The commands, in order, with those that set custom fields; of a record that is no more there, those that take it out of daily work.
     *
     * @throws RowException if the row says what cannot be
     */
    final List<Dated> commands(Told row, @Nullable V known, Found refs, OwnFields<V> own, Terms terms) {
        Cells cells = row.cells();
        if (cells.isDeleted()) {
            Deeds deeds = new Deeds(terms.author());
            if (known != null && !isGone(known)) {
                removal(known, "deleted in " + terms.source()).forEach(each -> deeds.add(cells.changed(), each));
            }
            return deeds.all();
        }
        List<Dated> changes = own.with(changes(row, known, refs), cells, known, refs);
        if (known != null && isGone(known) && isGoneForGood() && row.isBack()) {
            throw new RowException(null, "is there, and was cancelled here for good");
        }
        return changes;
    }

    /**
     * The commands, in order; none if everything is known.
     *
     * @throws RowException if the row says what cannot be
     */
    abstract List<Dated> changes(Told row, @Nullable V known, Found refs);

    /** The fields by which a record is found that has another id. */
    List<ColumnField> foundBy(@Nullable ColumnField wanted) {
        return wanted == null ? List.of() : List.of(wanted);
    }

    /** The records that have one of these values of a field by which records are told to be updated. */
    Filter<V> having(ColumnField field, Set<String> values) {
        throw new CrmException.Invalid(
                "updateBy",
                "unknown",
                "must be a field that " + kind().plural() + " are found by, not " + field.code());
    }

    /** What a record has of such values. */
    Set<String> values(ColumnField field, V view) {
        return Set.of();
    }

    /** What a row has of such values, as records have them. */
    Set<String> values(ColumnField field, Cells cells) {
        String text = cells.text(field);
        return text == null ? Set.of() : Set.of(text);
    }

    /** What an export would write of a record, by the columns of such a table. */
    Function<Column, @Nullable String> shown(CrmSession session, V view) {
        Map<String, String> cells = Export.cells(session, kind(), view);
        return column -> cells.get(column.code());
    }

    static <V extends View> Filter<V> oneOf(Attribute<V, ?> attribute, Collection<?> values) {
        return new Filter.OneOf<>(attribute, new ArrayList<>(values));
    }
}
