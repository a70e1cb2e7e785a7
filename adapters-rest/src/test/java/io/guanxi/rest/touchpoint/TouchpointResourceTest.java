package io.guanxi.rest.touchpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.rest.Server;
import org.junit.jupiter.api.Test;

class TouchpointResourceTest {

    @Test
    void theTreeIsDefinedAndRead() {
        try (Server server = Server.start()) {
            server.put("/touchpoints/online", "{\"code\": \"online\", \"labels\": {\"zh-CN\": \"线上\"}}")
                    .requireStatus(201);
            server.put("/touchpoints/online.web", "{\"code\": \"online.web\", \"labels\": {}}")
                    .requireStatus(201);
            assertThat(server.put("/touchpoints/shop.berlin", "{\"code\": \"shop.berlin\", \"labels\": {}}")
                            .requireStatus(422)
                            .at("/code"))
                    .isEqualTo("touchpoint.branch-unknown");
            assertThat(server.happens("/touchpoints/online.web/relabel", "{\"labels\": {\"en\": \"Web\"}}"))
                    .containsExactly("touchpoint.relabelled");
            assertThat(server.happens("/touchpoints/online.web/retire", "")).containsExactly("touchpoint.retired");
            assertThat(server.happens("/touchpoints/online.web/revive", "")).containsExactly("touchpoint.revived");
            assertThat(server.get("/touchpoints?sort=code").at("/items/1/labels/en"))
                    .isEqualTo("Web");
        }
    }
}
