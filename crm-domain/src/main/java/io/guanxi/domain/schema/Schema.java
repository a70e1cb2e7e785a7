package io.guanxi.domain.schema;

import static io.guanxi.domain.schema.SchemaRule.CHOICE_MAY_BE_IN_USE;
import static io.guanxi.domain.schema.SchemaRule.FIELD_DEPRECATED;
import static io.guanxi.domain.schema.SchemaRule.FIELD_EXISTS;
import static io.guanxi.domain.schema.SchemaRule.NO_SLOT_LEFT;
import static io.guanxi.domain.schema.SchemaRule.SHAPE_NEVER_CHANGES;
import static io.guanxi.domain.schema.SchemaRule.TOO_MANY_FIELDS;

import com.google.common.collect.ImmutableMap;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.schema.SchemaCommand.ChangeField;
import io.guanxi.domain.schema.SchemaCommand.DefineField;
import io.guanxi.domain.schema.SchemaCommand.DeprecateField;
import io.guanxi.domain.schema.SchemaCommand.ListChoices;
import io.guanxi.domain.schema.SchemaCommand.NoteReads;
import io.guanxi.domain.schema.SchemaCommand.Open;
import io.guanxi.domain.schema.SchemaCommand.ReviveField;
import io.guanxi.domain.schema.SchemaEvent.ChoicesListed;
import io.guanxi.domain.schema.SchemaEvent.FieldChanged;
import io.guanxi.domain.schema.SchemaEvent.FieldDefined;
import io.guanxi.domain.schema.SchemaEvent.FieldDeprecated;
import io.guanxi.domain.schema.SchemaEvent.FieldRevived;
import io.guanxi.domain.schema.SchemaEvent.FieldsRead;
import io.guanxi.domain.schema.SchemaEvent.Opened;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The custom fields of one feature in one tenant, and the rules. One aggregate for all of them, so that a name is unique and a slot
 * is given once, whoever defines fields at the same moment.
 *
 * @param feature whose; null before it is opened
 * @param lists what is offered for built-in texts, by the names of attributes
 */
public record Schema(@Nullable String feature, Definitions fields, Map<String, List<Choice>> lists) {

    /** How many fields there may be. */
    public static final int MAX_FIELDS = 200;

    public static final Decider<SchemaCommand, SchemaEvent, Schema> DECIDER = Decider.of(
                    SchemaCommand.class, SchemaEvent.class, new Schema(null, Definitions.NONE, ImmutableMap.of()))
            .decide(Open.class, Schema::open)
            .decide(DefineField.class, Schema::define)
            .decide(ChangeField.class, Schema::change)
            .decide(DeprecateField.class, Schema::deprecate)
            .decide(ReviveField.class, Schema::revive)
            .decide(ListChoices.class, Schema::list)
            .decide(NoteReads.class, Schema::noteReads)
            .evolve(Opened.class, (state, event) -> new Schema(event.feature(), state.fields(), state.lists()))
            .evolve(ChoicesListed.class, Schema::listed)
            .evolve(FieldDefined.class, (state, event) -> state.with(event.field()))
            .evolve(FieldChanged.class, (state, event) -> state.with(event.field(), each -> each.with(event.details())))
            .evolve(FieldDeprecated.class, (state, event) -> state.with(event.field(), each -> each.deprecated(true)))
            .evolve(FieldRevived.class, (state, event) -> state.with(event.field(), each -> each.deprecated(false)))
            .evolve(FieldsRead.class, (state, event) -> state)
            .build();

    private List<SchemaEvent> open(Open command) {
        Check.that(
                command.schemaId().equals(SchemaId.of(command.feature())),
                "feature",
                "identity",
                "must be that of the schema's identity");
        return feature == null ? List.of(new Opened(command.schemaId(), command.feature())) : List.of();
    }

