package io.guanxi.rest.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.duplicate.DuplicateFeature;
import io.guanxi.application.duplicate.DuplicatePolicy;
import io.guanxi.application.duplicate.DuplicatePolicy.Action;
import io.guanxi.domain.duplicate.MatchRule;
import io.guanxi.rest.Answer;
import io.guanxi.rest.Server;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DuplicateResourceTest {

    private static final String ACME = "{\"kind\": \"ORGANISATION\", \"name\": \"Acme\", \"owner\": \"eve\","
            + " \"contactPoints\": [{\"kind\": \"phone\", \"number\": \"+8613812341234\"}]}";
    private static final String ACNE = ACME.replace("Acme", "Acne & Sons").replace("eve", "own-bob");

    private final String acme = UUID.randomUUID().toString();
    private final String acne = UUID.randomUUID().toString();

    @Test
    void whoeverIsToBeRegisteredIsComparedAndNothingIsRegistered() {
        try (Server server = Server.start()) {
            server.put("/customers/" + acme, ACME).requireStatus(201);
            Answer told = server.post("/customers/duplicates", ACNE).requireStatus(200);
            assertThat(told.json().path("candidates")).hasSize(1);
            assertThat(told.at("/candidates/0/id")).isEqualTo(acme);
            assertThat(told.at("/candidates/0/name")).isEqualTo("Acme");
            assertThat(told.at("/candidates/0/agrees/PHONE")).isEqualTo("1.0");
            Answer bobs = server.post("/customers/duplicates", ACNE, "X-User", "own-bob");
            assertThat(bobs.at("/candidates/0/owner")).isEqualTo("eve");
            assertThat(bobs.json().at("/candidates/0").has("name")).isFalse();
            assertThat(server.get("/customers/count").at("/count")).isEqualTo("1");
            assertThat(server.post("/customers/duplicates", ACNE, "X-User", "reader")
                            .status())
                    .isEqualTo(403);
            assertThat(server.post("/customers/duplicates", "{\"name\": 7}").status())
                    .isEqualTo(400);
            assertThat(server.post("/products/duplicates", ACNE).status()).isEqualTo(404);
        }
    }

    @Test
    void aRefusalNamesTheCandidatesAndWhoeverSaysWhyIsLetIn() {
        DuplicatePolicy strict = DuplicatePolicy.STANDARD.onCreate(MatchRule.PHONE, Action.REFUSE);
        try (Server server = Server.startWith(new DuplicateFeature(strict))) {
            server.put("/customers/" + acme, ACME).requireStatus(201);
            Answer refused =
                    server.put("/customers/" + acne, ACNE, "X-User", "own-bob").requireStatus(422);
            assertThat(refused.at("/code")).isEqualTo("duplicate.like-another");
            assertThat(refused.at("/candidates/0/id")).isEqualTo(acme);
            assertThat(refused.at("/candidates/0/owner")).isEqualTo("eve");
            assertThat(refused.text()).doesNotContain("Acme");
            assertThat(server.put("/customers/" + acne, ACNE).at("/candidates/0/name"))
                    .isEqualTo("Acme");

            String permission = "/duplicates/" + UUID.randomUUID();
            String why = "{\"customer\": \"" + acne + "\", \"reason\": \"a branch of its own\"}";
            assertThat(server.put(permission, why, "X-User", "reader").status()).isEqualTo(403);
            server.put(permission, why).requireStatus(201);
            assertThat(server.put(permission, why.replace("branch", "shop"))
                            .requireStatus(422)
                            .at("/code"))
                    .isEqualTo("duplicate.allowed-otherwise");
            server.put("/customers/" + acne, ACNE).requireStatus(201);
            assertThat(server.get("/duplicates?filter=customer==" + acne).at("/items/0/actor"))
                    .isEqualTo("ann");
        }
    }

    @Test
    void aDryRunOfATableTellsWhoIsLikeWhomAsTheRunDoes() {
        DuplicatePolicy policy = DuplicatePolicy.STANDARD.onImport(MatchRule.PHONE, Action.WARN);
        String rows = "Id,Name,Phone\n1,Acme,+8613812341234\n2,Acne & Sons,+8613812341234\n3,Ajax,\n";
        try (Server server = Server.startWith(new DuplicateFeature(policy))) {
            Answer dry = server.post("/imports/organisations?dryRun=true", rows, "Content-Type", "text/csv");
            assertThat(server.get("/customers/count").at("/count")).isEqualTo("0");
            Answer run = server.post("/imports/organisations", rows, "Content-Type", "text/csv");
            assertThat(dry.requireStatus(200).at("/suspected")).isEqualTo("2");
            assertThat(dry.at("/uncompared")).isEqualTo("0");
            assertThat(dry.at("/files/0/suspicions/1/candidates/0/name")).isEqualTo("Acme");
            assertThat(run.json().at("/files/0/suspicions"))
                    .isEqualTo(dry.json().at("/files/0/suspicions"));
        }
    }

    @Test
    void whoIsSuspectedStandsInTheQueueAndIsSettledThere() throws InterruptedException {
        try (Server server = Server.startWith(new DuplicateFeature(DuplicatePolicy.STANDARD))) {
            server.put("/customers/" + acme, ACME).requireStatus(201);
            server.put("/customers/" + acne, ACNE).requireStatus(201);
            String queue = "/findings?filter=kind==SUSPECTED_DUPLICATE;status==OPEN";
            for (int tries = 0;
                    tries < 2_000 && server.get(queue).json().path("items").isEmpty();
                    tries++) {
                Thread.sleep(10);
            }
            String finding = "/findings/" + server.get(queue).at("/items/0/id");
            assertThat(server.happens(
                            finding + "/decide", "{\"decision\": \"NOT_A_DUPLICATE\", \"reason\": \"a branch\"}"))
                    .containsExactly("finding.decided");
            assertThat(server.get(queue).json().path("items")).isEmpty();
        }
    }
}
