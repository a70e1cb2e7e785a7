package io.guanxi.domain.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.kernel.DeciderLaws;
import io.guanxi.domain.kernel.DeciderSpec;
import io.guanxi.domain.opportunity.Opportunity.Status;
import io.guanxi.domain.opportunity.OpportunityEvent.CloseDateMoved;
import io.guanxi.domain.opportunity.OpportunityEvent.Invalidated;
import io.guanxi.domain.opportunity.OpportunityEvent.Lost;
import io.guanxi.domain.opportunity.OpportunityEvent.Reopened;
import io.guanxi.domain.opportunity.OpportunityEvent.StageAdvanced;
import io.guanxi.domain.opportunity.OpportunityEvent.StageRolledBack;
import io.guanxi.domain.opportunity.OpportunityEvent.Won;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.joda.money.Money;

class OpportunityProperties {

    private static final OpportunityId DEAL = OpportunityId.random();
    private static final Decider<OpportunityCommand, OpportunityEvent, Opportunity> DECIDER =
            Opportunity.decider(OpportunityArbitraries.PIPELINES);
    private static final CallContext NOW = at(DeciderSpec.NOON);

    private static CallContext at(Instant instant) {
        return new CallContext(new Actor("ann", Set.of()), instant, instant, ZoneOffset.UTC);
    }

    /** Plays the commands and shows the law every accepted one with the state after it; returns what has happened. */
    private static List<OpportunityEvent> play(
            List<OpportunityCommand> commands, BiConsumer<OpportunityCommand, Opportunity> law) {
        List<OpportunityEvent> history = new ArrayList<>();
        Opportunity state = DECIDER.initial();
        for (OpportunityCommand command : commands) {
            List<OpportunityEvent> decided;
            try {
                decided = DECIDER.decide(state, command, NOW);
            } catch (CrmException turnedDown) {
                continue;
            }
            history.addAll(decided);
            state = DECIDER.evolve(state, decided);
            law.accept(command, state);
        }
        return history;
    }

    @Property
    void theLawsOfDecidersHold(@ForAll("commands") List<OpportunityCommand> commands) {
        DeciderLaws.hold(DECIDER, commands, NOW);
    }

    @Property
    void repeatingAnAcceptedCommandChangesNothing(@ForAll("commands") List<OpportunityCommand> commands) {
        play(
                commands,
                (command, state) ->
                        assertThat(DECIDER.decide(state, command, NOW)).isEmpty());
    }

    @Property
    void theAmountIsTheSumOfTheLinesWhereThereAreLines(@ForAll("commands") List<OpportunityCommand> commands) {
        play(commands, (command, state) -> {
            if (!state.lines().all().isEmpty()) {
                assertThat(state.lines().total()).contains(Objects.requireNonNull(state.amount()));
            }
        });
    }

    @Property
    void oneDealHasOneCurrency(@ForAll("commands") List<OpportunityCommand> commands) {
        play(commands, (command, state) -> {
            Money amount = state.amount();
            assertThat(state.lines().all())
                    .allMatch(line -> amount != null && line.unitPrice().isSameCurrency(amount));
        });
    }

    @Property
    void betweenTwoEndsLiesAReopening(@ForAll("commands") List<OpportunityCommand> commands) {
        boolean open = true;
        for (OpportunityEvent event : play(commands, (command, state) -> {})) {
            assertThat(open).as("only a reopening follows an end: %s", event).isNotEqualTo(event instanceof Reopened);
            open = !(event instanceof Won || event instanceof Lost || event instanceof Invalidated);
        }
    }

    @Property
    void aWonDealHasACustomerAndAnAmount(@ForAll("commands") List<OpportunityCommand> commands) {
        play(commands, (command, state) -> {
            if (state.status() == Status.WON) {
                assertThat(state.customerId()).isNotNull();
                assertThat(state.amount()).isNotNull();
            }
        });
    }

    @Property
    void slipsAreCountedOneByOne(@ForAll("commands") List<OpportunityCommand> commands) {
        int slips = 0;
        for (OpportunityEvent event : play(commands, (command, state) -> {})) {
            if (event instanceof CloseDateMoved moved) {
                slips += moved.slip() ? 1 : 0;
                assertThat(moved.slips()).isEqualTo(slips);
            }
        }
    }

    /** Even if the business time jumps back and forth, as in an import. */
    @Property
    void noStageIsDweltInForLessThanNoTime(
            @ForAll("commands") List<OpportunityCommand> commands,
            @ForAll @Size(40) List<@IntRange(min = -400, max = 400) Integer> days) {
        Opportunity state = DECIDER.initial();
        for (int i = 0; i < commands.size(); i++) {
            try {
                CallContext then = at(DeciderSpec.NOON.plus(days.get(i % days.size()), ChronoUnit.DAYS));
                List<OpportunityEvent> decided = DECIDER.decide(state, commands.get(i), then);
                state = DECIDER.evolve(state, decided);
                assertThat(decided).allMatch(event -> dwellDays(event) >= 0);
            } catch (CrmException turnedDown) {
                assertThat(turnedDown.code()).isNotBlank();
            }
        }
    }

    private static long dwellDays(OpportunityEvent event) {
        return event instanceof StageAdvanced advanced
                ? advanced.dwellDays()
                : event instanceof StageRolledBack back ? back.dwellDays() : 0;
    }

    @Provide
    Arbitrary<List<OpportunityCommand>> commands() {
        return OpportunityArbitraries.commands(DEAL);
    }
}
