package io.guanxi.domain.contact;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.domain.contact.ContactCommand.Add;
import io.guanxi.domain.contact.ContactCommand.CorrectDetails;
import io.guanxi.domain.contact.ContactCommand.Leave;
import io.guanxi.domain.contact.ContactCommand.ReportTo;
import io.guanxi.domain.contact.ContactCommand.Return;
import io.guanxi.domain.contact.ContactEvent.Added;
import io.guanxi.domain.contact.ContactEvent.DetailsCorrected;
import io.guanxi.domain.contact.ContactEvent.Left;
import io.guanxi.domain.contact.ContactEvent.Returned;
import io.guanxi.domain.contact.ContactEvent.SuperiorChanged;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DeciderSpec;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContactTest {

    private static final ContactId LI = ContactId.random();
    private static final ContactId WANG = ContactId.random();
    private static final CustomerId ACME = CustomerId.random();
    private static final CustomerId LI_LEI = CustomerId.random();
    private static final LocalDate JAN_1 = LocalDate.of(2026, 1, 1);
    private static final ContactDetails BUYER = new ContactDetails("Buyer", null, Set.of("user"));
    private static final ContactDetails HEAD = new ContactDetails("Head", "purchasing", Set.of("decision-maker"));
    private static final ContactEvent ADDED = new Added(LI, ACME, LI_LEI, BUYER, JAN_1);

    private static DeciderSpec<ContactCommand, ContactEvent, Contact> given(ContactEvent... events) {
        return DeciderSpec.of(Contact.DECIDER).given(events);
    }

    @Test
    void aPersonHasAPlaceInAnOrganisation() {
        given().when(new Add(LI, ACME, LI_LEI, BUYER, JAN_1)).then(ADDED);
        given(ADDED).when(new Add(LI, ACME, LI_LEI, BUYER, JAN_1)).thenNothing();
        given(ADDED, new DetailsCorrected(LI, HEAD))
                .when(new Add(LI, ACME, LI_LEI, BUYER, JAN_1))
                .thenNothing();
        given(ADDED).when(new Add(LI, ACME, LI_LEI, HEAD, JAN_1)).thenRefused(ContactRule.ALREADY_KNOWN);
    }

    @Test
    void detailsAndSuperiorsChange() {
        given(ADDED).when(new CorrectDetails(LI, HEAD)).then(new DetailsCorrected(LI, HEAD));
        given(ADDED).when(new CorrectDetails(LI, BUYER)).thenNothing();
        given(ADDED).when(new ReportTo(LI, WANG)).then(new SuperiorChanged(LI, null, WANG));
        var below = given(ADDED, new SuperiorChanged(LI, null, WANG));
        below.when(new ReportTo(LI, WANG)).thenNothing();
        below.when(new ReportTo(LI, null)).then(new SuperiorChanged(LI, WANG, null));
        below.when(new ReportTo(LI, LI)).thenRefused(ContactRule.OWN_SUPERIOR);
    }

    @Test
    void leavingIsCorrectedAndUndone() {
        given(ADDED).when(new Leave(LI, JAN_1)).then(new Left(LI, JAN_1));
        given(ADDED).when(new Leave(LI, JAN_1.minusDays(1))).thenRefused(ContactRule.LAST_DAY_IS_EARLIER);
        given(ADDED).when(new Return(LI)).thenNothing();
        var left = given(ADDED, new Left(LI, JAN_1));
        left.when(new Leave(LI, JAN_1)).thenNothing();
        left.when(new Leave(LI, JAN_1.plusDays(1))).then(new Left(LI, JAN_1.plusDays(1)));
        left.when(new Return(LI)).then(new Returned(LI));
    }

    @Test
    void nothingCanBeAskedOfAnUnknownContact() {
        for (ContactCommand command :
                List.of(new CorrectDetails(LI, HEAD), new ReportTo(LI, WANG), new Leave(LI, JAN_1), new Return(LI))) {
            given().when(command).thenNotFound();
        }
    }

    @Test
    void whatIsWrongInItselfCannotBeSaid() {
        assertThatThrownBy(() -> new Add(LI, ACME, ACME, BUYER, null)).isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> ContactDetails.in(" ")).isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> new Leave(LI, LocalDate.MAX)).isInstanceOf(CrmException.Invalid.class);
    }
}
