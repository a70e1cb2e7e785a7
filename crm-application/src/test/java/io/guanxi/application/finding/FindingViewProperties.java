package io.guanxi.application.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.Trials;
import io.guanxi.application.ViewLaws;
import io.guanxi.domain.finding.Finding;
import io.guanxi.domain.finding.FindingArbitraries;
import io.guanxi.domain.finding.FindingCommand;
import io.guanxi.domain.finding.FindingId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FindingViewProperties {

    private static final FindingId ID = new FindingId(new UUID(13, 1));

    @Property(tries = 200)
    void theViewShowsWhatTheRulesRemember(@ForAll("commands") List<FindingCommand> commands) {
        ViewLaws.hold(
                new FindingFeature(),
                Finding.DECIDER,
                FindingView.TYPE,
                commands,
                Trials.at(Trials.NOON),
                (state, view) -> {
                    var reported = Objects.requireNonNull(state.reported());
                    var decision = state.decision();
                    assertThat(view.fields()).isEqualTo(reported.fields());
                    assertThat(view.facts()).isEqualTo(reported.facts());
                    assertThat(view.assignee()).isEqualTo(state.assignee());
                    assertThat(view.decision()).isEqualTo(decision == null ? null : decision.decision());
                    assertThat(view.status() == FindingView.Status.OPEN).isEqualTo(decision == null);
                });
    }

    @Provide
    Arbitrary<List<FindingCommand>> commands() {
        return FindingArbitraries.commands(ID);
    }
}
