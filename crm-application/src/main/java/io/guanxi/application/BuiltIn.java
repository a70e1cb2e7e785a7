package io.guanxi.application;

import io.guanxi.application.activity.ActivityFeature;
import io.guanxi.application.campaign.CampaignFeature;
import io.guanxi.application.consent.ConsentFeature;
import io.guanxi.application.contact.ContactFeature;
import io.guanxi.application.customer.CustomerFeature;
import io.guanxi.application.disclosure.DisclosureFeature;
import io.guanxi.application.finding.FindingFeature;
import io.guanxi.application.intake.IntakeFeature;
import io.guanxi.application.opportunity.OpportunityFeature;
import io.guanxi.application.person.PersonFeature;
import io.guanxi.application.process.ProcessFeature;
import io.guanxi.application.product.ProductFeature;
import io.guanxi.application.profile.ProfileFeature;
import io.guanxi.application.schema.SchemaFeature;
import io.guanxi.application.ticket.TicketFeature;
import io.guanxi.application.timeline.TimelineFeature;
import io.guanxi.application.touchpoint.TouchpointFeature;
import io.guanxi.application.transaction.TransactionFeature;
import java.util.List;

/** What every CRM has unless it is left out or replaced. */
final class BuiltIn {

    private BuiltIn() {}

    static List<Feature> features() {
        return List.of(
                new CustomerFeature(),
                new ContactFeature(),
                new ConsentFeature(),
                new ProfileFeature(),
                new DisclosureFeature(),
                new FindingFeature(),
                new TouchpointFeature(),
                new ActivityFeature(),
                new TransactionFeature(),
                new IntakeFeature(),
                new OpportunityFeature(),
                new CampaignFeature(),
                new TicketFeature(),
                new ProductFeature(),
                new PersonFeature(),
                new SchemaFeature(),
                new ProcessFeature(),
                new TimelineFeature());
    }
}
