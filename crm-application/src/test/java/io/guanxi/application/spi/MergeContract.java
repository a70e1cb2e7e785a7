package io.guanxi.application.spi;

import static io.guanxi.domain.transaction.TransactionKind.ORDER;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmBuilder;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Reader;
import io.guanxi.application.Undone;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.access.Scopes;
import io.guanxi.application.customer.CustomerFeature;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.customer.MergeView;
import io.guanxi.application.customer.SurvivorshipPolicy;
import io.guanxi.application.finding.FindingView;
import io.guanxi.application.timeline.TimelineEntry;
import io.guanxi.application.transaction.TransactionView;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Group;
import io.guanxi.application.view.Grouping;
import io.guanxi.application.view.Page;
import io.guanxi.application.view.PageRequest;
import io.guanxi.application.view.Total;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.Customer;
import io.guanxi.domain.customer.CustomerCommand.AddContactPoint;
import io.guanxi.domain.customer.CustomerCommand.AddIdentity;
import io.guanxi.domain.customer.CustomerCommand.Archive;
import io.guanxi.domain.customer.CustomerCommand.AssignOwner;
import io.guanxi.domain.customer.CustomerCommand.CorrectDetails;
import io.guanxi.domain.customer.CustomerCommand.MergeInto;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerCommand.RemoveContactPoint;
import io.guanxi.domain.customer.CustomerCommand.Unmerge;
import io.guanxi.domain.customer.CustomerDetails;
import io.guanxi.domain.customer.CustomerEvent.Absorbed;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerRule;
import io.guanxi.domain.customer.SourceIdentity;
import io.guanxi.domain.customer.Survivorship;
import io.guanxi.domain.finding.Decision;
import io.guanxi.domain.finding.FindingCommand;
import io.guanxi.domain.finding.FindingId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.kernel.Erased;
import io.guanxi.domain.kernel.PhoneNumber;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.domain.transaction.TransactionCommand;
import io.guanxi.domain.transaction.TransactionDetails;
import io.guanxi.domain.transaction.TransactionId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Customers who are the same: found by one name, whatever refers to them, and each itself again; a part of {@link StorageContract}. */
abstract class MergeContract extends ErasureContract {

    private static final Actor ANN = new Actor("ann", Set.of("sales"));
    private static final Actor BOB = new Actor("bob", Set.of("sales"));
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final CustomerId ACME = new CustomerId(new UUID(4, 1));
    private static final CustomerId ACNE = new CustomerId(new UUID(4, 2));
    private static final CustomerId AKME = new CustomerId(new UUID(4, 3));
    private static final CustomerId ZEBRA = new CustomerId(new UUID(4, 4));
    private static final CustomerId CLOSED = new CustomerId(new UUID(4, 9));
    private static final ContactPoint INFO = email("info@acme.test");
    private static final ContactPoint SALES = email("sales@acme.test");
    private static final ContactPoint PHONE = new ContactPoint.Phone(new PhoneNumber("+8613812341234"));
    private static final SourceIdentity ERP = new SourceIdentity("erp", "4711");

    private final MutableClock clock = new MutableClock(NOON);
    private final List<Crm> open = new ArrayList<>();

    @AfterEach
    void closeMerged() {
        open.forEach(Crm::close);
    }

    private static ContactPoint email(String address) {
        return new ContactPoint.Email(new EmailAddress(address));
    }

    private Crm crm(Authorizer authorizer, SurvivorshipPolicy policy, UnaryOperator<CrmBuilder> more) {
        return crm(empty(), authorizer, policy, more);
    }

    private Crm crm(Storage storage, Authorizer authorizer, SurvivorshipPolicy policy, UnaryOperator<CrmBuilder> more) {
        Crm crm = more.apply(Crm.builder()
                        .storage(storage)
                        .authorizer(authorizer)
                        .feature(new CustomerFeature(List.of(), List.of(), policy))
                        .clock(clock)
                        .dutiesEvery(Duration.ZERO))
                .build();
        open.add(crm);
        return crm;
    }

    private Crm crm() {
        return crm(Authorizer.allowEverything(), SurvivorshipPolicy.SURVIVOR_FIRST, builder -> builder);
    }

