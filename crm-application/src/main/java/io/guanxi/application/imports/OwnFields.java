package io.guanxi.application.imports;

import static java.util.Objects.requireNonNull;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Dated;
import io.guanxi.application.columns.ColumnMapping;
import io.guanxi.application.columns.ColumnMapping.Column;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.schema.SchemaView;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Violation;
import io.guanxi.domain.notation.DateText;
import io.guanxi.domain.schema.Choice;
import io.guanxi.domain.schema.Definitions;
import io.guanxi.domain.schema.FieldDefinition;
import io.guanxi.domain.schema.FieldValues;
import io.guanxi.domain.schema.SchemaRule;
import io.guanxi.domain.schema.SetFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The custom fields that columns of a table are, for records of every kind that has some. Values are read by the field's type, and
 * must be readable: unlike what a tenant has no field for, they are never put into the remark. What is computed is passed over.
 */
final class OwnFields<V extends View> {

    private static final List<Splitter> LISTS = Stream.of("\n", ";；", "|", "、", ",，")
            .map(signs -> Splitter.on(CharMatcher.anyOf(signs)).trimResults().omitEmptyStrings())
            .toList();

    private final ViewType<V> type;
    private final Terms terms;
    private final Definitions definitions;
    private final Map<Column, FieldDefinition> columns = new LinkedHashMap<>();

    OwnFields(CrmSession session, ViewType<V> type, ColumnMapping mapping, Terms terms) {
        this.type = type;
        this.terms = terms;
        definitions = new Definitions(inUse(session, type));
        for (Column each : mapping.columns()) {
            Optional.ofNullable(each.custom())
                    .flatMap(definitions::find)
                    .filter(field -> field.details().formula() == null)
                    .ifPresent(field -> columns.put(each, field));
        }
    }

    /** All that such records have or had, by which columns are recognised. */
    static List<FieldDefinition> inUse(CrmSession session, ViewType<?> type) {
        return type.customFields() != null && session.has(type) && session.has(SchemaView.TYPE)
                ? session.fields(type).definitions()
                : List.of();
    }

    static void requireKnown(ColumnMapping mapping, List<FieldDefinition> known) {
        for (Column column : mapping.columns()) {
            Check.that(
                    column.custom() == null
                            || known.stream().anyMatch(each -> each.name().equals(column.custom())),
                    "mapping",
                    "unknown",
                    "must name a custom field of such records, which " + column.code() + " is not; there are "
                            + known.stream().map(FieldDefinition::name).toList());
        }
    }

    // ---- what is named

    List<Ref> refs(Cells cells) {
        List<Ref> refs = new ArrayList<>();
        columns.forEach((column, field) -> refs.addAll(refs(field, cells.row().cell(column.place()))));
        return refs;
    }

    /** What may be meant, the likelier first; none for an id of ours, and for what is known by nothing else. */
    private static List<Ref> refs(FieldDefinition field, String cell) {
        String text = cell.strip();
        if (field.shape().target() == null || text.isEmpty() || Ids.isOurs(text)) {
            return List.of();
        }
        List<RecordKind> kinds = switch (field.shape().target()) {
            case "customer" -> List.of(RecordKind.ORGANISATION, RecordKind.PERSON);
            case "opportunity" -> List.of(RecordKind.OPPORTUNITY);
            case "ticket" -> List.of(RecordKind.TICKET);
            default -> List.of();
        };
        return kinds.stream().map(each -> new Ref(each, text, text)).toList();
    }

    /** Whether a record that is named and not there may still come. */
    boolean mayWait(Cells cells, Found refs, Predicate<Ref> mayCome) {
        return columns.entrySet().stream().anyMatch(each -> {
            List<Ref> named =
                    refs(each.getValue(), cells.row().cell(each.getKey().place()));
            return named.stream()
                            .noneMatch(ref -> refs.has(ref) || refs.ambiguous().containsKey(ref))
                    && named.stream().anyMatch(mayCome);
        });
    }

    // ---- what becomes of a row

    /**
     * A row's commands and, behind the first, that which sets the fields it tells otherwise of: a deal that is new may not enter a
     * stage without them.
     *
     * @throws RowException if a cell cannot be read
     * @throws CrmException.Refused if the row may not say so
     */
    List<Dated> with(List<Dated> commands, Cells cells, @Nullable V known, Found refs) {
        if (columns.isEmpty()) {
            return commands;
        }
        Map<String, Object> said = new LinkedHashMap<>();
        FieldValues before = known == null
                ? FieldValues.NONE
                : requireNonNull(type.customFields()).of(known);
        columns.forEach((column, field) -> {
            Object value = value(column, field, cells, refs);
            if (value != null && !value.equals(before.get(field.name()))) {
                said.put(field.name(), value);
            }
        });
        said.keySet().forEach(this::requireInUse);
        if (known == null) {
            requireComplete(said.keySet());
        }
        if (said.isEmpty()) {
            return commands;
        }
        SetFields fields =
                new SetFields(known == null ? commands.get(0).command().aggregateId() : known.id(), said, Set.of());
        requireFitting(fields, before, known == null);
        Dated dated = new Dated(fields, known == null ? commands.get(0).happenedAt() : cells.changed(), cells.author());
        int behind = Math.min(1, commands.size());
        return ImmutableList.<Dated>builder()
                .addAll(commands.subList(0, behind))
                .add(dated)
                .addAll(commands.subList(behind, commands.size()))
                .build();
    }

