package io.guanxi.application.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmBuilder;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Past;
import io.guanxi.application.Reader;
import io.guanxi.application.Undone;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.access.Scopes;
import io.guanxi.application.activity.ActivityFeature;
import io.guanxi.application.activity.ActivityView;
import io.guanxi.application.campaign.CampaignView;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.opportunity.OpportunityView;
import io.guanxi.application.ticket.TicketMessageView;
import io.guanxi.application.ticket.TicketView;
import io.guanxi.application.timeline.TimelineEntry;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Grouping;
import io.guanxi.application.view.Page;
import io.guanxi.application.view.PageRequest;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.activity.About;
import io.guanxi.domain.activity.Activity;
import io.guanxi.domain.activity.ActivityCommand;
import io.guanxi.domain.activity.ActivityCommand.Assign;
import io.guanxi.domain.activity.ActivityCommand.Cancel;
import io.guanxi.domain.activity.ActivityCommand.Complete;
import io.guanxi.domain.activity.ActivityCommand.CorrectDetails;
import io.guanxi.domain.activity.ActivityCommand.PlanFollowUp;
import io.guanxi.domain.activity.ActivityCommand.Postpone;
import io.guanxi.domain.activity.ActivityCommand.RecordFollowUp;
import io.guanxi.domain.activity.ActivityCommand.Reinstate;
import io.guanxi.domain.activity.ActivityCommand.Reopen;
import io.guanxi.domain.activity.ActivityCommand.Retract;
import io.guanxi.domain.activity.ActivityDetails;
import io.guanxi.domain.activity.ActivityId;
import io.guanxi.domain.activity.ActivityKind;
import io.guanxi.domain.activity.ActivityOutcome;
import io.guanxi.domain.activity.ActivityRule;
import io.guanxi.domain.activity.ContactCap;
import io.guanxi.domain.activity.Direction;
import io.guanxi.domain.campaign.CampaignCommand;
import io.guanxi.domain.campaign.CampaignDetails;
import io.guanxi.domain.campaign.CampaignId;
import io.guanxi.domain.customer.Customer;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerRule;
import io.guanxi.domain.customer.SourceIdentity;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityId;
import io.guanxi.domain.ticket.TicketCommand;
import io.guanxi.domain.ticket.TicketId;
import io.guanxi.domain.ticket.TicketKind;
import io.guanxi.domain.ticket.TicketPriority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What has happened with a customer, over all features; a part of {@link StorageContract}. */
abstract class TimelineContract extends ChainContract {

    private static final Actor ANN = new Actor("ann", Set.of("sales"));
    private static final Actor BOSS = new Actor("eve", Set.of("sales"));
    private static final Actor BOB = new Actor("bob", Set.of("sales"));
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final PageRequest<TimelineEntry> ALL = TimelineEntry.newest(1_000);

    private final MutableClock clock = new MutableClock(NOON);
    private final List<Crm> open = new ArrayList<>();
    private final CustomerId acme = CustomerId.random();
    private final CustomerId beta = CustomerId.random();
    private final OpportunityId deal = OpportunityId.random();
    private final CampaignId campaign = CampaignId.random();
    private final TicketId ticket = TicketId.random();
    private final ActivityId visit = ActivityId.random();

    @AfterEach
    void closeTimelines() {
        open.forEach(Crm::close);
    }

    private CrmBuilder told(Storage storage) {
        return Crm.builder()
                .storage(storage)
                .authorizer(Authorizer.allowEverything())
                .without("process")
                .clock(clock)
                .dutiesEvery(Duration.ZERO);
    }

    private Crm start(CrmBuilder builder) {
        Crm crm = builder.build();
        open.add(crm);
        return crm;
    }

    private static Instant hour(int hours) {
        return NOON.plus(Duration.ofHours(hours));
    }

