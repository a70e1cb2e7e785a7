package io.guanxi.domain.contact;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Command;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a contact. */
public sealed interface ContactCommand extends Command {

    ContactId contactId();

    @Override
    default ContactId aggregateId() {
        return contactId();
    }

    /**
     * Makes it known that a person has a place in an organisation; repeated with the same facts it changes nothing.
     *
     * @param since the first day, if it is known
     */
    record Add(
            ContactId contactId,
            CustomerId organisation,
            CustomerId person,
            ContactDetails details,
            @Nullable LocalDate since)
            implements ContactCommand {

        public Add {
            Check.that(!organisation.equals(person), "person", "distinct", "must be another than the organisation");
            Check.date("since", since);
        }
    }

    /** Replaces all details by those given. */
    record CorrectDetails(ContactId contactId, ContactDetails details) implements ContactCommand {}

    /**
     * Says to whom the person reports.
     *
     * @param superior another contact of the same organisation; null for nobody
     */
    record ReportTo(ContactId contactId, @Nullable ContactId superior) implements ContactCommand {}

    /** The person leaves the organisation, or has left, after the given day; asked again with another day, corrects it. */
    record Leave(ContactId contactId, LocalDate lastDay) implements ContactCommand {

        public Leave {
            Check.date("lastDay", lastDay);
        }
    }

    /** The person is back, or stays after all. */
    record Return(ContactId contactId) implements ContactCommand {}
}
