package io.guanxi.application.campaign;

import io.guanxi.application.Feature;
import io.guanxi.application.timeline.Timeline;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.campaign.Campaign;
import io.guanxi.domain.campaign.CampaignEvent.MemberRemoved;
import io.guanxi.domain.campaign.CampaignEvent.MembersAdded;
import io.guanxi.domain.campaign.CampaignEvent.ResponseRecorded;
import io.guanxi.domain.kernel.Decider;
import java.util.List;
import java.util.Optional;

/** Campaigns (活动). */
public final class CampaignFeature implements Feature {

    @Override
    public String name() {
        return "campaign";
    }

    @Override
    public Optional<Decider<?, ?, ?>> decider() {
        return Optional.of(Campaign.DECIDER);
    }

    @Override
    public List<ViewType<?>> views() {
        return List.of(CampaignView.TYPE, CampaignMemberStepView.TYPE);
    }

    @Override
    public Optional<Timeline<?>> timeline() {
        return Optional.of(Timeline.of(CampaignView.TYPE)
                .tellsOf(MembersAdded.class, (it, event) -> event.customers(), "campaign", CampaignFeature::name)
                .tellsOf(
                        MemberRemoved.class,
                        (it, event) -> List.of(event.customerId()),
                        "campaign",
                        CampaignFeature::name)
                .tellsOf(
                        ResponseRecorded.class,
                        (it, event) -> List.of(event.customerId()),
                        "campaign",
                        CampaignFeature::name)
                .build());
    }

    private static String name(CampaignView campaign) {
        return campaign.details().name();
    }
}
