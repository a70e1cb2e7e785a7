package io.guanxi.application.touchpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.Trials;
import io.guanxi.application.ViewLaws;
import io.guanxi.domain.touchpoint.Touchpoint;
import io.guanxi.domain.touchpoint.TouchpointArbitraries;
import io.guanxi.domain.touchpoint.TouchpointCommand;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TouchpointViewProperties {

    @Property(tries = 200)
    void theViewShowsWhatTheRulesRemember(@ForAll("commands") List<TouchpointCommand> commands) {
        ViewLaws.hold(
                new TouchpointFeature(),
                Touchpoint.DECIDER,
                TouchpointView.TYPE,
                commands,
                Trials.at(Trials.NOON),
                (state, view) -> {
                    assertThat(view.labels()).isEqualTo(state.labels());
                    assertThat(view.retired()).isEqualTo(state.retired());
                });
    }

    @Provide
    Arbitrary<List<TouchpointCommand>> commands() {
        return TouchpointArbitraries.commands("web");
    }
}