    /** Not in the order in which it happened. */
    private void tell(CrmSession session) {
        clock.set(hour(24));
        session.at(hour(0)).execute(CustomerCommand.Register.organisation(acme, "Acme"));
        session.at(hour(0)).execute(CustomerCommand.Register.organisation(beta, "Betasoloin"));
        session.at(hour(5)).execute(new CustomerCommand.AssignOwner(acme, "ann"));
        session.at(hour(4))
                .execute(new TicketCommand.Open(
                        ticket, acme, "left shoe", null, "mail", TicketKind.QUESTION, TicketPriority.NORMAL));
        session.at(hour(6)).execute(new TicketCommand.Reply(ticket, "m1", "both shoes"));
        session.at(hour(1))
                .execute(OpportunityCommand.Open.named(deal, "Shoes")
                        .withCustomerId(acme)
                        .withOwner("ann")
                        .withAmount(Money.parse("EUR 10")));
        session.at(hour(7)).execute(new OpportunityCommand.Win(deal, null));
        session.at(hour(2)).execute(new CampaignCommand.Draft(campaign, CampaignDetails.named("Spring"), null, "ann"));
        session.at(hour(3)).execute(new CampaignCommand.AddMembers(campaign, List.of(acme, beta)));
        session.at(hour(8)).execute(recorded(visit, acme, "At the fair"));
    }

    private static RecordFollowUp recorded(ActivityId id, CustomerId customer, String subject) {
        return new RecordFollowUp(
                id,
                About.customer(customer),
                ActivityDetails.of(ActivityKind.STORE_VISIT, subject),
                ActivityOutcome.NONE);
    }

    private static List<TimelineEntry> read(Reader reader, Filter<TimelineEntry> filter) {
        return reader.views(TimelineEntry.TYPE).find(filter, ALL).views();
    }

    private List<String> texts(Reader reader) {
        return read(reader, TimelineEntry.of(acme)).stream()
                .map(each -> each.kind() + " " + each.event() + " " + each.text())
                .toList();
    }

    @Test
    void theTimelineTellsOfAllFeaturesByTheTimeOfTheBusiness() {
        CrmSession ann = start(told(empty())).as(ANN);
        tell(ann);
        assertThat(texts(ann))
                .containsExactly(
                        "store-visit activity.follow-up-recorded At the fair",
                        "deal opportunity.won EUR 10.00",
                        "message ticket.reply-sent both shoes",
                        "customer customer.owner-assigned ann",
                        "ticket ticket.opened left shoe",
                        "campaign campaign.members-added Spring",
                        "deal opportunity.opened Shoes");
        assertThat(read(ann, TimelineEntry.of(beta)))
                .extracting(TimelineEntry::event)
                .containsExactly("campaign.members-added");
        assertThat(read(ann, TimelineEntry.of(acme).and(TimelineEntry.KIND.in("deal", "store-visit"))))
                .extracting(TimelineEntry::happenedAt)
                .containsExactly(hour(8), hour(7), hour(1));
        assertThat(texts(ann.asOf(hour(3), Past.Time.HAPPENED)))
                .containsExactly("campaign campaign.members-added Spring", "deal opportunity.opened Shoes");
        assertThat(texts(ann.asOf(hour(23)))).isEmpty();
        assertThat(texts(ann.asOf(hour(24)))).isEqualTo(texts(ann));
    }

    @Test
    void noPageOfATimelineRepeatsOrSkipsThoughOthersWrite() {
        CrmSession ann = start(told(empty())).as(ANN);
        ann.executeAll(IntStream.range(0, 20)
                .mapToObj(i -> recorded(ActivityId.random(), acme, "visit " + i))
                .toList());
        List<TimelineEntry> before = read(ann, TimelineEntry.of(acme));
        List<TimelineEntry> seen = new ArrayList<>();
        PageRequest<TimelineEntry> request = TimelineEntry.newest(3);
        for (int page = 0; page < 7; page++) {
            Page<TimelineEntry> found = ann.views(TimelineEntry.TYPE).find(TimelineEntry.of(acme), request);
            seen.addAll(found.views());
            assertThat(found.next() == null).isEqualTo(page == 6);
            request = found.next() == null ? request : request.after(found.next());
            clock.set(hour(page + 1));
            ann.execute(recorded(ActivityId.random(), acme, "in between"));
        }
        assertThat(seen).containsExactlyElementsOf(before).doesNotHaveDuplicates();
        assertThat(read(ann, TimelineEntry.of(acme))).hasSize(27);
    }

