package io.guanxi.application.imports;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ListMultimap;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Dated;
import io.guanxi.application.check.PhoneReader;
import io.guanxi.application.columns.ColumnField;
import io.guanxi.application.columns.FurtherAddress;
import io.guanxi.application.columns.FurtherPlace;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.contact.ContactView;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.contact.ContactCommand;
import io.guanxi.domain.contact.ContactDetails;
import io.guanxi.domain.contact.ContactId;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.Customer;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerDetails;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerKind;
import io.guanxi.domain.customer.SourceIdentity;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.kernel.PostalAddress;
import io.guanxi.domain.kernel.UnifiedSocialCreditCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Organisations and people: both are customers. A person's row that names an employer makes a contact of it too, the person's place
 * in that organisation; an employer that no table tells of is registered with its name, and comes back with it if it was taken back
 * with its batch.
 */
final class CustomerRows extends Rows<CustomerView> {

    private static final Splitter SEVERAL =
            Splitter.on(CharMatcher.anyOf(";；\n")).trimResults().omitEmptyStrings();
    private static final Splitter TAGS =
            Splitter.on(CharMatcher.anyOf(";；,，|\n")).trimResults().omitEmptyStrings();
    private static final Splitter LINES = Splitter.on('\n').trimResults().omitEmptyStrings();

    private static final Pattern YEAR = Pattern.compile("([12]\\d{3})(?:\\D.*)?");

    private final CustomerKind kind;
    private final Terms terms;
    private ListMultimap<CustomerId, ContactView> contacts = ArrayListMultimap.create();
    private Set<CustomerId> takenBack = Set.of();

    CustomerRows(CustomerKind kind, Terms terms) {
        this.kind = kind;
        this.terms = terms;
    }

    @Override
    RecordKind kind() {
        return kind == CustomerKind.PERSON ? RecordKind.PERSON : RecordKind.ORGANISATION;
    }

    @Override
    ViewType<CustomerView> type() {
        return CustomerView.TYPE;
    }

    /** An organisation by its name; a person, of whose names there are many, by the first e-mail address or telephone too. */
    @Override
    String natural(Cells cells) {
        if (kind == CustomerKind.ORGANISATION) {
            return cells.required(ColumnField.ORGANISATION_NAME);
        }
        return Stream.concat(
                        Stream.of(String.valueOf(name(cells))),
                        Stream.of(ColumnField.EMAIL, ColumnField.MOBILE, ColumnField.PHONE)
                                .flatMap(each -> cells.texts(each).stream())
                                .limit(1))
                .collect(Collectors.joining("\n"));
    }

    @Override
    List<Ref> refs(Cells cells) {
        return Stream.concat(
                        Stream.of(parent(cells), employer(cells)),
                        further(cells).stream().map(CustomerRows::ref))
                .filter(Objects::nonNull)
                .toList();
    }

    private static Ref ref(FurtherPlace place) {
        return new Ref(RecordKind.ORGANISATION, place.id(), null);
    }

    private List<FurtherPlace> further(Cells cells) {
        return kind == CustomerKind.ORGANISATION
                ? List.of()
                : cells
                        .all(
                                ColumnField.FURTHER_PLACES,
                                text -> LINES.splitToStream(text)
                                        .map(FurtherPlace::of)
                                        .toList())
                        .stream()
                        .flatMap(List::stream)
                        .toList();
    }

    private @Nullable Ref parent(Cells cells) {
        return kind == CustomerKind.PERSON
                ? null
                : Ref.of(RecordKind.ORGANISATION, null, cells.text(ColumnField.PARENT));
    }

    private @Nullable Ref employer(Cells cells) {
        return kind == CustomerKind.ORGANISATION
                ? null
                : Ref.of(
                        RecordKind.ORGANISATION,
                        cells.text(ColumnField.ORGANISATION_ID),
                        cells.text(ColumnField.ORGANISATION_NAME));
    }

