package io.guanxi.domain.intake;

import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.DeciderLaws;
import io.guanxi.domain.kernel.DeciderSpec;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class IntakeProperties {

    private static final CallContext NOW =
            new CallContext(new Actor("ann", Set.of()), DeciderSpec.NOON, DeciderSpec.NOON, ZoneOffset.UTC);

    @Property
    void theLawsOfDecidersHold(@ForAll("commands") List<IntakeCommand> commands) {
        DeciderLaws.hold(Intake.DECIDER, commands, NOW);
    }

    @Property
    void repeatingAnAcceptedCommandChangesNothing(@ForAll("commands") List<IntakeCommand> commands) {
        DeciderLaws.repeatingChangesNothing(Intake.DECIDER, commands, NOW);
    }

    @Provide
    Arbitrary<List<IntakeCommand>> commands() {
        return IntakeArbitraries.commands(new IntakeId(new UUID(0, 1)));
    }
}
