package io.guanxi.rest.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.rest.Server;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProfileResourceTest {

    @Test
    void preferencesAreNotedReadAndCleared() {
        try (Server server = Server.start()) {
            String person = UUID.randomUUID().toString();
            String profile = "/profiles/" + UUID.randomUUID();
            server.put(profile, "{\"customer\": \"" + person + "\"}").requireStatus(201);
            assertThat(server.happens(
                            profile + "/note",
                            "{\"topic\": \"colour\", \"value\": \"blue\", \"source\": \"shop\", \"confidence\": 80,"
                                    + " \"expiresAt\": \"2099-01-01T00:00:00Z\"}"))
                    .containsExactly("profile.noted");
            assertThat(server.get("/profiles?filter=customer==" + person).at("/items/0/preferences/0/value"))
                    .isEqualTo("blue");
            assertThat(server.post(
                                    profile + "/note",
                                    "{\"topic\": \"a\", \"value\": \"b\", \"source\": \"c\", \"confidence\": 0}")
                            .at("/violations/0/field"))
                    .isEqualTo("confidence");
            assertThat(server.happens(profile + "/drop", "{\"topic\": \"Colour\"}"))
                    .containsExactly("profile.dropped");
            assertThat(server.happens(profile + "/clear", "")).isEmpty();
        }
    }
}
