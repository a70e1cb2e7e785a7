package io.guanxi.examples.enrichment;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.enrichment.CompanyRegister;
import io.guanxi.application.enrichment.CompanyRegister.Company;
import io.guanxi.application.enrichment.EnrichmentFeature;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerDetails;
import io.guanxi.domain.customer.CustomerEvent.DetailsCorrected;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerKind;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.UnifiedSocialCreditCode;
import io.guanxi.jdbc.JdbcStorage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Whoever types a name and a code gets the rest from a register. */
public final class LessTyping {

    private LessTyping() {}

    public static void main(String[] args) throws InterruptedException {
        CompanyRegister register = code -> Optional.of(
                new Company( // a call of the web service that you subscribe to
                        CustomerDetails.named("福州榕信机械有限公司").withIndustry("机械").withEmployees(120), List.of()));
        CountDownLatch filled = new CountDownLatch(1);
        try (Crm crm = Crm.builder()
                .storage(JdbcStorage.h2("jdbc:h2:mem:enrichment").createTables())
                .authorizer(Authorizer.allowEverything())
                .feature(new EnrichmentFeature("gsxt", register))
                .on(DetailsCorrected.class, corrected -> filled.countDown())
                .build()) {
            CrmSession ann = crm.as(new Actor("ann", Set.of("sales")));
            CustomerId acme = CustomerId.random();
            CustomerDetails typed = CustomerDetails.named("榕信")
                    .withIndustry("机床")
                    .withUscc(new UnifiedSocialCreditCode("91350100M000100Y43"));
            ann.execute(new Register(acme, CustomerKind.ORGANISATION, typed, List.of(), null));
            filled.await(); // a moment later
            System.out.println(
                    ann.views(CustomerView.TYPE).byId(acme).orElseThrow().details());
            ann.provenance(acme)
                    .forEach((field, event) ->
                            System.out.println(field + " " + event.meta().actor()));
        }
    }
}
