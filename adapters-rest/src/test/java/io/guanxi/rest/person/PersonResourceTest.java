package io.guanxi.rest.person;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.rest.Server;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PersonResourceTest {

    @Test
    void aPersonIsEnrolledPlacedAndLeaves() {
        try (Server server = Server.start()) {
            String path = "/people/" + UUID.randomUUID();
            server.put(path, "{\"userId\": \"ann\", \"name\": \"Ann\"}").requireStatus(201);

            assertThat(server.happens(
                            path + "/place",
                            "{\"manager\": \"bob\", \"region\": \"East\", \"validFrom\": \"2026-01-01\"}"))
                    .containsExactly("person.placed");
            assertThat(server.happens(path + "/leave", "{\"lastDay\": \"2026-12-31\"}"))
                    .containsExactly("person.left");
            assertThat(server.happens(path + "/return", "")).containsExactly("person.returned");
            assertThat(server.happens(path + "/rename", "{\"name\": \"Anne\"}")).containsExactly("person.renamed");
            assertThat(server.get("/people?filter=region==East").at("/items/0/name"))
                    .isEqualTo("Anne");
            assertThat(server.get(path + "/history").json().path("events")).hasSize(5);
        }
    }
}
