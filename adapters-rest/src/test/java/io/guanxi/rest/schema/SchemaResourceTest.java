package io.guanxi.rest.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guanxi.rest.Server;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SchemaResourceTest {

    private final String acme = "/customers/" + UUID.randomUUID();

    private static void define(Server server, String body) {
        assertThat(server.happens("/schemas/customer/define-field", body)).containsExactly("schema.field-defined");
    }

    private Server withFields() {
        Server server = Server.start();
        server.put("/schemas/customer", "{\"feature\": \"customer\"}").requireStatus(201);
        define(server, """
            {"name": "region", "type": "CHOICE", "lookup": "INDEX", "details": {
              "labels": {"en": "Region", "zh-CN": "大区"},
              "choices": [{"code": "north", "labels": {"zh-CN": "华北"}}, {"code": "south"}]}}
            """);
        define(server, "{\"name\": \"seats\", \"type\": \"NUMBER\", \"details\": {\"min\": 1}}");
        define(server, "{\"name\": \"budget\", \"type\": \"MONEY\"}");
        define(server, "{\"name\": \"partner\", \"type\": \"REFERENCE\", \"target\": \"customer\"}");
        server.put(acme, "{\"kind\": \"ORGANISATION\", \"name\": \"Acme\"}").requireStatus(201);
        return server;
    }

    private static JsonNode items(Server server, String query) {
        return server.get("/customers?" + query).requireStatus(200).json().path("items");
    }

    @Test
    void fieldsAreDefinedSetAndAskedFor() {
        try (Server server = withFields()) {
            assertThat(server.happens(acme + "/set-fields", """
                {"region": "north", "seats": 12.50, "budget": {"amount": 10, "currency": "EUR"}}
                """)).containsExactly("guanxi.fields-set");
            JsonNode custom = server.get(acme).json().path("custom");
            assertThat(custom.path("region").asText()).isEqualTo("north");
            assertThat(custom.path("seats").decimalValue()).isEqualByComparingTo("12.5");
            assertThat(custom.path("budget").path("currency").asText()).isEqualTo("EUR");

            for (String found : new String[] {
                "filter=custom.region==north",
                "filter=custom.region==nor*;custom.seats=gt=12",
                "filter=custom.region=in=(north,south)",
                "filter=custom.budget.currency==EUR;custom.budget=le=10",
                "filter=custom.partner=null=true&sort=-custom.seats,name"
            }) {
                assertThat(items(server, found)).as(found).hasSize(1);
            }
            assertThat(items(server, "filter=custom.region==south")).isEmpty();
            JsonNode group = server.get("/customers/report?groupBy=custom.region&measure=sum(custom.seats)")
                    .json()
                    .path("groups")
                    .path(0);
            assertThat(group.path("keys").path("custom.region").asText()).isEqualTo("north");
            assertThat(group.path("figures").path("sumCustom_seats").decimalValue())
                    .isEqualByComparingTo("12.5");

            String other = "/customers/" + UUID.randomUUID();
            server.put(other, "{\"kind\": \"ORGANISATION\", \"name\": \"Other\"}")
                    .requireStatus(201);
            server.happens(other + "/set-fields", "{\"partner\": \"" + acme.replaceFirst("^.*/", "") + "\"}");
            assertThat(items(server, "filter=custom.partner.custom.region==north"))
                    .hasSize(1);
            assertThat(items(server, "filter=custom.partner.name==Acme")).hasSize(1);

            assertThat(server.happens(acme + "/set-fields", "{\"region\": null}"))
                    .containsExactly("guanxi.fields-set");
            assertThat(server.get(acme).json().path("custom").has("region")).isFalse();
            assertThat(server.get(acme + "/history").json().path("events")).hasSize(3);
        }
    }

    @Test
    void whatIsWrongIsToldByField() {
        try (Server server = withFields()) {
            var answer = server.post(acme + "/set-fields", "{\"region\": \"west\", \"seats\": 0, \"size\": 1}");
            answer.requireStatus(400);
            assertThat(answer.json().path("violations").findValuesAsText("field"))
                    .containsExactlyInAnyOrder("region", "seats", "size");
            server.post(acme + "/set-fields", "[]").requireStatus(400);
            server.get("/customers?filter=custom.size==1").requireStatus(400);
            server.get("/customers?sort=custom.size").requireStatus(400);
            server.get("/customers?filter=customText1==1").requireStatus(400);
            server.post("/schemas/customer/define-field", "{\"name\": \"region\", \"type\": \"TEXT\"}")
                    .requireStatus(422);
            server.post("/schemas/customer/define-field", "{\"name\": \"Size\", \"type\": \"TEXT\"}")
                    .requireStatus(400);
            server.put("/schemas/customer", "{\"feature\": \"ticket\"}").requireStatus(400);
            server.put("/schemas/timeline", "{\"feature\": \"timeline\"}").requireStatus(422);
            server.get("/schemas/ticket").requireStatus(404);
        }
    }

    @Test
    void aFieldIsChangedDeprecatedAndRevived() {
        try (Server server = withFields()) {
            assertThat(server.happens(
                            "/schemas/customer/change-field",
                            "{\"name\": \"seats\", \"details\": {\"labels\": {\"en\": \"Seats\"}}}"))
                    .containsExactly("schema.field-changed");
            assertThat(server.happens("/schemas/customer/deprecate-field", "{\"name\": \"seats\"}"))
                    .containsExactly("schema.field-deprecated");
            var refused = server.post(acme + "/set-fields", "{\"seats\": 3}");
            refused.requireStatus(422);
            assertThat(refused.at("/code")).isEqualTo("schema.field-deprecated");
            assertThat(server.happens("/schemas/customer/revive-field", "{\"name\": \"seats\"}"))
                    .containsExactly("schema.field-revived");
            JsonNode seats =
                    server.get("/schemas/customer").json().path("fields").path(1);
            assertThat(seats.at("/details/labels/en").asText()).isEqualTo("Seats");
            assertThat(server.get("/schemas?filter=feature==customer").json().path("items"))
                    .hasSize(1);
        }
    }

    @Test
    void formsAreToldInTheReadersLanguageAndUsageIsCounted() {
        try (Server server = withFields()) {
            server.happens(acme + "/set-fields", "{\"region\": \"north\"}");
            server.organisation("Other");
            assertThat(server.happens(
                            "/schemas/customer/list-choices",
                            "{\"attribute\": \"level\", \"choices\": [{\"code\": \"A\", \"labels\":"
                                    + " {\"zh-CN\": \"甲\"}}]}"))
                    .containsExactly("schema.choices-listed");
            var answer = server.get("/customers/fields", "Accept-Language", "zh-CN");
            assertThat(answer.header("Content-Language")).isEqualTo("zh-CN");
            assertThat(answer.at("/label")).isEqualTo("客户");
            assertThat(labels(answer.json())).contains("名称", "大区", "华北", "组织", "甲");
            assertThat(labels(server.get("/customers/fields").json())).contains("Name", "Region", "north", "A");

            JsonNode usage =
                    server.get("/customers/usage").requireStatus(200).json().path("fields");
            assertThat(filled(usage, "name")).isEqualTo(2);
            assertThat(filled(usage, "custom.region")).isEqualTo(1);
            assertThat(filled(usage, "custom.seats")).isZero();
        }
    }

    @Test
    void whoFillsAFieldInAndSinceWhenIsTold() {
        try (Server server = withFields()) {
            server.happens(acme + "/set-fields", "{\"region\": \"north\", \"seats\": 3}");
            server.post(acme + "/set-fields", "{\"region\": \"south\"}", "X-User", "eve")
                    .requireStatus(200);
            server.happens(acme + "/set-fields", "{\"region\": null}");
            JsonNode region = server.get("/customers/field-report")
                    .requireStatus(200)
                    .json()
                    .path("fields")
                    .path(0);
            assertThat(region.path("name").asText()).isEqualTo("region");
            assertThat(region.path("filled").asInt()).isZero();
            assertThat(region.path("of").asInt()).isEqualTo(1);
            assertThat(region.path("set").asInt()).isEqualTo(2);
            assertThat(region.path("cleared").asInt()).isEqualTo(1);
            assertThat(region.path("by").toString()).isEqualTo("{\"ann\":2,\"eve\":1}");
            assertThat(region.path("definedBy").asText()).isEqualTo("ann");
            assertThat(region.path("firstSetAt").asText())
                    .isLessThanOrEqualTo(region.path("lastSetAt").asText());
            assertThat(region.path("read").asInt()).isZero();
            assertThat(region.path("questions").asInt()).isZero();
            assertThat(server.get("/customers/field-report", "X-User", "eve").status())
                    .isEqualTo(403);
            assertThat(server.get("/findings/field-report").status()).isEqualTo(404);
        }
    }

    @Test
    void whatIsAskedForIsTold() throws Exception {
        try (Server server = Server.startNotingReads(Duration.ofMillis(20))) {
            server.put("/schemas/customer", "{\"feature\": \"customer\"}").requireStatus(201);
            define(server, "{\"name\": \"seats\", \"type\": \"NUMBER\"}");
            items(server, "filter=custom.seats=gt=1&shows=name,custom.seats");
            JsonNode seats;
            do {
                seats = field(
                        server.get("/customers/usage?since=2026-01-01")
                                .requireStatus(200)
                                .json()
                                .path("fields"),
                        "custom.seats");
            } while (seats.path("read").asInt() == 0);
            assertThat(seats.path("read").asInt()).isEqualTo(1);
            assertThat(seats.path("questions").asInt()).isPositive();
            JsonNode report = server.get("/customers/field-report?since=2026-01-01")
                    .requireStatus(200)
                    .json()
                    .path("fields")
                    .path(0);
            assertThat(report.path("read").asInt()).isEqualTo(1);
            JsonNode later = server.get("/customers/field-report?since=2999-01-01")
                    .requireStatus(200)
                    .json()
                    .path("fields")
                    .path(0);
            assertThat(later.path("read").asInt()).isZero();
            assertThat(later.path("questions").asInt()).isZero();
            assertThat(field(server.get("/customers/usage").json().path("fields"), "custom.seats")
                            .hasNonNull("read"))
                    .isFalse();
            assertThat(server.get("/customers/usage?since=yesterday").status()).isEqualTo(400);
        }
    }

    private static JsonNode field(JsonNode fields, String name) {
        for (JsonNode each : fields) {
            if (each.path("name").asText().equals(name)) {
                return each;
            }
        }
        throw new AssertionError(name);
    }

    private static java.util.List<String> labels(JsonNode form) {
        return form.findValuesAsText("label");
    }

    private static int filled(JsonNode usage, String name) {
        for (JsonNode each : usage) {
            if (each.path("name").asText().equals(name)) {
                return each.path("filled").asInt();
            }
        }
        throw new AssertionError(name);
    }
}
