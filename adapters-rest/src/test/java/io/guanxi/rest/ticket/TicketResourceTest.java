package io.guanxi.rest.ticket;

import static org.assertj.core.api.Assertions.assertThat;

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
}
