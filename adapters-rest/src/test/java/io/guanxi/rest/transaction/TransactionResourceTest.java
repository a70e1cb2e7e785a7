package io.guanxi.rest.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.rest.Server;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TransactionResourceTest {

    private static String order(String customer, int amount) {
        return "{\"customer\": \"" + customer + "\", " + worth("ORDER", amount)
                + ", \"source\": \"erp\", \"number\": \"SO-4711\"}";
    }

    private static String worth(String kind, int amount) {
        return "\"kind\": \"" + kind + "\", \"amount\": {\"amount\": " + amount + ", \"currency\": \"CNY\"}";
    }

    @Test
    void anOrderIsPushedCorrectedAndCancelled() {
        try (Server server = Server.start()) {
            String acme = server.organisation("Acme").replace("/customers/", "");
            String path = "/transactions/" + UUID.randomUUID();
            server.put(path, order(acme, 1200)).requireStatus(201);
            server.put(path, order(acme, 1200)).requireStatus(200);
            assertThat(server.put(path, order(acme, 1300)).at("/code")).isEqualTo("transaction.already-known");
            assertThat(server.put("/transactions/" + UUID.randomUUID(), order(acme, 1200))
                            .at("/code"))
                    .isEqualTo("transaction.number-taken");

            assertThat(server.happens(path + "/correct", "{" + worth("ORDER", 1300) + "}"))
                    .containsExactly("transaction.corrected");
            assertThat(server.post(path + "/correct", "{" + worth("RETURN", 1300) + "}")
                            .at("/code"))
                    .isEqualTo("transaction.kind-stays");
            assertThat(server.get("/transactions?filter=customer==" + acme + ";amount=ge=1300")
                            .json()
                            .path("items"))
                    .hasSize(1);
            assertThat(server.happens(path + "/cancel", "{\"reason\": \"not delivered\"}"))
                    .containsExactly("transaction.cancelled");
            assertThat(server.post(path + "/correct", "{" + worth("ORDER", 1) + "}")
                            .at("/code"))
                    .isEqualTo("transaction.cancelled");

            assertThat(server.post(path + "/reinstate", "{\"reason\": \" \"}").at("/violations/0/field"))
                    .isEqualTo("reason");
            assertThat(server.happens(path + "/reinstate", "{\"reason\": \"delivered after all\"}"))
                    .containsExactly("transaction.reinstated");
            assertThat(server.happens(path + "/reinstate", "{\"reason\": \"again\"}"))
                    .isEmpty();
            assertThat(server.get(path).at("/status")).isEqualTo("VALID");
            server.post("/transactions/" + UUID.randomUUID() + "/reinstate", "{\"reason\": \"no\"}")
                    .requireStatus(404);
        }
    }

    @Test
    void anAmountIsNotNegative() {
        try (Server server = Server.start()) {
            String acme = server.organisation("Acme").replace("/customers/", "");
            assertThat(server.put("/transactions/" + UUID.randomUUID(), order(acme, -1))
                            .at("/violations/0/field"))
                    .isEqualTo("amount");
        }
    }

    @Test
    void whereACustomerStandsIsOverriddenAndLeftToTheRulesAgain() {
        try (Server server = Server.start()) {
            String acme = server.organisation("Acme");
            assertThat(server.happens(
                            acme + "/override-class",
                            "{\"scheme\": \"tier\", \"place\": \"gold\", \"reason\": \"a friend of the house\"}"))
                    .containsExactly("customer.class-overridden");
            assertThat(server.get("/customers?filter=tier==gold").json().path("items"))
                    .hasSize(1);
            assertThat(server.happens(acme + "/end-override", "{\"scheme\": \"tier\"}"))
                    .containsExactly("customer.override-ended");
            assertThat(server.post(
                                    acme + "/override-class",
                                    "{\"scheme\": \"The tier\", \"place\": \"gold\", \"reason\": \"so\"}")
                            .at("/violations/0/field"))
                    .isEqualTo("scheme");
        }
    }
}
