package io.guanxi.examples.quickstart;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.view.PageRequest;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.jdbc.JdbcStorage;
import java.util.Set;

/** Registers a customer, finds it again, and tells what has happened to it. */
public final class Quickstart {

    private Quickstart() {}

    public static void main(String[] args) {
        // README begins
        try (Crm crm = Crm.builder()
                .storage(JdbcStorage.h2("jdbc:h2:mem:quickstart").createTables())
                .authorizer(Authorizer.allowEverything())
                .build()) {
            CrmSession sales = crm.as(new Actor("ann", Set.of("sales")));
            CustomerId acme = CustomerId.random(); // ids are the caller's: a retry is safe
            ContactPoint email = new ContactPoint.Email(new EmailAddress("info@acme.test"));
            sales.execute(CustomerCommand.Register.organisation(acme, "Acme", email));
            sales.execute(new CustomerCommand.Tag(acme, "vip"));
            sales.views(CustomerView.TYPE)
                    .find(CustomerView.TAGS.has("vip"), PageRequest.first(20).by(CustomerView.NAME))
                    .views()
                    .forEach(customer -> System.out.println(customer.details().name() + " " + customer.tags()));
            sales.history(acme).forEach(fact -> System.out.println(fact.name()));
        }
        // README ends
    }
}