    private void requireInUse(String field) {
        if (definitions.find(field).filter(FieldDefinition::deprecated).isPresent()) {
            throw SchemaRule.FIELD_DEPRECATED.refused(field);
        }
    }

    private void requireComplete(Set<String> said) {
        for (FieldDefinition each : definitions.value()) {
            if (each.details().required()
                    && !each.deprecated()
                    && each.details().initial() == null
                    && !said.contains(each.name())) {
                throw SchemaRule.FIELD_REQUIRED.refused(each.name());
            }
        }
    }

    /** What the engine would say, told before, so that one such row does not keep five hundred others waiting. */
    private void requireFitting(SetFields fields, FieldValues before, boolean isNew) {
        try {
            definitions.decide(fields, before, type.name(), 1);
        } catch (CrmException.Invalid unfit) {
            throw new RowException(
                    null,
                    unfit.violations().stream()
                            .map(each -> column(each.field()) + ": " + each.message() + rule(each.field(), each))
                            .collect(Collectors.joining("; ")));
        } catch (CrmException.Refused refused) {
            if (isNew) {
                throw refused;
            } // else it may have what is hidden from whoever imports: the engine knows
        }
    }

    private String column(String field) {
        return columns.keySet().stream()
                .filter(each -> Objects.equals(each.custom(), field))
                .map(Column::name)
                .findFirst()
                .orElse(field);
    }

    private static String rule(String field, Violation broken) {
        return " (" + ColumnMapping.CUSTOM + field + ": " + broken.rule() + ")";
    }

    // ---- what a cell says

    private @Nullable Object value(Column column, FieldDefinition field, Cells cells, Found refs) {
        String text = cells.row().cell(column.place()).strip();
        if (text.isEmpty()) {
            return null;
        }
        try {
            return field.shape().type().read(field.name(), raw(column, field, cells, text, refs));
        } catch (CrmException.Invalid invalid) {
            throw new RowException(
                    column.name(),
                    '"' + Cells.shown(text) + "\" " + Cells.said(invalid)
                            + rule(field.name(), invalid.violations().get(0)));
        }
    }

    private Object raw(Column column, FieldDefinition field, Cells cells, String text, Found refs) {
        return switch (field.shape().type()) {
            case TEXT -> text;
            case NUMBER -> Cells.decimal(text);
            case MONEY -> cells.money(text);
            case DATE -> DateText.read(text, cells.order(column));
            case INSTANT -> Moments.read(text, cells.order(column));
            case FLAG -> Cells.flag(text);
            case CHOICE -> choice(field, text).orElseThrow(() -> unknown(field));
            case CHOICES -> choices(field, text);
            case REFERENCE -> reference(field, text, refs);
        };
    }

    /** By its code, or as it is called in any language. */
    private Optional<String> choice(FieldDefinition field, String text) {
        if (field.choice(text).isPresent()) {
            return Optional.of(text);
        }
        String key = Terms.key(terms.meaning(text).orElse(text));
        List<String> codes = field.details().choices().stream()
                .filter(each -> key.equals(Terms.key(each.code()))
                        || each.labels().values().stream().anyMatch(label -> key.equals(Terms.key(label))))
                .map(Choice::code)
                .toList();
        return codes.size() == 1 ? Optional.of(codes.get(0)) : Optional.empty();
    }

    private Set<String> choices(FieldDefinition field, String text) {
        for (Splitter each : LISTS) {
            Set<String> codes = new LinkedHashSet<>();
            List<String> parts = each.splitToList(text);
            parts.forEach(part -> choice(field, part).ifPresent(codes::add));
            if (!codes.isEmpty()
                    && parts.stream().allMatch(part -> choice(field, part).isPresent())) {
                return codes;
            }
        }
        throw unknown(field);
    }

    private static CrmException.Invalid unknown(FieldDefinition field) {
        return new CrmException.Invalid(
                field.name(),
                "unknown",
                "must be of the field's choices "
                        + field.details().choices().stream().map(Choice::code).toList());
    }

    private static UUID reference(FieldDefinition field, String text, Found refs) {
        if (Ids.isOurs(text)) {
            return UUID.fromString(text);
        }
        List<Ref> named = refs(field, text);
        Check.that(!named.isEmpty(), field.name(), "type", "must be a UUID");
        for (Ref each : named) {
            if (refs.has(each)) {
                return requireNonNull(refs.id(each));
            }
        }
        Ref told =
                named.stream().filter(refs.ambiguous()::containsKey).findFirst().orElse(named.get(0));
        throw new CrmException.Invalid(field.name(), "missing", "names nobody: " + refs.missing(told));
    }
}
