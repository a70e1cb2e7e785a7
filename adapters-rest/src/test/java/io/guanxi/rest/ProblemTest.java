package io.guanxi.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One test for each way in which a request fails. */
class ProblemTest {

    private static Server server;

    @BeforeAll
    static void start() {
        server = Server.start(List.of(new Notes()), rest -> rest.with(Notes.ROUTES));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private final String path = "/customers/" + UUID.randomUUID();

    @Test
    void withoutAnActorResolverNothingIsServed() {
        assertThatThrownBy(() -> CrmRest.of(server.crm(), nothing())).isInstanceOf(NullPointerException.class);
    }

    @SuppressWarnings("NullAway") // what a host might hand in
    private static ActorResolver nothing() {
        return null;
    }

    @Test
    void invalidInputBecomes400AndTellsEverythingAtOnce() {
        Answer answer = server.put(path, """
                {"kind": "SHOP", "name": " ", "foundedYear": 12, "employees": "many", "colour": "red",
                 "uscc": "91350100M000100Y44", "annualRevenue": {"amount": 1.234, "currency": "EUR"},
                 "contactPoints": [
                    {"kind": "email", "address": "nobody"},
                    {"kind": "fax"},
                    {"kind": "phone"},
                    {"kind": "postal", "address": {"city": 7, "country": "China", "street": "x"}}]}
                """);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.at("/code")).isEqualTo("invalid");
        assertThat(answer.at("/type")).isEqualTo("urn:guanxi:problem:invalid");
        assertThat(answer.violations())
                .containsExactly(
                        "annualRevenue.amount type",
                        "colour unknown",
                        "contactPoints[0].address format",
                        "contactPoints[1].kind type",
                        "contactPoints[2].number required",
                        "contactPoints[3].address.city type",
                        "contactPoints[3].address.country format",
                        "contactPoints[3].address.street unknown",
                        "employees type",
                        "foundedYear range",
                        "kind type",
                        "name required",
                        "uscc check");
    }

    @Test
    void whatOnlyTheCommandFindsWrongIsToldWithTheFieldsPath() {
        assertThat(server.put(path, """
                                {"kind": "PERSON", "name": "Ann", "contactPoints": [
                                    {"kind": "postal", "address": {"city": " "}}]}
                                """).violations()).containsExactly("contactPoints[0].address.line required");
        assertThat(server.put(path, "{\"kind\": \"PERSON\", \"name\": \"A\\u0000nn\"}")
                        .violations())
                .containsExactly("name control-character");
    }

    @Test
    void nestedListsOfTheWrongShapeBecome400() {
        assertThat(server.put(path, "{\"kind\":\"PERSON\",\"name\":\"A\",\"contactPoints\":[null, 1, []]}")
                        .violations())
                .containsExactly("contactPoints[0] required", "contactPoints[1] type", "contactPoints[2] type");
        assertThat(server.put(path, "[]").violations()).containsExactly(" type");
        assertThat(server.put(path, "null").violations()).containsExactly(" type");
        assertThat(server.put(path, "").violations()).containsExactly("kind required", "name required");
    }

    @Test
    void malformedJsonBecomes400WithItsPlaceAndWithoutItsText() {
        Answer answer = server.put(path, "{\"name\": \"secret\",\n  \"kind\": oops}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.violations()).containsExactly(" json");
        assertThat(answer.text())
                .contains("line 2, column 1")
                .doesNotContain("oops")
                .doesNotContain("secret");
        assertThat(server.put(path, "{} {}").violations()).containsExactly(" json");
        assertThat(server.send("PUT", path, new byte[] {'"', (byte) 0xff, '"'}).violations())
                .containsExactly(" json");
    }

    @Test
    void aFieldGivenTwiceBecomes400() {
        assertThat(server.put(path, "{\"name\": \"a\", \"name\": \"b\"}").at("/detail"))
                .contains("must not give a field twice");
    }

    @Test
    void jsonThatIsNestedTooDeeplyBecomes400() {
        assertThat(server.put(path, "[".repeat(10_000)).violations()).containsExactly(" size");
    }

    @Test
    void numbersThatWouldFillTheMemoryBecome400() {
        String body =
                "{\"kind\":\"PERSON\",\"name\":\"A\",\"annualRevenue\":{\"amount\":1e999999999,\"currency\":\"EUR\"}}";
        assertThat(server.put(path, body).violations()).containsExactly("annualRevenue.amount type");
        assertThat(server.put(path, body.replace("annualRevenue", "employees")).status())
                .isEqualTo(400);
        for (String number : List.of("1e999999999", "-1e-999999999", "0e999999999")) {
            assertThat(server.get("/customers?filter=" + Server.encoded("annualRevenue>" + number))
                            .violations())
                    .as(number)
                    .containsExactly("filter type");
        }
    }

    @Test
    void datesThatNoDatabaseKeepsBecome400() {
        for (String date : List.of("%2B999999999-12-31T00:00:00Z", "-0001-01-01T00:00:00Z")) {
            assertThat(server.get("/customers?filter=changedAt%3E" + date).violations())
                    .containsExactly("filter type");
        }
    }

    @Test
    void anIdThatIsNoUuidBecomes400() {
        assertThat(server.get("/customers/1-1-1-1-1").violations()).containsExactly("id type");
    }

    @Test
    void nobodyLoggedInBecomes401WithAChallenge() {
        Answer answer = server.get("/customers", "X-User", "nobody");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.at("/code")).isEqualTo("unauthenticated");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void forbiddenCommandsBecome403() {
        Answer answer = server.put(path, "{\"kind\":\"PERSON\",\"name\":\"A\"}", "X-User", "reader");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.at("/code")).isEqualTo("forbidden");
    }

