package io.guanxi.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Splitter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What a rep must type, and what nobody can. */
class FewInputsTest {

    /** What the description demands, from a customer whom nobody knows to a deal that is won. */
    private static final Map<String, List<String>> ASKED_FOR = new TreeMap<>(Map.of(
            "1 customers.register", List.of("kind", "name"),
            "2 opportunities.open", List.of("name"),
            "3 opportunities.win", List.of()));

    /** What rules ask for beside; the customer is chosen, not typed, where a deal is opened from it. */
    private static final List<String> BY_RULES = List.of("CUSTOMER", "AMOUNT");

    private static final int BUDGET = 5;

    /** What follows from what has happened: seen by everybody, and in no request. */
    private static final List<String> DERIVED = List.of(
            "status",
            "ownedSince",
            "dealt",
            "contacts",
            "nextContactAt",
            "classifications",
            "confirmed",
            "registeredAt",
            "changedAt",
            "survivor",
            "merging",
            "openedAt",
            "closedOn",
            "slips",
            "committed",
            "endReason");

    @Test
    void fromAStrangerToADealThatIsWonItTakesFiveInputs() {
        try (Server server = Server.start()) {
            JsonNode document = server.contract().document();
            Map<String, List<String>> demanded = new TreeMap<>();
            ASKED_FOR.keySet().forEach(each -> demanded.put(each, required(document, each.substring(2))));
            assertThat(demanded).isEqualTo(ASKED_FOR);
            assertThat(demanded.values().stream().mapToInt(List::size).sum() + BY_RULES.size())
                    .isLessThanOrEqualTo(BUDGET);

            String acme = UUID.randomUUID().toString();
            server.put("/customers/" + acme, "{\"kind\": \"ORGANISATION\", \"name\": \"Acme\"}")
                    .requireStatus(201);
            String deal = "/opportunities/" + UUID.randomUUID();
            server.put(deal, "{\"name\": \"Mills for Acme\"}").requireStatus(201);
            String customer = "{\"customer\": \"" + acme + "\"}";
            String amount = "{\"amount\": {\"amount\": 900, \"currency\": \"CNY\"}}";
            assertThat(missing(server, deal)).isEqualTo(BY_RULES.get(0));
            server.happens(deal + "/assign-customer", customer);
            assertThat(missing(server, deal)).isEqualTo(BY_RULES.get(1));
            assertThat(server.happens(deal + "/win", amount)).containsExactly("opportunity.won");
            Answer won = server.get(deal);
            assertThat(won.at("/status")).isEqualTo("WON");
            assertThat(won.at("/closedOn")).isNotEmpty();
        }
    }

    @Test
    void whatFollowsFromFactsIsTypedByNobody() {
        try (Server server = Server.start()) {
            JsonNode document = server.contract().document();
            List<String> shown = Stream.of("CustomerView", "OpportunityView")
                    .flatMap(each -> names(document.at("/components/schemas/" + each + "/properties")))
                    .toList();
            assertThat(shown).containsAll(DERIVED);
            document.path("paths").properties().stream()
                    .filter(path -> path.getKey().matches("/(customers|opportunities)/.*"))
                    .flatMap(path -> path.getValue().properties().stream())
                    .forEach(operation -> assertThat(
                                    names(schema(document, operation.getValue()).path("properties")))
                            .as(operation.getValue().path("operationId").asText())
                            .doesNotContainAnyElementsOf(DERIVED));
        }
    }

    private static String missing(Server server, String deal) {
        String detail = server.post(deal + "/win", "").requireStatus(422).at("/detail");
        return detail.replace(" must be known before WON", "");
    }

    private static List<String> required(JsonNode document, String operationId) {
        return StreamSupport.stream(document.path("paths").spliterator(), false)
                .flatMap(path -> StreamSupport.stream(path.spliterator(), false))
                .filter(each -> each.path("operationId").asText().equals(operationId))
                .map(each -> schema(document, each))
                .findFirst()
                .map(schema -> StreamSupport.stream(schema.path("required").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList())
                .orElseThrow();
    }

    private static JsonNode schema(JsonNode document, JsonNode operation) {
        String reference = operation
                .at("/requestBody/content/application~1json/schema/$ref")
                .asText();
        return reference.isEmpty()
                ? operation.path("none")
                : document.path("components")
                        .path("schemas")
                        .path(Splitter.on('/').splitToList(reference).get(3));
    }

    private static Stream<String> names(JsonNode properties) {
        return properties.properties().stream().map(Map.Entry::getKey);
    }
}
