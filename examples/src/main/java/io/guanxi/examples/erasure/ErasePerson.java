package io.guanxi.examples.erasure;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Erasure;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.access.Scopes;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.opportunity.OpportunityView;
import io.guanxi.application.view.Filter;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.kernel.Erased;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityId;
import io.guanxi.jdbc.JdbcStorage;
import java.util.List;
import java.util.Set;

/** Erases a customer, and after a restore erases the same customer again. */
public final class ErasePerson {

    private ErasePerson() {}

    public static void main(String[] arguments) {
        JdbcStorage storage = JdbcStorage.h2("jdbc:h2:mem:erasure").createTables();
        Authorizer rights = Scopes.commands((actor, command) -> true)
                .see(CustomerView.TYPE, actor -> Filter.everything())
                .see(OpportunityView.TYPE, actor -> Filter.everything())
                .erase(actor -> actor.has("privacy"));
        // README begins
        try (Crm crm = Crm.builder()
                .storage(storage)
                .authorizer(rights) // erasing is a right of its own, which nobody has unless it is given
                .erasable() // from the first event on
                .onInTransaction(Erased.class, erased -> System.out.println("the host forgets: " + erased.feature()))
                .build()) {
            CrmSession session = crm.as(new Actor("eve", Set.of("privacy")));
            CustomerId person = CustomerId.random();
            ContactPoint email = new ContactPoint.Email(new EmailAddress("zhu.xi@nanxi.test"));
            session.execute(CustomerCommand.Register.person(person, "Zhu Xi", email));
            OpportunityId deal = OpportunityId.random();
            session.execute(
                    OpportunityCommand.Open.named(deal, "Books for Zhu Xi").withCustomerId(person));

            List<Erasure> ledger = session.erase(person, "request 4711"); // the deal goes with the customer
            session.views(CustomerView.TYPE)
                    .byId(person)
                    .ifPresent(erased -> System.out.println(erased.details().name() + " " + erased.contactPoints()));

            // after a restore; crm.erasures() is the whole ledger, to be kept apart from backups
            crm.reapplyErasures(ledger);
        }
        // README ends
    }
}
