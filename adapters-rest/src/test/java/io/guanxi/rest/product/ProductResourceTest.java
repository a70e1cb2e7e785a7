package io.guanxi.rest.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.rest.Server;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProductResourceTest {

    @Test
    void aProductIsListedRevisedAndRetired() {
        try (Server server = Server.start()) {
            String path = "/products/" + UUID.randomUUID();
            String body = "{\"sku\": \"G-1\", \"name\": \"GTX Pro\"}";
            server.put(path, body).requireStatus(201);

            assertThat(server.put("/products/" + UUID.randomUUID(), body).at("/code"))
                    .isEqualTo("product.sku-taken");
            assertThat(server.happens(path + "/revise", body.replace("Pro", "Plus")))
                    .containsExactly("product.revised");
            assertThat(server.happens(path + "/retire", "")).containsExactly("product.retired");
            assertThat(server.happens(path + "/relist", "")).containsExactly("product.relisted");
            assertThat(server.get("/products?filter=spelling==gtxplus").json().path("items"))
                    .hasSize(1);
            assertThat(server.get(path + "/history").json().path("events")).hasSize(4);
        }
    }
}
