package io.guanxi.rest.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.rest.Answer;
import io.guanxi.rest.Server;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TicketResourceTest {

    @Test
    void aTicketIsAnsweredResolvedAndClosed() {
        try (Server server = Server.start()) {
            String path = "/tickets/" + UUID.randomUUID();
            server.put(
                            path,
                            "{\"subject\": \"Broken\", \"channel\": \"email\", \"kind\": \"INCIDENT\", \"priority\": \"HIGH\"}")
                    .requireStatus(201);
            server.happens(
                    path + "/triage", "{\"kind\": \"INCIDENT\", \"priority\": \"URGENT\", \"category\": \"press\"}");
            server.happens(path + "/assign", "{\"agent\": \"ann\"}");
            server.happens(path + "/reply", "{\"messageId\": \"1\", \"text\": \"Which one?\"}");
            server.happens(path + "/wait-for-customer", "");
            server.happens(path + "/record-customer-reply", "{\"messageId\": \"2\", \"text\": \"The red one\"}");
            server.happens(path + "/escalate", "{\"reason\": \"urgent\"}");

            assertThat(server.post(path + "/close", "").at("/code")).isEqualTo("ticket.not-resolved");
            server.happens(path + "/resolve", "{\"code\": \"fixed\", \"text\": \"It works\"}");
            assertThat(server.happens(path + "/close", "")).contains("ticket.closed");
            assertThat(server.post(path + "/note-breach", "{\"clock\": \"RESOLUTION\"}")
                            .status())
                    .isEqualTo(404);
            assertThat(server.get(path).at("/solution/code")).isEqualTo("fixed");
            assertThat(server.get("/tickets?sort=-urgency&filter=agent==ann")
                            .json()
                            .path("items"))
                    .hasSize(1);
            assertThat(server.get(path + "/history").json().path("events")).hasSizeGreaterThan(8);
        }
    }

    @Test
    void whatWasSaidIsReadAsAConversation() {
        try (Server server = Server.start()) {
            String ticket = open(server);
            String other = open(server);
            server.happens("/tickets/" + ticket + "/reply", "{\"messageId\": \"1\", \"text\": \"Which one?\"}");
            server.happens(
                    "/tickets/" + ticket + "/record-customer-reply",
                    "{\"messageId\": \"2\", \"text\": \"The red one\"}");
            server.happens("/tickets/" + ticket + "/note-internally", "{\"messageId\": \"3\", \"text\": \"Again\"}");
            server.happens("/tickets/" + ticket + "/resolve", "{\"code\": \"fixed\", \"text\": \"It works\"}");
            server.happens("/tickets/" + other + "/reply", "{\"messageId\": \"1\", \"text\": \"Hello\"}");

            Answer page = server.get("/ticket-messages?with=ticket&sort=saidAt&filter=ticket==" + ticket);
            assertThat(page.json().path("items").findValuesAsText("text"))
                    .containsExactly("Which one?", "The red one", "Again", "It works");
            assertThat(page.json().findValuesAsText("direction"))
                    .containsExactly("TO_CUSTOMER", "FROM_CUSTOMER", "INTERNAL", "TO_CUSTOMER");
            assertThat(page.at("/items/0/author")).isEqualTo("ann");
            assertThat(page.at("/related/ticket/0/subject")).isEqualTo("Broken");
            assertThat(server.get("/ticket-messages/count?filter=direction==INTERNAL;ticket.channel==email")
                            .at("/count"))
                    .isEqualTo("1");

            String message = "/ticket-messages/" + page.at("/items/0/id");
            assertThat(server.get(message).at("/text")).isEqualTo("Which one?");
            assertThat(server.get(message + "/history").status()).isEqualTo(404);
            assertThat(server.get("/ticket-messages/" + ticket + "/history").status())
                    .isEqualTo(404);
            assertThat(server.get("/ticket-messages/" + ticket + "/history/1").status())
                    .isEqualTo(404);
            assertThat(server.put(message, "{}").status()).isEqualTo(404);
            assertThat(server.post(message + "/reply", "{}").status()).isEqualTo(404);
        }
    }

    @Test
    void aTicketIsNotMergedIntoNothing() {
        try (Server server = Server.start()) {
            String ticket = "/tickets/" + open(server);
            String other = open(server);

            assertThat(server.post(ticket + "/merge", "{\"into\": \"" + UUID.randomUUID() + "\"}")
                            .requireStatus(422)
                            .at("/code"))
                    .isEqualTo("ticket.merge-target-unknown");
            assertThat(server.happens(ticket + "/merge", "{\"into\": \"" + other + "\"}"))
                    .containsExactly("ticket.merged");
        }
    }

    private static String open(Server server) {
        String id = UUID.randomUUID().toString();
        server.put(
                        "/tickets/" + id,
                        "{\"subject\": \"Broken\", \"channel\": \"email\", \"kind\": \"INCIDENT\", \"priority\": \"HIGH\"}")
                .requireStatus(201);
        return id;
    }
}
