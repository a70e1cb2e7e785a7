package io.guanxi.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.Crm;
import io.guanxi.application.Feature;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.memory.InMemoryStorage;
import io.guanxi.application.privacy.ProcessingRegister;
import io.guanxi.application.privacy.ProcessingRegister.Declaration;
import io.guanxi.application.privacy.ProcessingRegister.Purpose;
import io.guanxi.application.retention.RetentionFeature;
import io.guanxi.application.retention.RetentionRule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetentionTest {

    private static final RetentionFeature RULES = new RetentionFeature(List.of(
            RetentionRule.ofCustomers("prospects", "until they say no", now -> CustomerView.TAGS.has("no"))
                    .erase(),
            RetentionRule.restrict(
                    RetentionRule.ofCustomers("quiet", "until they are quiet", now -> CustomerView.TAGS.has("quiet"))),
            RetentionRule.ofCustomers("told", "looked at", now -> CustomerView.TAGS.has("no"))));

    private final Server server = Server.start(List.of(RULES), rest -> rest.declaring(declaration()));

    @AfterEach
    void stop() {
        server.close();
    }

    private static Declaration declaration() {
        Declaration declared = ProcessingRegister.by("Acme GmbH, privacy@acme.test");
        try (Crm crm = Crm.builder()
                .storage(InMemoryStorage.create())
                .authorizer(Authorizer.allowEverything())
                .build()) {
            for (Feature each : crm.features()) {
                declared = declared.purpose(each.name(), new Purpose("to sell", "contract", "customers", Set.of()));
            }
        }
        return declared;
    }

    @Test
    void aRuleIsTriedOutHeldKeptToAndProven() {
        String acme = server.organisation("Acme");
        String ajax = server.organisation("Ajax");
        server.happens(acme + "/tag", "{\"tag\": \"no\"}");
        server.happens(ajax + "/tag", "{\"tag\": \"no\"}");
        server.happens(ajax + "/tag", "{\"tag\": \"legal-hold\"}");
        assertThat(server.get("/retention").status()).isEqualTo(403);
        Answer dryRun = server.get("/retention", "X-User", "auditor").requireStatus(200);
        assertThat(dryRun.at("/rules/0/rule")).isEqualTo("prospects");
        assertThat(dryRun.at("/rules/0/due")).isEqualTo("1");
        assertThat(dryRun.at("/rules/0/held")).isEqualTo("1");
        assertThat(acme).endsWith(dryRun.at("/rules/0/next/0"));
        assertThat(server.get(acme).at("/details/name")).isEqualTo("Acme");

        String prospects = "{\"rule\": \"prospects\"}";
        assertThat(server.post("/retention/run", prospects, "X-User", "eve").status())
                .isEqualTo(403);
        assertThat(server.post("/retention/run", "{\"rule\": \"others\"}").status())
                .isEqualTo(404);
        assertThat(server.post("/retention/run", prospects, "Content-Type", "text/plain")
                        .status())
                .isEqualTo(415);
        assertThat(server.post("/retention/run", prospects).requireStatus(200).at("/done"))
                .isEqualTo("1");
        assertThat(server.post("/retention/run", prospects).at("/done")).isEqualTo("0");
        assertThat(server.get(acme).at("/details/name")).isEqualTo("[erased]");
        assertThat(server.get(ajax).at("/details/name")).isEqualTo("Ajax");
        Answer proof = server.get("/retention", "X-User", "auditor");
        assertThat(proof.at("/rules/0/due")).isEqualTo("0");
        assertThat(proof.at("/rules/0/removed/0/reason")).isEqualTo("retention: prospects");
        assertThat(proof.at("/rules/0/removed/0/actor")).isEqualTo("ann");

        server.happens(ajax + "/untag", "{\"tag\": \"legal-hold\"}");
        assertThat(server.crm().runDue()).as("its duty does the same").isEqualTo(1);
        assertThat(server.get("/retention", "X-User", "auditor").json().at("/rules/0/removed"))
                .hasSize(2);
    }

    @Test
    void whatIsNotErasedIsRestrictedOrOnlyTold() {
        String acme = server.organisation("Acme");
        server.happens(acme + "/tag", "{\"tag\": \"quiet\"}");
        assertThat(server.post("/retention/run", "{\"rule\": \"quiet\"}", "X-User", "reader")
                        .status())
                .isEqualTo(403);
        assertThat(server.post("/retention/run", "{\"rule\": \"quiet\"}").at("/done"))
                .isEqualTo("1");
        assertThat(server.get(acme).at("/restricted")).isEqualTo("true");
        assertThat(server.post("/retention/run", "{\"rule\": \"told\"}").at("/done"))
                .isEqualTo("0");
    }

    @Test
    void theRegisterIsServedWhereTheHostSaysWhy() {
        Answer register = server.get("/processing-register").requireStatus(200);
        assertThat(register.at("/controller")).isEqualTo("Acme GmbH, privacy@acme.test");
        assertThat(register.at("/activities/0/kept/0/rule")).isEqualTo("prospects");
        Answer page = server.get("/processing-register", "Accept", "text/markdown", "Accept-Language", "zh-CN");
        assertThat(page.header("Content-Type")).isEqualTo("text/markdown;charset=utf-8");
        assertThat(page.text()).contains("个人信息处理活动记录");
        try (Server other = Server.start()) {
            assertThat(other.get("/processing-register").status()).isEqualTo(404);
            assertThat(other.get("/retention", "X-User", "auditor").json().path("rules"))
                    .isEmpty();
        }
    }
}
