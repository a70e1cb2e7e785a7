package io.guanxi.domain.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DeciderLaws;
import io.guanxi.domain.kernel.DeciderSpec;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SchemaProperties {

    private static final CallContext NOW =
            new CallContext(new Actor("ann", Set.of()), DeciderSpec.NOON, DeciderSpec.NOON, ZoneOffset.UTC);

    @Property
    void theLawsOfDecidersHold(@ForAll("commands") List<SchemaCommand> commands) {
        DeciderLaws.hold(Schema.DECIDER, commands, NOW);
    }

    /** Readings are counted, each as often as it is told. */
    @Property
    void repeatingAnAcceptedCommandChangesNothing(@ForAll("commands") List<SchemaCommand> commands) {
        List<SchemaCommand> others = commands.stream()
                .filter(each -> !(each instanceof SchemaCommand.NoteReads))
                .toList();
        DeciderLaws.repeatingChangesNothing(Schema.DECIDER, others, NOW);
    }

    /** What was stored in a slot is never taken for another field's, whatever happens to fields. */
    @Property
    void aSlotIsOneFieldsForEver(@ForAll("commands") List<SchemaCommand> commands) {
        Schema state = Schema.DECIDER.initial();
        for (SchemaCommand command : commands) {
            Schema before = state;
            try {
                state = Schema.DECIDER.evolve(state, Schema.DECIDER.decide(state, command, NOW));
            } catch (CrmException turnedDown) {
                continue;
            }
            assertThat(state.fields().value().stream()
                            .flatMap(each -> each.slots().stream())
                            .toList())
                    .doesNotHaveDuplicates();
            for (FieldDefinition each : before.fields().value()) {
                FieldDefinition now = state.fields().find(each.name()).orElseThrow();
                assertThat(now.slots()).isEqualTo(each.slots());
                assertThat(now.shape()).isEqualTo(each.shape());
            }
        }
    }

    @Provide
    Arbitrary<List<SchemaCommand>> commands() {
        return SchemaArbitraries.commands();
    }
}
