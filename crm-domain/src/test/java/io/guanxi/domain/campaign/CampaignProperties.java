package io.guanxi.domain.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.domain.campaign.CampaignEvent.BudgetExceeded;
import io.guanxi.domain.campaign.CampaignEvent.MemberRemoved;
import io.guanxi.domain.campaign.CampaignEvent.MembersAdded;
import io.guanxi.domain.campaign.CampaignEvent.ResponseRecorded;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DeciderLaws;
import io.guanxi.domain.kernel.DeciderSpec;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

class CampaignProperties {

    private static final CampaignId SPRING = CampaignId.random();
    private static final CallContext NOW =
            new CallContext(new Actor("ann", Set.of()), DeciderSpec.NOON, DeciderSpec.NOON, ZoneOffset.UTC);

    @Property
    void theLawsOfDecidersHold(@ForAll("commands") List<CampaignCommand> commands) {
        DeciderLaws.hold(Campaign.DECIDER, commands, NOW);
    }

    @Property
    void repeatingAnAcceptedCommandChangesNothing(@ForAll("commands") List<CampaignCommand> commands) {
        DeciderLaws.repeatingChangesNothing(Campaign.DECIDER, commands, NOW);
    }

    @Property
    void allMoneyIsInOneCurrency(@ForAll("commands") List<CampaignCommand> commands) {
        Campaign state = Campaign.DECIDER.evolve(Campaign.DECIDER.initial(), history(commands));
        Set<CurrencyUnit> currencies = Stream.concat(
                        Stream.ofNullable(state.budget()),
                        state.costs().values().stream().map(Cost::amount))
                .map(Money::getCurrencyUnit)
                .collect(Collectors.toSet());
        assertThat(currencies).hasSizeLessThanOrEqualTo(1);
    }

    /** Told naively, by adding up after each event: a report follows each step from within the budget to above it. */
    @Property
    void eachCrossingOfTheBudgetIsReportedOnce(@ForAll("commands") List<CampaignCommand> commands) {
        List<CampaignEvent> history = history(commands);
        Campaign state = Campaign.DECIDER.initial();
        boolean over = false;
        int crossings = 0;
        for (CampaignEvent event : history) {
            state = Campaign.DECIDER.evolve(state, event);
            boolean overNow = isOverBudget(state);
            crossings += overNow && !over ? 1 : 0;
            over = overNow;
        }
        assertThat(history).filteredOn(BudgetExceeded.class::isInstance).hasSize(crossings);
    }

    /** The events alone are enough to keep a register of members, as a view does. */
    @Property
    void theEventsTellWhoIsAMemberAndHowFar(@ForAll("commands") List<CampaignCommand> commands) {
        List<CampaignEvent> history = history(commands);
        Map<CustomerId, @Nullable Response> register = new HashMap<>();
        for (CampaignEvent event : history) {
            if (event instanceof MembersAdded added) {
                assertThat(added.customers()).isNotEmpty().doesNotHaveDuplicates();
                assertThat(register).doesNotContainKeys(added.customers().toArray(new CustomerId[0]));
                added.customers().forEach(each -> register.put(each, null));
            } else if (event instanceof MemberRemoved removed) {
                assertThat(register).containsEntry(removed.customerId(), null);
                register.remove(removed.customerId());
            } else if (event instanceof ResponseRecorded recorded) {
                assertThat(recorded.response()).isNotEqualTo(recorded.from());
                assertThat(recorded.from()).isNotIn(Response.BOUNCED, Response.OPTED_OUT);
                assertThat(register).containsEntry(recorded.customerId(), recorded.from());
                register.put(recorded.customerId(), recorded.response());
            }
        }
        Members members =
                Campaign.DECIDER.evolve(Campaign.DECIDER.initial(), history).members();
        assertThat(members.size()).isEqualTo(register.size());
        register.forEach(
                (customer, response) -> assertThat(members.response(customer)).isEqualTo(response));
    }

    @Provide
    Arbitrary<List<CampaignCommand>> commands() {
        return CampaignArbitraries.commands(SPRING);
    }

    private static List<CampaignEvent> history(List<CampaignCommand> commands) {
        List<CampaignEvent> history = new ArrayList<>();
        Campaign state = Campaign.DECIDER.initial();
        for (CampaignCommand command : commands) {
            List<CampaignEvent> decided = decide(state, command);
            history.addAll(decided);
            state = Campaign.DECIDER.evolve(state, decided);
        }
        return history;
    }

    private static List<CampaignEvent> decide(Campaign state, CampaignCommand command) {
        try {
            return Campaign.DECIDER.decide(state, command, NOW);
        } catch (CrmException turnedDown) {
            return List.of();
        }
    }

    private static boolean isOverBudget(Campaign state) {
        Money budget = state.budget();
        if (budget == null) {
            return false;
        }
        Money spent = Money.zero(budget.getCurrencyUnit());
        for (Cost cost : state.costs().values()) {
            spent = cost.reversed() ? spent : spent.plus(cost.amount());
        }
        return spent.compareTo(budget) > 0;
    }
}
