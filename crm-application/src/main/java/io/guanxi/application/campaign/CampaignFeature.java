package io.guanxi.application.campaign;

import io.guanxi.application.Feature;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.campaign.Campaign;
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
}
