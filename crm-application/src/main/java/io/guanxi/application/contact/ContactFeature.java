package io.guanxi.application.contact;

import io.guanxi.application.Compensation;
import io.guanxi.application.Feature;
import io.guanxi.application.Guard;
import io.guanxi.application.Hierarchy;
import io.guanxi.application.Reader;
import io.guanxi.application.timeline.Timeline;
import io.guanxi.application.view.ViewType;
import io.guanxi.application.view.Views;
import io.guanxi.domain.contact.Contact;
import io.guanxi.domain.contact.ContactCommand;
import io.guanxi.domain.contact.ContactCommand.ReportTo;
import io.guanxi.domain.contact.ContactDetails;
import io.guanxi.domain.contact.ContactEvent.Added;
import io.guanxi.domain.contact.ContactEvent.DetailsCorrected;
import io.guanxi.domain.contact.ContactEvent.Left;
import io.guanxi.domain.contact.ContactEvent.Returned;
import io.guanxi.domain.contact.ContactId;
import io.guanxi.domain.contact.ContactRule;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.kernel.DomainEvent;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Contacts (联系人) of organisations. */
public final class ContactFeature implements Feature {

    /** How many superiors one above the other there may be; each is read when one is named. */
    public static final int MAX_SUPERIORS = 30;

    @Override
    public String name() {
        return "contact";
    }

    @Override
    public Optional<Decider<?, ?, ?>> decider() {
        return Optional.of(Contact.DECIDER);
    }

    @Override
    public List<ViewType<?>> views() {
        return List.of(ContactView.TYPE);
    }

    @Override
    public Optional<Timeline<?>> timeline() {
        return Optional.of(Timeline.of(ContactView.TYPE)
                .tellsOf(Added.class, ContactFeature::both, "contact", ContactFeature::title)
                .tellsOf(Left.class, ContactFeature::both, "contact", ContactFeature::title)
                .tellsOf(Returned.class, ContactFeature::both, "contact", ContactFeature::title)
                .build());
    }

    private static List<CustomerId> both(ContactView contact, DomainEvent event) {
        return List.of(contact.organisation(), contact.person());
    }

    private static @Nullable String title(ContactView contact) {
        return contact.details().title();
    }

    @Override
    public List<Guard> guards() {
        return List.of(
                new Guard.Before<>(ReportTo.class, ContactFeature::requireSuperior),
                new Guard.Unique<>(ContactView.TYPE, "contact.head", ContactFeature::headship, ContactRule.HEAD_TAKEN));
    }

    /** Whoever leaves makes room at once, though the last day may be still to come. */
    private static Set<String> headship(ContactView contact) {
        return contact.lastDay() == null && contact.details().roles().contains(ContactDetails.HEAD_OF_HOUSEHOLD)
                ? Set.of(contact.organisation().value().toString())
                : Set.of();
    }

    /** Asks only where the superior would really change; an unknown contact is the rules' concern. */
    private static void requireSuperior(ReportTo command, Reader reader) {
        Views<ContactView> contacts = reader.views(ContactView.TYPE);
        ContactId superior = command.superior();
        ContactView contact = contacts.byId(command.contactId()).orElse(null);
        if (superior == null
                || contact == null
                || superior.equals(command.contactId())
                || superior.equals(contact.superior())) {
            return;
        }
        ContactView above =
                contacts.byId(superior).orElseThrow(() -> ContactRule.SUPERIOR_UNKNOWN.refused(superior.value()));
        if (!above.organisation().equals(contact.organisation())) {
            throw ContactRule.SUPERIOR_ELSEWHERE.refused(superior.value());
        }
        new Hierarchy<ContactId>(
                        each -> contacts.byId(each).map(ContactView::superior).orElse(null),
                        MAX_SUPERIORS,
                        ContactRule.REPORTS_GO_IN_A_CIRCLE,
                        ContactRule.TOO_MANY_SUPERIORS)
                .requireRoom(command.contactId(), superior);
    }

    /** Whoever never came left on the first day. */
    @Override
    public List<Compensation<?, ?>> compensations() {
        return List.of(
                Compensation.of(
                        Added.class,
                        ContactView.TYPE,
                        it -> new ContactCommand.Leave(
                                it.contactId(), it.since() == null ? LocalDate.of(1, 1, 1) : it.since())),
                new Compensation<>(
                        Returned.class,
                        ContactView.TYPE,
                        (it, before) -> before
                                .flatMap(view -> Optional.ofNullable(view.lastDay()))
                                .map(day -> new ContactCommand.Leave(it.contactId(), day))
                                .stream()
                                .toList()),
                new Compensation<>(
                        DetailsCorrected.class,
                        ContactView.TYPE,
                        (it, before) ->
                                before
                                        .map(view -> new ContactCommand.CorrectDetails(it.contactId(), view.details()))
                                        .stream()
                                        .toList()));
    }
}
