package io.guanxi.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the server has answered. */
public record Answer(HttpResponse<String> response) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    public int status() {
        return response.statusCode();
    }

    public String text() {
        return response.body();
    }

    public JsonNode json() {
        try {
            return MAPPER.readTree(text());
        } catch (JsonProcessingException broken) {
            throw new AssertionError(text(), broken);
        }
    }

    /** A member of the answer as text, by its JSON pointer; empty if absent. */
    public String at(String pointer) {
        return json().at(pointer).asText();
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** The violations as {@code field rule}. */
    public List<String> violations() {
        return StreamSupport.stream(json().path("violations").spliterator(), false)
                .map(each ->
                        each.path("field").asText() + " " + each.path("rule").asText())
                .toList();
    }

    /** The names of a page's customers. */
    public List<String> names() {
        return StreamSupport.stream(json().path("items").spliterator(), false)
                .map(each -> each.at("/details/name").asText())
                .toList();
    }

    public Answer requireStatus(int status) {
        if (status() != status) {
            throw new AssertionError(status() + " instead of " + status + ": " + text());
        }
        return this;
    }
}
