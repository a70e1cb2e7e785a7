package io.guanxi.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guanxi.application.Erasure;
import io.guanxi.application.spi.Json;
import io.guanxi.application.view.Page;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.schema.FieldValue;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON as it comes in and goes out: bytes of our own reading and making, so that the host's JSON settings neither change them
 * nor are changed.
 */
final class Wire {

    private static final int MAX_DEPTH = 30;

    private final ObjectMapper out;
    private final ObjectMapper in;

    Wire() {
        out = ((JsonMapper) new Json().mapper())
                .rebuild()
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .addModule(new SimpleModule("fields").addSerializer(FieldValue.class, new ValueAlone()))
                .build();
        in = JsonMapper.builder(JsonFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(MAX_DEPTH)
                                .maxNameLength(200)
                                .maxNumberLength(100)
                                .build())
                        .build())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** Where it is stored is nobody's business: {@code {"region": "north", "seats": 12}}. */
    private static final class ValueAlone extends JsonSerializer<FieldValue> {

        @Override
        public void serialize(FieldValue field, JsonGenerator json, SerializerProvider serializers) throws IOException {
            serializers.defaultSerializeValue(field.value(), json);
        }
    }

    /** A value as plain Java: texts, numbers, booleans, lists and maps. */
    Object plain(JsonNode value) {
        try {
            return out.treeToValue(value, Object.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Cannot read JSON as it is", impossible);
        }
    }

    byte[] bytes(Object value) {
        try {
            return out.writeValueAsBytes(value);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("Cannot write " + value.getClass().getName(), broken);
        }
    }

    ObjectNode object() {
        return out.createObjectNode();
    }

    JsonNode tree(Object value) {
        return out.valueToTree(value);
    }

    /** A view as it goes out: its record and beside it its version. */
    ObjectNode view(Versioned<? extends View> found) {
        ObjectNode node = out.valueToTree(found.view());
        return node.put("version", found.version());
    }

    /** A page, with what was read along by its view's name. */
    ObjectNode page(Page<? extends View> page, List<ViewType<?>> along) {
        ObjectNode answer = object();
        ArrayNode items = answer.putArray("items");
        page.items().forEach(each -> items.add(view(each)));
        if (page.next() != null) {
            answer.put("next", page.next());
        }
        if (!along.isEmpty()) {
            ObjectNode related = answer.putObject("related");
            for (ViewType<?> other : along) {
                ArrayNode views = related.putArray(other.name());
                page.related().values().stream()
                        .filter(each -> other.viewClass().isInstance(each.view()))
                        .forEach(each -> views.add(view(each)));
            }
        }
        return answer;
    }

    ObjectNode erasures(List<Erasure> erasures) {
        ObjectNode node = object();
        ArrayNode all = node.putArray("erasures");
        erasures.forEach(each -> all.add(tree(each)));
        return node;
    }

    /** What is made elsewhere; JSON if nothing else is said. Not to be kept at all. */
    Response.ResponseBuilder text(String text, @Nullable MediaType type) {
        return Response.ok(text.getBytes(StandardCharsets.UTF_8))
                .type(type == null ? MediaType.APPLICATION_JSON_TYPE : type.withCharset("utf-8"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** Not to be kept by caches that others share, and not to be shown again without asking. */
    Response.ResponseBuilder ok(Object value) {
        return Response.ok(bytes(value))
                .type(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    }

    /**
     * Reads one JSON value. What is wrong is told by its place; the text itself is never repeated, for it may be personal.
     *
     * @throws CrmException.Invalid if it is malformed, too deep, or names a field twice
     */
    JsonNode read(byte[] bytes) {
        try (JsonParser parser = in.createParser(bytes)) {
            try {
                return in.readTree(parser);
            } catch (StreamConstraintsException tooMuch) {
                throw malformed(
                        "size", "must not be nested deeper than " + MAX_DEPTH + " or hold longer numbers", tooMuch);
            } catch (IOException broken) {
                throw malformed("json", "must be JSON", broken);
            }
        } catch (IOException broken) {
            throw malformed("json", "must be JSON", broken);
        }
    }

    private static CrmException.Invalid malformed(String rule, String message, IOException broken) {
        JsonLocation at = broken instanceof JsonProcessingException json ? json.getLocation() : null;
        String text = String.valueOf(broken.getMessage());
        String said = text.startsWith("Duplicate field") ? "must not give a field twice" : message;
        String place = at == null ? "" : ": line " + at.getLineNr() + ", column " + at.getColumnNr();
        return new CrmException.Invalid("", rule, said + place);
    }
}
