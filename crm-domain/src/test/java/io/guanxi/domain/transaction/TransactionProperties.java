package io.guanxi.domain.transaction;

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

class TransactionProperties {

    private static final TransactionId ORDER = TransactionId.random();
    private static final CallContext NOW =
            new CallContext(new Actor("erp", Set.of()), DeciderSpec.NOON, DeciderSpec.NOON, ZoneOffset.UTC);

    @Property
    void theLawsOfDecidersHold(@ForAll("commands") List<TransactionCommand> commands) {
        DeciderLaws.hold(Transaction.DECIDER, commands, NOW);
    }

    @Property
    void repeatingAnAcceptedCommandChangesNothing(@ForAll("commands") List<TransactionCommand> commands) {
        DeciderLaws.repeatingChangesNothing(Transaction.DECIDER, commands, NOW);
    }

    @Provide
    Arbitrary<List<TransactionCommand>> commands() {
        return TransactionArbitraries.commands(ORDER);
    }
}