    /** The places of the persons, who are asked for when somebody has one, and employers that were taken back with their batch. */
    @Override
    void prepare(CrmSession session, Collection<CustomerView> known, Found refs) {
        ListMultimap<CustomerId, ContactView> found = ArrayListMultimap.create();
        if (kind == CustomerKind.PERSON && !known.isEmpty()) {
            session.views(ContactView.TYPE)
                    .forEach(
                            oneOf(
                                    ContactView.PERSON,
                                    known.stream()
                                            .map(each -> each.id().value())
                                            .toList()),
                            each -> found.put(each.person(), each));
        }
        contacts = found;
        Set<CustomerId> gone = new HashSet<>();
        if (kind == CustomerKind.PERSON && !refs.ids().isEmpty()) {
            session.views(CustomerView.TYPE)
                    .forEach(
                            oneOf(CustomerView.TYPE.id(), Set.copyOf(refs.ids().values()))
                                    .and(CustomerView.STATUS.is(Customer.Status.ARCHIVED)),
                            each -> gone.add(each.id()));
            gone.removeIf(each -> !Lane.isTakenBack(session, each));
        }
        takenBack = gone;
    }

    @Override
    boolean isGone(CustomerView view) {
        return view.status() == Customer.Status.ARCHIVED;
    }

    @Override
    List<Command> removal(CustomerView view, String reason) {
        return List.of(new CustomerCommand.Archive(view.id(), reason));
    }

    @Override
    List<Dated> changes(Told row, @Nullable CustomerView known, Found refs) {
        Cells cells = row.cells();
        CustomerId id = known == null ? new CustomerId(row.id()) : known.id();
        Deeds deeds = new Deeds(cells.author());
        Instant at = known == null ? cells.created() : cells.changed();
        cells.created();
        cells.changed();
        cells.text(ColumnField.ID);
        List<ContactPoint> points = points(cells);
        Set<String> tags = new LinkedHashSet<>();
        cells.texts(ColumnField.TAGS).forEach(each -> TAGS.split(each).forEach(tags::add));
        Set<SourceIdentity> identities = identities(row);
        String owner = cells.text(ColumnField.OWNER);
        String pool = cells.text(ColumnField.POOL);
        if (owner != null && pool != null) {
            throw new RowException(cells.name(ColumnField.POOL), "must be empty, for the customer has an owner");
        }
        List<Dated> employment = employment(cells, id, known, refs, at, row.again());
        List<Dated> places = places(cells, id, known, refs, at);
        CustomerDetails details = details(cells, known, refs); // last, for it takes what is left over
        if (known == null) {
            deeds.add(at, new CustomerCommand.Register(id, kind, details, points, owner));
        } else {
            if (isGone(known) && row.isBack()) {
                deeds.add(at, new CustomerCommand.Restore(id));
            }
            correct(deeds, at, known, details, points, owner);
        }
        if (pool != null && (known == null || !pool.equals(known.pool()))) {
            deeds.add(at, new CustomerCommand.RecallToPool(id, pool, "imported"));
        }
        Set<SourceIdentity> before = known == null ? Set.of() : known.identities();
        identities.stream()
                .filter(each -> !before.contains(each))
                .forEach(each -> deeds.addOwn(at, new CustomerCommand.AddIdentity(id, each)));
        Set<String> tagged = known == null ? Set.of() : known.tags();
        tags.stream()
                .filter(each -> !tagged.contains(each))
                .forEach(each -> deeds.add(at, new CustomerCommand.Tag(id, each)));
        return Stream.of(deeds.all(), employment, places).flatMap(List::stream).toList();
    }

    private static void correct(
            Deeds deeds,
            Instant at,
            CustomerView known,
            CustomerDetails details,
            List<ContactPoint> points,
            @Nullable String owner) {
        CustomerId id = known.id();
        if (!details.equals(known.details())) {
            deeds.add(at, new CustomerCommand.CorrectDetails(id, details));
        }
        points.stream()
                .filter(each -> known.contactPoints().stream().noneMatch(there -> same(there, each)))
                .forEach(each -> deeds.add(at, new CustomerCommand.AddContactPoint(id, each)));
        if (owner != null && !owner.equals(known.owner())) {
            deeds.add(at, given(known, owner));
        }
    }

    private static CustomerCommand given(CustomerView known, String owner) {
        if (known.pool() != null) {
            return new CustomerCommand.DistributeFromPool(known.id(), owner);
        }
        return known.owner() == null
                ? new CustomerCommand.AssignOwner(known.id(), owner)
                : new CustomerCommand.TransferOwner(known.id(), owner);
    }

