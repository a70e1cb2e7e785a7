package io.guanxi.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guanxi.application.Erasure;
import io.guanxi.application.Feature;
import io.guanxi.application.Recorded;
import io.guanxi.application.spi.TenantStore;
import io.guanxi.application.view.Coverage;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Erased;
import io.guanxi.domain.kernel.ErasureRule;
import io.guanxi.domain.kernel.RuleCode;
import io.guanxi.domain.kernel.UpgradeRule;
import io.guanxi.domain.schema.FieldsSet;
import io.guanxi.rest.Problem.Kind;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands around records as it arrives and goes out: pages, figures, histories and problems. Records are {@link Schemas}' work. */
final class Shapes {

    private final Wire wire;
    private final Schemas schemas;
    private final List<Feature> features;
    private final List<ViewType<?>> types;
    private final boolean erasable;

    Shapes(Wire wire, Schemas schemas, List<Feature> features, List<ViewType<?>> types, boolean erasable) {
        this.wire = wire;
        this.schemas = schemas;
        this.features = features;
        this.types = types;
        this.erasable = erasable;
    }

    // ---- values

    ObjectNode text() {
        return wire.object().put("type", "string");
    }

    ObjectNode text(String format) {
        return text().put("format", format);
    }

    ObjectNode integer() {
        return wire.object().put("type", "integer");
    }

    ObjectNode integer(int min, int max) {
        return integer().put("minimum", min).put("maximum", max);
    }

    ObjectNode list(ObjectNode items) {
        ObjectNode list = wire.object().put("type", "array");
        list.set("items", items);
        return list;
    }

    ObjectNode object() {
        return wire.object().put("type", "object");
    }

    ObjectNode object(String property, ObjectNode schema) {
        ObjectNode object = object();
        object.putObject("properties").set(property, schema);
        object.putArray("required").add(property);
        return object;
    }

    ObjectNode eitherOf(ObjectNode one, ObjectNode other) {
        ObjectNode either = wire.object();
        either.putArray("anyOf").add(one).add(other);
        return either;
    }

    // ---- what is known

    /** The view's record and its version. */
    ObjectNode view(ViewType<?> type) {
        ObjectNode reference = schemas.answer(type.viewClass());
        ObjectNode schema = schemas.referred(reference);
        if (!schema.path("properties").has("version")) {
            schema.withObjectProperty("properties").putObject("version").put("type", "integer");
            schema.withArrayProperty("required").add("version");
        }
        return reference;
    }

    ObjectNode page(ViewType<?> type, ObjectNode view) {
        ObjectNode page = object();
        ObjectNode properties = page.putObject("properties");
        properties.set("items", list(view));
        properties.set("next", text().put("description", "The cursor of the next page, if any."));
        ObjectNode related = properties.putObject("related").put("type", "object");
        ObjectNode kinds = related.putObject("properties");
        FilterReader.targets(types, type).forEach(each -> kinds.set(each.name(), list(view(each))));
        page.putArray("required").add("items");
        return page;
    }

    ObjectNode erasures() {
        return object("erasures", list(schemas.answer(Erasure.class)));
    }

    ObjectNode report() {
        ObjectNode group = object();
        ObjectNode properties = group.putObject("properties");
        ObjectNode figure = wire.object();
        figure.putArray("type").add("number").add("string").add("boolean").add("null");
        properties.putObject("keys").put("type", "object").set("additionalProperties", figure);
        properties.putObject("figures").put("type", "object").set("additionalProperties", figure.deepCopy());
        properties
                .putObject("coverage")
                .put("type", "object")
                .set("additionalProperties", schemas.answer(Coverage.class));
        group.putArray("required").add("keys").add("figures").add("coverage");
        return object("groups", list(schemas.define("Group", group)));
    }

    // ---- events

    ObjectNode outcome() {
        ObjectNode outcome = object();
        ObjectNode properties = outcome.putObject("properties");
        properties.set("id", text("uuid"));
        properties.set("version", integer());
        properties
                .putObject("events")
                .put("type", "array")
                .put("description", "What has happened, such as customer.registered; empty if nothing has changed.")
                .set("items", text());
        outcome.putArray("required").add("id").add("version").add("events");
        return schemas.define("Outcome", outcome);
    }

    ObjectNode history(ViewType<?> view) {
        Feature feature = features.stream()
                .filter(each -> each.views().contains(view))
                .findFirst()
                .orElseThrow();
        Map<String, Class<?>> known = new LinkedHashMap<>();
        feature.decider()
                .ifPresent(decider ->
                        decider.events().forEach(each -> known.put(Recorded.storedName(feature.name(), each), each)));
        if (feature.views().stream().anyMatch(each -> each.customFields() != null)) {
            known.put(Recorded.storedName(TenantStore.OWN_FEATURE, FieldsSet.class), FieldsSet.class);
        }
        if (erasable) {
            known.put(Recorded.storedName(TenantStore.OWN_FEATURE, Erased.class), Erased.class);
        }
        ObjectNode kinds = wire.object();
        ArrayNode oneOf = kinds.putArray("oneOf");
        known.forEach((name, event) -> oneOf.add(recorded(wire.object().put("const", name), schemas.answer(event))));
        oneOf.add(another(known.keySet()));
        return object("events", list(schemas.define(feature.name() + ".history", kinds)));
    }

