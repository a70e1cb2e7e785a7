package io.guanxi.application.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmBuilder;
import io.guanxi.application.CrmSession;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.duplicate.DuplicateFeature;
import io.guanxi.application.duplicate.DuplicatePolicy;
import io.guanxi.application.finding.FindingView;
import io.guanxi.application.quality.Completeness;
import io.guanxi.application.quality.Freshness;
import io.guanxi.application.quality.Gaps;
import io.guanxi.application.quality.QualityFeature;
import io.guanxi.application.quality.QualityPolicy;
import io.guanxi.application.quality.QualityScan;
import io.guanxi.application.quality.QualityScore;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.PageRequest;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.CustomerCommand.AddContactPoint;
import io.guanxi.domain.customer.CustomerCommand.Archive;
import io.guanxi.domain.customer.CustomerCommand.AssignOwner;
import io.guanxi.domain.customer.CustomerCommand.Confirm;
import io.guanxi.domain.customer.CustomerCommand.CorrectDetails;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerCommand.RemoveContactPoint;
import io.guanxi.domain.customer.CustomerDetails;
import io.guanxi.domain.customer.CustomerField;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerKind;
import io.guanxi.domain.finding.Decision;
import io.guanxi.domain.finding.FindingCommand.Assign;
import io.guanxi.domain.finding.FindingCommand.Decide;
import io.guanxi.domain.finding.FindingId;
import io.guanxi.domain.finding.FindingKind;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.kernel.PhoneNumber;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityId;
import io.guanxi.domain.opportunity.OpportunityRule;
import io.guanxi.domain.schema.FieldDetails;
import io.guanxi.domain.schema.FieldShape;
import io.guanxi.domain.schema.FieldType;
import io.guanxi.domain.schema.SchemaCommand;
import io.guanxi.domain.schema.SchemaId;
import io.guanxi.domain.schema.SetFields;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a storage must do so that stewards find what is wrong with customers; a part of {@link StorageContract}. */
abstract class QualityContract extends SnapshotsContract {

    private static final Actor ANN = new Actor("ann", Set.of("sales"));
    private static final Duration DAY = Duration.ofDays(1);
    private static final ContactPoint PHONE = new ContactPoint.Phone(new PhoneNumber("+8613812341234"));
    private static final ContactPoint EMAIL = new ContactPoint.Email(new EmailAddress("info@acme.test"));
    private static final QualityPolicy POLICY = QualityPolicy.standard()
            .with(Completeness.of(CustomerView.TYPE)
                    .asks(CustomerView.PHONES, 3)
                    .asks(CustomerView.INDUSTRY, 1, CustomerView.KIND.is(CustomerKind.ORGANISATION))
                    .asksCustom("region", 1))
            .with(Freshness.none().within(CustomerField.PHONES, Duration.ofDays(180)))
            .gate("negotiation", 80);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-02T12:00:00.123456Z"));
    private final List<Crm> open = new ArrayList<>();
    private final CustomerId acme = CustomerId.random();
    private final CustomerId liLei = CustomerId.random();

    @AfterEach
    void closeQuality() {
        open.forEach(Crm::close);
    }

    private CrmSession start() {
        return start(Crm.builder());
    }

    private CrmSession start(CrmBuilder builder) {
        Crm crm = builder.storage(empty())
                .authorizer(Authorizer.allowEverything())
                .feature(new QualityFeature(POLICY))
                .clock(clock)
                .dutiesEvery(Duration.ZERO)
                .build();
        open.add(crm);
        return crm.as(ANN);
    }

    private void runDue() {
        clock.advance(DAY);
        open.get(0).runDue();
        clock.advance(DAY);
    }

    private static List<FindingView> queue(CrmSession session) {
        return session.views(FindingView.TYPE)
                .find(FindingView.OPEN, PageRequest.first(50).by(FindingView.SEVERITY.descending()))
                .views();
    }

    private static FindingView finding(CrmSession session, FindingId id) {
        return session.views(FindingView.TYPE).byId(id).orElseThrow();
    }

