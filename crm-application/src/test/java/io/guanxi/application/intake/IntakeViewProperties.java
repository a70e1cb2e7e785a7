package io.guanxi.application.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.Trials;
import io.guanxi.application.ViewLaws;
import io.guanxi.domain.intake.Intake;
import io.guanxi.domain.intake.IntakeArbitraries;
import io.guanxi.domain.intake.IntakeCommand;
import io.guanxi.domain.intake.IntakeId;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class IntakeViewProperties {

    @Property(tries = 200)
    void theViewShowsWhatTheRulesRemember(@ForAll("commands") List<IntakeCommand> commands) {
        ViewLaws.hold(
                new IntakeFeature(),
                Intake.DECIDER,
                IntakeView.TYPE,
                commands,
                Trials.at(Trials.NOON),
                (state, view) -> {
                    assertThat(view.row()).isEqualTo(state.row());
                    assertThat(view.discarded()).isEqualTo(state.discarded());
                });
    }

    @Provide
    Arbitrary<List<IntakeCommand>> commands() {
        return IntakeArbitraries.commands(new IntakeId(new UUID(0, 1)));
    }
}
