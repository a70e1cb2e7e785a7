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
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerEvent.Dealt;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityEvent.Won;
import io.guanxi.domain.opportunity.OpportunityId;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.joda.money.Money;
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

    @ParameterizedTest
    @ValueSource(strings = {"customer", "opportunity", "campaign", "ticket", "product", "person", "process"})
    void everyFeatureCanBeLeftOut(String feature) {
        try (Crm crm = Trials.builder(clock).without(feature).build()) {
            assertThat(crm.features()).extracting(Feature::name).hasSize(6).doesNotContain(feature);
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