    private static boolean same(ContactPoint one, ContactPoint other) {
        if (one instanceof ContactPoint.Email email && other instanceof ContactPoint.Email another) {
            return email.address().key().equals(another.address().key());
        }
        return one.equals(other);
    }

    private CustomerDetails details(Cells cells, @Nullable CustomerView known, Found refs) {
        String name = name(cells);
        if (name == null && known == null) {
            throw new RowException(
                    cells.name(kind == CustomerKind.PERSON ? ColumnField.FULL_NAME : ColumnField.ORGANISATION_NAME),
                    "is empty");
        }
        String remark = String.join("\n", cells.texts(ColumnField.REMARK));
        CustomerDetails before = known == null ? CustomerDetails.named(String.valueOf(name)) : known.details();
        CustomerDetails after = new CustomerDetails(
                name == null ? before.name() : name,
                or(cells.text(ColumnField.INDUSTRY), before.industry()),
                or(cells.text(ColumnField.LEVEL), before.level()),
                or(cells.text(ColumnField.SOURCE), before.source()),
                or(cells.text(ColumnField.WEBSITE), before.website()),
                kind == CustomerKind.PERSON
                        ? before.uscc()
                        : or(cells.perhaps(ColumnField.USCC, UnifiedSocialCreditCode::new), before.uscc()),
                kind == CustomerKind.PERSON
                        ? before.foundedYear()
                        : or(cells.perhaps(ColumnField.FOUNDED_YEAR, CustomerRows::year), before.foundedYear()),
                kind == CustomerKind.PERSON
                        ? before.employees()
                        : or(cells.perhaps(ColumnField.EMPLOYEES, Cells::integer), before.employees()),
                kind == CustomerKind.PERSON
                        ? before.annualRevenue()
                        : or(cells.perhaps(ColumnField.ANNUAL_REVENUE, cells::money), before.annualRevenue()),
                or(refs.customer(parent(cells)), before.parent()),
                null);
        return after.withRemark(or(cells.withRest(remark.isEmpty() ? null : remark), before.remark()));
    }

    private @Nullable String name(Cells cells) {
        if (kind == CustomerKind.ORGANISATION) {
            return cells.text(ColumnField.ORGANISATION_NAME);
        }
        String full = cells.text(ColumnField.FULL_NAME);
        String given = cells.text(ColumnField.GIVEN_NAME);
        String family = cells.text(ColumnField.FAMILY_NAME);
        if (full != null || (given == null && family == null)) {
            return full;
        }
        if (given == null || family == null) {
            return given == null ? family : given;
        }
        boolean chinese = (family + given).codePoints().allMatch(Character::isIdeographic);
        return chinese ? family + given : given + " " + family;
    }

    private List<ContactPoint> points(Cells cells) {
        List<ContactPoint> points = new ArrayList<>();
        Optional<PostalAddress> address = address(cells);
        String region = address.map(PostalAddress::country).orElse(null);
        cells.all(ColumnField.EMAIL, CustomerRows::emails).forEach(points::addAll);
        cells.all(ColumnField.MOBILE, text -> phones(text, region)).forEach(points::addAll);
        cells.all(ColumnField.PHONE, text -> phones(text, region)).forEach(points::addAll);
        address.ifPresent(each -> points.add(new ContactPoint.Postal(each)));
        cells.all(
                        ColumnField.FURTHER_ADDRESSES,
                        text -> LINES.splitToStream(text)
                                .map(each -> new ContactPoint.Postal(FurtherAddress.of(each)))
                                .toList())
                .forEach(points::addAll);
        return points.stream().distinct().toList();
    }

    private static List<ContactPoint> emails(String text) {
        List<ContactPoint> emails = new ArrayList<>();
        SEVERAL.split(text.indexOf('@') == text.lastIndexOf('@') ? text : text.replace(',', ';'))
                .forEach(each -> emails.add(new ContactPoint.Email(new EmailAddress(each))));
        return emails;
    }

    /** A number with an extension is left over: there is no place for what comes behind it. */
    private List<ContactPoint> phones(String text, @Nullable String region) {
        List<ContactPoint> phones = new ArrayList<>();
        for (String each : SEVERAL.split(text)) {
            PhoneReader reader = terms.phones(region);
            if (reader.extension(each).isPresent()) {
                throw new CrmException.Invalid("phone", "extension", "has an extension");
            }
            phones.add(new ContactPoint.Phone(reader.read(each)));
        }
        return phones;
    }

