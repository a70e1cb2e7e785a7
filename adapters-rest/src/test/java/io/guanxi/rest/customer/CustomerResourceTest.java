package io.guanxi.rest.customer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.Sets;
import io.guanxi.domain.customer.Customer;
import io.guanxi.domain.customer.CustomerCommand.Absorb;
import io.guanxi.domain.customer.CustomerCommand.AbsorbNews;
import io.guanxi.domain.customer.CustomerCommand.ChangeSurvivor;
import io.guanxi.domain.customer.CustomerCommand.Classify;
import io.guanxi.domain.customer.CustomerCommand.DropFollowUp;
import io.guanxi.domain.customer.CustomerCommand.Enrich;
import io.guanxi.domain.customer.CustomerCommand.ForgetContact;
import io.guanxi.domain.customer.CustomerCommand.NoteContact;
import io.guanxi.domain.customer.CustomerCommand.PromiseFollowUp;
import io.guanxi.domain.customer.CustomerCommand.RecycleToPool;
import io.guanxi.domain.customer.CustomerCommand.Separate;
import io.guanxi.rest.Answer;
import io.guanxi.rest.Server;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CustomerResourceTest {

    private static final String FULL = """
            {"kind": "ORGANISATION", "name": "Acme", "industry": "tools", "level": "A", "source": "fair",
             "website": "https://acme.test", "uscc": "91350100M000100Y43", "foundedYear": 1999, "employees": 40,
             "annualRevenue": {"amount": 12.50, "currency": "EUR"}, "parent": "%s", "remark": "careful", "owner": "ann",
             "contactPoints": [
                {"kind": "email", "address": "info@acme.test"},
                {"kind": "phone", "number": "+8613812341234"},
                {"kind": "postal", "address": {"line": "1 Road", "district": "D", "city": "Fuzhou", "province": "Fujian",
                                               "postalCode": "350000", "country": "CN"}}]}
            """;

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

    @Test
    void everyCommandHasARoute() {
        Set<Class<?>> internal = Set.of(
                Classify.class,
                NoteContact.class,
                ForgetContact.class,
                PromiseFollowUp.class,
                DropFollowUp.class,
                Enrich.class,
                RecycleToPool.class,
                Absorb.class,
                AbsorbNews.class,
                ChangeSurvivor.class,
                Separate.class);
        assertThat(CustomerResource.ROUTES.internal()).isEqualTo(internal);
        assertThat(Sets.union(CustomerResource.ROUTES.commands(), internal)).isEqualTo(Customer.DECIDER.commands());
    }

    @Test
    void eachFieldSaysWhereItCameFrom() {
        String acme = server.organisation("Acme");
        server.post(acme + "/tag", "{\"tag\": \"vip\"}").requireStatus(200);
        var provenance = server.get(acme + "/provenance");
        assertThat(provenance.at("/fields/tags/name")).isEqualTo("customer.tagged");
        assertThat(provenance.at("/fields/details.name/sequence")).isEqualTo("1");
        assertThat(provenance.json().path("fields").path("tags").has("event")).isFalse();
    }

    @Test
    void whoIsTheSameIsMergedAndItselfAgain() {
        String acme = server.organisation("Acme");
        String acne = server.organisation("Acne");
        String into = acme.substring("/customers/".length());
        String other = acne.substring("/customers/".length());
        server.post(acne + "/add-identity", "{\"source\": \"shop\", \"value\": \"m-1\"}")
                .requireStatus(200);
        String merge = "{\"into\": \"" + into + "\", \"rules\": {\"name\": \"OTHER\"}}";

        assertThat(server.happens(acne + "/merge-into", merge)).containsExactly("customer.merged-into");

        assertThat(server.get(acme).at("/details/name")).isEqualTo("Acne");
        assertThat(server.get(acme).at("/merging/own/details/name")).isEqualTo("Acme");
        assertThat(server.get(acne).at("/survivor")).isEqualTo(into);
        assertThat(server.get("/customer-merges?filter=survivor==" + into).at("/items/0/id"))
                .isEqualTo(other);
        Answer archive = server.post(acne + "/archive", "{\"reason\": \"gone\"}");
        assertThat(archive.status()).isEqualTo(422);
        assertThat(archive.at("/code")).isEqualTo("customer.merged");
        assertThat(archive.at("/detail")).contains(into);
        Answer unknown =
                server.post(acne + "/merge-into", "{\"into\": \"" + into + "\", \"rules\": {\"colour\": \"OTHER\"}}");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.text()).contains("rules.colour", "custom.region");

        assertThat(server.happens(acme + "/unmerge", "{\"other\": \"" + other + "\"}"))
                .containsExactly("customer.released");
        assertThat(server.get(acme).at("/details/name")).isEqualTo("Acme");
        assertThat(server.get(acne).at("/status")).isEqualTo("ACTIVE");
    }

    @Test
    void isFoundByTheNumberInAnotherSystem() {
        String acme = server.organisation("Acme");
        String erp = "{\"source\": \"erp\", \"value\": \"4711\"}";
        assertThat(server.happens(acme + "/add-identity", erp)).containsExactly("customer.identity-added");
        assertThat(server.post(server.organisation("Betasoloin") + "/add-identity", erp)
                        .at("/code"))
                .isEqualTo("customer.identity-taken");
        assertThat(server.get("/customers?filter=identities=has=" + Server.encoded("'erp:4711'"))
                        .json()
                        .path("items"))
                .hasSize(1);
        assertThat(server.happens(acme + "/remove-identity", erp)).containsExactly("customer.identity-removed");
    }

    @Test
    void isFoundWhileANameIsTyped() {
        server.organisation("Lookup 北京某某科技有限公司");
        Answer found = server.get("/customers?lookup=" + Server.encoded("lookup bjmmkj") + "&limit=5");
        assertThat(found.at("/items/0/details/name")).isEqualTo("Lookup 北京某某科技有限公司");
        assertThat(found.json().path("items")).hasSize(1);
        assertThat(server.get("/customers?lookup=lookup&filter=" + Server.encoded("name==Other"))
                        .json()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void whatCannotBeLookedUpIs400() {
        assertThat(server.get("/customers?lookup=").violations()).containsExactly("lookup required");
        assertThat(server.get("/customers?lookup=--").violations()).containsExactly("lookup content");
        assertThat(server.get("/customers?lookup=a&sort=name").violations()).containsExactly("sort exclusive");
        assertThat(server.get("/customers?lookup=a&limit=101").violations()).containsExactly("limit range");
        assertThat(server.get("/opportunities?lookup=a").violations()).containsExactly("lookup unavailable");
    }

    @Test
    void registersWithTheCallersIdAndAnswers201() {
        UUID parent = UUID.randomUUID();
        Answer answer = server.put(path, FULL.formatted(parent), "X-Tenant", "full");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).endsWith("/crm" + path);
        assertThat(answer.header("ETag")).isEqualTo("\"5\"");
        assertThat(answer.at("/id")).isEqualTo(id.toString());
        assertThat(answer.at("/events/0")).isEqualTo("customer.registered");

        Answer seen = server.get(path, "X-Tenant", "full");
        assertThat(seen.text()).contains("{\"amount\":12.50,\"currency\":\"EUR\"}");
        JsonNode view = seen.json();
        JsonNode details = view.path("details");
        assertThat(details.properties()).hasSize(11);
        assertThat(details.path("parent").asText()).isEqualTo(parent.toString());
        assertThat(view.at("/contactPoints/2/address").properties()).hasSize(6);
        assertThat(view.path("owner").asText()).isEqualTo("ann");
        assertThat(view.path("version").asLong()).isEqualTo(5);
    }

    @Test
    void repeatingTheSameRegistrationAnswers200AndChangesNothing() {
        String body = "{\"kind\": \"PERSON\", \"name\": \"Bo\"}";
        server.put(path, body).requireStatus(201);

        Answer again = server.put(path, body);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("Location")).isEmpty();
        assertThat(again.json().path("events")).isEmpty();
        assertThat(server.put(path, body.replace("Bo", "Bob")).at("/code")).isEqualTo("customer.already-registered");

        server.post(path + "/correct-details", "{\"name\": \"Bob\"}").requireStatus(200);
        Answer late = server.put(path, body).requireStatus(200);
        assertThat(late.json().path("events")).isEmpty();
        assertThat(late.header("ETag")).isEqualTo("\"2\"");
    }

    @Test
    void everyCommandWorks() {
        server.put(path, "{\"kind\": \"ORGANISATION\", \"name\": \"Acme\"}").requireStatus(201);
        String email = "{\"contactPoint\": {\"kind\": \"email\", \"address\": \"a@acme.test\"}}";
        String other = email.replace("a@", "b@");

        happens("correct-details", "{\"name\": \"Acme Ltd\", \"level\": \"B\"}", "details-corrected");
        happens("add-contact-point", email, "contact-point-added");
        happens("add-contact-point", other, "contact-point-added");
        happens("make-primary", other, "primary-changed");
        happens("remove-contact-point", email, "contact-point-removed");
        happens("assign-owner", "{\"owner\": \"ann\"}", "owner-assigned");
        happens("transfer-owner", "{\"owner\": \"bob\"}", "owner-transferred");
        happens("recall-to-pool", "{\"pool\": \"华东公海\", \"reason\": \"too far away\"}", "released-to-pool");
        happens("distribute-from-pool", "{\"owner\": \"ann\"}", "distributed-from-pool");
        happens("release-to-pool", "{\"pool\": \"华东公海\", \"reason\": \"too far away\"}", "released-to-pool");
        happens("withdraw-from-pool", "", "withdrawn-from-pool");
        happens("release-to-pool", "{\"pool\": \"华东公海\", \"reason\": \"too far away\"}", "released-to-pool");
        happens("claim-from-pool", "", "claimed-from-pool");
        happens("add-collaborator", "{\"user\": \"cid\", \"access\": \"WRITE\"}", "collaborator-added");
        happens("remove-collaborator", "{\"user\": \"cid\"}", "collaborator-removed");
        happens("tag", "{\"tag\": \"vip\"}", "tagged");
        happens("untag", "{\"tag\": \"vip\"}", "untagged");
        happens("lock", "", "locked");
        happens("unlock", "{}", "unlocked");
        happens("mark-dealt", "", "dealt");
        happens("archive", "{\"reason\": \"closed\"}", "archived");
        happens("restore", "", "restored");

        JsonNode history = server.get(path + "/history").json().path("events");
        assertThat(history).hasSize(23);
        assertThat(history.get(22).path("name").asText()).isEqualTo("customer.restored");
        assertThat(history.get(22).path("actor").asText()).isEqualTo("ann");
    }

    private void happens(String command, String body, String event) {
        assertThat(server.happens(path + "/" + command, body)).containsExactly("customer." + event);
    }

    @Test
    void whoIsInAPoolIsListedThereUntilSomebodyHasIt() {
        server.put(path, "{\"kind\": \"PERSON\", \"name\": \"Bo\", \"owner\": \"bob\"}")
                .requireStatus(201);
        server.post(path + "/claim-from-pool", "").requireStatus(422);
        server.post(path + "/release-to-pool", "{\"pool\": \"north\"}").requireStatus(400);
        server.post(path + "/release-to-pool", "{\"pool\": \"north\", \"reason\": \"too far away\"}")
                .requireStatus(422);
        server.post(path + "/recall-to-pool", "{\"pool\": \"north\", \"reason\": \"too far away\"}")
                .requireStatus(200);

        JsonNode pooled = server.get("/pooled-customers?filter=pool==north")
                .requireStatus(200)
                .json()
                .path("items");
        assertThat(pooled).hasSize(1);
        assertThat(pooled.get(0).path("releasedFrom").asText()).isEqualTo("bob");
        assertThat(pooled.get(0).path("releasedBy").asText()).isEqualTo("ann");
        assertThat(server.get(path).json().path("pool").asText()).isEqualTo("north");
        assertThat(server.post(path + "/assign-owner", "{\"owner\": \"ann\"}")
                        .requireStatus(422)
                        .json()
                        .path("detail")
                        .asText())
                .isEqualTo("The customer is in the pool north; claim it, or have it distributed");

        server.post(path + "/claim-from-pool", "").requireStatus(200);

        assertThat(server.get("/pooled-customers?filter=pool==north").json().path("items"))
                .isEmpty();
        assertThat(server.get(path).json().path("owner").asText()).isEqualTo("ann");
    }

    @Test
    void theViewComesBackWhereItIsPreferred() {
        Answer answer = server.put(path, "{\"kind\": \"PERSON\", \"name\": \"Bo\"}", "Prefer", "return=representation");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.at("/details/name")).isEqualTo("Bo");
        assertThat(answer.header("Preference-Applied")).isEqualTo("return=representation");
    }

    @Test
    void anUnchangedViewIsNotSentAgain() {
        server.put(path, "{\"kind\": \"PERSON\", \"name\": \"Bo\"}").requireStatus(201);

        Answer answer = server.get(path, "If-None-Match", "\"9\", W/\"1\"");
        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(server.get(path, "If-None-Match", "*").status()).isEqualTo(304);
        assertThat(server.get(path, "If-None-Match", "\"2\"").status()).isEqualTo(200);
    }

    @Test
    void commandsCanInsistOnTheVersionThatWasSeen() {
        server.put(path, "{\"kind\": \"PERSON\", \"name\": \"Bo\"}", "If-None-Match", "*")
                .requireStatus(201);
        server.post(path + "/lock", "", "If-Match", "\"1\"").requireStatus(200);
        server.post(path + "/unlock", "", "If-Match", "\"1\"").requireStatus(412);
        server.post(path + "/unlock", "", "If-Match", "\"1\", \"2\"").requireStatus(200);
        server.post(path + "/lock", "", "If-Match", "*").requireStatus(200);
        server.post(path + "/lock", "", "If-Match", "2").requireStatus(400);
        server.put(path, "{\"kind\": \"PERSON\", \"name\": \"Bo\"}", "If-None-Match", "*")
                .requireStatus(412);
    }

    @Test
    void tenantsSeeNothingOfEachOther() {
        server.put(path, "{\"kind\": \"PERSON\", \"name\": \"Bo\"}").requireStatus(201);

        assertThat(server.get(path, "X-Tenant", "other").status()).isEqualTo(404);
    }
}
