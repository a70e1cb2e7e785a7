package io.guanxi.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FeedTest {

    @Test
    void eventsComeAsABatchOfCloudEventsAndGoOnBehindTheLink() {
        try (Server server = Server.start()) {
            UUID id = UUID.randomUUID();
            server.put("/customers/" + id, "{\"kind\": \"PERSON\", \"name\": \"Bo\"}")
                    .requireStatus(201);
            server.post("/customers/" + id + "/tag", "{\"tag\": \"vip\"}").requireStatus(200);

            Answer first = server.get("/events?limit=1&feature=customer");
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.header("Content-Type")).startsWith("application/cloudevents-batch+json");
            JsonNode event = first.json().get(0);
            assertThat(first.json()).hasSize(1);
            assertThat(event.path("specversion").asText()).isEqualTo("1.0");
            assertThat(event.path("type").asText()).isEqualTo("io.guanxi.customer.registered");
            assertThat(event.path("id").asText()).isEqualTo(id + "/1");
            assertThat(event.path("source").asText()).isEqualTo("urn:guanxi:main");
            assertThat(event.path("subject").asText()).isEqualTo(id.toString());
            assertThat(event.at("/data/details/name").asText()).isEqualTo("Bo");

            Answer second = server.get(next(first));
            assertThat(second.json()).hasSize(1);
            assertThat(second.json().get(0).path("id").asText()).isEqualTo(id + "/2");
            Answer last = server.get(next(second));
            assertThat(last.json()).isEmpty();
            assertThat(next(last)).isEqualTo(next(second));

            Answer all = server.get("/events");
            assertThat(all.json()).hasSize(2);
            assertThat(server.get(next(all)).json()).isEmpty();
            assertThat(server.get("/events", "X-User", "bob").status()).isEqualTo(403);
            assertThat(server.get("/events?after=x").at("/violations/0/field")).isEqualTo("after");
            assertThat(server.get("/events?feature=cutsomer").at("/violations/0/field"))
                    .isEqualTo("feature");
        }
    }

    @Test
    void whoMayNotKnowOfPersonsReadsTheFeedWithoutThem() {
        try (Server server = Server.start()) {
            UUID id = UUID.randomUUID();
            server.put("/customers/" + id, "{\"kind\": \"PERSON\", \"name\": \"Bo\", \"industry\": \"tools\"}")
                    .requireStatus(201);

            JsonNode masked = server.get("/events", "X-User", "feeder").json().get(0);
            JsonNode whole = server.get("/events").json().get(0);

            assertThat(masked.path("personaldata").asText()).isEqualTo("masked");
            assertThat(masked.at("/data/details/name").asText()).isEqualTo("[erased]");
            assertThat(masked.at("/data/details/industry").asText()).isEqualTo("tools");
            assertThat(masked.path("id")).isEqualTo(whole.path("id"));
            assertThat(whole.has("personaldata")).isFalse();
            assertThat(whole.at("/data/details/name").asText()).isEqualTo("Bo");
        }
    }

    private static String next(Answer answer) {
        return answer.header("Link").replaceFirst("^<.*/crm(/events.*)>; rel=\"next\"$", "$1");
    }
}
