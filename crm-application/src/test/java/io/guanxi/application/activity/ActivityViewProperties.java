package io.guanxi.application.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.Trials;
import io.guanxi.application.ViewLaws;
import io.guanxi.domain.activity.Activity;
import io.guanxi.domain.activity.ActivityArbitraries;
import io.guanxi.domain.activity.ActivityCommand;
import io.guanxi.domain.activity.ActivityId;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ActivityViewProperties {

    private static final ActivityId CALL = ActivityId.random();

    @Property(tries = 300)
    void theViewShowsWhatTheRulesRemember(@ForAll("commands") List<ActivityCommand> commands) {
        ViewLaws.hold(
                new ActivityFeature(),
                Activity.DECIDER,
                ActivityView.TYPE,
                commands,
                Trials.at(Trials.NOON),
                (state, view) -> {
                    assertThat(view.status()).isEqualTo(state.status());
                    assertThat(view.details()).isEqualTo(state.details());
                    assertThat(view.assignee()).isEqualTo(state.assignee());
                    assertThat(view.dueAt()).isEqualTo(state.dueAt());
                    assertThat(view.outcome()).isEqualTo(state.outcome());
                    assertThat(view.at()).isNotNull();
                });
    }

    @Provide
    Arbitrary<List<ActivityCommand>> commands() {
        return ActivityArbitraries.commands(CALL);
    }
}
