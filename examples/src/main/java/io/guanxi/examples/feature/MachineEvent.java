package io.guanxi.examples.feature;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Stored;
import java.time.LocalDate;

/** Everything that can have happened to a machine. */
public sealed interface MachineEvent extends DomainEvent {

    MachineId machineId();

    @Override
    default MachineId aggregateId() {
        return machineId();
    }

    /** In its second shape; see {@link MachineHistory} for the first. */
    @Stored(revision = 2)
    record Installed(MachineId machineId, CustomerId customerId, String model, String serial, LocalDate on)
            implements MachineEvent {}

    record Serviced(MachineId machineId, LocalDate on) implements MachineEvent {}

    record Removed(MachineId machineId) implements MachineEvent {}
}
