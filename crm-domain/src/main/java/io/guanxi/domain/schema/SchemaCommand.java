package io.guanxi.domain.schema;

import com.google.common.collect.ImmutableSortedMap;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Command;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Everything one can ask of a feature's list of custom fields. */
public sealed interface SchemaCommand extends Command {

    SchemaId schemaId();

    @Override
    default SchemaId aggregateId() {
        return schemaId();
    }

    /**
     * Begins the list of a feature.
     *
     * @param schemaId must be {@link SchemaId#of} the feature
     */
    record Open(SchemaId schemaId, String feature) implements SchemaCommand {

        public Open {
            feature = Check.text("feature", feature, 40);
        }

        public static Open of(String feature) {
            return new Open(SchemaId.of(feature), feature);
        }
    }

    /** Adds a field; repeated with the same facts it changes nothing. */
    record DefineField(SchemaId schemaId, String name, FieldShape shape, FieldDetails details)
            implements SchemaCommand {

        public DefineField {
            name = FieldDefinition.checkedName(name);
        }
    }

    /** Replaces a field's details by those given. */
    record ChangeField(SchemaId schemaId, String name, FieldDetails details) implements SchemaCommand {

        public ChangeField {
            name = FieldDefinition.checkedName(name);
        }
    }

    /** Sets a field no more. What it holds stays, can be asked for, and can be cleared; {@link ReviveField} brings it back. */
    record DeprecateField(SchemaId schemaId, String name) implements SchemaCommand {}

    record ReviveField(SchemaId schemaId, String name) implements SchemaCommand {}

    /**
     * Says what may be offered for a built-in text, such as a customer's industry, level or source: other values are not refused, for
     * imports bring what they bring.
     *
     * @param choices those of now, at most 500; none to offer nothing
     */
    record ListChoices(SchemaId schemaId, String attribute, List<Choice> choices) implements SchemaCommand {

        public ListChoices {
            attribute = Check.text("attribute", attribute, 40);
            choices = FieldDetails.checkedChoices(choices);
        }
    }

    /** Adds to what is known of how often fields are asked for; see {@link SchemaEvent.FieldsRead}, which it is like. */
    record NoteReads(SchemaId schemaId, String view, LocalDate day, long questions, Map<String, Long> fields)
            implements SchemaCommand {

        public NoteReads {
            view = Check.text("view", view, 60);
            Check.that(questions > 0, "questions", "range", "must be more than nothing");
            long most = questions;
            Check.that(
                    fields.values().stream().allMatch(each -> each > 0 && each <= most),
                    "fields",
                    "range",
                    "must each be asked for by some of the questions");
            fields = ImmutableSortedMap.copyOf(fields);
        }
    }
}
