package io.guanxi.domain.customer;

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

class CustomerProperties {

    private static final CustomerId ACME = CustomerId.random();
    private static final CallContext NOW =
            new CallContext(new Actor("ann", Set.of()), DeciderSpec.NOON, DeciderSpec.NOON, ZoneOffset.UTC);

    @Property
    void theLawsOfDecidersHold(@ForAll("commands") List<CustomerCommand> commands) {
        DeciderLaws.hold(Customer.DECIDER, commands, NOW);
    }

    @Property
    void repeatingAnAcceptedCommandChangesNothing(@ForAll("commands") List<CustomerCommand> commands) {
        Customer state = Customer.DECIDER.initial();
        for (CustomerCommand command : commands) {
            try {
                state = Customer.DECIDER.evolve(state, Customer.DECIDER.decide(state, command, NOW));
            } catch (CrmException turnedDown) {
                continue;
            }
            assertThat(Customer.DECIDER.decide(state, command, NOW)).isEmpty();
        }
    }

    @Property
    void theOwnerIsNeverACollaborator(@ForAll("commands") List<CustomerCommand> commands) {
        Customer state = Customer.DECIDER.initial();
        for (CustomerCommand command : commands) {
            try {
                state = Customer.DECIDER.evolve(state, Customer.DECIDER.decide(state, command, NOW));
            } catch (CrmException turnedDown) {
                continue;
            }
            assertThat(state.owner() == null || !state.collaborators().containsKey(state.owner()))
                    .isTrue();
        }
    }

    @Provide
    Arbitrary<List<CustomerCommand>> commands() {
        return CustomerArbitraries.commands(ACME);
    }
}
