package io.guanxi.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Ascii;
import com.google.common.base.CaseFormat;
import io.guanxi.domain.kernel.RuleCode;
import io.guanxi.domain.schema.SchemaRule;
import io.guanxi.rest.Problem.Kind;
import io.guanxi.rest.Routes.Route;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.List;

/** The paths of one collection's commands. */
final class CommandPaths {

    private final ObjectNode paths;
    private final Routes<?, ?> table;
    private final Schemas schemas;
    private final Shapes shapes;
    private final String one;
    private final ObjectNode answer;

    /** @param outcome what is answered, unless somebody wishes for the view */
    CommandPaths(ObjectNode paths, Routes<?, ?> table, Schemas schemas, Shapes shapes, ObjectNode outcome) {
        this.paths = paths;
        this.table = table;
        this.schemas = schemas;
        this.shapes = shapes;
        one = "/" + table.collection() + "/{id}";
        answer = shapes.eitherOf(outcome, shapes.view(table.view()));
    }

    void describe() {
        table.byName().values().forEach(this::command);
        if (table.view().customFields() != null) {
            setFields();
        }
    }

    private Operation operation(String method, String path, String name, String summary) {
        return new Operation(paths, method, path, table.collection() + "." + name, summary, shapes);
    }

    private void command(Route<?, ?> route) {
        String words = route.name().replace('-', ' ');
        Operation operation = operation(
                        route.creates() ? "put" : "post",
                        route.creates() ? one : one + "/" + route.name(),
                        CaseFormat.LOWER_HYPHEN.to(CaseFormat.LOWER_CAMEL, route.name()),
                        Ascii.toUpperCase(words.charAt(0)) + words.substring(1))
                .tagged(table.collection());
        if (route.creates()) {
            operation.takes("IfNoneMatch");
        }
        ObjectNode schema = schemas.request(route.request());
        boolean demanding = schemas.referred(schema).has("required");
        executes(operation, schema, demanding);
        if (route.creates()) {
            operation
                    .responds("201", shapes.response("It was not known before", answer))
                    .tells("201", HttpHeaders.ETAG, OpenApi.PREFERENCE_APPLIED, HttpHeaders.LOCATION);
        }
        operation.responds("422", shapes.refusals(table.refusals()));
    }

    private void setFields() {
        Operation operation = operation("post", one + "/" + Routes.SET_FIELDS, "setFields", "Set custom fields")
                .says("Fields that are not named stay as they are; null takes a value away.")
                .tagged(table.collection());
        List<RuleCode> rules = new ArrayList<>(table.refusals());
        rules.addAll(List.of(SchemaRule.values()));
        executes(operation, schemas.fields(), false).responds("422", shapes.refusals(rules));
    }

    private Operation executes(Operation operation, ObjectNode schema, boolean demanding) {
        return operation
                .takes(OpenApi.identity(table), "IfMatch", "IdempotencyKey", "HappenedAt", "Prefer", "AcceptLanguage")
                .carries(schema, demanding)
                .answers(answer, Kind.FORBIDDEN, Kind.NOT_FOUND, Kind.STALE, Kind.PRECONDITION_FAILED)
                .tells("200", HttpHeaders.ETAG, OpenApi.PREFERENCE_APPLIED)
                .fails(Kind.TOO_LARGE, Kind.UNSUPPORTED_MEDIA_TYPE);
    }
}
