package io.guanxi.application.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.Trials;
import io.guanxi.application.ViewLaws;
import io.guanxi.domain.consent.Consent;
import io.guanxi.domain.consent.ConsentArbitraries;
import io.guanxi.domain.consent.ConsentCommand;
import io.guanxi.domain.consent.ConsentId;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ConsentViewProperties {

    private static final ConsentId LI = ConsentId.random();

    @Property(tries = 200)
    void theViewShowsWhatTheRulesRemember(@ForAll("commands") List<ConsentCommand> commands) {
        ViewLaws.hold(
                new ConsentFeature(),
                Consent.DECIDER,
                ConsentView.TYPE,
                commands,
                Trials.at(Trials.NOON),
                (state, view) -> {
                    assertThat(view.topic()).isEqualTo(state.topic());
                    var given = state.given();
                    assertThat(view.isValidAt(Trials.NOON) || view.hasExpiredAt(Trials.NOON))
                            .isEqualTo(given != null);
                    assertThat(view.expiresAt()).isEqualTo(given == null ? null : given.expiresAt());
                });
    }

    @Provide
    Arbitrary<List<ConsentCommand>> commands() {
        return ConsentArbitraries.commands(LI);
    }
}
