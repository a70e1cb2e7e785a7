package io.guanxi.rest.schema;

import io.guanxi.application.schema.SchemaView;
import io.guanxi.domain.schema.SchemaCommand;
import io.guanxi.domain.schema.SchemaId;
import io.guanxi.domain.schema.SchemaRule;
import io.guanxi.rest.Routes;

/**
 * The custom fields of each feature (自定义字段) over HTTP: {@code PUT /schemas/customer} begins their list,
 * {@code POST /schemas/customer/define-field} adds one, and {@code POST /customers/{id}/set-fields} sets them.
 */
public final class SchemaResource {

    private static final SchemaMapper MAPPER = new GeneratedSchemaMapper();

    public static final Routes<SchemaId, SchemaView> ROUTES = Routes.of(
                    "schemas", SchemaCommand.class, SchemaView.TYPE, SchemaId::new)
            .named(SchemaId::of)
            .put(SchemaCommand.Open.class, SchemaRequests.Open.class, MAPPER::open)
            .post(SchemaCommand.DefineField.class, SchemaRequests.DefineField.class, MAPPER::defineField)
            .post(SchemaCommand.ChangeField.class, SchemaRequests.ChangeField.class, MAPPER::changeField)
            .post(SchemaCommand.DeprecateField.class, SchemaRequests.Field.class, MAPPER::deprecateField)
            .post(SchemaCommand.ReviveField.class, SchemaRequests.Field.class, MAPPER::reviveField)
            .post(SchemaCommand.ListChoices.class, SchemaRequests.ListChoices.class, MAPPER::listChoices)
            .internal(SchemaCommand.NoteReads.class)
            .refuses(SchemaRule.values())
            .build();

    private SchemaResource() {}
}
