package io.guanxi.rest.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.rest.Server;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OpportunityResourceTest {

    private static Server server;

    private final String path = "/opportunities/" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        server = Server.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aDealIsOpenedWorthSomethingAndWon() {
        String customer = server.organisation("Acme").replaceFirst("^/customers/", "");
        server.put(path, "{\"name\": \"Ten machines\", \"owner\": \"ann\"}").requireStatus(201);
        server.happens(path + "/assign-customer", "{\"customer\": \"" + customer + "\"}");
        server.happens(path + "/add-line", line("a", "2"));

        assertThat(server.happens(path + "/win", "")).containsExactly("opportunity.won");
        assertThat(server.get("/opportunities?with=customer&filter=customer.name==Acme;status==WON")
                        .at("/related/customer/0/details/name"))
                .isEqualTo("Acme");
        assertThat(server.get("/opportunities/report?groupBy=owner,currency&measure=sum(amount)")
                        .at("/groups/0/figures/sumAmount"))
                .isEqualTo("201");
        assertThat(server.get(path + "/history").json().path("events")).hasSize(4);
    }

    @Test
    void aDealThatIsLostCanBeReopened() {
        server.put(path, "{\"name\": \"Ten machines\"}").requireStatus(201);

        assertThat(server.happens(path + "/lose", "{\"reason\": \"price\"}")).containsExactly("opportunity.lost");
        assertThat(server.post(path + "/win", "").at("/code")).isEqualTo("opportunity.closed");
        assertThat(server.happens(path + "/reopen", "{\"reason\": \"a call\"}"))
                .containsExactly("opportunity.reopened");
    }

    @Test
    void aForecastIsCommittedWhateverTheStageSays() {
        server.put(path, "{\"name\": \"Ten machines\", \"owner\": \"fay\"}").requireStatus(201);

        assertThat(server.happens(path + "/commit-forecast", "{\"category\": \"COMMIT\"}"))
                .containsExactly("opportunity.forecast-committed");
        assertThat(server.get("/opportunities?filter=owner==fay;forecast==COMMIT")
                        .at("/items/0/committed"))
                .isEqualTo("COMMIT");
        assertThat(server.post(path + "/commit-forecast", "{\"category\": \"CLOSED\"}")
                        .violations())
                .containsExactly("category open");
    }

    @Test
    void linesThatCannotBeAreToldByTheirPlace() {
        server.put(path, "{\"name\": \"Ten machines\"}").requireStatus(201);

        assertThat(server.post(path + "/replace-lines", lines("0")).violations())
                .containsExactly("lines[0].quantity range");
        assertThat(server.post(path + "/replace-lines", lines("0.1234567")).violations())
                .containsExactly("lines[0].quantity decimals");
        assertThat(server.post(path + "/add-line", line("a", "0.1234567")).violations())
                .containsExactly("line.quantity decimals");
    }

    private static String lines(String quantity) {
        return line("a", quantity).replace("{\"line\": ", "{\"lines\": [").replaceFirst("}$", "]}");
    }

    private static String line(String id, String quantity) {
        return "{\"line\": {\"id\": \"" + id + "\", \"product\": \"GTX\", \"quantity\": " + quantity
                + ", \"unitPrice\": {\"amount\": 100.50, \"currency\": \"EUR\"}}}";
    }
}