    @Test
    void whoMayNotSeeADealMayNotSeeItOnTheTimeline() {
        Scopes rights = Scopes.commands((actor, command) -> true)
                .see(CustomerView.TYPE, actor -> Filter.everything())
                .see(OpportunityView.TYPE, actor -> OpportunityView.OWNER.is(actor.id()))
                .see(CampaignView.TYPE, actor -> Filter.nothing())
                .see(TicketView.TYPE, actor -> Filter.everything())
                .see(
                        TicketMessageView.TYPE,
                        actor -> actor.equals(ANN) ? Filter.everything() : TicketMessageView.AUTHOR.is(actor.id()));
        Crm crm = start(told(empty()).authorizer(butForTheBoss(rights)));
        tell(crm.as(BOSS));
        String owner = "customer customer.owner-assigned ann";
        String opened = "ticket ticket.opened left shoe";

        assertThat(texts(crm.as(ANN)))
                .containsExactly(
                        "deal opportunity.won EUR 10.00",
                        "message ticket.reply-sent both shoes",
                        owner,
                        opened,
                        "deal opportunity.opened Shoes");
        assertThat(texts(crm.as(BOB))).containsExactly(owner, opened);
        assertThat(texts(crm.as(BOB).asOf(hour(24)))).containsExactly(owner, opened);
        assertThat(crm.as(BOB).views(TimelineEntry.TYPE).count(Filter.everything()))
                .isEqualTo(2);
        assertThat(crm.as(BOB)
                        .views(TimelineEntry.TYPE)
                        .group(
                                Filter.everything(),
                                Grouping.by(TimelineEntry.KIND).count("entries")))
                .extracting(each -> each.keys().get(0))
                .containsExactly("customer", "ticket");
        TimelineEntry won =
                read(crm.as(ANN), TimelineEntry.EVENT.is("opportunity.won")).get(0);
        assertThat(crm.as(BOB).views(TimelineEntry.TYPE).byId(won.id())).isEmpty();
    }

    private static Authorizer butForTheBoss(Authorizer rights) {
        return new Authorizer() {
            @Override
            public boolean mayExecute(Actor actor, Command command) {
                return true;
            }

            @Override
            public <V extends View> Optional<Filter<V>> scope(Actor actor, ViewType<V> type) {
                return actor.equals(BOSS) ? Optional.of(Filter.everything()) : rights.scope(actor, type);
            }
        };
    }

    @Test
    void aTimelineThatIsMadeAnewIsTheSame() {
        Storage storage = empty();
        Crm crm = start(told(storage));
        tell(crm.as(ANN));
        List<TimelineEntry> before = read(crm.as(ANN), Filter.everything());
        assertThat(before).hasSize(8);
        crm.rebuild(TimelineEntry.TYPE).done().join();
        assertThat(read(crm.as(ANN), Filter.everything())).isEqualTo(before);
        crm.as(ANN).execute(new TicketCommand.Resolve(ticket, "sent", "both shoes sent"));
        assertThat(read(crm.as(ANN), Filter.everything())).hasSize(9).containsAll(before);
    }

    @Test
    void theTimelineOfSomebodyErasedTellsNothingPersonal() {
        Crm crm = start(told(empty()).erasable());
        CrmSession ann = crm.as(ANN);
        tell(ann);
        ann.erase(acme, "request 4711");
        assertThat(texts(ann))
                .containsExactly(
                        "store-visit activity.follow-up-recorded [erased]",
                        "deal opportunity.won EUR 10.00",
                        "message ticket.reply-sent [erased]",
                        "customer customer.owner-assigned ann",
                        "ticket ticket.opened [erased]",
                        "campaign campaign.members-added Spring",
                        "deal opportunity.opened [erased]");
    }

