package io.guanxi.examples.quality;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.finding.FindingView;
import io.guanxi.application.quality.Completeness;
import io.guanxi.application.quality.Freshness;
import io.guanxi.application.quality.QualityFeature;
import io.guanxi.application.quality.QualityPolicy;
import io.guanxi.application.quality.QualityScan;
import io.guanxi.application.view.PageRequest;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerField;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerKind;
import io.guanxi.domain.finding.Decision;
import io.guanxi.domain.finding.FindingCommand;
import io.guanxi.domain.finding.FindingId;
import io.guanxi.domain.finding.FindingKind;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.PhoneNumber;
import io.guanxi.jdbc.JdbcStorage;
import java.time.Duration;
import java.util.Set;

/** A steward's day: the queue, decisions, and how good the data is. */
public final class CleanData {

    private CleanData() {}

    public static void main(String[] args) {
        // README begins
        QualityPolicy policy = QualityPolicy.standard()
                .with(Completeness.of(CustomerView.TYPE)
                        .asks(CustomerView.PHONES, 3)
                        .asks(CustomerView.INDUSTRY, 1, CustomerView.KIND.is(CustomerKind.ORGANISATION)))
                .with(Freshness.none().within(CustomerField.PHONES, Duration.ofDays(180)))
                .gate("negotiation", 80); // no deal advances there while its customer is less complete
        try (Crm crm = Crm.builder()
                .storage(JdbcStorage.h2("jdbc:h2:mem:quality").createTables())
                .authorizer(Authorizer.allowEverything())
                .feature(new QualityFeature(policy))
                .build()) {
            CrmSession steward = crm.as(new Actor("eve", Set.of("steward")));
            CustomerId acme = CustomerId.random();
            ContactPoint phone = new ContactPoint.Phone(new PhoneNumber("+8612345678901")); // nobody has it
            steward.execute(CustomerCommand.Register.organisation(acme, "Acme", phone));
            steward.execute(new CustomerCommand.Confirm(acme, Set.of(CustomerField.PHONES)));

            crm.runDue(); // what is incomplete or stale
            QualityScan.run(steward, policy, crm.now()); // what is invalid, and who is there twice
            steward.views(FindingView.TYPE)
                    .find(FindingView.OPEN, PageRequest.first(20).by(FindingView.SEVERITY.descending()))
                    .views()
                    .forEach(each -> System.out.println(each.kind() + " " + each.severity() + " " + each.why()));
            FindingId gap = FindingId.of(FindingKind.INCOMPLETE, acme);
            steward.execute(new FindingCommand.Decide(gap, Decision.ACCEPTED, "of many trades"));

            System.out.println(policy.score(steward, acme, crm.now()));
            policy.completeness()
                    .gaps(steward, CustomerView.ACTIVE, CustomerView.OWNER) // the worst gaps of each owner
                    .forEach(System.out::println);
        }
        // README ends
    }
}