    private CrmSession registered(Crm crm) {
        CrmSession session = crm.as(ANN);
        session.execute(Register.organisation(ACME, "Acme", INFO));
        session.execute(Register.organisation(ACNE, "Acne", SALES, PHONE));
        session.execute(Register.organisation(AKME, "Akme"));
        session.execute(Register.organisation(ZEBRA, "Zebra"));
        session.execute(new AddIdentity(ACNE, ERP));
        order(session, ACME, "1", 600);
        order(session, ACNE, "2", 300);
        order(session, AKME, "3", 100);
        order(session, ZEBRA, "4", 50);
        tick();
        return session;
    }

    private void tick() {
        clock.set(clock.instant().plusSeconds(1));
    }

    private static void order(CrmSession session, CustomerId customer, String number, long amount) {
        session.execute(new TransactionCommand.Book(
                TransactionId.of("erp", number),
                customer,
                new TransactionDetails(
                        ORDER, Money.parse("EUR " + amount + ".00"), "erp", number, "shop", null, null)));
    }

    private static CustomerView view(Reader reader, CustomerId id) {
        return reader.views(CustomerView.TYPE).byId(id).orElseThrow();
    }

    private static List<CustomerId> customers(Reader reader, Filter<CustomerView> filter) {
        return ids(reader, CustomerView.TYPE, filter).stream()
                .map(CustomerId.class::cast)
                .toList();
    }

    private static <V extends View> List<Object> ids(Reader reader, ViewType<V> type, Filter<V> filter) {
        List<Object> found = new ArrayList<>();
        reader.views(type).forEach(filter, each -> found.add(each.id()));
        return found;
    }

    private static List<String> orders(Reader reader, Filter<TransactionView> filter) {
        List<String> found = new ArrayList<>();
        reader.views(TransactionView.TYPE)
                .forEach(filter, each -> found.add(each.details().number()));
        found.sort(null);
        return found;
    }

    private static Filter<CustomerView> bought(long amount) {
        return CustomerView.TYPE.having(
                TransactionView.TYPE,
                TransactionView.CUSTOMER,
                Filter.everything(),
                Total.of(TransactionView.AMOUNT).atLeast(amount));
    }

    private static Filter<CustomerView> boughtUnder(String number) {
        return CustomerView.TYPE.having(
                TransactionView.TYPE, TransactionView.CUSTOMER, TransactionView.NUMBER.is(number));
    }

    private static Map<Object, BigDecimal> spent(Reader reader) {
        Map<Object, BigDecimal> spent = new HashMap<>();
        for (Group each : reader.views(TransactionView.TYPE)
                .group(
                        Filter.everything(),
                        Grouping.by(TransactionView.CUSTOMER)
                                .sum("spent", TransactionView.AMOUNT, Filter.everything()))) {
            spent.put(each.key(), requireNonNull(each.decimal("spent")).stripTrailingZeros());
        }
        return spent;
    }

    private static BigDecimal euros(long amount) {
        return BigDecimal.valueOf(amount).stripTrailingZeros();
    }