    @Test
    void whatIsMissingIsReportedUntilItIsThere() {
        CrmSession session = start();
        session.executeAll(List.of(Register.organisation(acme, "Acme"), Register.person(liLei, "Li Lei", PHONE)));
        runDue();
        runDue();
        FindingId id = FindingId.of(FindingKind.INCOMPLETE, acme);
        assertThat(queue(session)).singleElement().satisfies(each -> {
            assertThat(each.id()).isEqualTo(id);
            assertThat(each.fields()).containsExactlyInAnyOrder("phones", "industry");
            assertThat(each.severity()).isEqualTo(100);
        });
        assertThat(session.history(id)).hasSize(1);

        session.executeAll(List.of(new AddContactPoint(acme, PHONE), new Assign(id, "eve")));
        runDue();
        assertThat(finding(session, id).fields()).containsExactly("industry");
        assertThat(finding(session, id).assignee()).isEqualTo("eve");
        assertThat(finding(session, id).severity()).isEqualTo(25);

        session.execute(new CorrectDetails(acme, CustomerDetails.named("Acme").withIndustry("tools")));
        runDue();
        assertThat(finding(session, id).decision()).isEqualTo(Decision.NO_LONGER_FOUND);
        assertThat(finding(session, id).decidedBy()).isEqualTo("system:duty:settle-INCOMPLETE");

        session.execute(new RemoveContactPoint(acme, PHONE));
        runDue();
        assertThat(queue(session)).extracting(FindingView::id).containsExactly(id);
        session.execute(new Archive(acme, "moved away"));
        runDue();
        assertThat(queue(session)).isEmpty();
    }

    @Test
    void aTenantsOwnFieldsAreAskedForToo() {
        CrmSession session = start();
        CrmSession others = open.get(0).as(ANN, new TenantId("others"));
        Register complete = new Register(
                acme,
                CustomerKind.ORGANISATION,
                CustomerDetails.named("Acme").withIndustry("tools"),
                List.of(PHONE),
                null);
        session.executeAll(List.of(
                complete,
                SchemaCommand.Open.of("customer"),
                new SchemaCommand.DefineField(
                        SchemaId.of("customer"), "region", FieldShape.of(FieldType.TEXT), FieldDetails.PLAIN)));
        others.executeAll(List.of(complete, Register.person(liLei, "Li Lei")));
        runDue();
        runDue();
        FindingId id = FindingId.of(FindingKind.INCOMPLETE, acme);
        assertThat(queue(session)).singleElement().satisfies(each -> {
            assertThat(each.id()).isEqualTo(id);
            assertThat(each.fields()).containsExactly("custom.region");
            assertThat(each.severity()).isEqualTo(20);
        });
        assertThat(session.history(id)).hasSize(1);
        assertThat(queue(others))
                .as("who has no such field")
                .extracting(FindingView::customer)
                .containsExactly(liLei);

        session.execute(SetFields.of(acme).set("region", "north"));
        runDue();
        assertThat(finding(session, id).decision()).isEqualTo(Decision.NO_LONGER_FOUND);
        assertThat(queue(others)).hasSize(1);
    }

    @Test
    void whatIsAcceptedIsNotAskedAgainAndWhatIsOnlySaidToBeCorrectedIs() {
        CrmSession session = start();
        session.execute(Register.organisation(acme, "Acme", PHONE));
        runDue();
        FindingId id = FindingId.of(FindingKind.INCOMPLETE, acme);
        session.execute(new Decide(id, Decision.CORRECTED, "asked them"));
        runDue();
        assertThat(queue(session)).extracting(FindingView::id).containsExactly(id);

        session.execute(new Decide(id, Decision.ACCEPTED, "of many trades"));
        runDue();
        assertThat(queue(session)).isEmpty();
        session.execute(new RemoveContactPoint(acme, PHONE));
        runDue();
        assertThat(queue(session))
                .singleElement()
                .satisfies(each -> assertThat(each.fields()).containsExactlyInAnyOrder("phones", "industry"));
        assertThat(session.history(id))
                .extracting(each -> each.name())
                .containsExactly(
                        "finding.reported",
                        "finding.decided",
                        "finding.reported",
                        "finding.decided",
                        "finding.reported");
    }

