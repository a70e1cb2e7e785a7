package io.guanxi.application.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmBuilder;
import io.guanxi.application.CrmSession;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.consent.ConsentFeature;
import io.guanxi.application.consent.ConsentView;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.privacy.Permission;
import io.guanxi.application.privacy.Permission.Reason;
import io.guanxi.application.privacy.Permissions;
import io.guanxi.application.profile.ProfileView;
import io.guanxi.application.timeline.TimelineEntry;
import io.guanxi.application.view.Filter;
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
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerCommand.LiftRestriction;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerCommand.Restrict;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerRule;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.RuleCode;
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
import java.util.Set;
import java.util.UUID;
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
        session.executeAll(List.of(
                give("newsletter", null),
                OpportunityCommand.Open.named(deal, "Books"),
                CampaignCommand.Draft.named(campaign, "Spring", "ann"),
                new ProfileCommand.Open(profile, zhuXi),
                new Restrict(zhuXi, "contests the address")));

        requireAsked(crm, "newsletter", NOW, false, Reason.RESTRICTED);
        requireAsked(crm, "contract", NOW, false, Reason.RESTRICTED);
        About about = About.customer(zhuXi);
        ActivityDetails visit = ActivityDetails.of(ActivityKind.VISIT, "The offer");
        List<Command> refused = List.of(
                new CustomerCommand.Tag(zhuXi, "vip"),
                OpportunityCommand.Open.named(OpportunityId.random(), "More books")
                        .withCustomerId(zhuXi),
                new OpportunityCommand.AssignCustomer(deal, zhuXi),
                new CampaignCommand.AddMembers(campaign, List.of(luJiuyuan, zhuXi)),
                new ActivityCommand.PlanFollowUp(ActivityId.random(), about, visit, NOW.plus(DAY), "ann"),
                new ActivityCommand.RecordFollowUp(ActivityId.random(), about, visit, ActivityOutcome.NONE),
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
}
