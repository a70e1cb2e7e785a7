package io.guanxi.application.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmBuilder;
import io.guanxi.application.CrmSession;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.access.Scopes;
import io.guanxi.application.activity.ActivityView;
import io.guanxi.application.consent.ConsentFeature;
import io.guanxi.application.consent.ConsentView;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.disclosure.DisclosureView;
import io.guanxi.application.privacy.Permission;
import io.guanxi.application.privacy.Permission.Reason;
import io.guanxi.application.privacy.Permissions;
import io.guanxi.application.privacy.PersonFile;
import io.guanxi.application.profile.ProfileView;
import io.guanxi.application.timeline.TimelineEntry;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Grouping;
import io.guanxi.application.view.PageRequest;
import io.guanxi.application.view.Views;
import io.guanxi.domain.activity.About;
import io.guanxi.domain.activity.ActivityCommand;
import io.guanxi.domain.activity.ActivityDetails;
import io.guanxi.domain.activity.ActivityId;
import io.guanxi.domain.activity.ActivityKind;
import io.guanxi.domain.activity.ActivityOutcome;
import io.guanxi.domain.activity.Direction;
import io.guanxi.domain.campaign.CampaignCommand;
import io.guanxi.domain.campaign.CampaignId;
import io.guanxi.domain.consent.ConsentCommand.Give;
import io.guanxi.domain.consent.ConsentCommand.Withdraw;
import io.guanxi.domain.consent.ConsentId;
import io.guanxi.domain.consent.ConsentPolicy;
import io.guanxi.domain.consent.ConsentRule;
import io.guanxi.domain.consent.ConsentTopic;
import io.guanxi.domain.consent.Evidence;
import io.guanxi.domain.contact.ContactCommand;
import io.guanxi.domain.contact.ContactDetails;
import io.guanxi.domain.contact.ContactId;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerCommand.LiftRestriction;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerCommand.Restrict;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerRule;
import io.guanxi.domain.customer.SourceIdentity;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.kernel.Erased;
import io.guanxi.domain.kernel.Personal.Kind;
import io.guanxi.domain.kernel.PhoneNumber;
import io.guanxi.domain.kernel.RuleCode;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityId;
import io.guanxi.domain.profile.Preference;
import io.guanxi.domain.profile.ProfileCommand;
import io.guanxi.domain.profile.ProfileId;
import io.guanxi.domain.ticket.TicketCommand;
import io.guanxi.domain.ticket.TicketId;
import io.guanxi.domain.ticket.TicketKind;
import io.guanxi.domain.ticket.TicketPriority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a storage must do so that people are asked before they are contacted; a part of {@link StorageContract}. */
abstract class PrivacyContract extends FieldsContract {

    private static final Actor ANN = new Actor("ann", Set.of("sales"));
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00.123456Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Evidence FORM = new Evidence("Zhu Xi", "web form", "wording 3");

    private final MutableClock clock = new MutableClock(NOW);
    private final List<Crm> open = new ArrayList<>();
    private final CustomerId zhuXi = CustomerId.random();
    private final CustomerId luJiuyuan = CustomerId.random();

    @AfterEach
    void closePrivacy() {
        open.forEach(Crm::close);
    }

    private CrmBuilder builder() {
        return Crm.builder()
                .storage(empty())
                .authorizer(Authorizer.allowEverything())
                .feature(new ConsentFeature(ConsentPolicy.optIn().untilObjection("contract")))
                .clock(clock)
                .dutiesEvery(Duration.ZERO);
    }

    private Crm start(CrmBuilder builder) {
        Crm crm = builder.build();
        open.add(crm);
        crm.as(ANN).executeAll(List.of(Register.person(zhuXi, "Zhu Xi"), Register.person(luJiuyuan, "Lu Jiuyuan")));
        return crm;
    }

    private ConsentTopic topic(String purpose) {
        return new ConsentTopic(zhuXi, purpose, "email");
    }

