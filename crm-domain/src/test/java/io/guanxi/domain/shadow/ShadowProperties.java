package io.guanxi.domain.shadow;

import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.DeciderLaws;
import io.guanxi.domain.kernel.DeciderSpec;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ShadowProperties {

    private static final CallContext NOW =
            new CallContext(new Actor("ann", Set.of()), DeciderSpec.NOON, DeciderSpec.NOON, ZoneOffset.UTC);

    @Property
    void theLawsOfDecidersHold(@ForAll("commands") List<ShadowCommand> commands) {
        DeciderLaws.hold(Shadow.DECIDER, commands, NOW);
    }

    @Property
    void repeatingAnAcceptedCommandChangesNothing(@ForAll("commands") List<ShadowCommand> commands) {
        DeciderLaws.repeatingChangesNothing(Shadow.DECIDER, commands, NOW);
    }

    @Provide
    Arbitrary<List<ShadowCommand>> commands() {
        return ShadowArbitraries.commands();
    }
}