    @Test
    void whatWasSaidTooLongAgoIsStaleUntilItIsConfirmed() {
        CrmSession session = start();
        session.executeAll(List.of(
                Register.person(liLei, "Li Lei", PHONE, EMAIL),
                Register.person(acme, "Han Meimei", new ContactPoint.Phone(new PhoneNumber("+8613912341234")))));
        clock.advance(Duration.ofDays(100));
        session.execute(new Confirm(acme, Set.of(CustomerField.PHONES)));
        clock.advance(Duration.ofDays(80));
        Filter<CustomerView> stale = POLICY.freshness().stale(CustomerField.PHONES, clock.instant());
        assertThat(session.views(CustomerView.TYPE)
                        .find(stale, PageRequest.first(9).by(CustomerView.confirmedAt(CustomerField.PHONES)))
                        .views())
                .extracting(CustomerView::id)
                .containsExactly(liLei);
        runDue();
        FindingId id = FindingId.of(FindingKind.STALE, liLei);
        assertThat(queue(session)).extracting(FindingView::id).containsExactly(id);

        session.execute(new Confirm(liLei, Set.of(CustomerField.PHONES)));
        assertThat(session.history(liLei)).extracting(each -> each.name()).endsWith("customer.fields-confirmed");
        assertThat(session.provenance(liLei).get("confirmed.PHONES")).isNotNull();
        assertThat(session.views(CustomerView.TYPE).byId(liLei).orElseThrow().contactPoints())
                .containsExactly(PHONE, EMAIL);
        runDue();
        assertThat(queue(session)).isEmpty();
        assertThat(POLICY.score(session, liLei, clock.instant()).timeliness().percent())
                .isEqualTo(100);

        session.execute(new AddContactPoint(acme, new ContactPoint.Phone(new PhoneNumber("+8613612341234"))));
        clock.advance(Duration.ofDays(179));
        assertThat(session.views(CustomerView.TYPE).count(POLICY.freshness().stale(clock.instant())))
                .isEqualTo(1);
    }

    @Test
    void theWorstGapsOfEachOwnerAreOneQuestion() {
        CrmSession session = start();
        SchemaId schema = SchemaId.of("customer");
        session.executeAll(List.of(
                SchemaCommand.Open.of("customer"),
                new SchemaCommand.DefineField(schema, "region", FieldShape.of(FieldType.TEXT), FieldDetails.PLAIN),
                Register.organisation(acme, "Acme"),
                new AssignOwner(acme, "ann"),
                new SetFields(acme, Map.of("region", "north"), Set.of()),
                Register.person(liLei, "Li Lei", PHONE),
                new AssignOwner(liLei, "bob")));

        List<Gaps> gaps = POLICY.completeness().gaps(session, CustomerView.ACTIVE, CustomerView.OWNER);

        assertThat(gaps)
                .containsExactly(
                        new Gaps("ann", 1, 20, List.of(new Gaps.Gap("phones", 1, 3), new Gaps.Gap("industry", 1, 1))),
                        new Gaps("bob", 1, 75, List.of(new Gaps.Gap("custom.region", 1, 1))));
        assertThat(session.views(CustomerView.TYPE)
                        .count(POLICY.completeness().missing(session.fields(CustomerView.TYPE), "custom.region")))
                .isEqualTo(1);
        assertThat(POLICY.score(session, acme, clock.instant()).completeness().faults())
                .containsExactly("phones", "industry");
    }

    @Test
    void aDealDoesNotAdvanceWhileItsCustomerIsIncomplete() {
        CrmSession session = start();
        OpportunityId deal = OpportunityId.random();
        session.executeAll(List.of(
                Register.organisation(acme, "Acme"),
                OpportunityCommand.Open.named(deal, "Lifts").withCustomerId(acme)));
        session.execute(new OpportunityCommand.Advance(deal, "proposal"));
        CrmException.Refused refused = catchThrowableOfType(
                CrmException.Refused.class, () -> session.execute(new OpportunityCommand.Advance(deal, "negotiation")));
        assertThat(refused.rule()).isEqualTo(OpportunityRule.CUSTOMER_INCOMPLETE);
        assertThat(refused).hasMessageContaining("phones, industry");

        session.executeAll(List.of(
                new AddContactPoint(acme, PHONE),
                new CorrectDetails(acme, CustomerDetails.named("Acme").withIndustry("tools"))));
        session.execute(new OpportunityCommand.Advance(deal, "negotiation"));
    }