    @Test
    void whatRefersToOneOfThemIsFoundByTheNameOfBoth() {
        CrmSession session = registered(crm());
        Instant before = clock.instant();
        tick();
        session.execute(MergeInto.of(ACNE, ACME));

        assertThat(orders(session, TransactionView.CUSTOMER.is(ACME))).containsExactly("1", "2");
        assertThat(orders(session, TransactionView.CUSTOMER.is(ACNE))).containsExactly("2");
        assertThat(orders(session, TransactionView.CUSTOMER.in(List.of(ACME, ZEBRA))))
                .containsExactly("1", "2", "4");
        assertThat(orders(session, TransactionView.CUSTOMER.is(ACME).not())).containsExactly("3", "4");
        assertThat(orders(session, TransactionView.CUSTOMER.of(CustomerView.TYPE, CustomerView.NAME.is("Acme"))))
                .containsExactly("1", "2");
        assertThat(orders(session, TransactionView.CUSTOMER.of(CustomerView.TYPE, CustomerView.NAME.is("Acne"))))
                .isEmpty();
        assertThat(customers(session, bought(900))).containsExactly(ACME);
        assertThat(customers(session, bought(901))).isEmpty();
        assertThat(customers(session, bought(100))).containsExactlyInAnyOrder(ACME, AKME);
        assertThat(customers(session, boughtUnder("2"))).containsExactly(ACME);
        assertThat(spent(session))
                .containsOnly(
                        Map.entry(ACME.value(), euros(900)),
                        Map.entry(AKME.value(), euros(100)),
                        Map.entry(ZEBRA.value(), euros(50)));
        Page<TransactionView> page = session.views(TransactionView.TYPE)
                .with(CustomerView.TYPE)
                .find(TransactionView.NUMBER.is("2"), PageRequest.first(1).byId());
        assertThat(page.related(CustomerView.TYPE, ACNE))
                .hasValueSatisfying(each -> assertThat(each.id()).isEqualTo(ACME));
        assertThat(session.views(TimelineEntry.TYPE)
                        .find(TimelineEntry.of(ACME), TimelineEntry.newest(100))
                        .views())
                .extracting(TimelineEntry::text)
                .contains("EUR 600.00, 1", "EUR 300.00, 2");

        var past = session.asOf(before);
        assertThat(orders(past, TransactionView.CUSTOMER.is(ACME))).containsExactly("1");
        assertThat(customers(past, bought(300))).containsExactlyInAnyOrder(ACME, ACNE);
        assertThat(view(past, ACNE).status()).isEqualTo(Customer.Status.ACTIVE);
        var now = session.asOf(clock.instant());
        assertThat(orders(now, TransactionView.CUSTOMER.is(ACME))).containsExactly("1", "2");
        assertThat(customers(now, bought(900))).containsExactly(ACME);

        tick();
        order(session, ACNE, "5", 7);
        order(session, ACME, "6", 8);
        assertThat(orders(session, TransactionView.CUSTOMER.is(ACME))).containsExactly("1", "2", "5", "6");

        session.execute(new Unmerge(ACME, ACNE));

        assertThat(orders(session, TransactionView.CUSTOMER.is(ACME))).containsExactly("1", "6");
        assertThat(orders(session, TransactionView.CUSTOMER.is(ACNE))).containsExactly("2", "5");
        assertThat(customers(session, bought(307))).containsExactlyInAnyOrder(ACME, ACNE);
        assertThat(spent(session)).containsEntry(ACME.value(), euros(608)).containsEntry(ACNE.value(), euros(307));
    }

    @Test
    void oneIsShownAndEachKeepsItsOwn() {
        Crm crm = crm();
        CrmSession session = registered(crm);
        session.execute(new CorrectDetails(
                ACNE, CustomerDetails.named("Acne").withIndustry("tools").withEmployees(12)));
        session.execute(MergeInto.of(ACNE, ACME));

        CustomerView both = view(session, ACME);
        assertThat(both.details())
                .isEqualTo(CustomerDetails.named("Acme").withIndustry("tools").withEmployees(12));
        assertThat(both.contactPoints()).containsExactly(INFO, SALES, PHONE);
        assertThat(both.identities()).containsExactly(ERP);
        assertThat(view(session, ACNE)).satisfies(each -> {
            assertThat(each.status()).isEqualTo(Customer.Status.MERGED);
            assertThat(each.survivor()).isEqualTo(ACME);
            assertThat(each.details().name()).isEqualTo("Acne");
        });
        assertThat(customers(session, CustomerView.knownAs("erp:4711"))).containsExactly(ACME);
        assertThat(customers(session, CustomerView.knownAs("sales@acme.test"))).containsExactly(ACME);
        assertThatThrownBy(() -> session.execute(new AddContactPoint(ZEBRA, SALES)))
                .isInstanceOfSatisfying(
                        CrmException.Refused.class,
                        refused -> assertThat(refused.rule()).isEqualTo(CustomerRule.EMAIL_TAKEN));

        session.execute(new CorrectDetails(ACME, both.details().withEmployees(15)));
        session.execute(new RemoveContactPoint(ACME, PHONE));
        session.execute(new CorrectDetails(
                ACNE, view(session, ACNE).details().withIndustry("better tools").withWebsite("acne.test")));
        ErasureContract.await(
                () -> "acne.test".equals(view(session, ACME).details().website()));

        assertThat(view(session, ACME).details())
                .isEqualTo(CustomerDetails.named("Acme")
                        .withIndustry("better tools")
                        .withEmployees(15)
                        .withWebsite("acne.test"));
        assertThat(view(session, ACME).contactPoints()).containsExactly(INFO, SALES);
        assertThat(crm.deadLetters()).isEmpty();

        session.execute(new Unmerge(ACME, ACNE));

        assertThat(view(session, ACME)).satisfies(each -> {
            assertThat(each.details()).isEqualTo(CustomerDetails.named("Acme").withEmployees(15));
            assertThat(each.contactPoints()).containsExactly(INFO);
            assertThat(each.identities()).isEmpty();
            assertThat(each.merging()).isNull();
        });
        assertThat(view(session, ACNE)).satisfies(each -> {
            assertThat(each.status()).isEqualTo(Customer.Status.ACTIVE);
            assertThat(each.details())
                    .isEqualTo(CustomerDetails.named("Acne")
                            .withIndustry("better tools")
                            .withEmployees(12)
                            .withWebsite("acne.test"));
            assertThat(each.contactPoints()).containsExactly(SALES, PHONE);
        });
        assertThat(customers(session, CustomerView.knownAs("erp:4711"))).containsExactly(ACNE);
        assertThatThrownBy(() -> session.execute(new AddContactPoint(ACME, SALES)))
                .isInstanceOf(CrmException.Refused.class);
    }

