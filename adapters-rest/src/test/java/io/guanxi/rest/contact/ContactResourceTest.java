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

    @Test
    void aGroupAndAHouseholdCountTogether() {
        try (Server server = Server.start()) {
            String acme = server.organisation("Acme");
            String home = "/customers/" + UUID.randomUUID();
            String person = UUID.randomUUID().toString();
            server.put(home, "{\"kind\": \"HOUSEHOLD\", \"name\": \"Li\"}").requireStatus(201);
            server.put("/customers/" + person, "{\"kind\": \"PERSON\", \"name\": \"Li Lei\"}")
                    .requireStatus(201);
            server.put(
                            "/contacts/" + UUID.randomUUID(),
                            "{\"organisation\": \"" + home.substring("/customers/".length()) + "\", \"person\": \""
                                    + person + "\", \"roles\": [\"head-of-household\"]}")
                    .requireStatus(201);
            server.put(
                            "/transactions/" + UUID.randomUUID(),
                            "{\"customer\": \"" + person + "\", \"kind\": \"ORDER\", \"amount\": {\"amount\": 20,"
                                    + " \"currency\": \"CNY\"}, \"source\": \"shop\", \"number\": \"1\"}")
                    .requireStatus(201);
            assertThat(server.get(home + "/group").at("/members/1")).isEqualTo(person);
            assertThat(server.get(home + "/group?on=2026-06-01").at("/purchases/0/ordered/amount"))
                    .isEqualTo("20.0");
            assertThat(server.get(home + "/group").at("/purchases/0/currency")).isEqualTo("CNY");
            assertThat(server.get(acme + "/group").json().at("/members")).hasSize(1);
            assertThat(server.get(acme + "/group?on=soon").status()).isEqualTo(400);
            assertThat(server.get("/customers/" + UUID.randomUUID() + "/group").status())
                    .isEqualTo(404);
        }
    }
}
