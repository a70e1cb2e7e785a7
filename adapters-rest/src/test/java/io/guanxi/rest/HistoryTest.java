package io.guanxi.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests that are sent again, why something happened, and what was before. */
class HistoryTest {

    private static final String BO = "{\"kind\": \"PERSON\", \"name\": \"Bo\"}";

    private static Server server;

    private final UUID id = UUID.randomUUID();
    private final String path = "/customers/" + id;

    @BeforeAll
    static void start() {
        server = Server.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aRequestSentAgainWithItsKeyIsAnsweredAsBefore() {
        String[] first = {"Idempotency-Key", "\"register " + id + "\"", "If-None-Match", "*"};
        server.put(path, BO, first).requireStatus(201);
        String key = UUID.randomUUID().toString();
        Answer tagged = server.post(path + "/tag", "{\"tag\": \"vip\"}", "Idempotency-Key", key);
        assertThat(tagged.at("/events/0")).isEqualTo("customer.tagged");
        server.post(path + "/untag", "{\"tag\": \"vip\"}").requireStatus(200);

        Answer again = server.post(path + "/tag", "{\"tag\": \"vip\"}", "Idempotency-Key", key);
        assertThat(again.json()).isEqualTo(tagged.json());
        server.put(path, BO, first).requireStatus(201);
        JsonNode history = server.get(path + "/history").json().path("events");
        assertThat(history).hasSize(3);
        assertThat(history.get(1).path("commandId").asText()).isEqualTo(key);
        assertThat(history.get(1).path("command").asText()).isEqualTo("customer.tag");
        assertThat(history.get(1).path("rules").asInt()).isEqualTo(1);
    }

    @Test
    void aKeyIsForOneRequest() {
        server.put(path, BO).requireStatus(201);
        String key = UUID.randomUUID().toString();
        server.post(path + "/tag", "{\"tag\": \"vip\"}", "Idempotency-Key", key).requireStatus(200);
        Answer other = server.post(path + "/tag", "{\"tag\": \"new\"}", "Idempotency-Key", key);
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.at("/violations/0/field")).isEqualTo("commandId");
        assertThat(server.post(path + "/lock", "", "Idempotency-Key", "x".repeat(256))
                        .at("/violations/0/field"))
                .isEqualTo("Idempotency-Key");
    }

    @Test
    void theCauseOfAnEventCanBeAsked() {
        server.put(path, BO).requireStatus(201);
        JsonNode chain = server.get(path + "/history/1").json().path("events");
        assertThat(chain).hasSize(1);
        assertThat(chain.get(0).path("name").asText()).isEqualTo("customer.registered");
        assertThat(server.get(path + "/history/2").status()).isEqualTo(404);
        assertThat(server.get(path + "/history/first").at("/violations/0/field"))
                .isEqualTo("sequence");
    }

    @Test
    void thePastCanBeAsked() {
        server.put(path, BO).requireStatus(201);
        JsonNode registered =
                server.get(path + "/history").json().path("events").get(0);
        String then = registered.path("recordedAt").asText();
        server.post(path + "/tag", "{\"tag\": \"vip\"}").requireStatus(200);

        assertThat(server.get(path + "?asOf=" + then).json().path("tags")).isEmpty();
        assertThat(server.get(path + "?asOf=" + then + "&asOfTime=happened")
                        .json()
                        .path("version")
                        .asInt())
                .isEqualTo(1);
        assertThat(server.get(path + "/history?asOf=" + then).json().path("events"))
                .hasSize(1);
        String mine = "?filter=id==" + id;
        assertThat(server.get("/customers/count" + mine + ";tags=has=vip").at("/count"))
                .isEqualTo("1");
        assertThat(server.get("/customers/count" + mine + ";tags=has=vip&asOf=" + then)
                        .at("/count"))
                .isEqualTo("0");
        assertThat(server.get("/customers" + mine + "&asOf=" + then).json().path("items"))
                .hasSize(1);
        Instant before = Instant.parse(then).minusSeconds(1);
        assertThat(server.get(path + "?asOf=" + before).status()).isEqualTo(404);
        assertThat(server.get("/customers/report?measure=n:count&filter=id==" + id + "&asOf=" + before)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aPastThatCannotBeReadIsRefused() {
        assertThat(server.get("/customers?asOf=yesterday").at("/violations/0/field"))
                .isEqualTo("asOf");
        assertThat(server.get("/customers?asOf=2026-01-01T00:00:00Z&asOfTime=once")
                        .at("/violations/0/field"))
                .isEqualTo("asOfTime");
        assertThat(server.get("/customers?asOfTime=happened").at("/violations/0/field"))
                .isEqualTo("asOfTime");
    }
}
