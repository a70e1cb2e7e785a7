package io.guanxi.domain.contact;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Personal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Everything that can have happened to a contact. */
public sealed interface ContactEvent extends DomainEvent {

    ContactId contactId();

    @Override
    default ContactId aggregateId() {
        return contactId();
    }

    record Added(
            ContactId contactId,
            CustomerId organisation,
            CustomerId person,
            @Personal ContactDetails details,
            @Nullable LocalDate since)
            implements ContactEvent {}

    record DetailsCorrected(ContactId contactId, @Personal ContactDetails details) implements ContactEvent {}

    record SuperiorChanged(
            ContactId contactId,
            @Nullable ContactId from,
            @Nullable ContactId superior) implements ContactEvent {}

    record Left(ContactId contactId, LocalDate lastDay) implements ContactEvent {}

    record Returned(ContactId contactId) implements ContactEvent {}
}