    @Test
    void aCustomerIsNotContactedMoreOftenThanTheCapsAllow() {
        ContactCap calls = new ContactCap("two calls a week", "phone", 2, Duration.ofDays(7));
        ContactCap any = new ContactCap("three a month", null, 3, Duration.ofDays(30));
        CrmSession ann =
                start(told(empty()).feature(new ActivityFeature(calls, any))).as(ANN);
        ActivityId second = ActivityId.random();
        ann.execute(call(ActivityId.random(), "phone"));
        ann.execute(plan(second, "phone", hour(24)));
        PlanFollowUp third = plan(ActivityId.random(), "phone", hour(48));
        assertThat(refused(ann, third))
                .isEqualTo("The rule two calls a week allows 2 contacts of a customer within 7"
                        + " days, and this would be one more");
        assertThat(refused(ann, call(ActivityId.random(), "phone"))).contains("two calls a week");
        assertThat(ann.execute(plan(second, "phone", hour(24))).events())
                .as("said again")
                .isEmpty();

        ann.execute(new Postpone(second, hour(24 * 8), "on holiday"));
        ann.execute(third);
        assertThat(refused(ann, plan(ActivityId.random(), "mail", hour(24)))).contains("three a month");
        ann.execute(recorded(ActivityId.random(), acme, "came by himself"));
        ann.at(NOON.minus(Duration.ofDays(3))).execute(call(ActivityId.random(), "phone"));
        ann.execute(new PlanFollowUp(ActivityId.random(), About.customer(beta), outbound("phone"), hour(1), null));
        assertThat(ann.views(ActivityView.TYPE).count(ActivityView.overdue(hour(49))))
                .isEqualTo(2);
    }

    @Test
    void whatWasRetractedDoesNotCountForTheCapsAndWhatIsPlannedAgainDoes() {
        ContactCap calls = new ContactCap("a call a day", "phone", 1, Duration.ofDays(1));
        CrmSession ann =
                start(told(empty()).feature(new ActivityFeature(calls))).as(ANN);
        ActivityId first = ActivityId.random();
        ActivityId second = ActivityId.random();
        ActivityId third = ActivityId.random();
        ann.execute(call(first, "phone"));
        assertThat(refused(ann, plan(second, "phone", hour(1)))).contains("a call a day");
        ann.execute(new Retract(first, "of another customer"));
        ann.execute(plan(second, "phone", hour(1)));
        ann.execute(new Reinstate(first)); // no cap refuses what has been

        ann.execute(new Postpone(second, hour(48), "on holiday"));
        ann.execute(new Cancel(second, "no need"));
        ann.execute(plan(third, "phone", hour(48)));
        assertThat(refused(ann, new Reopen(second, null))).contains("a call a day");
        ann.execute(new Retract(third, "of another customer"));
        ann.execute(new Reopen(second, null));
        assertThat(refused(ann, new Reinstate(third))).contains("a call a day");
    }

    /** Of what it has begun, nothing is planned again on the way. */
    @Test
    void noCapKeepsABatchFromBeingTakenBack() {
        ContactCap calls = new ContactCap("a call a day", "phone", 1, Duration.ofDays(1));
        CrmSession ann =
                start(told(empty()).feature(new ActivityFeature(calls))).as(ANN);
        ActivityId first = ActivityId.random();
        UUID batch = UUID.randomUUID();
        ann.inBatch(batch)
                .executeAll(List.of(
                        plan(first, "phone", hour(48)),
                        new Complete(first, new ActivityOutcome("reached", null, null))));
        ann.execute(plan(ActivityId.random(), "phone", hour(48)));
        Undone undone = ann.undo(batch);
        assertThat(undone.complete()).as(undone.toString()).isTrue();
        assertThat(ann.history(first))
                .extracting(each -> each.name())
                .containsExactly("activity.follow-up-planned", "activity.completed", "activity.retracted");
    }

    private static Map<ActivityId, String> shown(CrmSession session) {
        Map<ActivityId, String> shown = new HashMap<>();
        session.views(ActivityView.TYPE)
                .forEach(
                        Filter.everything(),
                        each -> shown.put(
                                each.id(),
                                String.join(
                                        " ",
                                        each.status().name(),
                                        each.details().subject(),
                                        each.assignee(),
                                        String.valueOf(each.dueAt()),
                                        String.valueOf(each.heldAt()),
                                        String.valueOf(each.outcome()),
                                        String.valueOf(each.retraction()),
                                        each.status() == Activity.Status.CANCELLED ? each.reason() : "")));
        return shown;
    }