    private static Optional<PostalAddress> address(Cells cells) {
        String country = cells.perhaps(
                        ColumnField.COUNTRY,
                        text -> Countries.code(text)
                                .orElseThrow(() -> new CrmException.Invalid("country", "unknown", "must be a country")))
                .orElse(null);
        String line = cells.text(ColumnField.STREET);
        String district = cells.text(ColumnField.DISTRICT);
        String city = cells.text(ColumnField.CITY);
        String province = cells.text(ColumnField.PROVINCE);
        String postal = cells.text(ColumnField.POSTAL_CODE);
        return Stream.of(country, line, district, city, province, postal).allMatch(Objects::isNull)
                ? Optional.empty()
                : Optional.of(new PostalAddress(line, district, city, province, postal, country));
    }

    private Set<SourceIdentity> identities(Told row) {
        Set<SourceIdentity> identities = new LinkedHashSet<>();
        String original = original(row.cells());
        if (original != null && !Ids.isOurs(original)) {
            identities.add(new SourceIdentity(terms.source(), original));
        }
        for (List<String> cell : row.cells().all(ColumnField.IDENTITY, LINES::splitToList)) {
            for (String each : cell) {
                int colon = each.indexOf(':');
                if (colon < 1) {
                    throw new RowException(row.cells().name(ColumnField.IDENTITY), "must be source:value, not " + each);
                }
                identities.add(new SourceIdentity(each.substring(0, colon), each.substring(colon + 1)));
            }
        }
        return identities;
    }

    private List<Dated> employment(
            Cells cells, CustomerId person, @Nullable CustomerView known, Found refs, Instant at, boolean again) {
        Ref employer = employer(cells);
        if (employer == null) {
            return List.of();
        }
        Deeds deeds = new Deeds(cells.author());
        CustomerId organisation = refs.has(employer) ? refs.customer(employer) : unheardOf(employer, refs);
        if (organisation == null) {
            return List.of();
        }
        boolean restored = takenBack.contains(organisation);
        if (restored || !refs.has(employer)) {
            deeds.add(
                    at,
                    restored
                            ? new CustomerCommand.Restore(organisation)
                            : CustomerCommand.Register.organisation(organisation, String.valueOf(employer.name())));
            if (employer.id() != null && !Ids.isOurs(employer.id())) {
                deeds.addOwn(
                        at,
                        new CustomerCommand.AddIdentity(
                                organisation, new SourceIdentity(terms.source(), employer.id())));
            }
        }
        String title = cells.text(ColumnField.TITLE);
        String department = cells.text(ColumnField.DEPARTMENT);
        ContactView there = known == null
                ? null
                : contacts.get(person).stream()
                        .filter(each -> each.organisation().equals(organisation))
                        .findFirst()
                        .orElse(null);
        ContactDetails before = there == null ? ContactDetails.in() : there.details();
        ContactDetails details =
                new ContactDetails(or(title, before.title()), or(department, before.department()), before.roles());
        if (there == null) {
            ContactId id = new ContactId(Ids.of(terms.source(), "contact", person.value(), organisation.value()));
            deeds.add(at, new ContactCommand.Add(id, organisation, person, details, null));
        } else {
            if ((again || restored) && neverCame(there)) {
                deeds.add(at, new ContactCommand.Return(there.id()));
            }
            if (!details.equals(before)) {
                deeds.add(at, new ContactCommand.CorrectDetails(there.id(), details));
            }
        }
        return deeds.all();
    }

    /** As places are that were taken back with their batch. */
    private static boolean neverCame(ContactView place) {
        LocalDate first = place.since() == null ? LocalDate.of(1, 1, 1) : place.since();
        return first.equals(place.lastDay());
    }

    /** One for each organisation in which the person has none yet; those of organisations that nobody knows are left out. */
    private List<Dated> places(Cells cells, CustomerId person, @Nullable CustomerView known, Found refs, Instant at) {
        Deeds deeds = new Deeds(cells.author());
        for (FurtherPlace each : further(cells)) {
            CustomerId organisation = refs.has(ref(each)) ? refs.customer(ref(each)) : null;
            boolean there = known != null
                    && contacts.get(person).stream()
                            .anyMatch(place -> place.organisation().equals(organisation));
            if (organisation != null && !there) {
                ContactId id = new ContactId(Ids.of(terms.source(), "contact", person.value(), organisation.value()));
                ContactDetails details = new ContactDetails(each.title(), each.department(), Set.of());
                deeds.add(at, new ContactCommand.Add(id, organisation, person, details, each.since()));
                if (each.lastDay() != null) {
                    deeds.add(at, new ContactCommand.Leave(id, each.lastDay()));
                }
            }
        }
        return deeds.all();
    }

