package io.guanxi.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Iterables;
import io.guanxi.domain.activity.ActivityId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DeciderLaws;
import io.guanxi.domain.kernel.DeciderSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        DeciderLaws.repeatingChangesNothing(Customer.DECIDER, commands, NOW);
    }

    @Property
    void aCustomerIsOwnedByOneOrInOnePoolOrNeitherAndTheOwnerIsNoCollaborator(
            @ForAll("commands") List<CustomerCommand> commands) {
        Customer state = Customer.DECIDER.initial();
        for (CustomerCommand command : commands) {
            try {
                state = Customer.DECIDER.evolve(state, Customer.DECIDER.decide(state, command, NOW));
            } catch (CrmException turnedDown) {
                continue;
            }
            assertThat(state.owner() == null || state.pool() == null).isTrue();
            assertThat(state.owner() == null || !state.collaborators().containsKey(state.owner()))
                    .isTrue();
        }
    }

    /** Whatever the order in which activities are heard of, as long as each one's own story is told in order. */
    @Property
    void theNextContactDoesNotDependOnTheOrderOfActivities(
            @ForAll("contacts") List<CustomerCommand> one, @ForAll("contacts") List<CustomerCommand> other) {
        Map<ActivityId, Instant> due = new HashMap<>();
        Customer state = after(Customer.DECIDER.initial(), CustomerCommand.Register.organisation(ACME, "Acme"));
        for (CustomerCommand command : Iterables.concat(one, other)) {
            state = after(state, command);
            if (command instanceof CustomerCommand.PromiseFollowUp it) {
                due.put(it.activity(), it.dueAt());
            } else if (command instanceof CustomerCommand.DropFollowUp it) {
                due.remove(it.activity());
            }
        }
        assertThat(state.contacts().nextAt()).isEqualTo(due.values().stream().min(Instant::compareTo));
    }

    private static Customer after(Customer state, CustomerCommand command) {
        return Customer.DECIDER.evolve(state, Customer.DECIDER.decide(state, command, NOW));
    }

    @Provide
    Arbitrary<List<CustomerCommand>> contacts() {
        return CustomerArbitraries.command(ACME)
                .filter(each ->
                        each instanceof CustomerCommand.PromiseFollowUp || each instanceof CustomerCommand.DropFollowUp)
                .list()
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<CustomerCommand>> commands() {
        return CustomerArbitraries.commands(ACME);
    }
}
