package io.guanxi.application.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.contact.ContactView;
import io.guanxi.application.group.Groups;
import io.guanxi.application.group.Rollup;
import io.guanxi.domain.contact.ContactCommand;
import io.guanxi.domain.contact.ContactDetails;
import io.guanxi.domain.contact.ContactId;
import io.guanxi.domain.contact.ContactRule;
import io.guanxi.domain.customer.CustomerCommand.CorrectDetails;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerDetails;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerRule;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityId;
import io.guanxi.domain.transaction.TransactionCommand;
import io.guanxi.domain.transaction.TransactionDetails;
import io.guanxi.domain.transaction.TransactionId;
import io.guanxi.domain.transaction.TransactionKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a storage must do so that households and groups are counted together; a part of {@link StorageContract}. */
abstract class HouseholdContract extends RetentionContract {

    private static final LocalDate JUNE = LocalDate.of(2026, 6, 1);
    private static final LocalDate MAY = LocalDate.of(2026, 5, 31);

    private final CustomerId home = CustomerId.random();
    private final CustomerId hanMeimei = CustomerId.random();
    private final CustomerId liLei = CustomerId.random();
    private @Nullable Crm crm;

    @AfterEach
    void closeHouseholds() {
        if (crm != null) {
            crm.close();
        }
    }

    private CrmSession start() {
        crm = Crm.builder()
                .storage(empty())
                .authorizer(Authorizer.allowEverything())
                .dutiesEvery(Duration.ZERO)
                .build();
        return crm.as(new Actor("ann", Set.of("sales")));
    }

    private static TransactionCommand order(String number, CustomerId customer, String amount) {
        return new TransactionCommand.Book(
                TransactionId.of("shop", number),
                customer,
                new TransactionDetails(TransactionKind.ORDER, Money.parse(amount), "shop", number, "web", null, null));
    }

    @Test
    void aHouseholdIsJoinedAndLeftAndCountsTogether() {
        CrmSession session = start();
        ContactId head = ContactId.random();
        ContactId wife = ContactId.random();
        OpportunityId deal = OpportunityId.random();
        session.executeAll(List.of(
                Register.household(home, "Li, Fuzhou"),
                Register.person(liLei, "Li Lei"),
                Register.person(hanMeimei, "Han Meimei"),
                new ContactCommand.Add(head, home, liLei, ContactDetails.in(ContactDetails.HEAD_OF_HOUSEHOLD), null),
                new ContactCommand.Add(wife, home, hanMeimei, ContactDetails.in("partner"), JUNE),
                order("1", home, "CNY 10"),
                order("2", liLei, "CNY 20"),
                order("3", hanMeimei, "CNY 40"),
                order("4", hanMeimei, "EUR 5"),
                OpportunityCommand.Open.named(deal, "A sofa")
                        .withCustomerId(hanMeimei)
                        .withAmount(Money.parse("CNY 900"))));

        assertThat(Groups.of(session, home, JUNE)).containsExactlyInAnyOrder(home, liLei, hanMeimei);
        assertThat(Groups.of(session, home, MAY)).containsExactlyInAnyOrder(home, liLei);
        assertThat(Groups.headOf(session, home, JUNE)).contains(liLei);
        assertThat(Groups.householdsOf(session, hanMeimei, JUNE))
                .extracting(ContactView::organisation)
                .containsExactly(home);
        assertThat(Groups.householdsOf(session, hanMeimei, MAY)).isEmpty();
        assertThat(Groups.of(session, liLei, JUNE)).containsExactly(liLei);

        Rollup together = Rollup.of(session, home, JUNE);
        assertThat(together.members().get(0)).isEqualTo(home);
        assertThat(together.purchases())
                .extracting(each -> each.ordered() + " of " + each.orders())
                .containsExactly("CNY 70.00 of 3", "EUR 5.00 of 1");
        assertThat(together.deals()).containsExactly(new Rollup.Deals("CNY", 1, new BigDecimal("900")));
        assertThat(together.openTickets()).isZero();

        session.execute(new ContactCommand.Leave(wife, JUNE));
        assertThat(Groups.of(session, home, JUNE.plusDays(1))).containsExactlyInAnyOrder(home, liLei);
        session.execute(new ContactCommand.Return(wife));
        assertThat(Groups.of(session, home, JUNE.plusDays(1))).hasSize(3);
    }

    @Test
    void aHouseholdHasOneHeadAndIsNoOrganisation() {
        CrmSession session = start();
        ContactId head = ContactId.random();
        ContactDetails asHead = ContactDetails.in(ContactDetails.HEAD_OF_HOUSEHOLD);
        session.executeAll(List.of(
                Register.household(home, "Li, Fuzhou"), new ContactCommand.Add(head, home, liLei, asHead, null)));
        ContactCommand second = new ContactCommand.Add(ContactId.random(), home, hanMeimei, asHead, null);
        assertRefused(() -> session.execute(second), ContactRule.HEAD_TAKEN.code());
        session.execute(new ContactCommand.CorrectDetails(head, ContactDetails.in("partner")));
        session.execute(second);

        assertRefused(
                () -> session.execute(
                        new CorrectDetails(home, CustomerDetails.named("Li").withParent(liLei))),
                CustomerRule.PARENT_IS_FOR_ORGANISATIONS.code());
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable asked, String code) {
        assertThatThrownBy(asked)
                .isInstanceOfSatisfying(
                        CrmException.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @Test
    void aGroupOfOrganisationsCountsTogether() {
        CrmSession session = start();
        CustomerId plant = CustomerId.random();
        session.executeAll(List.of(
                Register.organisation(home, "Acme"),
                Register.organisation(plant, "Acme Plant"),
                new CorrectDetails(plant, CustomerDetails.named("Acme Plant").withParent(home)),
                order("1", home, "EUR 10"),
                order("2", plant, "EUR 20")));
        Rollup together = Rollup.of(session, home, JUNE);
        assertThat(together.members()).containsExactly(home, plant);
        assertThat(together.purchases())
                .singleElement()
                .satisfies(each -> assertThat(each.net()).isEqualTo(Money.parse("EUR 30")));
    }
}