    @Test
    void whoseValueIsShownIsAMatterOfRulesOrOfTheHand() {
        SurvivorshipPolicy policy = new SurvivorshipPolicy(
                Map.of(
                        "name", Survivorship.LONGEST,
                        "industry", Survivorship.NEWEST,
                        "level", Survivorship.MOST_TRUSTED,
                        "website", Survivorship.OTHER),
                Survivorship.SURVIVOR,
                List.of("erp", "shop"));
        CrmSession session = registered(crm(Authorizer.allowEverything(), policy, builder -> builder));
        session.execute(new AddIdentity(ACME, new SourceIdentity("shop", "9")));
        CustomerDetails older =
                new CustomerDetails("Acme", "ironware", "B", "fair", "acme.test", null, 1950, 5, null, null, "mine");
        CustomerDetails newer = new CustomerDetails(
                "Acne 😀 Ltd", "tools", "A", "web", "acne.test", null, 1960, 6, null, null, "theirs");
        session.execute(new CorrectDetails(ACME, older));
        tick();
        session.execute(new CorrectDetails(ACNE, newer));
        session.execute(
                new MergeInto(ACNE, ACME, Map.of("employees", Survivorship.OTHER, "website", Survivorship.SURVIVOR)));

        assertThat(view(session, ACME).details())
                .isEqualTo(older.withName("Acne 😀 Ltd")
                        .withIndustry("tools")
                        .withLevel("A")
                        .withEmployees(6));

        tick();
        session.execute(new CorrectDetails(ACME, view(session, ACME).details().withIndustry("hardware")));
        tick();
        session.execute(
                new CorrectDetails(ACNE, newer.withIndustry("tools and dies").withRemark("said later")));
        ErasureContract.await(
                () -> "tools and dies".equals(view(session, ACME).details().industry()));

        assertThat(view(session, ACME).details().remark()).isEqualTo("mine");
    }

    @Test
    void whoWasMergedBeforeComesAlongAndGoesAlong() {
        CrmSession session = registered(crm());
        session.execute(MergeInto.of(AKME, ACNE));
        session.execute(MergeInto.of(ACNE, ACME));

        assertThat(orders(session, TransactionView.CUSTOMER.is(ACME))).containsExactly("1", "2", "3");
        assertThat(customers(session, bought(1_000))).containsExactly(ACME);
        assertThat(view(session, AKME).survivor()).isEqualTo(ACME);

        session.execute(new AddContactPoint(AKME, email("akme@acme.test")));
        ErasureContract.await(
                () -> customers(session, CustomerView.knownAs("akme@acme.test")).contains(ACME));

        session.execute(new Unmerge(ACME, ACNE));

        assertThat(orders(session, TransactionView.CUSTOMER.is(ACME))).containsExactly("1");
        assertThat(orders(session, TransactionView.CUSTOMER.is(ACNE))).containsExactly("2", "3");
        assertThat(view(session, AKME).survivor()).isEqualTo(ACNE);
        assertThat(customers(session, CustomerView.knownAs("akme@acme.test"))).containsExactly(ACNE);
        assertThat(session.views(MergeView.TYPE).byId(ACNE))
                .hasValueSatisfying(each -> assertThat(each.unmergedAt()).isNotNull());
    }

