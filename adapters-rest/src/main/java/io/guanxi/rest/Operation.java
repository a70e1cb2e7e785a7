package io.guanxi.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guanxi.rest.Problem.Kind;

/** One operation of the document while it is written: what is asked, and what is answered. */
final class Operation {

    static final String JSON = "application/json";

    private final ObjectNode node;
    private final Shapes shapes;

    Operation(ObjectNode paths, String method, String path, String id, String summary, Shapes shapes) {
        ObjectNode place = paths.has(path) ? (ObjectNode) paths.get(path) : paths.putObject(path);
        node = place.putObject(method).put("operationId", id).put("summary", summary);
        this.shapes = shapes;
    }

    Operation says(String description) {
        node.put("description", description);
        return this;
    }

    Operation tagged(String tag) {
        node.putArray("tags").add(tag);
        return this;
    }

    // ---- what is asked

    /** @param names those of parameters that the document describes once */
    Operation takes(String... names) {
        for (String name : names) {
            parameters().addObject().put("$ref", "#/components/parameters/" + name);
        }
        return this;
    }

    /** A text in the query. */
    Operation query(String name, String description) {
        return query(name, shapes.text(), description);
    }

    Operation query(String name, ObjectNode schema, String description) {
        Shapes.parameter(parameters().addObject(), "query", name, schema, description);
        return this;
    }

    Operation path(String name, ObjectNode schema, String description) {
        Shapes.parameter(parameters().addObject(), "path", name, schema, description);
        return this;
    }

    private ArrayNode parameters() {
        return node.has("parameters") ? (ArrayNode) node.get("parameters") : node.putArray("parameters");
    }

    /** What must arrive, and what is answered if it is not such. */
    Operation asks(ObjectNode schema) {
        return carries(schema, true).fails(Kind.TOO_LARGE, Kind.UNSUPPORTED_MEDIA_TYPE);
    }

    Operation carries(ObjectNode schema, boolean required) {
        body(required).putObject(JSON).set("schema", schema);
        return this;
    }

    /** The body's content, by its media types. */
    ObjectNode body(boolean required) {
        return node.putObject("requestBody").put("required", required).putObject("content");
    }

    // ---- what is answered

    Operation answers(ObjectNode schema, Kind... problems) {
        node.putObject("responses");
        responds("200", shapes.response("As asked", schema));
        fails(Kind.INVALID, Kind.UNAUTHENTICATED);
        fails(problems);
        return fails(Kind.REFUSED, Kind.INTERNAL); // refused is whoever belongs to a tenant that is not there
    }

    Operation fails(Kind... problems) {
        for (Kind each : problems) {
            responses().putObject(String.valueOf(each.status())).put("$ref", "#/components/responses/" + each.name());
        }
        return this;
    }

    Operation responds(String status, ObjectNode response) {
        responses().set(status, response);
        return this;
    }

    /** What an answer says beside its body. */
    Operation tells(String status, String... headers) {
        Shapes.tells((ObjectNode) responses().get(status), headers);
        return this;
    }

    /** What is answered if all is well, by its media types. */
    ObjectNode content() {
        return (ObjectNode) responses().at("/200/content");
    }

    private ObjectNode responses() {
        return (ObjectNode) node.get("responses");
    }
}
