package io.guanxi.rest.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.rest.Server;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DisclosureResourceTest {

    @Test
    void whoeverIsShownSomethingIsWrittenDown() {
        try (Server server = Server.start()) {
            String person = "/customers/" + UUID.randomUUID();
            server.put(person, "{\"kind\": \"PERSON\", \"name\": \"Li Lei\"}").requireStatus(201);

            assertThat(server.post(person + "/unmask", "{\"fields\": [\"NAME\"], \"reason\": \"calls back\"}")
                            .at("/details/name"))
                    .isEqualTo("Li Lei");
            assertThat(server.post(person + "/unmask", "{\"fields\": [\"PHONE\"], \"reason\": \"calls back\"}")
                            .at("/code"))
                    .isEqualTo("forbidden");
            assertThat(server.post(person + "/unmask", "{\"fields\": [], \"reason\": \"x\"}")
                            .at("/violations/0/field"))
                    .isEqualTo("fields");
            assertThat(server.get(person + "/file").at("/violations/0/field")).isEqualTo("reason");
            assertThat(server.get(person + "/file?reason=request-4711").at("/parts/0/views/0/view/details/name"))
                    .isEqualTo("Li Lei");
            assertThat(server.get("/disclosures?filter=subject==" + person.replaceFirst("^.*/", ""))
                            .json()
                            .path("items")
                            .findValuesAsText("reason"))
                    .containsExactlyInAnyOrder("calls back", "request-4711");
        }
    }
}
