package io.guanxi.examples.merges;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.customer.CustomerFeature;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.customer.SurvivorshipPolicy;
import io.guanxi.application.transaction.TransactionView;
import io.guanxi.domain.customer.CustomerCommand.CorrectDetails;
import io.guanxi.domain.customer.CustomerCommand.MergeInto;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerCommand.Unmerge;
import io.guanxi.domain.customer.CustomerDetails;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.Survivorship;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.transaction.TransactionCommand;
import io.guanxi.domain.transaction.TransactionDetails;
import io.guanxi.domain.transaction.TransactionId;
import io.guanxi.domain.transaction.TransactionKind;
import io.guanxi.jdbc.JdbcStorage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.Money;

/** Sales knew Acme, and so did the shop, under another name: found to be one, and, weeks later, not to be. */
public final class TwoRecords {

    private TwoRecords() {}

    public static void main(String[] args) {
        // README begins
        SurvivorshipPolicy policy = new SurvivorshipPolicy(
                Map.of("industry", Survivorship.NEWEST, "remark", Survivorship.LONGEST),
                Survivorship.SURVIVOR, // of all other fields; where it has none, the other's
                List.of("erp", "shop"));
        try (Crm crm = Crm.builder()
                .storage(JdbcStorage.h2("jdbc:h2:mem:merges").createTables())
                .authorizer(Authorizer.allowEverything())
                .feature(new CustomerFeature(List.of(), List.of(), policy))
                .build()) {
            CrmSession ann = crm.as(new Actor("ann", Set.of()));
            CustomerId acme = CustomerId.random();
            CustomerId acne = CustomerId.random();
            ann.execute(Register.organisation(acme, "Acme"));
            ann.execute(Register.organisation(acne, "Acne Ltd"));
            ann.execute(
                    new CorrectDetails(acne, CustomerDetails.named("Acne Ltd").withIndustry("tools")));
            TransactionDetails order = new TransactionDetails(
                    TransactionKind.ORDER, Money.parse("EUR 80"), "shop", "SO-1", "web", null, "a hammer");
            ann.execute(new TransactionCommand.Book(TransactionId.of("shop", "SO-1"), acne, order));

            ann.execute(new MergeInto(acne, acme, Map.of("name", Survivorship.OTHER))); // this name by hand
            show(ann, acme); // Acne Ltd, tools, 1 order

            ann.execute(new Unmerge(acme, acne));
            show(ann, acme); // Acme, null, 0 orders
        }
        // README ends
    }

    private static void show(CrmSession session, CustomerId id) {
        CustomerDetails details =
                session.views(CustomerView.TYPE).byId(id).orElseThrow().details();
        long orders = session.views(TransactionView.TYPE).count(TransactionView.CUSTOMER.is(id));
        System.out.println(details.name() + ", " + details.industry() + ", " + orders + " orders");
    }
}
