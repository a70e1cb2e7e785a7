package io.guanxi.application.columns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.PostalAddress;
import org.jspecify.annotations.Nullable;

/**
 * A postal address beside the one that has columns of its own, as tables and cards hold it: a line of JSON such as {@code {"street":
 * "1 Mill Lane", "city": "Leeds", "country": "GB"}}.
 */
public final class FurtherAddress {

    private static final ObjectMapper JSON = new ObjectMapper();

    private FurtherAddress() {}

    /** @throws CrmException.Invalid if the line does not say one */
    public static PostalAddress of(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            if (json.isObject() && !json.isEmpty()) {
                return new PostalAddress(
                        text(json, "street"),
                        text(json, "district"),
                        text(json, "city"),
                        text(json, "province"),
                        text(json, "postalCode"),
                        text(json, "country"));
            }
        } catch (JsonProcessingException unreadable) {
            // told below
        }
        throw new CrmException.Invalid("address", "format", "must be JSON such as {\"city\": \"Leeds\"}");
    }

    private static @Nullable String text(JsonNode json, String name) {
        return json.path(name).isTextual() ? json.path(name).textValue() : null;
    }

    /** As one line. */
    public static String line(PostalAddress address) {
        ObjectNode json = JSON.createObjectNode();
        put(json, "street", address.line());
        put(json, "district", address.district());
        put(json, "city", address.city());
        put(json, "province", address.province());
        put(json, "postalCode", address.postalCode());
        put(json, "country", address.country());
        return json.toString();
    }

    private static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
