package io.guanxi.domain.activity;

import io.guanxi.domain.campaign.CampaignId;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.opportunity.OpportunityId;
import io.guanxi.domain.ticket.TicketId;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an activity is about: at least one of these.
 *
 * @param customer whose it is: it is on the customer's timeline and counts as a contact with the customer
 */
public record About(
        @Nullable CustomerId customer,
        @Nullable OpportunityId opportunity,
        @Nullable TicketId ticket,
        @Nullable CampaignId campaign) {

    public About {
        Check.that(
                Stream.of(customer, opportunity, ticket, campaign).anyMatch(Objects::nonNull),
                "about",
                "required",
                "must name a customer, an opportunity, a ticket or a campaign");
    }

    public static About customer(CustomerId customer) {
        return new About(customer, null, null, null);
    }
}
