package io.guanxi.application.columns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guanxi.domain.kernel.CrmException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * A place of a person in an organisation beside the one that has columns of its own, as tables and cards hold it: a line of JSON such
 * as {@code {"id": "…", "account": "Acme", "title": "CEO", "since": "2020-01-01"}}.
 *
 * @param id the organisation's, here or in another system
 * @param account the organisation's name, for people; null if it is not told
 * @param since the first day, if it is known
 * @param lastDay null unless the person leaves or has left
 */
public record FurtherPlace(
        String id,
        @Nullable String account,
        @Nullable String title,
        @Nullable String department,
        @Nullable LocalDate since,
        @Nullable LocalDate lastDay) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws CrmException.Invalid if the line does not say one */
    public static FurtherPlace of(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            String id = text(json, "id");
            if (id != null) {
                return new FurtherPlace(
                        id,
                        text(json, "account"),
                        text(json, "title"),
                        text(json, "department"),
                        date(json, "since"),
                        date(json, "lastDay"));
            }
        } catch (JsonProcessingException | DateTimeParseException unreadable) {
            // told below, like a line without an id
        }
        throw new CrmException.Invalid("place", "format", "must be JSON with an id, and dates such as 2026-03-01");
    }

    private static @Nullable String text(JsonNode json, String name) {
        return json.path(name).isTextual() ? json.path(name).textValue() : null;
    }

    private static @Nullable LocalDate date(JsonNode json, String name) {
        String text = text(json, name);
        return text == null ? null : LocalDate.parse(text);
    }

    /** As one line. */
    public String line() {
        ObjectNode json = JSON.createObjectNode().put("id", id);
        put(json, "account", account);
        put(json, "title", title);
        put(json, "department", department);
        put(json, "since", since);
        put(json, "lastDay", lastDay);
        return json.toString();
    }

    private static void put(ObjectNode json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value.toString());
        }
    }
}