    @Test
    void whatCannotBeOneIsRefusedAndNothingIsLeft() {
        CrmSession session = registered(crm());
        CustomerId person = CustomerId.random();
        session.execute(Register.person(person, "Zhu Xi"));
        session.execute(new CorrectDetails(ACME, CustomerDetails.named("Acme").withParent(ZEBRA)));
        session.execute(MergeInto.of(AKME, ACNE));
        archived(session);
        List<Long> before = versions(session);

        assertRefused(session, MergeInto.of(person, ACME), CustomerRule.OTHER_KIND);
        assertRefused(session, MergeInto.of(ZEBRA, ACME), CustomerRule.SUBSIDIARY);
        assertRefused(session, MergeInto.of(ACME, AKME), CustomerRule.MERGED);
        assertRefused(session, MergeInto.of(AKME, ACME), CustomerRule.MERGED);
        assertRefused(session, MergeInto.of(ACNE, AKME), CustomerRule.MERGED);
        assertRefused(session, new AssignOwner(AKME, "bob"), CustomerRule.MERGED);
        assertRefused(session, MergeInto.of(ACME, CLOSED), CustomerRule.ARCHIVED);
        assertThatThrownBy(() -> session.execute(MergeInto.of(ACME, CustomerId.random())))
                .isInstanceOf(CrmException.NotFound.class);
        assertThat(catchThrowableOfType(CrmException.Invalid.class, () -> MergeInto.of(ACME, ACME))
                        .violations())
                .singleElement()
                .satisfies(each -> assertThat(each.field()).isEqualTo("into"));

        assertThat(versions(session)).isEqualTo(before);
        assertThat(session.execute(MergeInto.of(AKME, ACNE)).events()).isEmpty();
        assertThat(session.execute(new Unmerge(ACME, ZEBRA)).events()).isEmpty();
    }

    private static void archived(CrmSession session) {
        session.execute(Register.organisation(CLOSED, "Old Acme"));
        session.execute(new Archive(CLOSED, "closed down"));
    }

    private static List<Long> versions(CrmSession session) {
        return Stream.of(ACME, ACNE, AKME, ZEBRA)
                .map(each -> session.views(CustomerView.TYPE)
                        .versioned(each)
                        .orElseThrow()
                        .version())
                .toList();
    }

    private static void assertRefused(CrmSession session, Command command, CustomerRule rule) {
        assertThatThrownBy(() -> session.execute(command))
                .isInstanceOfSatisfying(
                        CrmException.Refused.class,
                        refused -> assertThat(refused.rule()).isEqualTo(rule));
    }

    /** Deals are seen by whoever sees the customer by whose name they go. */
    @Test
    void scopesFollowTheName() {
        Crm crm = crm(
                Scopes.commands((actor, command) -> true)
                        .see(
                                CustomerView.TYPE,
                                actor -> CustomerView.OWNER.is(actor.id()).or(CustomerView.OWNER.absent()))
                        .see(
                                TransactionView.TYPE,
                                actor -> TransactionView.CUSTOMER.of(
                                        CustomerView.TYPE, CustomerView.OWNER.is(actor.id())))
                        .see(MergeView.TYPE, actor -> Filter.everything())
                        .see(TimelineEntry.TYPE, actor -> Filter.everything()),
                SurvivorshipPolicy.SURVIVOR_FIRST,
                builder -> builder);
        CrmSession ann = registered(crm);
        ann.execute(new AssignOwner(ACME, "ann"));
        ann.execute(new AssignOwner(ZEBRA, "bob"));
        crm.as(BOB).execute(new AssignOwner(ACNE, "bob"));

        assertThatThrownBy(() -> crm.as(BOB).execute(MergeInto.of(ACNE, ACME)))
                .isInstanceOf(CrmException.NotFound.class);
        crm.as(BOB).execute(MergeInto.of(ACNE, ZEBRA));

        assertThat(orders(crm.as(BOB), Filter.everything())).containsExactly("2", "4");
        assertThat(orders(ann, Filter.everything())).containsExactly("1");
    }

    @Test
    void whoeverMergesHasDecidedWhatWasSuspected() {
        Crm crm = crm();
        CrmSession session = registered(crm);
        session.execute(FindingCommand.Report.duplicate(ACME, ACNE, 90, "the same telephone", null, clock.instant()));
        session.execute(FindingCommand.Report.duplicate(ACME, AKME, 60, "the same street", null, clock.instant()));

        session.execute(MergeInto.of(ACNE, ACME));

        ErasureContract.await(() -> session.views(FindingView.TYPE)
                .byId(FindingId.ofPair(ACNE, ACME))
                .filter(each -> each.decision() == Decision.MERGED)
                .isPresent());
        assertThat(session.views(FindingView.TYPE).byId(FindingId.ofPair(ACME, AKME)))
                .hasValueSatisfying(each -> assertThat(each.status()).isEqualTo(FindingView.Status.OPEN));
    }

