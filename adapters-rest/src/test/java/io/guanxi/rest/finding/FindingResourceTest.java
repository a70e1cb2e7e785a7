package io.guanxi.rest.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.quality.Completeness;
import io.guanxi.application.quality.Freshness;
import io.guanxi.application.quality.QualityFeature;
import io.guanxi.application.quality.QualityPolicy;
import io.guanxi.domain.customer.CustomerField;
import io.guanxi.rest.Server;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FindingResourceTest {

    private static final QualityFeature QUALITY = new QualityFeature(QualityPolicy.standard()
            .with(Completeness.of(CustomerView.TYPE)
                    .asks(CustomerView.PHONES, 3)
                    .asks(CustomerView.INDUSTRY, 1))
            .with(Freshness.none().within(CustomerField.PHONES, Duration.ofDays(180))));

    @Test
    void aFindingIsReportedAssignedAndDecided() {
        try (Server server = Server.start()) {
            String acme = server.organisation("Acme").substring("/customers/".length());
            String finding = "/findings/" + UUID.randomUUID();
            String report = "{\"kind\": \"INVALID\", \"customer\": \"" + acme
                    + "\", \"fields\": [\"phones\"], \"severity\": 100, \"why\": \"nobody there\","
                    + " \"foundAt\": \"2026-03-02T12:00:00Z\"}";
            server.put(finding, report).requireStatus(201);
            assertThat(server.put("/findings/" + UUID.randomUUID(), report)
                            .requireStatus(422)
                            .at("/code"))
                    .isEqualTo("finding.already-reported");
            assertThat(server.happens(finding + "/assign", "{\"assignee\": \"eve\"}"))
                    .containsExactly("finding.assigned");
            assertThat(server.get("/findings?filter=status==OPEN;assignee==eve&sort=-severity")
                            .at("/items/0/why"))
                    .isEqualTo("nobody there");
            assertThat(server.post(finding + "/decide", "{\"decision\": \"MERGED\", \"reason\": \"no\"}")
                            .requireStatus(422)
                            .at("/code"))
                    .isEqualTo("finding.decision-does-not-fit");
            assertThat(server.happens(
                            finding + "/decide", "{\"decision\": \"ACCEPTED\", \"reason\": \"works on Sundays\"}"))
                    .containsExactly("finding.decided");
            assertThat(server.get("/customers/" + acme + "/quality").status()).isEqualTo(404);
        }
    }

    @Test
    void theQualityOfCustomersIsTold() {
        try (Server server = Server.startWith(QUALITY)) {
            String acme = server.organisation("Acme");
            assertThat(server.get(acme + "/quality").at("/completeness/percent"))
                    .isEqualTo("0");
            assertThat(server.get(acme + "/quality").at("/completeness/faults/0"))
                    .isEqualTo("phones");
            assertThat(server.get("/customers/gaps").at("/gaps/0/missing/0/field"))
                    .isEqualTo("phones");
            assertThat(server.get("/customers/gaps?groupBy=kind&filter=industry==tools")
                            .json()
                            .at("/gaps"))
                    .isEmpty();
            server.happens(
                    acme + "/add-contact-point",
                    "{\"contactPoint\": {\"kind\": \"phone\", \"number\": \"+8612345678901\"}}");
            assertThat(server.post("/customers/scan", "").requireStatus(200).at("/invalid"))
                    .isEqualTo("1");
            assertThat(server.get("/findings?filter=kind==INVALID").at("/items/0/fields/0"))
                    .isEqualTo("phones");
            assertThat(server.post(acme + "/confirm", "{\"fields\": [\"EMAILS\"]}")
                            .requireStatus(422)
                            .at("/code"))
                    .isEqualTo("customer.nothing-to-confirm");
            assertThat(server.happens(acme + "/confirm", "{\"fields\": [\"PHONES\"]}"))
                    .containsExactly("customer.fields-confirmed");
            assertThat(server.get(acme + "/quality").at("/validity/percent")).isEqualTo("0");
        }
    }
}
