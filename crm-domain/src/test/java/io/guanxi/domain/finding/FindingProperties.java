package io.guanxi.domain.finding;

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

class FindingProperties {

    private static final FindingId ID = new FindingId(new UUID(13, 1));
    private static final CallContext NOW =
            new CallContext(new Actor("ann", Set.of()), DeciderSpec.NOON, DeciderSpec.NOON, ZoneOffset.UTC);

    @Property
    void theLawsOfDecidersHold(@ForAll("commands") List<FindingCommand> commands) {
        DeciderLaws.hold(Finding.DECIDER, commands, NOW);
    }

    @Property
    void repeatingAnAcceptedCommandChangesNothing(@ForAll("commands") List<FindingCommand> commands) {
        DeciderLaws.repeatingChangesNothing(Finding.DECIDER, commands, NOW);
    }

    @Provide
    Arbitrary<List<FindingCommand>> commands() {
        return FindingArbitraries.commands(ID);
    }
}
