package io.guanxi.rest.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.rest.Answer;
import io.guanxi.rest.Server;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CampaignResourceTest {

    @Test
    void aCampaignRunsFromDraftToCompletion() {
        try (Server server = Server.start()) {
            String path = "/campaigns/" + UUID.randomUUID();
            String customer = UUID.randomUUID().toString();
            server.put(
                            path,
                            "{\"name\": \"Spring\", \"owner\": \"ann\", \"budget\": {\"amount\": 10, \"currency\": \"EUR\"}}")
                    .requireStatus(201);
            server.happens(path + "/approve", "");
            Answer raised = server.post(
                    path + "/set-budget",
                    "{\"budget\": {\"amount\": 20, \"currency\": \"EUR\"}}",
                    "Accept-Language",
                    "zh-CN");
            assertThat(raised.requireStatus(422).at("/code")).isEqualTo("campaign.already-approved");
            assertThat(raised.at("/detail")).isEqualTo("预算已按 EUR 10.00 批准，只能调低，不能调高或取消");
            assertThat(server.post(path + "/schedule", "{\"start\": \"2026-03-02\", \"end\": \"2026-03-01\"}")
                            .violations())
                    .containsExactly("end range");
            server.happens(path + "/schedule", "{\"start\": \"2026-03-01\", \"end\": \"2026-03-31\"}");
            server.happens(path + "/start", "");
            server.happens(path + "/add-members", "{\"customers\": [\"" + customer + "\"]}");
            server.happens(path + "/record-response", "{\"customer\": \"" + customer + "\", \"response\": \"OPENED\"}");

            assertThat(server.happens(
                            path + "/record-cost",
                            "{\"costId\": \"1\", \"amount\": {\"amount\": 11, \"currency\": \"EUR\"},"
                                    + " \"description\": \"posters\", \"on\": \"2026-03-02\"}"))
                    .containsExactly("campaign.cost-recorded", "campaign.budget-exceeded");
            assertThat(server.happens(path + "/complete", "")).containsExactly("campaign.completed");
            assertThat(server.get(path).at("/responses/OPENED")).isEqualTo("1");
            assertThat(server.get("/campaigns/count?filter=overBudget==true").at("/count"))
                    .isEqualTo("1");
            assertThat(server.get(path + "/history").json().path("events")).hasSizeGreaterThan(8);

            String steps = "/campaign-member-steps?sort=happenedAt&filter=campaign==" + path.replace("/campaigns/", "")
                    + ";customer==" + customer;
            assertThat(server.get(steps).json().findValuesAsText("step"))
                    .containsExactlyInAnyOrder("ADDED", "RESPONDED");
            assertThat(server.get(steps + ";response==OPENED").at("/items/0/actor"))
                    .isEqualTo("ann");
            assertThat(server.get("/campaign-member-steps/count?filter=customers=has=" + customer)
                            .at("/count"))
                    .isEqualTo("2");
        }
    }
}
