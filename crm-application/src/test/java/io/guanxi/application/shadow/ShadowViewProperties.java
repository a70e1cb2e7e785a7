package io.guanxi.application.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.Trials;
import io.guanxi.application.ViewLaws;
import io.guanxi.application.link.LinkFeature;
import io.guanxi.application.link.LinkView;
import io.guanxi.domain.link.Link;
import io.guanxi.domain.link.LinkArbitraries;
import io.guanxi.domain.link.LinkCommand;
import io.guanxi.domain.shadow.Shadow;
import io.guanxi.domain.shadow.ShadowArbitraries;
import io.guanxi.domain.shadow.ShadowCommand;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ShadowViewProperties {

    @Property(tries = 200)
    void theViewShowsWhatTheRulesRemember(@ForAll("commands") List<ShadowCommand> commands) {
        ViewLaws.hold(
                new ShadowFeature(),
                Shadow.DECIDER,
                ShadowView.TYPE,
                commands,
                Trials.at(Trials.NOON),
                (state, view) -> {
                    assertThat(view.followed()).isEqualTo(state.followed());
                    assertThat(view.takenOver().keySet()).isEqualTo(state.takenOver());
                    assertThat(view.position()).isEqualTo(state.position());
                });
    }

    @Property(tries = 100)
    void soDoesThatOfIds(@ForAll("links") List<LinkCommand> commands) {
        ViewLaws.hold(
                new LinkFeature(),
                Link.DECIDER,
                LinkView.TYPE,
                commands,
                Trials.at(Trials.NOON),
                (state, view) -> assertThat(view.identities()).isEqualTo(state.identities()));
    }

    @Provide
    Arbitrary<List<ShadowCommand>> commands() {
        return ShadowArbitraries.commands();
    }

    @Provide
    Arbitrary<List<LinkCommand>> links() {
        return LinkArbitraries.commands();
    }
}
