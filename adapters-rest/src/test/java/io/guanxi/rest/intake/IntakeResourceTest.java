package io.guanxi.rest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.rest.Server;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IntakeResourceTest {

    private static String row(String kind, String name) {
        return "{\"kind\": \"" + kind + "\", \"source\": \"erp\", \"number\": \"L1\", \"owner\": \"bob\","
                + " \"cells\": [{\"column\": \"Name\", \"text\": \"" + name + "\"}]}";
    }

    @Test
    void aRowIsKeptFoundRevisedAndDiscarded() {
        try (Server server = Server.start()) {
            String path = "/intakes/" + UUID.randomUUID();
            server.put(path, row("leads", " Li Lei ")).requireStatus(201);
            server.put(path, row("leads", " Li Lei ")).requireStatus(200);
            assertThat(server.put(path, row("leads", "Li Lei"))
                            .requireStatus(422)
                            .at("/code"))
                    .isEqualTo("intake.already-kept");
            assertThat(server.happens(path + "/revise", row("leads", "Li Lei"))).containsExactly("intake.revised");
            assertThat(server.get("/intakes?filter=kind==leads;owner==bob").at("/items/0/row/cells/0/text"))
                    .isEqualTo("Li Lei");
            assertThat(server.post(path + "/revise", row("quotes", "x"))
                            .requireStatus(422)
                            .at("/code"))
                    .isEqualTo("intake.of-another-kind");
            assertThat(server.happens(path + "/discard", "{\"reason\": \"spam\"}"))
                    .containsExactly("intake.discarded");
            server.put("/intakes/" + UUID.randomUUID(), row("Leads!", "x")).requireStatus(400);
        }
    }
}
