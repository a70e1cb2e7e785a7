package io.guanxi.application.exports;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ListMultimap;
import io.guanxi.application.CrmSession;
import io.guanxi.application.columns.FurtherAddress;
import io.guanxi.application.columns.FurtherPlace;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.contact.ContactView;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.ContactPoints;
import io.guanxi.domain.customer.Customer;
import io.guanxi.domain.customer.CustomerDetails;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerKind;
import io.guanxi.domain.customer.SourceIdentity;
import io.guanxi.domain.kernel.PostalAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Active organisations and people as tables; a person with the first place in an organisation that is not over, and beside it with one
 * in each other organisation.
 */
class CustomerColumns implements Columns<CustomerView> {

    private final RecordKind kind;
    private final ImmutableMap<String, Function<Shown, @Nullable Object>> cells;

    CustomerColumns(RecordKind kind) {
        this(kind, columns(kind));
    }

    CustomerColumns(RecordKind kind, ImmutableMap<String, Function<Shown, @Nullable Object>> cells) {
        this.kind = kind;
        this.cells = cells;
    }

    /** A customer, and what is read along. */
    record Shown(
            CustomerView view,
            @Nullable ContactView place,
            @Nullable CustomerView employer,
            List<FurtherPlace> further) {

        CustomerDetails details() {
            return view.details();
        }

        ContactPoints points() {
            return new ContactPoints(view.contactPoints());
        }

        Stream<String> emails() {
            return points().of(ContactPoint.Email.class).stream()
                    .map(each -> each.address().value());
        }

        Stream<String> phones() {
            return points().of(ContactPoint.Phone.class).stream()
                    .map(each -> each.number().value());
        }

        @Nullable
        Object address(Function<PostalAddress, @Nullable String> part) {
            return points().primary(ContactPoint.Postal.class)
                    .map(each -> part.apply(each.address()))
                    .orElse(null);
        }

        /** Those beside the one that has columns of its own, in lines. */
        String furtherAddresses() {
            ContactPoint.Postal first =
                    points().primary(ContactPoint.Postal.class).orElse(null);
            return points().of(ContactPoint.Postal.class).stream()
                    .filter(each -> !each.equals(first))
                    .map(each -> FurtherAddress.line(each.address()))
                    .collect(Collectors.joining("\n"));
        }

        String identities() {
            return view.identities().stream().map(SourceIdentity::key).sorted().collect(Collectors.joining("\n"));
        }

        @Nullable
        Object employerId() {
            return place == null ? null : place.organisation().value();
        }

        @Nullable
        Object employerName() {
            return employer == null ? null : employer.details().name();
        }

        @Nullable
        Object title() {
            return place == null ? null : place.details().title();
        }

        @Nullable
        Object department() {
            return place == null ? null : place.details().department();
        }
    }

    private static ImmutableMap<String, Function<Shown, @Nullable Object>> columns(RecordKind kind) {
        ImmutableMap.Builder<String, Function<Shown, @Nullable Object>> cells = ImmutableMap.builder();
        cells.put("Id", each -> each.view().id().value());
        if (kind == RecordKind.ORGANISATION) {
            cells.put("Name", each -> each.details().name());
        } else {
            cells.put("Full Name", each -> each.details().name())
                    .put("Account ID", Shown::employerId)
                    .put("Account", Shown::employerName)
                    .put("Title", Shown::title)
                    .put("Department", Shown::department)
                    .put(
                            "Further Accounts",
                            each -> each.further().stream()
                                    .map(FurtherPlace::line)
                                    .collect(Collectors.joining("\n")));
        }
        cells.put("Email", each -> each.emails().collect(Collectors.joining("; ")))
                .put("Phone", each -> each.phones().collect(Collectors.joining("; ")))
                .put("Website", each -> each.details().website())
                .put("Industry", each -> each.details().industry())
                .put("Level", each -> each.details().level())
                .put("Source", each -> each.details().source());
        if (kind == RecordKind.ORGANISATION) {
            cells.put(
                            "USCC",
                            each -> each.details().uscc() == null
                                    ? null
                                    : each.details().uscc().value())
                    .put("Employees", each -> each.details().employees())
                    .put("Annual Revenue", each -> each.details().annualRevenue())
                    .put("Founded", each -> each.details().foundedYear())
                    .put("Parent", each -> OtherColumns.value(each.details().parent()));
        }
        return cells.put("Street", each -> each.address(PostalAddress::line))
                .put("District", each -> each.address(PostalAddress::district))
                .put("City", each -> each.address(PostalAddress::city))
                .put("Province", each -> each.address(PostalAddress::province))
                .put("Postal Code", each -> each.address(PostalAddress::postalCode))
                .put("Country", each -> each.address(PostalAddress::country))
                .put("Further Addresses", Shown::furtherAddresses)
                .put("Owner", each -> each.view().owner())
                .put("Pool", each -> each.view().pool())
                .put("Tags", each -> String.join("; ", each.view().tags()))
                .put("Identities", Shown::identities)
                .put("Created", each -> each.view().registeredAt())
                .put("Description", each -> each.details().remark())
                .buildOrThrow();
    }

    @Override
    public ViewType<CustomerView> type() {
        return CustomerView.TYPE;
    }

