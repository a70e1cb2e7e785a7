package io.guanxi.examples.timeline;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.activity.ActivityFeature;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.timeline.TimelineEntry;
import io.guanxi.domain.activity.About;
import io.guanxi.domain.activity.ActivityCommand;
import io.guanxi.domain.activity.ActivityDetails;
import io.guanxi.domain.activity.ActivityId;
import io.guanxi.domain.activity.ActivityKind;
import io.guanxi.domain.activity.ActivityOutcome;
import io.guanxi.domain.activity.ContactCap;
import io.guanxi.domain.contact.ContactCommand;
import io.guanxi.domain.contact.ContactDetails;
import io.guanxi.domain.contact.ContactId;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.jdbc.JdbcStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Whom we know at a customer, what we have promised and done, and who was left alone for too long. */
public final class CustomerStory {

    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant FRIDAY = MONDAY.plus(Duration.ofDays(4));

    private CustomerStory() {}

    public static void main(String[] args) {
        // README begins
        try (Crm crm = Crm.builder()
                .storage(JdbcStorage.h2("jdbc:h2:mem:story").createTables())
                .authorizer(Authorizer.allowEverything())
                .feature(new ActivityFeature(new ContactCap("two calls a week", "phone", 2, Duration.ofDays(7))))
                .build()) {
            CrmSession ann = crm.as(new Actor("ann", Set.of("sales"))).at(MONDAY);
            CustomerId acme = CustomerId.random();
            CustomerId liLei = CustomerId.random();
            ann.execute(CustomerCommand.Register.organisation(acme, "Acme"));
            ann.execute(CustomerCommand.Register.person(liLei, "Li Lei"));
            ann.execute(
                    new ContactCommand.Add(ContactId.random(), acme, liLei, ContactDetails.in("decision-maker"), null));

            ActivityId visit = ActivityId.random();
            ActivityDetails details = ActivityDetails.of(ActivityKind.VISIT, "The offer");
            ann.execute(new ActivityCommand.PlanFollowUp(visit, About.customer(acme), details, FRIDAY, "bob"));
            ann.at(FRIDAY).execute(new ActivityCommand.Complete(visit, new ActivityOutcome("agreed", null, null)));

            ann.views(TimelineEntry.TYPE)
                    .find(TimelineEntry.of(acme), TimelineEntry.newest(20))
                    .views()
                    .forEach(each -> System.out.println(each.happenedAt() + " " + each.kind() + " " + each.event()));
            long neglected =
                    ann.views(CustomerView.TYPE).count(CustomerView.neglectedSince(FRIDAY.minus(Duration.ofDays(2))));
            System.out.println(neglected + " were left alone"); // no last contact, no next one, for too long
        }
        // README ends
    }
}
