package io.guanxi.application.group;

import com.google.common.collect.ImmutableSet;
import io.guanxi.application.Reader;
import io.guanxi.application.contact.ContactView;
import io.guanxi.application.customer.CustomerGroup;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.view.PageRequest;
import io.guanxi.domain.contact.ContactDetails;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who counts together: an organisation and its subsidiaries (集团), a household and whoever belongs to it (家庭), a person alone.
 *
 * <p>A household is a customer, and belonging to it is a place in it, as a contact has one in an organisation: with roles, a first and a
 * last day. Its head has the role {@value ContactDetails#HEAD_OF_HOUSEHOLD}, which one may have at a time.
 */
public final class Groups {

    private Groups() {}

    /**
     * The customer itself first, then who counts with it, as far as the reader may see them.
     *
     * @param on who belonged to a household on that day; subsidiaries are those of today
     */
    public static Set<CustomerId> of(Reader reader, CustomerId top, LocalDate on) {
        boolean household = reader.views(CustomerView.TYPE)
                .byId(top)
                .filter(each -> each.kind() == CustomerKind.HOUSEHOLD)
                .isPresent();
        return household ? household(reader, top, on) : CustomerGroup.of(reader, top);
    }

    private static Set<CustomerId> household(Reader reader, CustomerId household, LocalDate on) {
        ImmutableSet.Builder<CustomerId> members =
                ImmutableSet.<CustomerId>builder().add(household);
        reader.views(ContactView.TYPE)
                .forEach(
                        ContactView.ORGANISATION.is(household).and(ContactView.on(on)),
                        each -> members.add(each.person()));
        return members.build();
    }

    /** The head of a household on a day. */
    public static Optional<CustomerId> headOf(Reader reader, CustomerId household, LocalDate on) {
        return reader
                .views(ContactView.TYPE)
                .find(
                        ContactView.ORGANISATION
                                .is(household)
                                .and(ContactView.ROLES.has(ContactDetails.HEAD_OF_HOUSEHOLD))
                                .and(ContactView.on(on)),
                        PageRequest.first(1).by(ContactView.SINCE.descending()))
                .views()
                .stream()
                .map(ContactView::person)
                .findFirst();
    }

    /** The households that a person belongs to on a day, and as what. */
    public static List<ContactView> householdsOf(Reader reader, CustomerId person, LocalDate on) {
        return reader.views(ContactView.TYPE)
                .find(
                        ContactView.PERSON
                                .is(person)
                                .and(ContactView.on(on))
                                .and(ContactView.ORGANISATION.of(
                                        CustomerView.TYPE, CustomerView.KIND.is(CustomerKind.HOUSEHOLD))),
                        PageRequest.first(PageRequest.MAX_LIMIT).by(ContactView.SINCE))
                .views();
    }
}