    private Give give(String purpose, @Nullable Instant expiresAt) {
        return new Give(ConsentId.of(topic(purpose)), topic(purpose), FORM, clock.instant(), expiresAt);
    }

    private Withdraw withdraw(String purpose) {
        return new Withdraw(ConsentId.of(topic(purpose)), topic(purpose), FORM, clock.instant());
    }

    /** The answer for one, which must be that of the list. */
    private Permission asked(Crm crm, String purpose, Instant at) {
        Permissions permissions = Permissions.of(crm);
        Permission answer = permissions.mayContact(crm.as(ANN), topic(purpose), at);
        assertThat(reachable(crm, purpose, at).contains(zhuXi))
                .as("the list's answer")
                .isEqualTo(answer.allowed());
        return answer;
    }

    private static Set<CustomerId> reachable(Crm crm, String purpose, Instant at) {
        Set<CustomerId> found = new HashSet<>();
        crm.as(ANN)
                .views(CustomerView.TYPE)
                .forEach(Permissions.of(crm).reachable(purpose, "email", at), view -> found.add(view.id()));
        return found;
    }

    private void requireAsked(Crm crm, String purpose, Instant at, boolean allowed, Reason reason) {
        Permission answer = asked(crm, purpose, at);
        assertThat(answer.reason()).as("%s at %s", purpose, at).isEqualTo(reason);
        assertThat(answer.allowed()).isEqualTo(allowed);
    }

    @Test
    void peopleAreContactedWhileTheyAgree() {
        Crm crm = start(builder());
        CrmSession session = crm.as(ANN);
        requireAsked(crm, "newsletter", NOW, false, Reason.NEVER_ASKED);

        session.execute(give("newsletter", NOW.plus(DAY)));
        requireAsked(crm, "newsletter", NOW.minus(DAY), false, Reason.NEVER_ASKED);
        requireAsked(crm, "newsletter", NOW, true, Reason.GIVEN);
        requireAsked(crm, "survey", NOW, false, Reason.NEVER_ASKED);
        requireAsked(crm, "newsletter", NOW.plus(DAY).minusNanos(1_000), true, Reason.GIVEN);
        requireAsked(crm, "newsletter", NOW.plus(DAY), false, Reason.EXPIRED);

        clock.advance(DAY);
        session.execute(give("newsletter", null));
        requireAsked(crm, "newsletter", NOW.plus(DAY), true, Reason.GIVEN);
        session.execute(withdraw("newsletter"));
        requireAsked(crm, "newsletter", NOW, false, Reason.WITHDRAWN);
        assertThat(reachable(crm, "newsletter", NOW)).isEmpty();
        assertThat(session.history(ConsentId.of(topic("newsletter"))))
                .extracting(each -> each.name())
                .containsExactly("consent.given", "consent.given", "consent.withdrawn");
        assertThat(session.views(TimelineEntry.TYPE).count(TimelineEntry.of(zhuXi)))
                .isEqualTo(3);
    }

    @Test
    void someMayBeContactedUntilTheyObject() {
        Crm crm = start(builder());
        requireAsked(crm, "contract", NOW, true, Reason.UNTIL_OBJECTION);
        crm.as(ANN).execute(give("contract", NOW.plus(DAY)));
        requireAsked(crm, "contract", NOW, true, Reason.GIVEN);
        requireAsked(crm, "contract", NOW.plus(DAY), true, Reason.UNTIL_OBJECTION);
        crm.as(ANN).execute(withdraw("contract"));
        requireAsked(crm, "contract", NOW, false, Reason.WITHDRAWN);
        requireAsked(crm, "contract", NOW.minus(DAY), false, Reason.WITHDRAWN);
        assertThat(reachable(crm, "contract", NOW)).containsExactly(luJiuyuan);
    }