    @Test
    void aScanFindsDuplicatesAndWhatIsInvalidAndKeepsToWhatWasDecided() {
        CrmSession session = start();
        CustomerId twin = town(session);
        CustomerId wrong = CustomerId.random();
        session.execute(Register.person(wrong, "Wei Hua", new ContactPoint.Phone(new PhoneNumber("+8612345678901"))));
        clock.advance(DAY);

        QualityScan.Result first = QualityScan.run(session, POLICY, clock.instant());

        FindingId pair = FindingId.ofPair(acme, twin);
        FindingId invalid = FindingId.of(FindingKind.INVALID, wrong);
        assertThat(first.customers()).isEqualTo(231);
        assertThat(first.invalid()).isEqualTo(1);
        assertThat(queue(session)).extracting(FindingView::id).hasSize(31).contains(pair, invalid);
        assertThat(finding(session, pair).why()).contains("phone", "bits").doesNotContain("138");
        assertThat(finding(session, invalid).fields()).containsExactly("phones");
        QualityScore score = POLICY.score(session, acme, clock.instant());
        assertThat(score.uniqueness().percent())
                .isEqualTo(100 - finding(session, pair).severity());
        assertThat(score.uniqueness().faults()).containsExactly(twin.value().toString());
        assertThat(POLICY.score(session, wrong, clock.instant()).validity().percent())
                .isZero();

        clock.advance(DAY);
        assertThat(QualityScan.run(session, POLICY, clock.instant()).changed()).isZero();
        session.execute(new Decide(pair, Decision.NOT_A_DUPLICATE, "mother and daughter"));
        clock.advance(DAY);
        assertThat(QualityScan.run(session, POLICY, clock.instant()).changed()).isZero();

        session.executeAll(List.of(
                new AddContactPoint(twin, new ContactPoint.Email(new EmailAddress("another@nanxi.test"))),
                new RemoveContactPoint(wrong, new ContactPoint.Phone(new PhoneNumber("+8612345678901")))));
        clock.advance(DAY);
        QualityScan.run(session, POLICY, clock.instant());
        assertThat(finding(session, pair).status()).isEqualTo(FindingView.Status.OPEN);
        assertThat(finding(session, invalid).decision()).isEqualTo(Decision.NO_LONGER_FOUND);
        assertThatThrownBy(() -> session.execute(new Decide(pair, Decision.CONFIRMED, "right")))
                .isInstanceOf(CrmException.Refused.class);
    }

    @Test
    void whoeverIsSuspectedAtOnceIsOneFindingWithWhomTheScanSuspects() throws InterruptedException {
        CrmSession session = start(Crm.builder().feature(new DuplicateFeature(DuplicatePolicy.STANDARD)));
        town(session.inBatch(UUID.randomUUID()));
        CustomerView first = session.views(CustomerView.TYPE).byId(acme).orElseThrow();
        CustomerId again = CustomerId.random();
        session.execute(Register.person(
                again, first.details().name(), first.contactPoints().get(0)));
        FindingId pair = FindingId.ofPair(acme, again);
        for (int tries = 0;
                tries < 2_000
                        && !queue(session).stream().anyMatch(each -> each.id().equals(pair));
                tries++) {
            Thread.sleep(10);
        }
        assertThat(finding(session, pair).why()).isEqualTo("agree: PHONE 1.0, NAME 1.0");

        session.execute(new Decide(pair, Decision.NOT_A_DUPLICATE, "mother and daughter"));
        clock.advance(DAY);
        QualityScan.run(session, POLICY, clock.instant());
        assertThat(finding(session, pair).decision()).isEqualTo(Decision.NOT_A_DUPLICATE);
        session.execute(new AddContactPoint(again, new ContactPoint.Email(new EmailAddress("another@nanxi.test"))));
        clock.advance(DAY);
        QualityScan.run(session, POLICY, clock.instant());
        assertThat(finding(session, pair).status()).isEqualTo(FindingView.Status.OPEN);
    }

    /** Two hundred people, thirty of them twice; who is the first one for the second time. */
    private CustomerId town(CrmSession session) {
        Random chance = new Random(4711);
        CustomerId twin = CustomerId.random();
        List<Register> people = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            people.add(Register.person(
                    i == 0 ? acme : new CustomerId(new UUID(1, i)),
                    word(chance) + " " + word(chance),
                    new ContactPoint.Phone(new PhoneNumber("+86138" + (10_000_000 + chance.nextInt(89_000_000)))),
                    new ContactPoint.Email(new EmailAddress(word(chance) + "@" + word(chance) + ".test"))));
        }
        for (int i = 0; i < 30; i++) {
            Register first = people.get(i);
            people.add(Register.person(
                    i == 0 ? twin : new CustomerId(new UUID(2, i)),
                    first.details().name(),
                    first.contactPoints().get(0)));
        }
        session.executeAll(people);
        return twin;
    }

    private static String word(Random chance) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            word.append("bdfghklmnprstvwz".charAt(chance.nextInt(16))).append("aeiou".charAt(chance.nextInt(5)));
        }
        return word.toString();
    }

    @Test
    void findingsGoWithTheirCustomers() {
        CrmSession session = start(Crm.builder().erasable());
        session.execute(Register.organisation(acme, "Acme"));
        runDue();
        FindingId id = FindingId.of(FindingKind.INCOMPLETE, acme);
        assertThat(session.erase(acme, "request 4711")).hasSize(2);
        assertThat(finding(session, id).status()).isEqualTo(FindingView.Status.ERASED);
        assertThat(queue(session)).isEmpty();
        assertThat(open.get(0).runDue()).isZero();
    }
}
