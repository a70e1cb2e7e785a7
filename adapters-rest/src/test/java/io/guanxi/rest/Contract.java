package io.guanxi.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The OpenAPI document as a judge: no answer may say what it does not describe, and no accepted request may break it. */
final class Contract {

    /** The headers that are ours to tell of; others are the server's. */
    private static final List<String> HEADERS =
            List.of("ETag", "Location", "Content-Language", "Preference-Applied", "WWW-Authenticate");

    private final JsonNode document;
    private final JsonNode strict;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    Contract(Answer openApi) {
        document = openApi.requireStatus(200).json();
        strict = document.deepCopy();
        close(strict);
    }

    JsonNode document() {
        return document;
    }

    void hold(String method, String path, byte @Nullable [] body, Answer answer) {
        JsonNode operation = operation(method, path.replaceFirst("\\?.*", ""));
        if (operation.isMissingNode()) {
            return;
        }
        String where = method + " " + path + " " + answer.status();
        JsonNode response = operation.path("responses").path(String.valueOf(answer.status()));
        assertThat(response.isMissingNode()).as(where).isFalse();
        JsonNode described = response.has("$ref") ? at(response) : response;
        holdHeaders(where, described.path("headers"), answer);
        if (described.has("content")) {
            String type = answer.header("Content-Type");
            assertThat(described.path("content").has(type))
                    .as(where + " " + type)
                    .isTrue();
            if (type.endsWith("json")) {
                validate(where, described.path("content").path(type).path("schema"), answer.text());
            }
        } else {
            assertThat(answer.text()).as(where).isEmpty();
        }
        if (body != null && body.length > 0 && answer.status() < 300) {
            JsonNode taken = operation.at("/requestBody/content");
            if (!taken.has("text/csv")) {
                JsonNode schema = taken.at("/application~1json/schema");
                validate(where + " request", schema, new String(body, StandardCharsets.UTF_8));
            }
        }
    }

    private void holdHeaders(String where, JsonNode described, Answer answer) {
        for (String header : HEADERS) {
            boolean told = !answer.header(header).isEmpty();
            if (told) {
                assertThat(described.has(header))
                        .as(where + " tells " + header + " behind the document's back")
                        .isTrue();
            }
            if (described.has(header)
                    && at(described.path(header)).path("required").asBoolean()) {
                assertThat(told).as(where + " does not tell " + header).isTrue();
            }
        }
    }

    private void validate(String where, JsonNode schema, String json) {
        assertThat(errors(schema, json)).as(where + " " + json).isEmpty();
    }

    /** What the schema, a part of the document, has against the text. */
    List<Error> errors(JsonNode schema, String json) {
        ObjectNode whole = schema.deepCopy();
        whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        whole.set("components", strict.path("components"));
        return registry.getSchema(whole.toString(), InputFormat.JSON).validate(json, InputFormat.JSON);
    }

    private JsonNode operation(String method, String path) {
        for (Map.Entry<String, JsonNode> each : strict.path("paths").properties()) {
            boolean literal = each.getKey().equals(path);
            boolean template = path.matches(each.getKey().replaceAll("\\{\\w+}", "[^/]+"))
                    && !strict.path("paths").has(path);
            if (literal || template) {
                return each.getValue().path(method.toLowerCase(java.util.Locale.ROOT));
            }
        }
        return strict.path("none");
    }

    private JsonNode at(JsonNode reference) {
        return strict.at(reference.path("$ref").asText().substring(1));
    }

    /** Answers may grow for readers, but not behind the document's back. */
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("properties").isObject() && object.has("type")) {
            if (!object.has("additionalProperties")) {
                object.put("additionalProperties", false);
            }
        }
        node.forEach(Contract::close);
    }
}