    private ObjectNode another(Set<String> known) {
        ObjectNode name = text();
        ArrayNode names = name.putObject("not").putArray("enum");
        known.forEach(names::add);
        return recorded(name, wire.object().put("type", "object"))
                .put(
                        "description",
                        "An event of another feature that led here, or one that a newer version has stored.");
    }

    private ObjectNode recorded(ObjectNode name, ObjectNode event) {
        ObjectNode kind = told(name);
        kind.withObjectProperty("properties").set("event", event);
        kind.withArrayProperty("required").add("event");
        return kind;
    }

    /** For each field the event that it comes from. */
    ObjectNode provenance() {
        ObjectNode fields = object();
        fields.set("additionalProperties", schemas.define("Origin", told(text())));
        return object("fields", fields);
    }

    /** Who, when and why of an event of some name. */
    private ObjectNode told(ObjectNode name) {
        ObjectNode kind = object();
        ObjectNode properties = kind.putObject("properties");
        properties.set("name", name);
        for (String text : List.of("actor", "cause", "command")) {
            properties.set(text, text());
        }
        for (String id : List.of("commandId", "correlation")) {
            properties.set(id, text("uuid"));
        }
        for (String time : List.of("happenedAt", "recordedAt")) {
            properties.set(time, text("date-time"));
        }
        properties.set("sequence", integer());
        properties.set(
                "part",
                text().put(
                                "description",
                                "Which of several that one stored event is read as; not of the first of them."));
        properties.set("rules", integer());
        ArrayNode required = kind.putArray("required");
        Stream.of(
                        "name",
                        "sequence",
                        "actor",
                        "commandId",
                        "command",
                        "rules",
                        "correlation",
                        "happenedAt",
                        "recordedAt")
                .forEach(required::add);
        return kind;
    }

    /** An event of the feed. */
    ObjectNode cloudEvent() {
        ObjectNode event = object();
        ObjectNode properties = event.putObject("properties");
        properties.putObject("specversion").put("const", "1.0");
        for (String each : List.of("id", "source", "type", "subject", "actor", "causationid", "datacontenttype")) {
            properties.set(each, text());
        }
        for (String each : List.of("commandid", "correlationid")) {
            properties.set(each, text("uuid"));
        }
        for (String each : List.of("time", "happenedat")) {
            properties.set(each, text("date-time"));
        }
        properties
                .putObject("personaldata")
                .put("const", "masked")
                .put(
                        "description",
                        "The reader may not know of persons: in data stands [erased] and the like instead.");
        properties.set("data", object());
        event.putArray("required").add("specversion").add("id").add("source").add("type");
        return schemas.define("CloudEvent", event);
    }

    // ---- parameters and responses

    /** @param in {@code path}, {@code query} or {@code header}; what the path holds is always there */
    static void parameter(ObjectNode parameter, String in, String name, ObjectNode schema, String description) {
        parameter.put("name", name).put("in", in);
        if (in.equals("path")) {
            parameter.put("required", true);
        }
        parameter.put("description", description).set("schema", schema);
    }

    ObjectNode response(String description, ObjectNode schema) {
        ObjectNode response = response(description);
        response.putObject("content").putObject(Operation.JSON).set("schema", schema);
        return response;
    }

    /** Without a body. */
    ObjectNode response(String description) {
        return wire.object().put("description", description);
    }

    ObjectNode problem(String description) {
        ObjectNode response = response(description);
        response.putObject("content").putObject(Problem.MEDIA_TYPE).set("schema", schemas.answer(Problem.class));
        tells(response, HttpHeaders.CONTENT_LANGUAGE);
        return response;
    }

    /** With those that are given for any feature's commands. */
    ObjectNode refusals(Collection<RuleCode> refusals) {
        String rules = Stream.concat(refusals.stream(), Stream.of(ErasureRule.ERASED, UpgradeRule.NOT_READABLE))
                .distinct()
                .map(each -> "\n- `" + each.code() + "`: " + each.sentence())
                .collect(Collectors.joining());
        return problem(Kind.REFUSED.title(false) + ", by `code`:" + rules);
    }

    /** What an answer says beside its body. */
    static void tells(JsonNode response, String... headers) {
        for (String header : headers) {
            ((ObjectNode) response)
                    .withObjectProperty("headers")
                    .putObject(header)
                    .put("$ref", "#/components/headers/" + header);
        }
    }
}