    @Test
    void aWithdrawalCountsInItsOwnTransaction() {
        List<Permission> answers = new ArrayList<>();
        List<Crm> crms = new ArrayList<>();
        Crm crm = start(builder()
                .onInTransaction(
                        io.guanxi.domain.consent.ConsentEvent.Withdrawn.class,
                        withdrawn -> answers.add(Permissions.of(crms.get(0))
                                .mayContact(crms.get(0).as(ANN), withdrawn.topic(), NOW))));
        crms.add(crm);
        crm.as(ANN).executeAll(List.of(give("newsletter", null), withdraw("newsletter")));
        assertThat(answers).extracting(Permission::reason).containsExactly(Reason.WITHDRAWN);
    }

    @Test
    void oneWordCounts() {
        Crm crm = start(builder());
        crm.as(ANN).execute(give("newsletter", null));
        requireRefused(
                crm, new Withdraw(ConsentId.random(), topic("newsletter"), FORM, NOW), ConsentRule.ALREADY_ASKED);
    }

    private static void requireRefused(Crm crm, Command command, RuleCode rule) {
        CrmException.Refused refused = catchThrowableOfType(
                CrmException.Refused.class, () -> crm.as(ANN).execute(command));
        assertThat(refused).as("%s", command).isNotNull();
        assertThat(refused.rule()).isEqualTo(rule);
    }

    @Test
    void whoIsErasedIsAskedNothingAndContactedNoMore() {
        Crm crm = start(builder().erasable());
        CrmSession session = crm.as(ANN);
        ProfileId profile = ProfileId.of(zhuXi);
        session.executeAll(List.of(
                give("newsletter", null),
                new ProfileCommand.Open(profile, zhuXi),
                new ProfileCommand.Note(profile, Preference.said("food", "bamboo", "letter"))));

        assertThat(session.erase(zhuXi, "request 4711")).hasSize(3);

        requireAsked(crm, "newsletter", NOW, false, Reason.GONE);
        requireAsked(crm, "contract", NOW, false, Reason.GONE);
        ConsentView left = session.views(ConsentView.TYPE)
                .byId(ConsentId.of(topic("newsletter")))
                .orElseThrow();
        assertThat(left.status()).isEqualTo(ConsentView.Status.ERASED);
        assertThat(left.evidence()).isEqualTo(Evidence.ERASED);
        assertThat(session.views(ProfileView.TYPE).byId(profile).orElseThrow().preferences())
                .isEmpty();
        assertThat(session.history(profile).toString() + session.history(ConsentId.of(topic("newsletter"))))
                .doesNotContain("bamboo", "web form", "wording 3");
    }

