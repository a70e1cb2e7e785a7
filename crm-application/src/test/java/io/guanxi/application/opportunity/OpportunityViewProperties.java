package io.guanxi.application.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.Trials;
import io.guanxi.application.ViewLaws;
import io.guanxi.domain.opportunity.Opportunity;
import io.guanxi.domain.opportunity.OpportunityArbitraries;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityId;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class OpportunityViewProperties {

    private static final OpportunityId DEAL = OpportunityId.random();

    @Property
    void theViewShowsWhatTheRulesRemember(@ForAll("commands") List<OpportunityCommand> commands) {
        ViewLaws.hold(
                new OpportunityFeature(OpportunityArbitraries.PIPELINES),
                Opportunity.decider(OpportunityArbitraries.PIPELINES),
                OpportunityView.TYPE,
                commands,
                Trials.at(Trials.NOON),
                OpportunityViewProperties::agree);
    }

    private static void agree(Opportunity deal, OpportunityView view) {
        assertThat(view.status()).isEqualTo(deal.status());
        assertThat(view.openedOn())
                .isEqualTo(Objects.requireNonNull(deal.opening()).openedOn());
        assertThat(view.customer()).isEqualTo(deal.customerId());
        assertThat(view.details()).isEqualTo(deal.details());
        assertThat(view.stage()).isEqualTo(deal.stage());
        assertThat(view.committed()).isEqualTo(deal.forecast());
        assertThat(view.owner()).isEqualTo(deal.owner());
        assertThat(view.amount()).isEqualTo(deal.amount());
        assertThat(view.lines()).isEqualTo(deal.lines().all());
        assertThat(view.expectedClose()).isEqualTo(deal.expectedClose());
        assertThat(view.slips()).isEqualTo(deal.slips());
        assertThat(view.competitors()).isEqualTo(deal.competitors());
        assertThat(view.endReason()).isEqualTo(deal.endReason());
        assertThat(view.closedOn() == null).isEqualTo(deal.status() == Opportunity.Status.OPEN);
    }

    @Provide
    Arbitrary<List<OpportunityCommand>> commands() {
        return OpportunityArbitraries.commands(DEAL);
    }
}
