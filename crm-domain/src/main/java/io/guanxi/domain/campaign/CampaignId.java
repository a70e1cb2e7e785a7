package io.guanxi.domain.campaign;

import io.guanxi.domain.kernel.AggregateId;
import java.util.UUID;

/** The identity of a campaign. */
public record CampaignId(UUID value) implements AggregateId {

    public static CampaignId random() {
        return new CampaignId(UUID.randomUUID());
    }
}
