package io.guanxi.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TablesTest {

    private static final String ACCOUNTS = "Account ID,Account Name,Phone 2,Secret\n1,Acme,+8613812341234,x\n2,,,y\n";

    private final Server server = Server.start(java.util.List.of(), rest -> rest.maxTableBytes(1_000));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aTableComesInAndGoesOutAndComesBackTheSame() throws Exception {
        String mapping = Server.encoded("{\"Secret\": null}");
        HttpResponse<String> taken =
                send("POST", "imports/organisations?source=erp&mapping=" + mapping, ACCOUNTS, "text/csv", "ann");
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        JsonNode report = json(taken);
        assertThat(report.path("created").asInt()).isEqualTo(1);
        assertThat(report.path("rejected").asInt()).isEqualTo(1);
        assertThat(report.at("/files/0/rejections/0/line").asInt()).isEqualTo(3);
        HttpResponse<String> given = send("GET", "exports/organisations", null, "text/csv", "ann");
        assertThat(given.statusCode()).isEqualTo(200);
        assertThat(given.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(given.body()).contains("Acme").contains("erp:1").doesNotContain("Secret");
        assertThat(send("GET", "exports/organisations?format=jsonl", null, "*/*", "ann")
                        .body())
                .contains("\"Name\":\"Acme\"");
        JsonNode back = json(send("POST", "imports/organisations?source=erp", given.body(), "text/csv", "ann"));
        assertThat(back.path("unchanged").asInt()).isEqualTo(1);
        assertThat(json(send("POST", "imports/people?dryRun=true", "Name\nLi Lei\n", "text/csv", "ann"))
                        .path("created")
                        .asInt())
                .isEqualTo(1);
        assertThat(send("GET", "exports/people", null, "text/csv", "ann").body())
                .doesNotContain("Li Lei");
    }

    @Test
    void fieldsOfTheTenantsOwnComeInAndGoOut() throws Exception {
        server.put("/schemas/customer", "{\"feature\": \"customer\"}").requireStatus(201);
        server.post(
                        "/schemas/customer/define-field",
                        "{\"name\": \"margin\", \"type\": \"NUMBER\", \"details\": {\"labels\": {\"zh-CN\": \"毛利\"}}}")
                .requireStatus(200);
        JsonNode report = json(send(
                "POST",
                "imports/organisations?source=erp",
                "Id,Name,毛利\n1,Acme,12.5\n2,Ajax,much\n",
                "text/csv",
                "ann"));
        assertThat(report.at("/files/0/columns/2/field").asText()).isEqualTo("custom.margin");
        assertThat(report.at("/files/0/rejections/0/reason").asText())
                .isEqualTo("毛利: \"much\" must be a number (custom.margin: format)");
        String mapping = Server.encoded("{\"M\": \"custom.margin\"}");
        assertThat(json(send(
                                "POST",
                                "imports/organisations?source=erp&mapping=" + mapping,
                                "Id,Name,M\n1,Acme,13\n",
                                "text/csv",
                                "ann"))
                        .path("updated")
                        .asInt())
                .isEqualTo(1);
        assertThat(send("GET", "exports/organisations?format=jsonl", null, "*/*", "ann")
                        .body())
                .contains("\"custom.margin\":\"13\"");
        assertThat(send(
                                "POST",
                                "imports/organisations?mapping=" + Server.encoded("{\"M\": \"custom.colour\"}"),
                                "Id,Name,M\n1,Acme,13\n",
                                "text/csv",
                                "ann")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whoeverMayNotIsToldSoAndSeesWhatIsTheirs() throws Exception {
        assertThat(send("POST", "imports/organisations", ACCOUNTS, "text/csv", "bob")
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("POST", "imports/organisations", ACCOUNTS, "text/csv", "nobody")
                        .statusCode())
                .isEqualTo(401);
        assertThat(send("GET", "exports/organisations", null, "text/csv", "nobody")
                        .statusCode())
                .isEqualTo(401);
        send("POST", "imports/organisations", "Name,Owner\nAcme,own-1\nAjax,own-2\n", "text/csv", "ann");
        assertThat(send("GET", "exports/organisations", null, "text/csv", "own-1")
                        .body())
                .contains("Acme")
                .doesNotContain("Ajax");
    }

    @Test
    void whatIsNoTableOrOfNoKindIsRefused() throws Exception {
        assertThat(send("POST", "imports/unicorns", ACCOUNTS, "text/csv", "ann").statusCode())
                .isEqualTo(400);
        assertThat(send("POST", "imports/people?colour=red", ACCOUNTS, "text/csv", "ann")
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("POST", "imports/people?only=read", ACCOUNTS, "text/csv", "ann")
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("POST", "imports/people", "<html></html>", "text/csv", "ann")
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("POST", "imports/people", ACCOUNTS, "text/plain", "ann").statusCode())
                .isEqualTo(415);
        assertThat(send("POST", "imports/people", "x".repeat(1_001), "text/csv", "ann")
                        .statusCode())
                .isEqualTo(413);
        assertThat(send("GET", "exports/opportunities?format=vcard", null, "text/csv", "ann")
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("GET", "exports/opportunities?format=pdf", null, "text/csv", "ann")
                        .statusCode())
                .isEqualTo(400);
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }

    private HttpResponse<String> send(
            String method, String path, @org.jspecify.annotations.Nullable String body, String type, String user)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.base().resolve(path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .header("X-User", user)
                .header(body == null ? "Accept" : "Content-Type", type);
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