    private List<SchemaEvent> define(DefineField command) {
        requireOpen(command);
        FieldDefinition known = fields.find(command.name()).orElse(null);
        if (known != null) {
            if (!known.shape().equals(command.shape())) {
                throw SHAPE_NEVER_CHANGES.refused(command.name());
            }
            if (!known.details().equals(command.details()) || known.deprecated()) {
                throw FIELD_EXISTS.refused(command.name());
            }
            return List.of();
        }
        FieldDefinition.requireFitting(command.shape(), command.details());
        if (fields.value().size() >= MAX_FIELDS) {
            throw TOO_MANY_FIELDS.refused(MAX_FIELDS);
        }
        return List.of(new FieldDefined(
                command.schemaId(),
                new FieldDefinition(
                        command.name(), command.shape(), command.details(), freeSlots(command.shape()), false)));
    }

    private List<String> freeSlots(FieldShape shape) {
        List<String> slots = new ArrayList<>();
        if (shape.lookup() != Lookup.NONE) {
            // of money only the amount has an index
            for (SlotKind kind : shape.type().kinds()) {
                boolean indexed = shape.lookup() == Lookup.INDEX && slots.isEmpty();
                slots.add((indexed ? kind.indexed() : kind.plain())
                        .stream()
                                .filter(each -> !fields.takes(each))
                                .findFirst()
                                .orElseThrow(() -> NO_SLOT_LEFT.refused(shape.type(), shape.lookup())));
            }
        }
        return slots;
    }

    private List<SchemaEvent> change(ChangeField command) {
        FieldDefinition known = requireKnown(command, command.name());
        if (known.details().equals(command.details())) {
            return List.of();
        }
        if (known.deprecated()) {
            throw FIELD_DEPRECATED.refused(command.name());
        }
        FieldDefinition.requireFitting(known.shape(), command.details());
        FieldDefinition changed = known.with(command.details());
        for (Choice each : known.details().choices()) {
            if (changed.choice(each.code()).isEmpty()) {
                throw CHOICE_MAY_BE_IN_USE.refused(command.name(), each.code());
            }
        }
        return List.of(new FieldChanged(command.schemaId(), command.name(), command.details()));
    }

    private List<SchemaEvent> deprecate(DeprecateField command) {
        return requireKnown(command, command.name()).deprecated()
                ? List.of()
                : List.of(new FieldDeprecated(command.schemaId(), command.name()));
    }

    private List<SchemaEvent> revive(ReviveField command) {
        return requireKnown(command, command.name()).deprecated()
                ? List.of(new FieldRevived(command.schemaId(), command.name()))
                : List.of();
    }

    private List<SchemaEvent> list(ListChoices command) {
        requireOpen(command);
        List<Choice> known = lists.getOrDefault(command.attribute(), List.of());
        return known.equals(command.choices())
                ? List.of()
                : List.of(new ChoicesListed(command.schemaId(), command.attribute(), command.choices()));
    }

    private List<SchemaEvent> noteReads(NoteReads command) {
        requireOpen(command);
        return List.of(new FieldsRead(
                command.schemaId(), command.view(), command.day(), command.questions(), command.fields()));
    }

    private Schema listed(ChoicesListed event) {
        Map<String, List<Choice>> now = new TreeMap<>(lists);
        now.put(event.attribute(), event.choices());
        now.values().removeIf(List::isEmpty);
        return new Schema(feature, fields, ImmutableMap.copyOf(now));
    }

    private FieldDefinition requireKnown(SchemaCommand command, String name) {
        requireOpen(command);
        return fields.find(name).orElseThrow(() -> new CrmException.NotFound("field", name));
    }

    private void requireOpen(SchemaCommand command) {
        if (feature == null) {
            throw new CrmException.NotFound(command.schemaId());
        }
    }

    private Schema with(FieldDefinition field) {
        return new Schema(feature, fields.with(field), lists);
    }

    private Schema with(String field, UnaryOperator<FieldDefinition> change) {
        return fields.find(field).map(change).map(this::with).orElse(this);
    }
}