    private static long held(CrmSession session) {
        return session.views(ActivityView.TYPE)
                .count(ActivityView.HELD_AT.absent().not());
    }

    /** And taking that back brings about again what the batch did, at the times at which it was done. */
    @Test
    void aBatchOfActivitiesIsTakenBack() {
        CrmSession ann = start(told(empty())).as(ANN);
        ann.execute(CustomerCommand.Register.organisation(acme, "Acme"));
        List<ActivityId> ids = Stream.generate(ActivityId::random).limit(10).toList();
        ActivityOutcome reached = new ActivityOutcome("reached", null, hour(3));
        for (int i = 0; i < 5; i++) {
            ann.execute(plan(ids.get(i), "phone", hour(24 + i)));
        }
        ann.at(hour(-24)).execute(new Complete(ids.get(2), reached));
        ann.execute(new Cancel(ids.get(3), "no need"));
        ann.execute(recorded(ids.get(5), acme, "At the fair"));
        ann.execute(recorded(ids.get(6), acme, "In the shop"));
        ann.execute(new Retract(ids.get(6), "of another customer"));
        Map<ActivityId, String> before = shown(ann);
        assertThat(held(ann)).isEqualTo(2);

        UUID batch = UUID.randomUUID();
        ann.inBatch(batch)
                .at(hour(1))
                .executeAll(List.of(
                        new Complete(ids.get(0), reached),
                        new Cancel(ids.get(1), "no answer"),
                        new Reopen(ids.get(2), "not reached"),
                        new Postpone(ids.get(2), hour(72), "on holiday"),
                        new Reopen(ids.get(3), null),
                        new Assign(ids.get(4), "eve"),
                        new Postpone(ids.get(4), hour(72), "on holiday"),
                        new Retract(ids.get(5), "of another customer"),
                        new Reinstate(ids.get(6)),
                        new CorrectDetails(ids.get(6), ActivityDetails.of(ActivityKind.VISIT, "At the shop")),
                        plan(ids.get(7), "phone", hour(24)),
                        new Complete(ids.get(7), reached),
                        recorded(ids.get(8), acme, "At the fair"),
                        new CorrectDetails(ids.get(8), ActivityDetails.of(ActivityKind.VISIT, "At the other fair")),
                        plan(ids.get(9), "phone", hour(24)),
                        new Cancel(ids.get(9), "no answer")));
        Map<ActivityId, String> after = shown(ann);
        assertThat(held(ann)).isEqualTo(4);

        clock.set(hour(5));
        Undone undone = ann.undo(batch);

        assertThat(undone.complete()).as(undone.toString()).isTrue();
        Map<ActivityId, String> takenBack = shown(ann);
        ids.subList(7, 10)
                .forEach(each -> assertThat(takenBack.remove(each))
                        .startsWith("RETRACTED")
                        .contains("reason=taken back"));
        assertThat(takenBack).isEqualTo(before);
        assertThat(held(ann)).isEqualTo(2);
        assertThat(read(ann, TimelineEntry.EVENT.is("activity.retracted")))
                .extracting(TimelineEntry::text)
                .containsExactlyInAnyOrder(
                        "of another customer",
                        "of another customer",
                        "of another customer",
                        "taken back",
                        "taken back",
                        "taken back");

        Undone again = ann.undo(undone.batch());

        assertThat(again.complete()).as(again.toString()).isTrue();
        assertThat(shown(ann)).isEqualTo(after);
        assertThat(held(ann)).isEqualTo(4);
    }

    private static ActivityDetails outbound(String channel) {
        return new ActivityDetails(ActivityKind.CALL, Direction.OUTBOUND, channel, "Our offer", null, Set.of());
    }

    private PlanFollowUp plan(ActivityId id, String channel, Instant dueAt) {
        return new PlanFollowUp(id, About.customer(acme), outbound(channel), dueAt, null);
    }

