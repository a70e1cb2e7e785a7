package io.guanxi.domain.schema;

import com.google.common.collect.ImmutableList;
import io.guanxi.domain.kernel.DomainEvent;
import java.util.List;

/** Everything that can have happened to a feature's list of custom fields. */
public sealed interface SchemaEvent extends DomainEvent {

    SchemaId schemaId();

    @Override
    default SchemaId aggregateId() {
        return schemaId();
    }

    record Opened(SchemaId schemaId, String feature) implements SchemaEvent {}

    record FieldDefined(SchemaId schemaId, FieldDefinition field) implements SchemaEvent {}

    record FieldChanged(SchemaId schemaId, String field, FieldDetails details) implements SchemaEvent {}

    record FieldDeprecated(SchemaId schemaId, String field) implements SchemaEvent {}

    record FieldRevived(SchemaId schemaId, String field) implements SchemaEvent {}

    record ChoicesListed(SchemaId schemaId, String attribute, List<Choice> choices) implements SchemaEvent {

        public ChoicesListed {
            choices = ImmutableList.copyOf(choices);
        }
    }
}
