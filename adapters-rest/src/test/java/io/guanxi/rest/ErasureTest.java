package io.guanxi.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Command;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ErasureTest {

    private static final String REQUEST = "{\"reason\": \"request 4711\"}";

    private static Server server;

    private final UUID id = UUID.randomUUID();
    private final String path = "/customers/" + id;

    @BeforeAll
    static void start() {
        server = Server.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private void register() {
        server.put(path, "{\"kind\": \"PERSON\", \"name\": \"Bo\"}").requireStatus(201);
    }

    @Test
    void aPersonIsErasedOnceAndForAll() {
        register();
        UUID deal = UUID.randomUUID();
        server.put("/opportunities/" + deal, "{\"name\": \"Books for Bo\", \"customer\": \"" + id + "\"}")
                .requireStatus(201);
        assertThat(server.get(path + "/erasure").status()).isEqualTo(404);

        JsonNode erased =
                server.post(path + "/erase", REQUEST).requireStatus(200).json().path("erasures");

        assertThat(erased.findValuesAsText("subject")).containsExactlyInAnyOrder(id.toString(), deal.toString());
        assertThat(server.post(path + "/erase", REQUEST)
                        .requireStatus(200)
                        .json()
                        .path("erasures"))
                .isEmpty();
        assertThat(server.get(path).at("/details/name")).isEqualTo("[erased]");
        assertThat(server.get("/opportunities/" + deal).at("/details/name")).isEqualTo("[erased]");
        Answer refused = server.post(path + "/tag", "{\"tag\": \"vip\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/code")).isEqualTo("erasure.erased");
        Answer why = server.get(path + "/erasure").requireStatus(200);
        assertThat(why.at("/reason")).isEqualTo("request 4711");
        assertThat(why.at("/actor")).isEqualTo("ann");
    }

    @Test
    void theHistoryEndsWithIt() {
        register();
        server.post(path + "/erase", REQUEST).requireStatus(200);
        JsonNode events =
                server.get(path + "/history").requireStatus(200).json().path("events");
        assertThat(events.get(events.size() - 1).path("name").asText()).isEqualTo("guanxi.erased");
        assertThat(server.contract().document().toString()).contains("\"const\":\"guanxi.erased\"");
    }

    @Test
    void theLedgerIsForAuditorsOfTheTenant() {
        register();
        server.post(path + "/erase", REQUEST).requireStatus(200);
        Answer ledger = server.get("/erasures", "X-User", "auditor").requireStatus(200);
        assertThat(ledger.json().path("erasures").findValuesAsText("subject")).contains(id.toString());
        assertThat(server.get("/erasures", "X-User", "auditor", "X-Tenant", "other")
                        .requireStatus(200)
                        .json()
                        .path("erasures"))
                .isEmpty();
        assertThat(server.get("/erasures").status()).isEqualTo(403);
        assertThat(server.get("/erasures", "X-User", "nobody").status()).isEqualTo(401);
        assertThat(server.get("/erasures?limit=1", "X-User", "auditor").status())
                .isEqualTo(400);
    }

    @Test
    void whatIsWrongIsSaid() {
        register();
        Answer without = server.post(path + "/erase", "{}");
        assertThat(without.status()).isEqualTo(400);
        assertThat(without.violations()).containsExactly("reason required");
        assertThat(server.post(path + "/erase", "{\"reason\": \"" + "x".repeat(201) + "\"}")
                        .status())
                .isEqualTo(400);
        assertThat(server.post(path + "/erase", REQUEST, "Content-Type", "text/plain")
                        .status())
                .isEqualTo(415);
        assertThat(server.post(path + "/erase", REQUEST, "X-User", "bob").status())
                .isEqualTo(403);
        assertThat(server.post("/customers/" + UUID.randomUUID() + "/erase", REQUEST)
                        .status())
                .isEqualTo(404);
        assertThat(server.post(path + "/erase", REQUEST, "X-Tenant", "other").status())
                .isEqualTo(404);
        assertThat(server.post("/customers/bo/erase", REQUEST).violations()).containsExactly("id type");
        assertThat(server.get(path).at("/details/name")).isEqualTo("Bo");
    }

    @Test
    void whereNothingCanBeErasedThereIsNoSuchPath() {
        try (Server plain = Server.startUnerasable()) {
            plain.put(path, "{\"kind\": \"PERSON\", \"name\": \"Bo\"}").requireStatus(201);
            assertThat(plain.post(path + "/erase", REQUEST).status()).isEqualTo(404);
            assertThat(plain.get(path + "/erasure").status()).isEqualTo(404);
            assertThat(plain.contract().document().path("paths").has("/customers/{id}/erase"))
                    .isFalse();
            assertThat(plain.get("/erasures", "X-User", "auditor").json().path("erasures"))
                    .isEmpty();
        }
    }

    sealed interface Tidying extends Command {
        record Erase(Notes.NoteId noteId) implements Tidying {
            @Override
            public AggregateId aggregateId() {
                return noteId;
            }
        }
    }

    @Test
    void noCommandStandsInTheWay() {
        var table = Routes.of("notes", Tidying.class, Notes.TYPE, Notes.NoteId::new);
        assertThatIllegalStateException().isThrownBy(() -> table.post(Tidying.Erase.class, Tidying.Erase::new));
    }
}
