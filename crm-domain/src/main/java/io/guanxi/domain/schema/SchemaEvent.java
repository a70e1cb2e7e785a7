package io.guanxi.domain.schema;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.guanxi.domain.kernel.DomainEvent;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

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

    /**
     * What was asked for. A day may have several of these, which add up: one from each node, and from each time that it told.
     *
     * @param view whose fields
     * @param day by the zone of the business
     * @param questions how many questions there were
     * @param fields by how many of them each field was asked for, by its name in filters: {@code industry}, {@code custom.region}
     */
    record FieldsRead(SchemaId schemaId, String view, LocalDate day, long questions, Map<String, Long> fields)
            implements SchemaEvent {

        public FieldsRead {
            fields = ImmutableSortedMap.copyOf(fields);
        }
    }
}