    @Test
    void unknownCustomersBecome404() {
        assertThat(server.get(path).status()).isEqualTo(404);
        assertThat(server.get(path + "/history").status()).isEqualTo(404);
        assertThat(server.post(path + "/lock", "").at("/code")).isEqualTo("not-found");
    }

    @Test
    void customersOutsideTheScopeBecome404() {
        String acme = server.organisation("Acme");

        assertThat(server.get(acme, "X-User", "own-bob").status()).isEqualTo(404);
        assertThat(server.post(acme + "/lock", "", "X-User", "own-bob").status())
                .isEqualTo(404);
    }

    @Test
    void unknownCommandsBecome404AsAProblem() {
        Answer answer = server.post(path + "/explode", "");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(server.post(path + "/register", "").status()).isEqualTo(404);
    }

    @Test
    void unknownCollectionsAreTheHostsToDeny() {
        Answer answer = server.get("/invoices");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isNotEqualTo("application/problem+json");
    }

    @Test
    void anotherVersionThanExpectedBecomes412() {
        String acme = server.organisation("Acme");

        Answer answer = server.post(acme + "/lock", "", "If-Match", "\"7\"");
        assertThat(answer.status()).isEqualTo(412);
        assertThat(answer.at("/code")).isEqualTo("stale");
        assertThat(server.post(acme + "/lock", "", "If-Match", "W/\"1\"").status())
                .isEqualTo(412);
        assertThat(server.post(acme + "/lock", "", "If-Match", "\"a\", \"b\"").at("/code"))
                .isEqualTo("precondition-failed");
        assertThat(server.put(path, "{\"kind\":\"PERSON\",\"name\":\"A\"}", "If-Match", "*")
                        .status())
                .isEqualTo(412);
    }

    @Test
    void bodiesThatAreTooLargeBecome413() {
        Answer answer = server.put(path, "{\"remark\": \"" + "x".repeat(256 * 1024) + "\"}");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.at("/code")).isEqualTo("too-large");
    }

    @Test
    void otherContentThanJsonBecomes415() {
        for (String type : List.of("text/plain", "application/xml", "application/json; charset=gbk", "*/*")) {
            assertThat(server.post(path + "/lock", "{}", "Content-Type", type).status())
                    .as(type)
                    .isEqualTo(415);
        }
        assertThat(server.send("POST", path + "/lock", null).at("/code")).isEqualTo("unsupported-media-type");
    }

    @Test
    void refusalsBecome422WithCode() {
        String acme = server.organisation("Acme");
        server.post(acme + "/archive", "{\"reason\": \"closed\"}").requireStatus(200);

        Answer answer = server.post(acme + "/tag", "{\"tag\": \"vip\"}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/code")).isEqualTo("customer.archived");
        assertThat(answer.at("/detail")).isEqualTo("The customer is archived; restore it first");
    }

    @Test
    void everythingElseBecomes500AndLeaksNothing() {
        String note = "/notes/" + UUID.randomUUID();

        Answer answer = server.post(note + "/explode", "");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.at("/instance")).startsWith("urn:uuid:");
        assertThat(answer.text()).doesNotContain("secret").doesNotContain("Exception");
    }

    @Test
    void problemsSpeakTheReadersLanguage() {
        String acme = server.organisation("Acme");
        server.post(acme + "/archive", "{\"reason\": \"closed\"}").requireStatus(200);

        Answer answer = server.post(acme + "/lock", "", "Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8");
        assertThat(answer.at("/detail")).isEqualTo("该客户已归档，请先恢复");
        assertThat(answer.at("/title")).isEqualTo("业务规则不允许");
        assertThat(answer.header("Content-Language")).isEqualTo("zh-CN");
        Answer english = server.post(acme + "/lock", "", "Accept-Language", "fr, en;q=0.5, zh;q=0.1");
        assertThat(english.header("Content-Language")).isEqualTo("en");
        assertThat(server.get(path, "Accept-Language", ";;;=").header("Content-Language"))
                .isEqualTo("en");
    }

    @Test
    void violationsSpeakTheReadersLanguageToo() {
        Answer answer = server.put(
                path, "{\"name\": \"" + "x".repeat(201) + "\", \"level\": 5, \"size\": 1}", "Accept-Language", "zh");

        assertThat(answer.json().at("/violations").findValuesAsText("message"))
                .containsExactly("必须填写", "必须是文本", "最多 200 个字符", "不能填写：没有这个字段");
    }

    @Test
    void theBodyIsReadAsUtf8WhateverTheMachinesDefault() {
        server.send("PUT", path, "{\"kind\":\"PERSON\",\"name\":\"王芳\"}".getBytes(StandardCharsets.UTF_8))
                .requireStatus(201);

        assertThat(server.get(path).at("/details/name")).isEqualTo("王芳");
    }
}