    @Test
    void restrictedDataIsKeptAndNotUsed() {
        Crm crm = start(builder());
        CrmSession session = crm.as(ANN);
        OpportunityId deal = OpportunityId.random();
        CampaignId campaign = CampaignId.random();
        ProfileId profile = ProfileId.of(zhuXi);
        About about = About.customer(zhuXi);
        ActivityDetails visit = ActivityDetails.of(ActivityKind.VISIT, "The offer");
        ActivityId cancelled = ActivityId.random();
        session.executeAll(List.of(
                give("newsletter", null),
                new ActivityCommand.PlanFollowUp(cancelled, about, visit, NOW.plus(DAY), "ann"),
                new ActivityCommand.Cancel(cancelled, "no need"),
                OpportunityCommand.Open.named(deal, "Books"),
                CampaignCommand.Draft.named(campaign, "Spring", "ann"),
                new ProfileCommand.Open(profile, zhuXi),
                new Restrict(zhuXi, "contests the address")));

        requireAsked(crm, "newsletter", NOW, false, Reason.RESTRICTED);
        requireAsked(crm, "contract", NOW, false, Reason.RESTRICTED);
        List<Command> refused = List.of(
                new CustomerCommand.Tag(zhuXi, "vip"),
                OpportunityCommand.Open.named(OpportunityId.random(), "More books")
                        .withCustomerId(zhuXi),
                new OpportunityCommand.AssignCustomer(deal, zhuXi),
                new CampaignCommand.AddMembers(campaign, List.of(luJiuyuan, zhuXi)),
                new ActivityCommand.PlanFollowUp(ActivityId.random(), about, visit, NOW.plus(DAY), "ann"),
                new ActivityCommand.RecordFollowUp(ActivityId.random(), about, visit, ActivityOutcome.NONE),
                new ActivityCommand.Reopen(cancelled, null),
                new ContactCommand.Add(ContactId.random(), luJiuyuan, zhuXi, ContactDetails.in("user"), null),
                new ProfileCommand.Note(profile, Preference.said("food", "bamboo", "letter")));
        refused.forEach(each -> requireRefused(crm, each, CustomerRule.RESTRICTED));
        assertThat(session.views(CustomerView.TYPE).byId(zhuXi)).isPresent();

        ActivityDetails call =
                new ActivityDetails(ActivityKind.CALL, Direction.INBOUND, "phone", "Where is my file?", null, Set.of());
        session.execute(new ActivityCommand.RecordFollowUp(ActivityId.random(), about, call, ActivityOutcome.NONE));
        session.execute(new TicketCommand.Open(
                new TicketId(UUID.randomUUID()),
                zhuXi,
                "Where is my file?",
                null,
                "email",
                TicketKind.QUESTION,
                TicketPriority.NORMAL));
        session.execute(withdraw("contract"));

        session.execute(new LiftRestriction(zhuXi, "the address is right"));
        refused.forEach(session::execute);
        assertThat(session.history(zhuXi))
                .extracting(each -> each.name())
                .contains("customer.restricted", "customer.restriction-lifted");
        assertThat(session.views(CustomerView.TYPE).count(Filter.<CustomerView>everything()))
                .isEqualTo(2);
    }

    private static final Actor CLERK = new Actor("bob", Set.of("clerk"));
    private static final Actor OFFICER = new Actor("eve", Set.of("officer"));

    /** A clerk sees masks and may unmask telephones; an officer sees all and may put files together. */
    private static Scopes rights() {
        return Scopes.commands((actor, command) -> true)
                .see(CustomerView.TYPE, actor -> Filter.everything())
                .see(ConsentView.TYPE, actor -> Filter.everything())
                .see(ActivityView.TYPE, actor -> actor.has("officer") ? Filter.nothing() : Filter.everything())
                .see(DisclosureView.TYPE, actor -> actor.has("officer") ? Filter.everything() : Filter.nothing())
                .readFeed(actor -> true)
                .readPersonalData(actor -> true)
                .readFiles(actor -> actor.has("officer"))
                .mask(actor -> actor.has("clerk") ? Set.of(Kind.values()) : Set.of())
                .unmask((actor, kind) -> kind == Kind.PHONE);
    }

    private Crm withZhangSan() {
        Crm crm = start(builder().authorizer(rights()));
        crm.as(OFFICER)
                .executeAll(List.of(
                        new CustomerCommand.AddContactPoint(zhuXi, PHONE),
                        new CustomerCommand.AddContactPoint(
                                zhuXi, new ContactPoint.Email(new EmailAddress("zhu.xi@nanxi.test"))),
                        new CustomerCommand.AddIdentity(zhuXi, new SourceIdentity("erp", "4711-0815-3")),
                        give("newsletter", null)));
        return crm;
    }

    private static final ContactPoint PHONE = new ContactPoint.Phone(new PhoneNumber("+8613812341234"));

