package io.guanxi.rest.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guanxi.rest.Server;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TimelineResourceTest {

    private static Server server;

    @BeforeAll
    static void start() {
        server = Server.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theTimelineOfACustomerIsReadPageByPage() {
        String acme = server.organisation("Acme");
        visit(acme, "first", "2026-03-01T09:00:00Z");
        visit(acme, "third", "2026-03-03T09:00:00Z");
        visit(acme, "second", "2026-03-02T09:00:00Z");
        visit(server.organisation("Betasoloin"), "other", "2026-03-02T09:00:00Z");
        server.happens(acme + "/assign-owner", "{\"owner\": \"ann\"}");

        JsonNode page =
                server.get(acme + "/timeline?limit=2&filter=kind==visit").json();
        assertThat(page.path("items").findValuesAsText("text")).containsExactly("third", "second");
        JsonNode rest = server.get(acme + "/timeline?limit=2&filter=kind==visit&cursor="
                        + Server.encoded(page.path("next").asText()))
                .json();
        assertThat(rest.path("items").findValuesAsText("text")).containsExactly("first");
        assertThat(rest.has("next")).isFalse();
        assertThat(server.get(acme + "/timeline").json().path("items").findValuesAsText("event"))
                .containsExactly(
                        "customer.owner-assigned",
                        "activity.follow-up-recorded",
                        "activity.follow-up-recorded",
                        "activity.follow-up-recorded");
        assertThat(server.get(acme + "/timeline?asOf=2026-03-02T12:00:00Z&asOfTime=happened")
                        .json()
                        .path("items")
                        .findValuesAsText("text"))
                .containsExactly("second", "first");
    }

    @Test
    void whatTheReaderMayNotSeeIsNotOnIt() {
        String acme = server.organisation("Acme");
        server.happens(acme + "/assign-owner", "{\"owner\": \"own-eve\"}");
        visit(acme, "seen by all", "2026-03-01T09:00:00Z");

        assertThat(server.get(acme + "/timeline", "X-User", "own-eve").json().path("items"))
                .hasSize(2);
        assertThat(server.get(acme + "/timeline", "X-User", "own-bob")
                        .json()
                        .path("items")
                        .findValuesAsText("event"))
                .containsExactly("activity.follow-up-recorded");
    }

    @Test
    void onlyCustomersHaveOne() {
        assertThat(server.get("/products/" + UUID.randomUUID() + "/timeline").status())
                .isEqualTo(404);
        assertThat(server.get("/customers/" + UUID.randomUUID() + "/timeline")
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(List.of(
                        server.get("/customers/acme/timeline").status(),
                        server.get("/customers/" + UUID.randomUUID() + "/timeline?sort=kind")
                                .status()))
                .containsOnly(400);
    }

    private static void visit(String customer, String subject, String at) {
        server.post(
                        "/activities/" + UUID.randomUUID() + "/record-follow-up",
                        "{\"customer\": \"" + customer.replace("/customers/", "")
                                + "\", \"kind\": \"VISIT\", \"subject\": \"" + subject + "\"}",
                        "Happened-At",
                        at)
                .requireStatus(200);
    }
}
