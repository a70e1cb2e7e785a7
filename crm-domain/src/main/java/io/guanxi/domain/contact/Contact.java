package io.guanxi.domain.contact;

import static io.guanxi.domain.contact.ContactRule.ALREADY_KNOWN;
import static io.guanxi.domain.contact.ContactRule.LAST_DAY_IS_EARLIER;
import static io.guanxi.domain.contact.ContactRule.OWN_SUPERIOR;

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
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Decider;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the rules need to remember of a contact, and the rules.
 *
 * @param added what was said first, so that a late repetition is known as one; null as long as the contact is unknown
 * @param lastDay null unless the person leaves or has left
 */
@RecordBuilder
public record Contact(
        @Nullable Added added,
        @Nullable ContactDetails details,
        @Nullable ContactId superior,
        @Nullable LocalDate lastDay)
        implements ContactBuilder.With {

    public static final Decider<ContactCommand, ContactEvent, Contact> DECIDER = Decider.of(
                    ContactCommand.class, ContactEvent.class, new Contact(null, null, null, null))
            .decide(Add.class, Contact::add)
            .decide(CorrectDetails.class, Contact::correctDetails)
            .decide(ReportTo.class, Contact::reportTo)
            .decide(Leave.class, Contact::leave)
            .decide(Return.class, Contact::comeBack)
            .evolve(Added.class, (state, event) -> state.withAdded(event).withDetails(event.details()))
            .evolve(DetailsCorrected.class, (state, event) -> state.withDetails(event.details()))
            .evolve(SuperiorChanged.class, (state, event) -> state.withSuperior(event.superior()))
            .evolve(Left.class, (state, event) -> state.withLastDay(event.lastDay()))
            .evolve(Returned.class, (state, event) -> state.withLastDay(null))
            .build();

    private List<ContactEvent> add(Add command) {
        Added event = new Added(
                command.contactId(), command.organisation(), command.person(), command.details(), command.since());
        if (added == null) {
            return List.of(event);
        }
        if (!event.equals(added)) {
            throw ALREADY_KNOWN.refused();
        }
        return List.of();
    }

    private List<ContactEvent> correctDetails(CorrectDetails command) {
        requireKnown(command.contactId());
        return command.details().equals(details)
                ? List.of()
                : List.of(new DetailsCorrected(command.contactId(), command.details()));
    }

    private List<ContactEvent> reportTo(ReportTo command) {
        requireKnown(command.contactId());
        if (command.contactId().equals(command.superior())) {
            throw OWN_SUPERIOR.refused();
        }
        return Objects.equals(command.superior(), superior)
                ? List.of()
                : List.of(new SuperiorChanged(command.contactId(), superior, command.superior()));
    }

    private List<ContactEvent> leave(Leave command) {
        LocalDate since = requireKnown(command.contactId()).since();
        if (since != null && command.lastDay().isBefore(since)) {
            throw LAST_DAY_IS_EARLIER.refused(since);
        }
        return command.lastDay().equals(lastDay)
                ? List.of()
                : List.of(new Left(command.contactId(), command.lastDay()));
    }

    private List<ContactEvent> comeBack(Return command) {
        requireKnown(command.contactId());
        return lastDay == null ? List.of() : List.of(new Returned(command.contactId()));
    }

    private Added requireKnown(ContactId id) {
        if (added == null) {
            throw new CrmException.NotFound(id);
        }
        return added;
    }
}