    @Test
    void whatIsMaskedIsMaskedWhereverItIsRead() {
        Crm crm = withZhangSan();
        CrmSession clerk = crm.as(CLERK);
        CustomerView seen = clerk.views(CustomerView.TYPE).byId(zhuXi).orElseThrow();
        assertThat(seen.details().name()).isEqualTo("Z**");
        assertThat(seen.contactPoints())
                .containsExactly(
                        new ContactPoint.Phone(new PhoneNumber("+86138****1234")),
                        new ContactPoint.Email(new EmailAddress("z***@nanxi.test")));
        assertThat(seen.identities()).containsExactly(new SourceIdentity("erp", "***-3"));
        String read = clerk.history(zhuXi)
                + clerk.explain(zhuXi, 1).toString()
                + clerk.feed(null, 100, Set.of()).events()
                + clerk.asOf(NOW).history(zhuXi)
                + clerk.asOf(NOW).views(CustomerView.TYPE).byId(zhuXi)
                + clerk.views(CustomerView.TYPE)
                        .find(Filter.everything(), PageRequest.first(9).byId())
                        .items()
                + clerk.views(ConsentView.TYPE)
                        .with(CustomerView.TYPE)
                        .find(Filter.everything(), PageRequest.first(9).byId());
        assertThat(read).doesNotContain("Zhu Xi", "13812341234", "zhu.xi@", "4711", "wording 3");
        assertThat(crm.as(OFFICER).history(zhuXi).toString()).contains("Zhu Xi", "+8613812341234");
    }

    @Test
    void whatIsMaskedCannotBeFoundOutByQuestions() {
        Views<CustomerView> clerks = withZhangSan().as(CLERK).views(CustomerView.TYPE);
        assertThat(clerks.count(CustomerView.PHONES.has("+8613812341234"))).isOne();
        assertThat(clerks.count(CustomerView.NAME.is("Zhu Xi"))).isOne();
        List<ThrowingCallable> oracles = List.of(
                () -> clerks.count(CustomerView.NAME.startsWith("Zh")),
                () -> clerks.count(CustomerView.NAME.contains("u X").not()),
                () -> clerks.count(CustomerView.STATUS.present().or(CustomerView.NAME.lessThan("Zi"))),
                () -> clerks.count(CustomerView.TYPE.having(
                        CustomerView.TYPE, CustomerView.PARENT, CustomerView.NAME.startsWith("Zh"))),
                () -> clerks.find(Filter.everything(), PageRequest.first(9).by(CustomerView.NAME)),
                () -> clerks.group(Filter.everything(), Grouping.by(CustomerView.NAME)),
                () -> clerks.group(
                        Filter.everything(),
                        Grouping.<CustomerView>all().count("some", CustomerView.NAME.startsWith("Zh"))));
        assertThat(oracles).allSatisfy(each -> assertThatThrownBy(each).isInstanceOf(CrmException.Forbidden.class));
    }

