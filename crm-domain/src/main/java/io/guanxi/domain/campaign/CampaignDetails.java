package io.guanxi.domain.campaign;

import io.guanxi.domain.kernel.Check;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign is meant to do, in the business's own words. Only the name must be known.
 *
 * @param name at most 200 characters
 * @param objective what it is to achieve; at most 2,000 characters
 * @param channel how it reaches people, such as e-mail, SMS or 微信; at most 50 characters
 * @param audience whom it is for; at most 500 characters
 */
@RecordBuilder
public record CampaignDetails(
        String name,
        @Nullable String objective,
        @Nullable String channel,
        @Nullable String audience) implements CampaignDetailsBuilder.With {

    public CampaignDetails {
        name = Check.text("name", name, 200);
        objective = Check.optionalText("objective", objective, 2_000);
        channel = Check.optionalText("channel", channel, 50);
        audience = Check.optionalText("audience", audience, 500);
    }

    /** All there is to know at first: the name. */
    public static CampaignDetails named(String name) {
        return new CampaignDetails(name, null, null, null);
    }
}
