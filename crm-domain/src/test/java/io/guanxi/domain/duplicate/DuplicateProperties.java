package io.guanxi.domain.duplicate;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.duplicate.DuplicateCommand.Allow;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.DeciderLaws;
import io.guanxi.domain.kernel.DeciderSpec;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DuplicateProperties {

    private static final DuplicateId ID = new DuplicateId(new UUID(0, 6));
    private static final CustomerId LI = new CustomerId(new UUID(0, 7));
    private static final CustomerId MEI = new CustomerId(new UUID(0, 8));
    private static final CallContext NOW =
            new CallContext(new Actor("ann", Set.of()), DeciderSpec.NOON, DeciderSpec.NOON, ZoneOffset.UTC);

    @Property
    void theLawsOfDecidersHold(@ForAll("commands") List<DuplicateCommand> commands) {
        DeciderLaws.hold(Duplicate.DECIDER, commands, NOW);
    }

    @Property
    void repeatingAnAcceptedCommandChangesNothing(@ForAll("commands") List<DuplicateCommand> commands) {
        DeciderLaws.repeatingChangesNothing(Duplicate.DECIDER, commands, NOW);
    }

    @Provide
    Arbitrary<List<DuplicateCommand>> commands() {
        return Combinators.combine(Arbitraries.of(LI, MEI), Arbitraries.of("her sister", "another branch"))
                .as((customer, reason) -> (DuplicateCommand) new Allow(ID, customer, reason))
                .list()
                .ofMaxSize(12);
    }
}
