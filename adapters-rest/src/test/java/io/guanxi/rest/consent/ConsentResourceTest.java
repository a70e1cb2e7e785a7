package io.guanxi.rest.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.rest.Server;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConsentResourceTest {

    @Test
    void consentIsGivenAskedForAndWithdrawn() {
        try (Server server = Server.start()) {
            String person = "/customers/" + UUID.randomUUID();
            server.put(person, "{\"kind\": \"PERSON\", \"name\": \"Li Lei\"}").requireStatus(201);
            String consent = "/consents/" + UUID.randomUUID();
            String said = "{\"customer\": \"" + person.replaceFirst("^.*/", "")
                    + "\", \"purpose\": \"Newsletter\", \"channel\": \"email\", \"giver\": \"Li Lei\", \"source\": \"web\", \"saidAt\": \"2026-01-01T00:00:00Z\"}";
            String question = person + "/permission?purpose=newsletter&channel=email";

            assertThat(server.get(question).at("/reason")).isEqualTo("NEVER_ASKED");
            server.put(consent, said).requireStatus(201);
            assertThat(server.get(question).at("/reason")).isEqualTo("GIVEN");
            assertThat(server.get("/consents?filter=purpose==newsletter;status==GIVEN")
                            .json()
                            .path("items"))
                    .hasSize(1);
            assertThat(server.put("/consents/" + UUID.randomUUID(), said).at("/code"))
                    .isEqualTo("consent.already-asked");
            assertThat(server.happens(consent + "/withdraw", said)).containsExactly("consent.withdrawn");
            assertThat(server.get(question).at("/reason")).isEqualTo("WITHDRAWN");
            assertThat(server.get(person + "/permission?purpose=newsletter").at("/violations/0/field"))
                    .isEqualTo("channel");
            assertThat(server.get(consent + "/permission?purpose=a&channel=b").at("/code"))
                    .isEqualTo("not-found");

            assertThat(server.happens(person + "/restrict", "{\"reason\": \"contested\"}"))
                    .containsExactly("customer.restricted");
            assertThat(server.get(question).at("/reason")).isEqualTo("RESTRICTED");
            assertThat(server.post(person + "/tag", "{\"tag\": \"vip\"}").at("/code"))
                    .isEqualTo("customer.restricted");
            assertThat(server.happens(person + "/lift-restriction", "{\"reason\": \"settled\"}"))
                    .containsExactly("customer.restriction-lifted");
        }
    }
}