    /** An employer of whom no more is known than the name. */
    private CustomerId unheardOf(Ref employer, Found refs) {
        if (employer.name() == null || refs.ambiguous().containsKey(employer)) {
            throw new RowException(null, refs.missing(employer));
        }
        String original = employer.id() == null ? employer.name() : employer.id();
        return new CustomerId(Ids.of(terms.source(), RecordKind.ORGANISATION, original));
    }

    private static Integer year(String text) {
        Matcher year = YEAR.matcher(text);
        if (!year.matches()) {
            throw new CrmException.Invalid("year", "format", "must be a year");
        }
        return Integer.valueOf(year.group(1));
    }

    private static <T> @Nullable T or(@Nullable T said, @Nullable T before) {
        return said == null ? before : said;
    }

    private static <T> @Nullable T or(Optional<T> said, @Nullable T before) {
        return said.orElse(before);
    }

    @Override
    Filter<CustomerView> having(ColumnField field, Set<String> values) {
        return CustomerView.KIND
                .is(kind)
                .and(CustomerView.STATUS.isNot(Customer.Status.MERGED))
                .and(
                        switch (field) {
                            case EMAIL -> any(values.stream().map(CustomerView.EMAILS::has));
                            case PHONE, MOBILE -> any(values.stream().map(CustomerView.PHONES::has));
                            case ID, IDENTITY -> any(values.stream().map(CustomerView.IDENTITIES::has));
                            case USCC -> oneOf(CustomerView.USCC, values);
                            case ORGANISATION_NAME, FULL_NAME, NAME -> oneOf(CustomerView.NAME, values);
                            default -> super.having(field, values);
                        });
    }

    private static Filter<CustomerView> any(Stream<Filter<CustomerView>> filters) {
        return new Filter.Any<>(filters.toList());
    }

    @Override
    Set<String> values(ColumnField field, CustomerView view) {
        Stream<ContactPoint> points = view.contactPoints().stream();
        return switch (field) {
            case EMAIL ->
                points.filter(ContactPoint.Email.class::isInstance)
                        .map(each -> ((ContactPoint.Email) each).address().key())
                        .collect(Collectors.toSet());
            case PHONE, MOBILE ->
                points.filter(ContactPoint.Phone.class::isInstance)
                        .map(each -> ((ContactPoint.Phone) each).number().value())
                        .collect(Collectors.toSet());
            case ID, IDENTITY ->
                view.identities().stream().map(SourceIdentity::key).collect(Collectors.toSet());
            case USCC -> {
                UnifiedSocialCreditCode code = view.details().uscc();
                yield code == null ? Set.of() : Set.of(code.value());
            }
            default -> Set.of(view.details().name());
        };
    }

    @Override
    Set<String> values(ColumnField field, Cells cells) {
        return switch (field) {
            case EMAIL ->
                cells.all(field, CustomerRows::emails).stream()
                        .flatMap(List::stream)
                        .map(each -> ((ContactPoint.Email) each).address().key())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
            case PHONE, MOBILE ->
                Stream.of(ColumnField.PHONE, ColumnField.MOBILE)
                        .flatMap(each -> cells.all(each, text -> phones(text, null)).stream())
                        .flatMap(List::stream)
                        .map(each -> ((ContactPoint.Phone) each).number().value())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
            case ID, IDENTITY ->
                Stream.concat(
                                Stream.ofNullable(cells.text(ColumnField.ID)).map(each -> terms.source() + ":" + each),
                                cells.texts(ColumnField.IDENTITY).stream().flatMap(each -> LINES.splitToStream(each)))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
            case USCC ->
                cells.all(field, UnifiedSocialCreditCode::new).stream()
                        .map(UnifiedSocialCreditCode::value)
                        .collect(Collectors.toSet());
            default -> {
                String name = name(cells);
                yield name == null ? Set.of() : Set.of(name);
            }
        };
    }
}