    @Test
    void aMergingIsUndoneWithItsBatch() {
        CrmSession session = registered(crm());
        UUID batch = UUID.randomUUID();
        session.inBatch(batch).execute(MergeInto.of(ACNE, ACME));

        assertThat(session.undo(batch).steps())
                .singleElement()
                .satisfies(each -> assertThat(each.result()).isEqualTo(Undone.Result.UNDONE));
        assertThat(view(session, ACNE).status()).isEqualTo(Customer.Status.ACTIVE);
        assertThat(view(session, ACME).merging()).isNull();
    }

    @Test
    void erasureReachesAllOfThemAndWhatWasToldOfOneElsewhere() {
        Crm crm = crm(Authorizer.allowEverything(), SurvivorshipPolicy.SURVIVOR_FIRST, CrmBuilder::erasable);
        CrmSession session = registered(crm);
        session.execute(MergeInto.of(ACNE, ACME));
        session.execute(new Unmerge(ACME, ACNE));
        session.erase(ACNE, "request 1");

        assertThat(view(session, ACME).details().name()).isEqualTo("Acme");
        assertThat(session.history(ACME))
                .extracting(each -> (Object) each.event())
                .filteredOn(Absorbed.class::isInstance)
                .singleElement()
                .satisfies(each -> {
                    Absorbed absorbed = (Absorbed) each;
                    assertThat(absorbed.facts().details().name()).isEqualTo(Erased.TEXT);
                    assertThat(absorbed.facts().contactPoints()).doesNotContain(SALES, PHONE);
                });

        session.execute(MergeInto.of(AKME, ACME));
        assertThat(session.erase(AKME, "request 2")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(view(session, ACME).details().name()).isEqualTo(Erased.TEXT);
        assertThat(view(session, AKME).details().name()).isEqualTo(Erased.TEXT);
    }

    /** Stored before anything was sealed, and in a snapshot that was taken while they were one. */
    @Test
    void whatIsStillStoredWithTheOtherIsErasedToo() {
        Storage storage = empty();
        try (Crm crm = crm(
                storage,
                Authorizer.allowEverything(),
                SurvivorshipPolicy.SURVIVOR_FIRST,
                builder -> builder.snapshots("customer", 3))) {
            CrmSession session = registered(crm);
            session.execute(MergeInto.of(ACNE, ACME));
            session.execute(new Unmerge(ACME, ACNE));
            assertThat(String.valueOf(storage.snapshots().find(TenantId.MAIN, ACME.value())))
                    .contains("sales@acme.test");
        }
        Storage second = again(storage);
        Crm crm = crm(
                second,
                Authorizer.allowEverything(),
                SurvivorshipPolicy.SURVIVOR_FIRST,
                builder -> builder.erasable().snapshots("customer", 3));

        crm.as(ANN).erase(ACNE, "request 1");

        assertThat(log(second))
                .doesNotContain("sales@acme.test", "+8613812341234")
                .contains("info@acme.test");
        assertThat(String.valueOf(second.snapshots().find(TenantId.MAIN, ACME.value())))
                .doesNotContain("sales@acme.test");
        assertThat(view(crm.as(ANN), ACME).details().name()).isEqualTo("Acme");
        crm.as(ANN).execute(new AddContactPoint(ACME, email("new@acme.test")));
    }

    @Test
    void mergedViewsAreFoldedAnewAsTheyWere() {
        Crm crm = crm();
        CrmSession session = registered(crm);
        session.execute(MergeInto.of(AKME, ACNE));
        session.execute(MergeInto.of(ACNE, ACME));
        session.execute(new AddContactPoint(ACME, email("new@acme.test")));
        session.execute(new Unmerge(ACME, ACNE));
        var customers = ids(session, CustomerView.TYPE, Filter.everything()).stream()
                .map(each -> session.views(CustomerView.TYPE).versioned((CustomerId) each))
                .toList();
        var merges = session.views(MergeView.TYPE).versioned(AKME);

        crm.rebuild(CustomerView.TYPE).done().join();
        crm.rebuild(MergeView.TYPE).done().join();

        assertThat(ids(session, CustomerView.TYPE, Filter.everything()).stream()
                        .map(each -> session.views(CustomerView.TYPE).versioned((CustomerId) each))
                        .toList())
                .isEqualTo(customers);
        assertThat(session.views(MergeView.TYPE).versioned(AKME)).isEqualTo(merges);
    }
}
