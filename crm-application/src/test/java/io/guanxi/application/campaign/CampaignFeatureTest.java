package io.guanxi.application.campaign;

import static io.guanxi.application.campaign.CampaignMemberStepView.CAMPAIGN;
import static io.guanxi.application.campaign.CampaignMemberStepView.CUSTOMER;
import static io.guanxi.application.campaign.CampaignMemberStepView.CUSTOMERS;
import static io.guanxi.application.campaign.CampaignMemberStepView.RESPONSE;
import static io.guanxi.application.campaign.CampaignMemberStepView.STEP;
import static io.guanxi.application.campaign.CampaignMemberStepView.TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Trials;
import io.guanxi.application.campaign.CampaignMemberStepView.Step;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.PageRequest;
import io.guanxi.domain.campaign.CampaignCommand;
import io.guanxi.domain.campaign.CampaignId;
import io.guanxi.domain.campaign.Response;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerId;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CampaignFeatureTest {

    private static final CampaignId SPRING = CampaignId.random();
    private static final CustomerId ACME = CustomerId.random();
    private static final CustomerId AJAX = CustomerId.random();

    private final Crm crm = Trials.builder().build();
    private final CrmSession ann = crm.as(Trials.ANN);

    @BeforeEach
    void twoMembersOfWhomOneResponds() {
        ann.execute(CustomerCommand.Register.organisation(ACME, "Acme"));
        ann.execute(CampaignCommand.Draft.named(SPRING, "Spring", "ann"));
        ann.execute(new CampaignCommand.Approve(SPRING));
        ann.execute(new CampaignCommand.Schedule(SPRING, LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31)));
        ann.execute(new CampaignCommand.Start(SPRING));
        ann.execute(new CampaignCommand.AddMembers(SPRING, List.of(ACME, AJAX)));
        ann.execute(new CampaignCommand.RecordResponse(SPRING, ACME, Response.SENT));
        ann.execute(new CampaignCommand.RecordResponse(SPRING, ACME, Response.RESPONDED));
        ann.execute(new CampaignCommand.RemoveMember(SPRING, AJAX));
    }

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void whoRespondedHowIsAQuestion() {
        List<CampaignMemberStepView> responded = find(CAMPAIGN.is(SPRING).and(RESPONSE.is(Response.RESPONDED)));
        assertThat(responded).hasSize(1);
        assertThat(responded.get(0).customers()).containsExactly(ACME);
        assertThat(responded.get(0).from()).isEqualTo(Response.SENT);
        assertThat(responded.get(0).actor()).isEqualTo("ann");
        assertThat(ann.views(CustomerView.TYPE)
                        .count(CustomerView.TYPE.having(TYPE, CUSTOMER, RESPONSE.is(Response.RESPONDED))))
                .isEqualTo(1);
    }

    @Test
    void whoWasAddedAndRemovedIsAQuestion() {
        assertThat(find(STEP.is(Step.ADDED)))
                .extracting(CampaignMemberStepView::customers)
                .containsExactly(List.of(ACME, AJAX));
        assertThat(find(CUSTOMERS.has(AJAX.value().toString())))
                .extracting(CampaignMemberStepView::step)
                .containsExactlyInAnyOrder(Step.ADDED, Step.REMOVED);
        assertThat(find(CUSTOMER.is(AJAX)))
                .extracting(CampaignMemberStepView::step)
                .containsExactly(Step.REMOVED);
    }

    private List<CampaignMemberStepView> find(Filter<CampaignMemberStepView> filter) {
        return ann.views(TYPE)
                .find(filter, PageRequest.first(10).by(CampaignMemberStepView.HAPPENED_AT))
                .views();
    }
}
