package io.guanxi.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guanxi.application.link.LinkFeature;
import io.guanxi.application.shadow.ShadowFeature;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A legacy system that is followed by its files. */
class ShadowingTest {

    private static final String OF_ERP = "/shadows/erp/organisations/";
    private static final String FILE = "Number,Name,Industry\n1,Acme,tools\n2,Ajax,paper\n";

    private final Server server = Server.start(List.of(new LinkFeature(), new ShadowFeature()), rest -> rest);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aSystemIsFollowedComparedAndTakenOverKindByKind() {
        JsonNode followed =
                server.post(OF_ERP + "follow", "{}").requireStatus(200).json();
        assertThat(followed.path("followed").toString()).isEqualTo("[\"organisations\"]");
        JsonNode caught = send("changes", FILE + "3,,\n2,Ajax,cards\n");
        assertThat(caught.path("changes").asInt()).isEqualTo(4);
        assertThat(caught.path("applied").asInt()).isEqualTo(3);
        assertThat(caught.path("rejected").asInt()).isEqualTo(1);
        assertThat(caught.at("/rejections/0/id").asText()).isEqualTo("3");
        String ajax = server.get("/customers?filter=name==Ajax").at("/items/0/id");
        assertThat(server.post("/customers/" + ajax + "/archive", "{\"reason\": \"ours\"}")
                        .at("/code"))
                .isEqualTo("shadow.mastered-elsewhere");

        JsonNode compared = send("parity", FILE);
        assertThat(compared.at("/parity/equal").asInt()).isEqualTo(1);
        assertThat(compared.at("/parity/differing").asInt()).isEqualTo(1);
        assertThat(compared.at("/differences/0").toString())
                .isEqualTo("{\"sort\":\"DIFFERING\",\"kind\":\"ORGANISATION\",\"id\":\"2\",\"column\":\"Industry\","
                        + "\"theirs\":\"paper\",\"ours\":\"cards\"}");
        Answer refused = server.post(OF_ERP + "take-over", FILE, "Content-Type", "text/csv");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/code")).isEqualTo("shadow.no-parity");

        assertThat(send("take-over?reason=" + Server.encoded("paper is meant"), FILE)
                        .path("differing")
                        .asInt())
                .isEqualTo(1);
        JsonNode erp = server.get("/shadows/erp").requireStatus(200).json();
        assertThat(erp.path("followed")).isEmpty();
        assertThat(erp.at("/takenOver/organisations").asText()).matches("20..-.*Z");
        assertThat(erp.path("position").asText()).startsWith("organisations=4-");
        assertThat(server.get("/shadows?filter=takenOver==organisations").at("/items/0/source"))
                .isEqualTo("erp");
        assertThat(server.get("/shadows/erp/history").at("/events/0/name")).isEqualTo("shadow.opened");
        server.post("/customers/" + ajax + "/archive", "{\"reason\": \"ours\"}").requireStatus(200);
    }

    @Test
    void columnsMayBeSaid() {
        server.post(OF_ERP + "follow", "{}").requireStatus(200);
        String mapping = Server.encoded("{\"K\": \"id\", \"Firma\": \"organisation-name\"}");
        assertThat(send("changes?mapping=" + mapping, "K,Firma\n1,Acme\n")
                        .path("applied")
                        .asInt())
                .isEqualTo(1);
        assertThat(send("parity?mapping=" + mapping, "K,Firma\n1,Acme\n")
                        .at("/parity/equal")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void whoeverMayNotIsToldSoAndWhatIsNotThereToo() {
        assertThat(server.post(OF_ERP + "follow", "{}", "X-User", "reader").status())
                .isEqualTo(403);
        assertThat(status("/shadows/erp/organisations/changes", "text/csv", "ann"))
                .isEqualTo(404);
        server.post(OF_ERP + "follow", "{}").requireStatus(200);
        assertThat(status("/shadows/erp/organisations/changes", "text/csv", "bob"))
                .isEqualTo(403);
        assertThat(status("/shadows/erp/organisations/changes", "text/plain", "ann"))
                .isEqualTo(415);
        assertThat(status("/shadows/erp/unicorns/changes", "text/csv", "ann")).isEqualTo(400);
        assertThat(status("/shadows/erp/organisations/take-over", "text/csv", "nobody"))
                .isEqualTo(401);
        assertThat(server.post(OF_ERP + "follow", "", "Content-Type", "text/plain")
                        .status())
                .isEqualTo(415);
        assertThat(server.post(OF_ERP + "changes", "Name\nAcme\n", "Content-Type", "text/csv")
                        .at("/violations/0/field"))
                .isEqualTo("id");
    }

    @Test
    void whoFollowsNobodyHasNoSuchPath() {
        try (Server without = Server.start()) {
            assertThat(without.post(OF_ERP + "follow", "{}").status()).isEqualTo(404);
        }
    }

    private int status(String path, String type, String user) {
        return server.post(path, FILE, "Content-Type", type, "X-User", user).status();
    }

    private JsonNode send(String deed, String file) {
        return server.post(OF_ERP + deed, file, "Content-Type", "text/csv")
                .requireStatus(200)
                .json();
    }
}
