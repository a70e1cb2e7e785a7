package io.guanxi.rest.campaign;

import io.guanxi.application.campaign.CampaignMemberStepView;
import io.guanxi.application.campaign.CampaignView;
import io.guanxi.domain.campaign.CampaignCommand;
import io.guanxi.domain.campaign.CampaignCommand.AddMembers;
import io.guanxi.domain.campaign.CampaignCommand.Approve;
import io.guanxi.domain.campaign.CampaignCommand.Cancel;
import io.guanxi.domain.campaign.CampaignCommand.Complete;
import io.guanxi.domain.campaign.CampaignCommand.CorrectDetails;
import io.guanxi.domain.campaign.CampaignCommand.Draft;
import io.guanxi.domain.campaign.CampaignCommand.Pause;
import io.guanxi.domain.campaign.CampaignCommand.RecordCost;
import io.guanxi.domain.campaign.CampaignCommand.RecordResponse;
import io.guanxi.domain.campaign.CampaignCommand.RemoveMember;
import io.guanxi.domain.campaign.CampaignCommand.Resume;
import io.guanxi.domain.campaign.CampaignCommand.ReverseCost;
import io.guanxi.domain.campaign.CampaignCommand.Schedule;
import io.guanxi.domain.campaign.CampaignCommand.SetBudget;
import io.guanxi.domain.campaign.CampaignCommand.Start;
import io.guanxi.domain.campaign.CampaignId;
import io.guanxi.domain.campaign.CampaignRule;
import io.guanxi.rest.Routes;

/** Campaigns (营销活动) over HTTP. */
public final class CampaignResource {

    private static final CampaignMapper MAPPER = new GeneratedCampaignMapper();

    public static final Routes<CampaignId, CampaignView> ROUTES = Routes.of(
                    "campaigns", CampaignCommand.class, CampaignView.TYPE, CampaignId::new)
            .put(Draft.class, CampaignRequests.Draft.class, MAPPER::draft)
            .post(CorrectDetails.class, CampaignRequests.CorrectDetails.class, MAPPER::correctDetails)
            .post(SetBudget.class, CampaignRequests.SetBudget.class, MAPPER::setBudget)
            .post(Approve.class, Approve::new)
            .post(Schedule.class, CampaignRequests.Schedule.class, MAPPER::schedule)
            .post(Start.class, Start::new)
            .post(Pause.class, CampaignRequests.Reason.class, MAPPER::pause)
            .post(Resume.class, Resume::new)
            .post(Complete.class, Complete::new)
            .post(Cancel.class, CampaignRequests.Reason.class, MAPPER::cancel)
            .post(RecordCost.class, CampaignRequests.RecordCost.class, MAPPER::recordCost)
            .post(ReverseCost.class, CampaignRequests.ReverseCost.class, MAPPER::reverseCost)
            .post(AddMembers.class, CampaignRequests.Members.class, MAPPER::addMembers)
            .post(RemoveMember.class, CampaignRequests.FormerMember.class, MAPPER::removeMember)
            .post(RecordResponse.class, CampaignRequests.RecordResponse.class, MAPPER::recordResponse)
            .refuses(CampaignRule.values())
            .build();

    /** Who was added and who responded how: {@code GET /campaign-member-steps?filter=campaign==…&sort=happenedAt}. */
    public static final Routes<CampaignMemberStepView.Id, CampaignMemberStepView> MEMBER_STEPS =
            Routes.reading("campaign-member-steps", CampaignMemberStepView.TYPE, CampaignMemberStepView.Id::new);

    private CampaignResource() {}
}
