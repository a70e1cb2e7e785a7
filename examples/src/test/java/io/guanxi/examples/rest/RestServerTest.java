package io.guanxi.examples.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.Crm;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.memory.InMemoryStorage;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class RestServerTest {

    @Test
    void servesThePageTheDocumentAndTheResources() throws Exception {
        try (Crm crm = Crm.builder()
                        .storage(InMemoryStorage.create())
                        .authorizer(Authorizer.allowEverything())
                        .build();
                RestServer server = RestServer.start(crm, 0)) {
            assertThat(get(server, "").body()).contains("swagger-ui-bundle.js");
            assertThat(get(server, "ui/swagger-ui-bundle.js").statusCode()).isEqualTo(200);
            assertThat(get(server, "ui/nothing").statusCode()).isEqualTo(404);
            assertThat(get(server, "openapi.json").body())
                    .contains("\"3.1")
                    .as("the page warns of any that is not the default")
                    .doesNotContain("jsonSchemaDialect");
            assertThat(get(server, "customers?limit=5").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theExampleAsksItself() throws Exception {
        RestServer.main(new String[0]);
    }

    private static HttpResponse<String> get(RestServer server, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.uri().resolve(path))
                                .header("X-User", "ann")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
