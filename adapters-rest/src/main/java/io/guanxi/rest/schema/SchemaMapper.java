package io.guanxi.rest.schema;

import static io.guanxi.domain.kernel.Check.inside;
import static java.util.Objects.requireNonNullElse;

import io.guanxi.domain.schema.Choice;
import io.guanxi.domain.schema.FieldDetails;
import io.guanxi.domain.schema.FieldShape;
import io.guanxi.domain.schema.Lookup;
import io.guanxi.domain.schema.SchemaCommand;
import io.guanxi.domain.schema.SchemaId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;

/** Request → command. What may be left out is filled in here, for no generated code could know with what. */
@Mapper(implementationName = "Generated<CLASS_NAME>")
interface SchemaMapper {

    SchemaCommand.Open open(SchemaId schemaId, SchemaRequests.Open request);

    default SchemaCommand.DefineField defineField(SchemaId schemaId, SchemaRequests.DefineField request) {
        FieldShape shape = new FieldShape(
                request.type(),
                requireNonNullElse(request.lookup(), Lookup.FILTER),
                Boolean.TRUE.equals(request.personal()),
                request.target());
        return new SchemaCommand.DefineField(schemaId, request.name(), shape, details(request.details()));
    }

    default SchemaCommand.ChangeField changeField(SchemaId schemaId, SchemaRequests.ChangeField request) {
        return new SchemaCommand.ChangeField(schemaId, request.name(), details(request.details()));
    }

    SchemaCommand.DeprecateField deprecateField(SchemaId schemaId, SchemaRequests.Field request);

    SchemaCommand.ReviveField reviveField(SchemaId schemaId, SchemaRequests.Field request);

    default SchemaCommand.ListChoices listChoices(SchemaId schemaId, SchemaRequests.ListChoices request) {
        return new SchemaCommand.ListChoices(
                schemaId,
                request.attribute(),
                request.choices().stream().map(SchemaMapper::choice).toList());
    }

    private static FieldDetails details(SchemaRequests.@Nullable Details request) {
        if (request == null) {
            return FieldDetails.PLAIN;
        }
        return inside(
                "details",
                () -> new FieldDetails(
                        requireNonNullElse(request.labels(), Map.of()),
                        Boolean.TRUE.equals(request.required()),
                        requireNonNullElse(request.requiredIn(), Set.of()),
                        request.min(),
                        request.max(),
                        request.maxLength(),
                        request.pattern(),
                        requireNonNullElse(request.choices(), List.<SchemaRequests.Choice>of()).stream()
                                .map(SchemaMapper::choice)
                                .toList(),
                        request.initial(),
                        request.formula(),
                        requireNonNullElse(request.readers(), Set.of()),
                        requireNonNullElse(request.writers(), Set.of())));
    }

    private static Choice choice(SchemaRequests.Choice request) {
        return new Choice(
                request.code(), requireNonNullElse(request.labels(), Map.of()), Boolean.TRUE.equals(request.retired()));
    }
}