    private RecordFollowUp call(ActivityId id, String channel) {
        return new RecordFollowUp(id, About.customer(acme), outbound(channel), ActivityOutcome.NONE);
    }

    private static String refused(CrmSession session, ActivityCommand command) {
        CrmException.Refused refusal = catchThrowableOfType(CrmException.Refused.class, () -> session.execute(command));
        assertThat(refusal).isNotNull();
        assertThat(refusal.rule()).isEqualTo(ActivityRule.CAP_REACHED);
        return refusal.rule().describe(refusal.details().toArray());
    }

    @Test
    void aCustomerIsFoundByWhateverASystemCallsIt() {
        CrmSession ann = start(told(empty())).as(ANN);
        tell(ann);
        SourceIdentity erp = new SourceIdentity("erp", "4711");
        ann.execute(new CustomerCommand.AddIdentity(acme, erp));
        ann.execute(new CustomerCommand.AddIdentity(acme, new SourceIdentity("wechat-openid", "oX-1")));
        ann.execute(new CustomerCommand.AddIdentity(beta, new SourceIdentity("card", "4711")));
        assertThat(known(ann, "erp:4711")).containsExactly(acme);
        assertThat(known(ann, "wechat-openid:oX-1")).containsExactly(acme);
        assertThat(known(ann, "card:4711")).containsExactly(beta);
        CrmException.Refused refusal = catchThrowableOfType(
                CrmException.Refused.class, () -> ann.execute(new CustomerCommand.AddIdentity(beta, erp)));
        assertThat(refusal).isNotNull();
        assertThat(refusal.rule()).isEqualTo(CustomerRule.IDENTITY_TAKEN);
        ann.execute(new CustomerCommand.RemoveIdentity(acme, erp));
        ann.execute(new CustomerCommand.AddIdentity(beta, erp));
        assertThat(known(ann, "erp:4711")).containsExactly(beta);
    }

    private static List<CustomerId> known(CrmSession session, String name) {
        return session
                .views(CustomerView.TYPE)
                .find(CustomerView.knownAs(name), PageRequest.first(10).byId())
                .views()
                .stream()
                .map(CustomerView::id)
                .toList();
    }

    /** By one question; and the same answer as asking each customer. */
    @Test
    void whoWasLeftAloneTooLongIsFound() {
        CrmSession ann = start(told(empty())).as(ANN);
        Instant since = hour(0);
        for (int i = 0; i < 24; i++) {
            CustomerId id = CustomerId.random();
            ann.at(hour(i % 2 == 0 ? -2 : 2)).execute(CustomerCommand.Register.organisation(id, "Customer " + i));
            if (i % 3 > 0) {
                Instant contact = hour(i % 3 == 1 ? -1 : 1);
                ann.execute(new CustomerCommand.NoteContact(id, ActivityId.random(), contact, null));
            }
            if (i % 4 > 0) {
                ann.execute(new CustomerCommand.PromiseFollowUp(id, ActivityId.random(), hour(i % 4 == 1 ? -1 : 9)));
            }
            if (i % 8 == 7) {
                ann.execute(new CustomerCommand.Archive(id, "gone"));
            }
        }
        List<CustomerView> all = ann.views(CustomerView.TYPE)
                .find(Filter.everything(), PageRequest.first(100).byId())
                .views();
        List<CustomerId> expected = all.stream()
                .filter(each -> isNeglected(each, since))
                .map(CustomerView::id)
                .toList();
        assertThat(expected).hasSizeBetween(3, 9);
        assertThat(ann.views(CustomerView.TYPE)
                        .find(
                                CustomerView.neglectedSince(since),
                                PageRequest.first(100).byId())
                        .views())
                .extracting(CustomerView::id)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static boolean isNeglected(CustomerView customer, Instant since) {
        Instant last = customer.contacts().lastAt() == null
                ? customer.registeredAt()
                : customer.contacts().lastAt();
        Instant next = customer.nextContactAt();
        return customer.status() == Customer.Status.ACTIVE
                && !last.isAfter(since)
                && (next == null || !next.isAfter(since));
    }
}
