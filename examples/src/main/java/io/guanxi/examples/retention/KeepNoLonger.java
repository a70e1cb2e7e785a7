package io.guanxi.examples.retention;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.privacy.ProcessingRegister;
import io.guanxi.application.privacy.ProcessingRegister.Declaration;
import io.guanxi.application.privacy.ProcessingRegister.Purpose;
import io.guanxi.application.retention.Retention;
import io.guanxi.application.retention.RetentionFeature;
import io.guanxi.application.retention.RetentionRule;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.jdbc.JdbcStorage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Data that is kept no longer than it may be. */
public final class KeepNoLonger {

    private KeepNoLonger() {}

    public static void main(String[] args) {
        Duration threeYears = Duration.ofDays(3 * 365);
        RetentionRule<CustomerView> prospects = RetentionRule.ofCustomers(
                        "prospects",
                        "three years after the registration",
                        now -> CustomerView.DEALT
                                .is(false)
                                .and(CustomerView.REGISTERED_AT.atMost(now.minus(threeYears))))
                .erase();
        try (Crm crm = Crm.builder()
                .storage(JdbcStorage.h2("jdbc:h2:mem:retention").createTables())
                .authorizer(Authorizer.allowEverything())
                .erasable()
                .feature(new RetentionFeature(List.of(prospects)))
                .dutiesEvery(Duration.ZERO) // when told to
                .build()) {
            CrmSession eve = crm.as(new Actor("eve", Set.of("privacy")));
            CustomerId held = CustomerId.random();
            eve.at(crm.now().minus(threeYears))
                    .executeAll(List.of(
                            CustomerCommand.Register.person(CustomerId.random(), "Zhu Xi"),
                            CustomerCommand.Register.person(held, "Lu Jiuyuan"),
                            new CustomerCommand.Tag(held, RetentionRule.LEGAL_HOLD)));

            Retention dryRun = Retention.of(crm, eve).get(0);
            System.out.println(dryRun.due() + " due, " + dryRun.held() + " held");
            crm.runDue(); // the duty; Retention.run(crm, eve, "prospects") is the same as eve's deed
            Retention.of(crm, eve).get(0).removed().forEach(System.out::println); // the proof

            Declaration declared = ProcessingRegister.by("Acme GmbH, privacy@acme.test");
            Purpose selling = new Purpose("to sell", "contract, GDPR art. 6 (1) b", "customers", Set.of("carrier"));
            for (var feature : crm.features()) {
                declared = declared.purpose(feature.name(), selling); // yours differ
            }
            System.out.println(declared.of(crm, eve).markdown(Locale.ENGLISH));
        }
    }
}
