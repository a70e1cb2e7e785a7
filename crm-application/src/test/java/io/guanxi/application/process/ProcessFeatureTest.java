package io.guanxi.application.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmBuilder;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Feature;
import io.guanxi.application.Recorded;
import io.guanxi.application.Trials;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.opportunity.OpportunityView;
import io.guanxi.application.spi.MutableClock;
import io.guanxi.application.view.PageRequest;
import io.guanxi.domain.activity.About;
import io.guanxi.domain.activity.ActivityCommand;
import io.guanxi.domain.activity.ActivityDetails;
import io.guanxi.domain.activity.ActivityId;
import io.guanxi.domain.activity.ActivityKind;
import io.guanxi.domain.activity.ActivityOutcome;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerEvent.Dealt;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityEvent.Won;
import io.guanxi.domain.opportunity.OpportunityId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessFeatureTest {

    private static final CustomerId ACME = CustomerId.random();

    private final MutableClock clock = new MutableClock(Trials.NOON);
    private final BlockingQueue<CustomerId> dealt = new LinkedBlockingQueue<>();

    private CrmBuilder builder() {
        return Trials.builder(clock).on(Dealt.class, event -> dealt.add(event.customerId()));
    }

    @Test
    void whoBuysIsDealt() throws InterruptedException {
        try (Crm crm = builder().build()) {
            CrmSession ann = crm.as(Trials.ANN);
            ann.execute(CustomerCommand.Register.organisation(ACME, "Acme"));
            Recorded<Won> won = win(ann, ACME);
            assertThat(dealt.poll(20, TimeUnit.SECONDS)).isEqualTo(ACME);
            assertThat(ann.views(CustomerView.TYPE).count(CustomerView.DEALT.is(true)))
                    .isEqualTo(1);
            assertThat(history(ann, ACME, Dealt.class))
                    .extracting(each -> each.meta().cause())
                    .containsExactly(won.reference());
        }
    }

    /** Wins of one CRM are told in their order, so the last one's consequence shows that the others have had theirs. */
    @Test
    void whomNobodyKnowsIsLeftAloneAndWhoBuysAgainStaysDealt() throws InterruptedException {
        try (Crm crm = builder().build()) {
            CrmSession ann = crm.as(Trials.ANN);
            CustomerId before = CustomerId.random();
            ann.execute(CustomerCommand.Register.organisation(before, "Betasoloin"));
            ann.execute(new CustomerCommand.MarkDealt(before));
            ann.execute(CustomerCommand.Register.organisation(ACME, "Acme"));
            win(ann, CustomerId.random());
            win(ann, before);
            win(ann, before);
            win(ann, ACME);
            assertThat(dealt.poll(20, TimeUnit.SECONDS)).isEqualTo(before);
            assertThat(dealt.poll(20, TimeUnit.SECONDS)).isEqualTo(ACME);
            assertThat(crm.deadLetters()).isEmpty();
            assertThat(history(ann, before, Dealt.class)).hasSize(1);
        }
    }

    @Test
    void withoutCustomersNothingFollowsAWin() {
        try (Crm crm = builder().without("customer").build()) {
            CrmSession ann = crm.as(Trials.ANN);
            Recorded<Won> won = win(ann, ACME);
            assertThat(WhenOpportunityIsWonThenCustomerIsDealt.REACTION.then().apply(won, ann))
                    .isEmpty();
            assertThat(ann.has(OpportunityView.TYPE)).isTrue();
            assertThat(ann.has(CustomerView.TYPE)).isFalse();
            assertThatThrownBy(() -> ann.views(CustomerView.TYPE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The views customer belong to no feature of this CRM");
        }
    }

    @Test
    void aCustomerKnowsItsContacts() throws InterruptedException {
        CustomerId beta = CustomerId.random();
        Instant since = Trials.NOON.minus(Duration.ofDays(30));
        try (Crm crm = builder().build()) {
            CrmSession ann = crm.as(Trials.ANN);
            CrmSession before = ann.at(since.minusSeconds(1));
            before.execute(CustomerCommand.Register.organisation(ACME, "Acme"));
            before.execute(CustomerCommand.Register.organisation(beta, "Betasoloin"));
            assertThat(neglected(ann, since)).containsExactlyInAnyOrder(ACME, beta);

            ActivityId call = plan(ann, ACME, Trials.NOON.plusSeconds(1));
            ActivityId visit = plan(ann, ACME, Trials.NOON.plusSeconds(2));
            plan(ann, CustomerId.random(), Trials.NOON);
            ann.execute(new ActivityCommand.Postpone(call, Trials.NOON.plusSeconds(3), "nobody there"));
            awaitNextContact(ann, ACME, Trials.NOON.plusSeconds(2));
            assertThat(neglected(ann, since)).containsExactly(beta);

            ann.execute(new ActivityCommand.Cancel(visit, "no need"));
            awaitNextContact(ann, ACME, Trials.NOON.plusSeconds(3));
            ann.execute(new ActivityCommand.Complete(call, ActivityOutcome.NONE));
            awaitNextContact(ann, ACME, null);
            CustomerView acme = ann.views(CustomerView.TYPE).byId(ACME).orElseThrow();
            assertThat(acme.contacts().lastAt()).isEqualTo(Trials.NOON);
            assertThat(acme.changedAt()).isEqualTo(acme.registeredAt());

            ann.at(since.plusSeconds(1)).execute(recorded(beta, Trials.NOON.plusSeconds(9)));
            awaitNextContact(ann, beta, Trials.NOON.plusSeconds(9));
            assertThat(neglected(ann, since)).isEmpty();
            assertThat(neglected(ann, Trials.NOON)).containsExactly(ACME);
            assertThat(crm.deadLetters()).isEmpty();
        }
    }

    @Test
    void aCustomerForgetsContactsThatHaveNotBeen() throws InterruptedException {
        try (Crm crm = builder().build()) {
            CrmSession ann = crm.as(Trials.ANN);
            ann.execute(CustomerCommand.Register.organisation(ACME, "Acme"));
            ActivityId fair = told(ann, ACME, day(-3), day(5));
            ActivityId shop = told(ann, ACME, day(-2), day(6));
            ActivityId call = plan(ann, ACME, day(9));
            awaitContacts(ann, ACME, day(-2), day(6));

            ann.execute(new ActivityCommand.Retract(shop, "of another customer"));
            awaitContacts(ann, ACME, day(-3), day(5));
            ann.execute(new ActivityCommand.Retract(fair, "of another customer"));
            awaitContacts(ann, ACME, null, day(9));
            ann.execute(new ActivityCommand.Reinstate(shop));
            awaitContacts(ann, ACME, day(-2), day(6));
            ann.execute(new ActivityCommand.Complete(call, ActivityOutcome.NONE));
            awaitContacts(ann, ACME, Trials.NOON, null);
            ann.execute(new ActivityCommand.Reopen(call, "not reached"));
            awaitContacts(ann, ACME, day(-2), day(6));
            ann.execute(new ActivityCommand.Retract(shop, "of another customer"));
            ann.execute(new ActivityCommand.Retract(call, "of another customer"));
            awaitContacts(ann, ACME, null, null);
            ann.execute(new ActivityCommand.Reinstate(call));
            awaitContacts(ann, ACME, null, day(9));
            ann.execute(new ActivityCommand.Cancel(call, "no need"));
            awaitContacts(ann, ACME, null, null);
            ann.execute(new ActivityCommand.Reopen(call, null));
            awaitContacts(ann, ACME, null, day(9));
            ann.execute(new ActivityCommand.Reinstate(fair));
            awaitContacts(ann, ACME, day(-3), day(5));

            UUID batch = UUID.randomUUID();
            for (int i = 0; i < 40; i++) {
                told(ann.inBatch(batch), ACME, day(-2).plusSeconds(i), day(10).plusSeconds(i));
            }
            awaitContacts(ann, ACME, day(-2).plusSeconds(39), day(9));
            assertThat(ann.undo(batch).complete()).isTrue();
            awaitContacts(ann, ACME, day(-3), day(5));
            assertThat(crm.deadLetters()).isEmpty();
        }
    }

    /** Each has its own, and the one by whose name they go shows the last of both. */
    @Test
    void mergedCustomersForgetTheirOwnContacts() throws InterruptedException {
        CustomerId beta = CustomerId.random();
        try (Crm crm = builder().build()) {
            CrmSession ann = crm.as(Trials.ANN);
            ann.execute(CustomerCommand.Register.organisation(ACME, "Acme"));
            ann.execute(CustomerCommand.Register.organisation(beta, "Betasoloin"));
            ActivityId fair = told(ann, ACME, day(-3), day(5));
            ActivityId shop = told(ann, beta, day(-2), day(6));
            awaitContacts(ann, ACME, day(-3), day(5));
            awaitContacts(ann, beta, day(-2), day(6));
            ann.execute(CustomerCommand.MergeInto.of(beta, ACME));
            awaitContacts(ann, ACME, day(-2), day(6));

            ActivityId between = told(ann, ACME, day(-2).minusSeconds(1), day(4));
            ActivityId call = told(ann, ACME, day(-1), day(7));
            awaitContacts(ann, ACME, day(-1), day(7));
            ann.execute(new ActivityCommand.Retract(call, "of another customer"));
            awaitContacts(ann, ACME, day(-2), day(6));
            ann.execute(new ActivityCommand.Retract(shop, "of another customer"));
            awaitContacts(ann, ACME, day(-2).minusSeconds(1), day(4));
            awaitContacts(ann, beta, null, null);
            ann.execute(new ActivityCommand.Retract(between, "of another customer"));
            awaitContacts(ann, ACME, day(-3), day(5));
            ann.execute(new ActivityCommand.Retract(fair, "of another customer"));
            awaitContacts(ann, ACME, null, null);
            ann.execute(new ActivityCommand.Reinstate(shop));
            awaitContacts(ann, ACME, day(-2), day(6));
            assertThat(crm.deadLetters()).isEmpty();
        }
    }

    private static Instant day(int days) {
        return Trials.NOON.plus(Duration.ofDays(days));
    }

    private static ActivityId told(CrmSession session, CustomerId customer, Instant at, Instant next) {
        ActivityCommand command = recorded(customer, next);
        session.at(at).execute(command);
        return command.activityId();
    }

    private static void awaitContacts(
            CrmSession session, CustomerId customer, @Nullable Instant last, @Nullable Instant next)
            throws InterruptedException {
        await(session, customer, view -> Arrays.asList(view.contacts().lastAt(), view.nextContactAt()), last, next);
    }

    private static List<CustomerId> neglected(CrmSession session, Instant since) {
        return session
                .views(CustomerView.TYPE)
                .find(CustomerView.neglectedSince(since), PageRequest.first(10).byId())
                .views()
                .stream()
                .map(CustomerView::id)
                .toList();
    }

    private static ActivityId plan(CrmSession session, CustomerId customer, Instant dueAt) {
        ActivityId id = ActivityId.random();
        session.execute(new ActivityCommand.PlanFollowUp(
                id, About.customer(customer), ActivityDetails.of(ActivityKind.CALL, "Offer"), dueAt, null));
        return id;
    }

    private static ActivityCommand recorded(CustomerId customer, Instant next) {
        return new ActivityCommand.RecordFollowUp(
                ActivityId.random(),
                About.customer(customer),
                ActivityDetails.of(ActivityKind.VISIT, "Fair"),
                new ActivityOutcome(null, null, next));
    }

    private static void awaitNextContact(CrmSession session, CustomerId customer, @Nullable Instant expected)
            throws InterruptedException {
        await(session, customer, view -> Arrays.asList(view.nextContactAt()), expected);
    }

    private static void await(
            CrmSession session,
            CustomerId customer,
            Function<CustomerView, List<@Nullable Instant>> shown,
            @Nullable Instant... expected)
            throws InterruptedException {
        Supplier<List<@Nullable Instant>> now = () ->
                shown.apply(session.views(CustomerView.TYPE).byId(customer).orElseThrow());
        for (int tries = 0; tries < 2_000 && !now.get().equals(Arrays.asList(expected)); tries++) {
            Thread.sleep(10);
        }
        assertThat(now.get()).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "customer",
                "contact",
                "activity",
                "opportunity",
                "campaign",
                "ticket",
                "product",
                "person",
                "transaction",
                "consent",
                "profile",
                "disclosure",
                "finding",
                "touchpoint",
                "intake",
                "schema",
                "process",
                "timeline"
            })
    void everyFeatureCanBeLeftOut(String feature) {
        try (Crm crm = Trials.builder(clock).without(feature).build()) {
            assertThat(crm.features()).extracting(Feature::name).hasSize(17).doesNotContain(feature);
        }
    }

    private static Recorded<Won> win(CrmSession ann, CustomerId customer) {
        OpportunityId deal = OpportunityId.random();
        ann.execute(OpportunityCommand.Open.named(deal, "A deal")
                .withCustomerId(customer)
                .withAmount(Money.parse("EUR 10")));
        ann.execute(new OpportunityCommand.Win(deal, null));
        return history(ann, deal, Won.class).get(0);
    }

    private static <E extends DomainEvent> List<Recorded<E>> history(CrmSession ann, AggregateId id, Class<E> type) {
        return ann.history(id).stream()
                .filter(each -> type.isInstance(each.event()))
                .map(each -> new Recorded<>(each.name(), type.cast(each.event()), each.meta()))
                .toList();
    }
}
