package io.guanxi.application.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.Trials;
import io.guanxi.application.ViewLaws;
import io.guanxi.domain.campaign.Campaign;
import io.guanxi.domain.campaign.CampaignArbitraries;
import io.guanxi.domain.campaign.CampaignCommand;
import io.guanxi.domain.campaign.CampaignEvent;
import io.guanxi.domain.campaign.CampaignEvent.BudgetExceeded;
import io.guanxi.domain.campaign.CampaignEvent.CostRecorded;
import io.guanxi.domain.campaign.CampaignEvent.CostReversed;
import io.guanxi.domain.campaign.CampaignEvent.MemberRemoved;
import io.guanxi.domain.campaign.CampaignEvent.MembersAdded;
import io.guanxi.domain.campaign.CampaignEvent.ResponseRecorded;
import io.guanxi.domain.campaign.CampaignId;
import io.guanxi.domain.campaign.Response;
import io.guanxi.domain.customer.CustomerId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.Money;

class CampaignViewProperties {

    private static final CampaignId SPRING = CampaignId.random();

    @Property(tries = 500)
    void theViewShowsWhatTheRulesRemember(@ForAll("commands") List<CampaignCommand> commands) {
        ViewLaws.hold(
                new CampaignFeature(),
                Campaign.DECIDER,
                CampaignView.TYPE,
                commands,
                Trials.at(Trials.NOON),
                (state, view) -> {
                    assertThat(view.status()).isEqualTo(state.status());
                    assertThat(view.details()).isEqualTo(state.details());
                    assertThat(view.owner()).isEqualTo(state.owner());
                    assertThat(view.budget()).isEqualTo(state.budget());
                    assertThat(view.startsOn()).isEqualTo(state.start());
                    assertThat(view.endsOn()).isEqualTo(state.end());
                });
    }

    /** What the rules keep to themselves is counted from the events. */
    @Property(tries = 500)
    void membersAndCostsAreCountedRight(@ForAll("commands") List<CampaignCommand> commands) {
        Map<CustomerId, Optional<Response>> members = new HashMap<>();
        Map<String, Money> costs = new HashMap<>();
        ViewLaws.hold(
                new CampaignFeature(),
                Campaign.DECIDER,
                CampaignView.TYPE,
                steps(commands),
                event -> count(event, members, costs),
                (state, view) -> {
                    assertThat(view.members()).isEqualTo(members.size());
                    assertThat(view.responses()).isEqualTo(responses(members));
                    Optional<Money> spent = costs.values().stream().reduce(Money::plus);
                    assertThat(Optional.ofNullable(view.spent()).filter(Money::isPositive))
                            .isEqualTo(spent);
                    Money budget = view.budget();
                    assertThat(view.overBudget())
                            .isEqualTo(budget != null
                                    && spent.filter(each -> each.isGreaterThan(budget))
                                            .isPresent());
                });
    }

    private static void count(
            CampaignEvent event, Map<CustomerId, Optional<Response>> members, Map<String, Money> costs) {
        if (event instanceof MembersAdded added) {
            added.customers().forEach(each -> members.put(each, Optional.empty()));
        } else if (event instanceof MemberRemoved removed) {
            members.remove(removed.customerId());
        } else if (event instanceof ResponseRecorded recorded) {
            members.put(recorded.customerId(), Optional.of(recorded.response()));
        } else if (event instanceof CostRecorded cost) {
            costs.put(cost.costId(), cost.amount());
        } else if (event instanceof CostReversed reversed) {
            costs.remove(reversed.costId());
        }
    }

    private static Map<Response, Integer> responses(Map<CustomerId, Optional<Response>> members) {
        Map<Response, Integer> result = new EnumMap<>(Response.class);
        members.values().forEach(each -> each.ifPresent(response -> result.merge(response, 1, Integer::sum)));
        return result;
    }

    @Property(tries = 500)
    void aBudgetSaidToBeExceededIsExceededInTheView(@ForAll("commands") List<CampaignCommand> commands) {
        List<CampaignEvent> latest = new ArrayList<>();
        ViewLaws.hold(
                new CampaignFeature(),
                Campaign.DECIDER,
                CampaignView.TYPE,
                steps(commands),
                latest::add,
                (state, view) -> {
                    if (latest.get(latest.size() - 1) instanceof BudgetExceeded exceeded) {
                        assertThat(view.overBudget()).isTrue();
                        assertThat(view.spent()).isEqualTo(exceeded.spent());
                    }
                });
    }

    private static List<ViewLaws.Step<CampaignCommand>> steps(List<CampaignCommand> commands) {
        return commands.stream()
                .map(each -> new ViewLaws.Step<>(each, Trials.at(Trials.NOON)))
                .toList();
    }

    @Provide
    Arbitrary<List<CampaignCommand>> commands() {
        return CampaignArbitraries.commands(SPRING);
    }
}
