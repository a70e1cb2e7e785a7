package io.guanxi.rest.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.rest.Server;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ActivityResourceTest {

    private static final String FAIR = "\"kind\": \"VISIT\", \"subject\": \"At the fair\"";

    @Test
    void aFollowUpIsPlannedMovedAndCompleted() {
        try (Server server = Server.start()) {
            String acme = server.organisation("Acme").replace("/customers/", "");
            String path = "/activities/" + UUID.randomUUID();
            server.put(path, "{\"customer\": \"" + acme + "\", \"dueAt\": \"2036-03-02T12:00:00Z\", " + FAIR + "}")
                    .requireStatus(201);

            assertThat(server.happens(path + "/assign", "{\"assignee\": \"bob\"}"))
                    .containsExactly("activity.assigned");
            assertThat(server.happens(path + "/correct-details", "{" + FAIR + ", \"channel\": \"fair\"}"))
                    .containsExactly("activity.details-corrected");
            assertThat(server.happens(
                            path + "/postpone", "{\"dueAt\": \"2036-03-09T12:00:00Z\", \"reason\": \"holidays\"}"))
                    .containsExactly("activity.postponed");
            assertThat(server.get("/activities?filter=status==PLANNED;dueAt=lt=2036-03-10T00:00:00Z;customer==" + acme)
                            .json()
                            .path("items"))
                    .hasSize(1);
            assertThat(server.happens(path + "/complete", "{\"code\": \"reached\", \"result\": \"wants an offer\"}"))
                    .containsExactly("activity.completed");
            assertThat(server.post(path + "/cancel", "{\"reason\": \"no need\"}")
                            .at("/code"))
                    .isEqualTo("activity.done");
            assertThat(server.get(path).at("/outcome/notes")).isEqualTo("wants an offer");
        }
    }

    @Test
    void whatWasAMistakeIsReopenedOrRetracted() {
        try (Server server = Server.start()) {
            String acme = server.organisation("Acme").replace("/customers/", "");
            String path = "/activities/" + UUID.randomUUID();
            server.put(path, "{\"customer\": \"" + acme + "\", \"dueAt\": \"2036-03-02T12:00:00Z\", " + FAIR + "}")
                    .requireStatus(201);
            server.post(path + "/complete", "{\"code\": \"reached\"}").requireStatus(200);

            assertThat(server.happens(path + "/reopen", "{\"reason\": \"not reached\"}"))
                    .containsExactly("activity.reopened");
            assertThat(server.happens(path + "/reopen", "{}")).isEmpty();
            assertThat(server.get(path).at("/status")).isEqualTo("PLANNED");
            assertThat(server.post(path + "/retract", "{\"reason\": \" \"}").at("/violations/0/field"))
                    .isEqualTo("reason");
            assertThat(server.happens(path + "/retract", "{\"reason\": \"of another customer\"}"))
                    .containsExactly("activity.retracted");
            assertThat(server.get(path).at("/retraction/reason")).isEqualTo("of another customer");
            assertThat(server.post(path + "/reopen", "{}").at("/code")).isEqualTo("activity.retracted");
            assertThat(server.get("/activities?filter=status==RETRACTED;customer==" + acme)
                            .json()
                            .path("items"))
                    .hasSize(1);
            assertThat(server.happens(path + "/reinstate", "{}")).containsExactly("activity.reinstated");
            assertThat(server.get(path).at("/status")).isEqualTo("PLANNED");

            String recorded = "/activities/" + UUID.randomUUID();
            server.post(recorded + "/record-follow-up", "{\"customer\": \"" + acme + "\", " + FAIR + "}")
                    .requireStatus(200);
            assertThat(server.post(recorded + "/reopen", "{}")
                            .requireStatus(422)
                            .at("/code"))
                    .isEqualTo("activity.never-planned");
            server.post("/activities/" + UUID.randomUUID() + "/reinstate", "{}").requireStatus(404);
        }
    }

    @Test
    void aContactIsToldOfWhenItWas() {
        try (Server server = Server.start()) {
            String acme = server.organisation("Acme").replace("/customers/", "");
            String path = "/activities/" + UUID.randomUUID();
            String body = "{\"customer\": \"" + acme + "\", " + FAIR + "}";

            assertThat(server.post(path + "/record-follow-up", body, "Happened-At", "yesterday")
                            .at("/violations/0/field"))
                    .isEqualTo("Happened-At");
            server.post(path + "/record-follow-up", body, "Happened-At", "2026-03-01T09:00:00Z")
                    .requireStatus(200);
            assertThat(server.get(path).at("/heldAt")).isEqualTo("2026-03-01T09:00:00Z");
            assertThat(server.post("/activities/" + UUID.randomUUID() + "/record-follow-up", "{" + FAIR + "}")
                            .at("/violations/0/field"))
                    .isEqualTo("about");
        }
    }
}
