package io.guanxi.examples.households;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.group.Groups;
import io.guanxi.application.group.Rollup;
import io.guanxi.domain.contact.ContactCommand;
import io.guanxi.domain.contact.ContactDetails;
import io.guanxi.domain.contact.ContactId;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.transaction.TransactionCommand;
import io.guanxi.domain.transaction.TransactionDetails;
import io.guanxi.domain.transaction.TransactionId;
import io.guanxi.domain.transaction.TransactionKind;
import io.guanxi.jdbc.JdbcStorage;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;

/** Two people who buy together, until one moves out. */
public final class OneHousehold {

    private OneHousehold() {}

    public static void main(String[] args) {
        try (Crm crm = Crm.builder()
                .storage(JdbcStorage.h2("jdbc:h2:mem:households").createTables())
                .authorizer(Authorizer.allowEverything())
                .build()) {
            CrmSession ann = crm.as(new Actor("ann", Set.of("sales")));
            CustomerId home = CustomerId.random();
            CustomerId liLei = CustomerId.random();
            CustomerId hanMeimei = CustomerId.random();
            ContactId partner = ContactId.random();
            ContactDetails head = ContactDetails.in(ContactDetails.HEAD_OF_HOUSEHOLD);
            LocalDate may = LocalDate.of(2026, 5, 1);
            ann.executeAll(List.of(
                    Register.household(home, "Li, Fuzhou"),
                    Register.person(liLei, "Li Lei"),
                    Register.person(hanMeimei, "Han Meimei"),
                    new ContactCommand.Add(ContactId.random(), home, liLei, head, null),
                    new ContactCommand.Add(partner, home, hanMeimei, ContactDetails.in("partner"), may),
                    order("1", liLei, "CNY 20"),
                    order("2", hanMeimei, "CNY 40")));
            print(ann, home, may);
            System.out.println("head: " + Groups.headOf(ann, home, may).equals(Optional.of(liLei)));

            ann.execute(new ContactCommand.Leave(partner, may.plusMonths(1)));
            print(ann, home, may.plusMonths(2));
            System.out.println(Groups.householdsOf(ann, hanMeimei, may.plusMonths(2)));
        }
    }

    private static TransactionCommand order(String number, CustomerId customer, String amount) {
        return new TransactionCommand.Book(
                TransactionId.of("shop", number),
                customer,
                new TransactionDetails(TransactionKind.ORDER, Money.parse(amount), "shop", number, "web", null, null));
    }

    private static void print(CrmSession session, CustomerId home, LocalDate on) {
        Rollup together = Rollup.of(session, home, on);
        System.out.println(on + ": " + together.members().size() + " count together, "
                + together.purchases().get(0).ordered());
    }
}