    @Override
    public Filter<CustomerView> filter() {
        return CustomerView.STATUS
                .is(Customer.Status.ACTIVE)
                .and(CustomerView.KIND.is(kind == RecordKind.PERSON ? CustomerKind.PERSON : CustomerKind.ORGANISATION));
    }

    @Override
    public List<String> header() {
        return cells.keySet().asList();
    }

    @Override
    public List<List<String>> rows(CrmSession session, List<CustomerView> views) {
        ListMultimap<CustomerId, ContactView> places = ArrayListMultimap.create();
        Map<CustomerId, CustomerView> employers = new HashMap<>();
        if (kind == RecordKind.PERSON && !views.isEmpty() && session.has(ContactView.TYPE)) {
            List<Object> persons = new ArrayList<>();
            views.forEach(each -> persons.add(each.id().value()));
            session.views(ContactView.TYPE)
                    .forEach(new Filter.OneOf<>(ContactView.PERSON, persons), each -> places.put(each.person(), each));
            Set<Object> organisations = new LinkedHashSet<>();
            places.values()
                    .forEach(each -> organisations.add(each.organisation().value()));
            if (!organisations.isEmpty()) {
                session.views(CustomerView.TYPE)
                        .forEach(
                                new Filter.OneOf<>(CustomerView.TYPE.id(), List.copyOf(organisations)),
                                each -> employers.put(each.id(), each));
            }
        }
        return views.stream()
                .map(view -> row(shown(view, places.get(view.id()), employers)))
                .toList();
    }

    private static Shown shown(
            CustomerView view, List<ContactView> places, Map<CustomerId, CustomerView> organisations) {
        ContactView first = places.stream()
                .filter(each -> each.lastDay() == null)
                .findFirst()
                .orElse(null);
        Map<CustomerId, FurtherPlace> further = new LinkedHashMap<>();
        for (ContactView each : places) {
            if (first == null || !each.organisation().equals(first.organisation())) {
                further.putIfAbsent(each.organisation(), further(each, organisations.get(each.organisation())));
            }
        }
        return new Shown(
                view,
                first,
                first == null ? null : organisations.get(first.organisation()),
                List.copyOf(further.values()));
    }

    private static FurtherPlace further(ContactView place, @Nullable CustomerView organisation) {
        return new FurtherPlace(
                place.organisation().value().toString(),
                organisation == null ? null : organisation.details().name(),
                place.details().title(),
                place.details().department(),
                place.since(),
                place.lastDay());
    }

    List<String> row(Shown shown) {
        return cells.values().stream()
                .map(each -> Columns.text(each.apply(shown)))
                .toList();
    }

    /** The same as cards: what they have no property for begins with {@code X-}. */
    static final class Cards extends CustomerColumns {

        private static final int NUMBERED = Customer.MAX_CONTACT_POINTS;

        Cards(RecordKind kind) {
            super(kind, cards(kind));
        }

        private static ImmutableMap<String, Function<Shown, @Nullable Object>> cards(RecordKind kind) {
            boolean person = kind == RecordKind.PERSON;
            ImmutableMap.Builder<String, Function<Shown, @Nullable Object>> cells = ImmutableMap.builder();
            cells.put("Kind", each -> person ? "individual" : "org")
                    .put("Full Name", each -> each.details().name())
                    .put(
                            "Organization",
                            each -> person
                                    ? each.employerName()
                                    : each.details().name());
            if (person) {
                cells.put("Department", Shown::department).put("Title", Shown::title);
            }
            for (int i = 0; i < NUMBERED; i++) {
                int number = i;
                cells.put("Email " + (i + 1), each -> nth(each.emails(), number));
                cells.put("Phone " + (i + 1), each -> nth(each.phones(), number));
            }
            cells.put("Address 1 Street", each -> each.address(PostalAddress::line))
                    .put("Address 1 City", each -> each.address(PostalAddress::city))
                    .put("Address 1 Region", each -> each.address(PostalAddress::province))
                    .put("Address 1 Postal Code", each -> each.address(PostalAddress::postalCode))
                    .put("Address 1 Country", each -> each.address(PostalAddress::country))
                    .put("Website 1", each -> each.details().website())
                    .put("Categories", each -> String.join(", ", each.view().tags()))
                    .put("Note 1", each -> each.details().remark())
                    .put("UID", each -> each.view().id().value());
            Map<String, Function<Shown, @Nullable Object>> all = columns(kind);
            Stream.of(
                            "Account ID",
                            "Further Accounts",
                            "Industry",
                            "Level",
                            "Source",
                            "USCC",
                            "Employees",
                            "Annual Revenue",
                            "Founded",
                            "Parent",
                            "District",
                            "Further Addresses",
                            "Owner",
                            "Identities",
                            "Created")
                    .forEach(name -> Optional.ofNullable(all.get(name))
                            .ifPresent(each -> cells.put(
                                    "X-" + name.toUpperCase(Locale.ROOT).replace(' ', '-'), each)));
            return cells.buildOrThrow();
        }

        private static @Nullable Object nth(Stream<String> texts, int number) {
            return texts.skip(number).findFirst().orElse(null);
        }
    }
}