    @Test
    void masksAreNotWrittenBack() {
        Crm crm = withZhangSan();
        CrmSession clerk = crm.as(CLERK);
        CustomerView seen = clerk.views(CustomerView.TYPE).byId(zhuXi).orElseThrow();
        assertThatThrownBy(() -> clerk.execute(new CustomerCommand.CorrectDetails(zhuXi, seen.details())))
                .isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> new CustomerCommand.AddContactPoint(
                        zhuXi, seen.contactPoints().get(0)))
                .isInstanceOf(CrmException.Invalid.class);
    }

    @Test
    void unmaskingIsWrittenDown() {
        Crm crm = withZhangSan();
        CrmSession clerk = crm.as(CLERK);
        CustomerView seen = clerk.unmask(CustomerView.TYPE, zhuXi, Set.of(Kind.PHONE), "calls back");
        assertThat(seen.contactPoints().get(0)).isEqualTo(PHONE);
        assertThat(seen.details().name()).isEqualTo("Z**");
        assertThatThrownBy(() -> clerk.unmask(CustomerView.TYPE, zhuXi, Set.of(Kind.NAME), "is curious"))
                .isInstanceOf(CrmException.Forbidden.class);
        assertThatThrownBy(() -> clerk.unmask(CustomerView.TYPE, CustomerId.random(), Set.of(Kind.PHONE), "calls"))
                .isInstanceOf(CrmException.NotFound.class);
        assertThatThrownBy(() -> clerk.unmask(CustomerView.TYPE, zhuXi, Set.of(Kind.PHONE), " "))
                .isInstanceOf(CrmException.Invalid.class);
        List<DisclosureView> log = crm.as(OFFICER)
                .views(DisclosureView.TYPE)
                .find(
                        DisclosureView.SUBJECT.is(new Erased.Subject(zhuXi.value())),
                        PageRequest.first(9).byId())
                .views();
        assertThat(log).singleElement().satisfies(line -> {
            assertThat(line.actor()).isEqualTo("bob");
            assertThat(line.fields()).containsExactly("phone");
            assertThat(line.reason()).isEqualTo("calls back");
            assertThat(line.at()).isEqualTo(NOW);
        });
    }

    @Test
    void aFileHoldsAllThatIsHeldAndSaysWhoHasRead() {
        Crm crm = start(builder().erasable());
        CrmSession session = crm.as(ANN);
        ContactId contact = ContactId.random();
        ActivityDetails visit = ActivityDetails.of(ActivityKind.VISIT, "The <b>offer</b>");
        session.executeAll(List.of(
                give("newsletter", null),
                new ContactCommand.Add(contact, luJiuyuan, zhuXi, ContactDetails.in("user"), null),
                new ActivityCommand.RecordFollowUp(
                        ActivityId.random(), About.customer(zhuXi), visit, ActivityOutcome.NONE),
                new TicketCommand.Open(
                        new TicketId(UUID.randomUUID()),
                        luJiuyuan,
                        "Of somebody else",
                        null,
                        "email",
                        TicketKind.QUESTION,
                        TicketPriority.NORMAL)));

        PersonFile file = session.fileOf(zhuXi, "request 4711");

        assertThat(file.parts())
                .extracting(PersonFile.Part::feature)
                .startsWith("customer")
                .containsExactlyInAnyOrder("customer", "consent", "contact", "activity", "disclosure");
        assertThat(file.withheld()).isZero();
        assertThat(file.timeline()).hasSize(3);
        assertThat(file.json())
                .contains("Zhu Xi", "wording 3", "The <b>offer</b>", "request 4711", "consent.given")
                .doesNotContain("Of somebody else");
        assertThat(file.page(Locale.ENGLISH))
                .contains("What is held about you", "The &lt;b&gt;offer&lt;/b&gt;")
                .doesNotContain("<b>offer", "Of somebody else");
        assertThat(file.page(Locale.SIMPLIFIED_CHINESE)).contains("我们保存的关于您的资料", "lang=\"zh-CN\"");

        session.erase(zhuXi, "request 4712");
        assertThat(session.fileOf(zhuXi, "request 4713").json())
                .doesNotContain("Zhu Xi", "wording 3", "offer", "request 4711");
    }

    @Test
    void aFileTellsOnlyWhatItsReaderMaySee() {
        Crm crm = withZhangSan();
        assertThatThrownBy(() -> crm.as(CLERK).fileOf(zhuXi, "is curious")).isInstanceOf(CrmException.Forbidden.class);
        CrmSession stranger = crm.as(OFFICER, new TenantId("other"));
        assertThatThrownBy(() -> stranger.fileOf(zhuXi, "is curious")).isInstanceOf(CrmException.NotFound.class);
        assertThatThrownBy(() -> stranger.unmask(CustomerView.TYPE, zhuXi, Set.of(Kind.PHONE), "is curious"))
                .isInstanceOf(CrmException.NotFound.class);
        CrmSession officer = crm.as(OFFICER);
        ActivityDetails visit = ActivityDetails.of(ActivityKind.VISIT, "The offer");
        crm.as(ANN)
                .execute(new ActivityCommand.RecordFollowUp(
                        ActivityId.random(), About.customer(zhuXi), visit, ActivityOutcome.NONE));
        PersonFile file = officer.fileOf(zhuXi, "request 4711");
        assertThat(file.withheld()).as("the officer sees no activities").isOne();
        assertThat(file.json()).contains("Zhu Xi").doesNotContain("The offer");
    }
}
