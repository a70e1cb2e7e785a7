package io.guanxi.rest.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guanxi.rest.Server;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ContactResourceTest {

    @Test
    void theContactsOfAnOrganisationAreReadWithTheirPeople() {
        try (Server server = Server.start()) {
            String acme = id(server.organisation("Acme"));
            String head = contact(server, acme);
            String buyer = contact(server, acme);

            assertThat(server.happens(buyer + "/report-to", "{\"superior\": \"" + id(head) + "\"}"))
                    .containsExactly("contact.superior-changed");
            assertThat(server.post(head + "/report-to", "{\"superior\": \"" + id(buyer) + "\"}")
                            .at("/code"))
                    .isEqualTo("contact.reports-go-in-a-circle");
            assertThat(server.happens(head + "/correct-details", "{\"roles\": [\"decision-maker\"]}"))
                    .containsExactly("contact.details-corrected");
            JsonNode page = server.get("/contacts?with=customer&filter=roles=has=decision-maker;organisation==" + acme)
                    .json();
            assertThat(page.path("items")).hasSize(1);
            assertThat(page.at("/related/customer").findValuesAsText("name")).contains("Acme", "Li Lei");
            assertThat(server.happens(buyer + "/leave", "{\"lastDay\": \"2026-03-31\"}"))
                    .containsExactly("contact.left");
            assertThat(server.happens(buyer + "/return", "")).containsExactly("contact.returned");
        }
    }

    private static String contact(Server server, String organisation) {
        String person = "/customers/" + UUID.randomUUID();
        server.put(person, "{\"kind\": \"PERSON\", \"name\": \"Li Lei\"}").requireStatus(201);
        String path = "/contacts/" + UUID.randomUUID();
        server.put(
                        path,
                        "{\"organisation\": \"" + organisation + "\", \"person\": \"" + id(person)
                                + "\", \"roles\": [\"user\"]}")
                .requireStatus(201);
        return path;
    }

    private static String id(String path) {
        return path.replaceFirst("^.*/", "");
    }
}
