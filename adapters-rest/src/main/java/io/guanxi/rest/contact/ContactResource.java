package io.guanxi.rest.contact;

import io.guanxi.application.contact.ContactView;
import io.guanxi.domain.contact.ContactCommand;
import io.guanxi.domain.contact.ContactCommand.Add;
import io.guanxi.domain.contact.ContactCommand.CorrectDetails;
import io.guanxi.domain.contact.ContactCommand.Leave;
import io.guanxi.domain.contact.ContactCommand.ReportTo;
import io.guanxi.domain.contact.ContactCommand.Return;
import io.guanxi.domain.contact.ContactId;
import io.guanxi.domain.contact.ContactRule;
import io.guanxi.rest.Routes;

/** Contacts (联系人) over HTTP: {@code GET /contacts?filter=organisation==…&with=customer}. */
public final class ContactResource {

    private static final ContactMapper MAPPER = new GeneratedContactMapper();

    public static final Routes<ContactId, ContactView> ROUTES = Routes.of(
                    "contacts", ContactCommand.class, ContactView.TYPE, ContactId::new)
            .put(Add.class, ContactRequests.Add.class, MAPPER::add)
            .post(CorrectDetails.class, ContactRequests.CorrectDetails.class, MAPPER::correctDetails)
            .post(ReportTo.class, ContactRequests.ReportTo.class, MAPPER::reportTo)
            .post(Leave.class, ContactRequests.Leave.class, MAPPER::leave)
            .post(Return.class, Return::new)
            .refuses(ContactRule.values())
            .build();

    private ContactResource() {}
}
