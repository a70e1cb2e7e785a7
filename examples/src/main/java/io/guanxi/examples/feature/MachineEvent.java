package io.guanxi.examples.feature;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.DomainEvent;
import java.time.LocalDate;

/** Everything that can have happened to a machine. */
public sealed interface MachineEvent extends DomainEvent {

    MachineId machineId();

    @Override
    default MachineId aggregateId() {
        return machineId();
    }

    record Installed(MachineId machineId, CustomerId customerId, String model, LocalDate on) implements MachineEvent {}

    record Serviced(MachineId machineId, LocalDate on) implements MachineEvent {}

    record Removed(MachineId machineId) implements MachineEvent {}
}
