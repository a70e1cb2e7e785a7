package io.guanxi.examples.feature;

import static io.guanxi.examples.feature.MachineRule.ALREADY_INSTALLED;
import static io.guanxi.examples.feature.MachineRule.REMOVED;

import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.examples.feature.MachineCommand.Install;
import io.guanxi.examples.feature.MachineCommand.Remove;
import io.guanxi.examples.feature.MachineCommand.Service;
import io.guanxi.examples.feature.MachineEvent.Installed;
import io.guanxi.examples.feature.MachineEvent.Removed;
import io.guanxi.examples.feature.MachineEvent.Serviced;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the rules need to remember of a machine, and the rules. */
public record Machine(
        @Nullable Installed installed, @Nullable LocalDate servicedOn, boolean removed) {

    public static final Decider<MachineCommand, MachineEvent, Machine> DECIDER = Decider.of(
                    MachineCommand.class, MachineEvent.class, new Machine(null, null, false))
            .decide(Install.class, Machine::install)
            .decide(Service.class, Machine::service)
            .decide(Remove.class, Machine::remove)
            .evolve(Installed.class, (state, event) -> new Machine(event, null, false))
            .evolve(Serviced.class, (state, event) -> new Machine(state.installed, event.on(), false))
            .evolve(Removed.class, (state, event) -> new Machine(state.installed, state.servicedOn, true))
            .build();

    private List<MachineEvent> install(Install command, CallContext context) {
        if (installed == null) {
            return List.of(new Installed(
                    command.machineId(), command.customerId(), command.model(), command.serial(), context.today()));
        }
        if (installed.customerId().equals(command.customerId())
                && installed.model().equals(command.model())
                && installed.serial().equals(command.serial())) {
            return List.of();
        }
        throw ALREADY_INSTALLED.refused();
    }

    private List<MachineEvent> service(Service command, CallContext context) {
        requireStanding(command.machineId());
        return context.today().equals(servicedOn)
                ? List.of()
                : List.of(new Serviced(command.machineId(), context.today()));
    }

    private List<MachineEvent> remove(Remove command) {
        if (removed) {
            return List.of();
        }
        requireStanding(command.machineId());
        return List.of(new Removed(command.machineId()));
    }

    private void requireStanding(MachineId id) {
        if (installed == null) {
            throw new CrmException.NotFound(id);
        }
        if (removed) {
            throw REMOVED.refused();
        }
    }
}
