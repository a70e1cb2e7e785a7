package io.guanxi.application.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmBuilder;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Dated;
import io.guanxi.application.Trials;
import io.guanxi.application.access.Scopes;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.duplicate.DuplicatePolicy.Action;
import io.guanxi.application.finding.FindingView;
import io.guanxi.application.spi.MutableClock;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.PageRequest;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerDetails;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerKind;
import io.guanxi.domain.duplicate.DuplicateCommand.Allow;
import io.guanxi.domain.duplicate.DuplicateRule;
import io.guanxi.domain.duplicate.MatchRule;
import io.guanxi.domain.finding.FindingId;
import io.guanxi.domain.finding.FindingKind;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.kernel.Personal.Kind;
import io.guanxi.domain.kernel.PhoneNumber;
import io.guanxi.domain.kernel.UnifiedSocialCreditCode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DuplicateFeatureTest {

    private static final Actor BOB = new Actor("bob", Set.of());
    private static final DuplicatePolicy STRICT =
            DuplicatePolicy.STANDARD.onCreate(MatchRule.PHONE, Action.REFUSE).onImport(MatchRule.PHONE, Action.REFUSE);

    private final CustomerId there = CustomerId.random();
    private final CustomerId fresh = CustomerId.random();

    private static CrmBuilder builder(DuplicatePolicy policy) {
        return Trials.builder(new MutableClock(Trials.NOON)).feature(new DuplicateFeature(policy));
    }

    private static ContactPoint phone(String number) {
        return new ContactPoint.Phone(new PhoneNumber(number));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ORGANISATION | 北京某某科技有限公司 | 北京某某科技（集团）有限公司 | 0.9",
                "ORGANISATION | 榕信机械有限公司 | 榕信机械集团 | 0.9",
                "ORGANISATION | Acme Inc. | ACME, Ltd | 0.9",
                "ORGANISATION | Müller Maschinenbau GmbH | Mueller Maschinenbau GmbH | 0.7",
                "PERSON | 张三丰 | Zhang San Feng | 0.3",
                "PERSON | John Smith | Smith, John | 0.4"
            })
    void namesThatAreAlikeAreFound(CustomerKind kind, String one, String other, double atLeast) {
        try (Crm crm = builder(DuplicatePolicy.STANDARD).build()) {
            CrmSession ann = crm.as(Trials.ANN);
            ann.execute(new Register(there, kind, CustomerDetails.named(one), List.of(), null));
            List<Candidate> found =
                    ann.duplicatesOf(new Register(fresh, kind, CustomerDetails.named(other), List.of(), null));
            assertThat(found).singleElement().satisfies(each -> {
                assertThat(each.id()).isEqualTo(there);
                assertThat(each.agrees()).containsOnlyKeys(MatchRule.NAME);
                assertThat(each.probability()).isBetween(atLeast, 0.95);
            });
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Acme Branch 12 | Acme Branch 13",
                "榕信3号店 | 榕信4号店",
                "Tamora Trading GmbH | Temina Trading GmbH",
                "Acme Tools | Ajax Tools"
            })
    void namesOfOthersAreNot(String one, String other) {
        try (Crm crm = builder(DuplicatePolicy.STANDARD).build()) {
            CrmSession ann = crm.as(Trials.ANN);
            ann.execute(Register.organisation(there, one));
            assertThat(ann.duplicatesOf(Register.organisation(fresh, other))).isEmpty();
        }
    }

    /** All have common words alone, by which nobody is found. */
    @Test
    void theVerySameNameIsFoundAmongManyThatAreLikeIt() {
        try (Crm crm = builder(DuplicatePolicy.STANDARD).build()) {
            CrmSession ann = crm.as(Trials.ANN);
            for (String given : new String[] {"Ann", "Bob", "Carl", "Dora", "Eve", "Fay", "Gus", "Ida"}) {
                for (String family : new String[] {"Ames", "Byrd", "Cole", "Dunn", "Ely", "Ford", "Gray", "Hahn"}) {
                    for (int i = 0; i < 8; i++) {
                        ann.execute(
                                Register.person(CustomerId.random(), given + " " + family + "-" + (char) ('A' + i)));
                    }
                }
            }
            assertThat(ann.duplicatesOf(Register.person(fresh, "Ida Hahn-H")))
                    .extracting(each ->
                            Objects.requireNonNull(each.view()).details().name())
                    .contains("Ida Hahn-H");
        }
    }

    @Test
    void theMoreAgreesTheLikelierItIs() {
        try (Crm crm = builder(DuplicatePolicy.STANDARD).build()) {
            CrmSession ann = crm.as(Trials.ANN);
            CustomerDetails details =
                    CustomerDetails.named("Acme").withUscc(new UnifiedSocialCreditCode("91350100M000100Y43"));
            ContactPoint email = new ContactPoint.Email(new EmailAddress("Info@acme.test"));
            ann.execute(new Register(
                    there, CustomerKind.ORGANISATION, details, List.of(phone("+8613800138000"), email), null));
            CustomerId person = CustomerId.random();
            ann.execute(Register.person(person, "Acme", phone("+8613800138000")));
            CustomerId other = CustomerId.random();
            ann.execute(Register.organisation(other, "Betasoloin", phone("+8613800138000")));

            List<Candidate> found = ann.duplicatesOf(new Register(
                    fresh, CustomerKind.ORGANISATION, details, List.of(phone("+8613800138000"), email), null));
            assertThat(found).extracting(Candidate::id).containsExactly(there, other);
            assertThat(found.get(0).agrees().keySet()).containsExactlyInAnyOrder(MatchRule.values());
            assertThat(found.get(0).rule()).isEqualTo(MatchRule.USCC);
            assertThat(found.get(0).probability()).isGreaterThan(0.99);
            assertThat(found.get(1).agrees()).isEqualTo(Map.of(MatchRule.PHONE, 1.0));
            assertThat(ann.duplicatesOf(Register.organisation(fresh, "Something Else")))
                    .isEmpty();
            assertThat(ann.duplicatesOf(Register.organisation(fresh, "--"))).isEmpty();
        }
    }

    @Test
    void whoIsRefusedMayComeInIfSomebodySaysWhy() {
        try (Crm crm = builder(STRICT).build()) {
            CrmSession ann = crm.as(Trials.ANN);
            ann.execute(Register.person(there, "Li Lei", phone("+8613800138000")));
            Register sister = Register.person(fresh, "Li Mei", phone("+8613800138000"));
            assertThatThrownBy(() -> ann.execute(sister))
                    .isInstanceOfSatisfying(CrmException.Refused.class, refusal -> {
                        assertThat(refusal.rule()).isEqualTo(DuplicateRule.LIKE_ANOTHER);
                        assertThat(refusal.details()).containsExactly(there.value(), MatchRule.PHONE);
                    });
            assertThatThrownBy(() -> ann.inBatch(UUID.randomUUID()).execute(sister))
                    .isInstanceOf(CrmException.Refused.class);

            assertThat(ann.suspectedOf(sister)).extracting(Candidate::id).containsExactly(there);
            Allow her = new Allow(fresh, "her sister");
            ann.executeAll(List.of(her, sister));
            assertThat(ann.execute(sister).events()).isEmpty();
            assertThat(ann.execute(her).events()).isEmpty();
            assertThatThrownBy(() -> ann.execute(new Allow(her.duplicateId(), there, "her sister")))
                    .isInstanceOfSatisfying(
                            CrmException.Refused.class,
                            refusal -> assertThat(refusal.rule()).isEqualTo(DuplicateRule.ALLOWED_OTHERWISE));
            assertThat(ann.views(DuplicateView.TYPE)
                            .find(Filter.everything(), PageRequest.first(2).byId())
                            .views())
                    .singleElement()
                    .satisfies(each -> {
                        assertThat(each.customer()).isEqualTo(fresh);
                        assertThat(each.reason()).isEqualTo("her sister");
                        assertThat(each.actor()).isEqualTo("ann");
                    });
        }
    }

    /** Whoever comes first is told of last, perhaps, and then finds those who came after: it is one finding. */
    @Test
    void whoIsLetInIsSuspected() throws InterruptedException {
        CustomerId imported = CustomerId.random();
        try (Crm crm = builder(DuplicatePolicy.STANDARD).build()) {
            CrmSession ann = crm.as(Trials.ANN);
            ann.execute(Register.organisation(there, "Acme Inc."));
            ann.inBatch(UUID.randomUUID()).execute(Register.organisation(imported, "Acme"));
            ann.execute(Register.organisation(fresh, "ACME"));
            Set<Set<CustomerId>> pairs = Set.of(Set.of(there, fresh), Set.of(imported, fresh));
            for (int tries = 0; tries < 2_000 && !suspected(ann).containsAll(pairs); tries++) {
                Thread.sleep(10);
            }
            assertThat(suspected(ann)).containsAll(pairs);
            assertThat(ann.views(FindingView.TYPE)
                            .byId(FindingId.ofPair(there, fresh))
                            .orElseThrow())
                    .satisfies(each -> {
                        assertThat(each.kind()).isEqualTo(FindingKind.SUSPECTED_DUPLICATE);
                        assertThat(each.severity()).isEqualTo(90);
                        assertThat(each.why()).isEqualTo("agree: NAME 1.0");
                    });
            assertThat(ann.suspectedOf(Register.organisation(CustomerId.random(), "Acme")))
                    .hasSize(3);
            assertThat(ann.inBatch(UUID.randomUUID()).suspectedOf(Register.organisation(CustomerId.random(), "Acme")))
                    .isEmpty();
            assertThat(crm.deadLetters()).isEmpty();
        }
    }

    private static Set<Set<CustomerId>> suspected(CrmSession session) {
        return session
                .views(FindingView.TYPE)
                .find(FindingView.OPEN, PageRequest.first(9).byId())
                .views()
                .stream()
                .map(each -> Set.of(each.customer(), Objects.requireNonNull(each.other())))
                .collect(Collectors.toSet());
    }

    @Test
    void whoIsOutOfScopeIsShownWithoutAnythingPersonal() {
        try (Crm crm = builder(DuplicatePolicy.STANDARD)
                .authorizer(Scopes.commands((actor, command) -> !actor.id().equals("guest"))
                        .see(
                                CustomerView.TYPE,
                                actor -> actor.equals(BOB) ? CustomerView.OWNER.is("bob") : Filter.everything())
                        .mask(actor -> actor.id().equals("carol") ? Set.of(Kind.PHONE) : Set.of()))
                .build()) {
            CrmSession ann = crm.as(Trials.ANN);
            ann.execute(Register.person(there, "Li Lei", phone("+8613800138000")));
            ann.execute(new CustomerCommand.AssignOwner(there, "ann"));
            Register draft = Register.person(fresh, "Li Lei", phone("+8613800138000"));

            Candidate bobs = crm.as(BOB).duplicatesOf(draft).get(0);
            assertThat(bobs.view()).isNull();
            assertThat(bobs.owner()).isEqualTo("ann");
            assertThat(bobs.agrees()).containsOnlyKeys(MatchRule.PHONE, MatchRule.NAME);
            Candidate carols =
                    crm.as(new Actor("carol", Set.of())).duplicatesOf(draft).get(0);
            assertThat(carols.view())
                    .isNotNull()
                    .satisfies(each -> assertThat(each.contactPoints()).doesNotContain(phone("+8613800138000")));
            CrmSession guest = crm.as(new Actor("guest", Set.of()));
            assertThatThrownBy(() -> guest.duplicatesOf(draft)).isInstanceOf(CrmException.Forbidden.class);
        }
    }

    @Test
    void whoIsOnlyRehearsedIsFoundAndShownAsOthersAre() {
        try (Crm crm = builder(STRICT.onCreate(MatchRule.PHONE, Action.WARN).onImport(MatchRule.NAME, Action.OFF))
                .authorizer(Scopes.commands((actor, command) -> true)
                        .see(
                                CustomerView.TYPE,
                                actor -> actor.equals(BOB) ? CustomerView.OWNER.is("bob") : Filter.everything()))
                .build()) {
            CrmSession bob = crm.as(BOB);
            Register anns = lei(there, "ann");
            Register bobs = lei(fresh, "bob");
            Rehearsal rehearsal = bob.rehearse(9);
            rehearsal.executeDated(List.of(new Dated(anns, Trials.NOON), new Dated(bobs, Trials.NOON)));
            rehearsal.executeDated(List.of(new Dated(bobs, Trials.NOON))); // nobody is like themselves
            Map<CustomerId, List<Candidate>> like = rehearsal.suspectedOf(List.of(anns, bobs));
            assertThat(like.get(there)).singleElement().satisfies(each -> {
                assertThat(each.id()).isEqualTo(fresh);
                assertThat(Objects.requireNonNull(each.view()).contactPoints())
                        .containsExactly(phone("+8613800138000"));
            });
            assertThat(like.get(fresh)).singleElement().satisfies(each -> {
                assertThat(each.id()).isEqualTo(there);
                assertThat(each.owner()).isEqualTo("ann");
                assertThat(each.view()).isNull();
            });
            assertThat(bob.rehearse(9).suspectedOf(List.of(anns, bobs))).isEmpty();

            Rehearsal strict = bob.inBatch(UUID.randomUUID()).rehearse(9);
            strict.executeDated(List.of(new Dated(anns, Trials.NOON)));
            assertThatThrownBy(() -> strict.executeDated(List.of(new Dated(bobs, Trials.NOON))))
                    .isInstanceOfSatisfying(
                            CrmException.Refused.class,
                            refusal -> assertThat(refusal.details()).containsExactly(there.value(), MatchRule.PHONE));
            assertThat(strict.suspectedOf(List.of(anns))).isEmpty();
            assertThat(crm.as(Trials.ANN).views(CustomerView.TYPE).count(Filter.everything()))
                    .isZero();
        }
    }

    private static Register lei(CustomerId id, String owner) {
        return new Register(
                id, CustomerKind.PERSON, CustomerDetails.named("Li Lei"), List.of(phone("+8613800138000")), owner);
    }

    @Test
    void withoutLookupNobodyCanTell() {
        try (Crm crm = Trials.builder().build()) {
            assertThatThrownBy(() -> crm.as(Trials.ANN).duplicatesOf(Register.organisation(fresh, "Acme")))
                    .isInstanceOf(CrmException.Invalid.class);
        }
    }
}
