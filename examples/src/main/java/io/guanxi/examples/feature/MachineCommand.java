package io.guanxi.examples.feature;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Command;

/** Everything one can ask of a machine. */
public sealed interface MachineCommand extends Command {

    MachineId machineId();

    @Override
    default MachineId aggregateId() {
        return machineId();
    }

    /** Sets it up at a customer's; the model has at most 100 characters, the serial number at most 40. */
    record Install(MachineId machineId, CustomerId customerId, String model, String serial) implements MachineCommand {
        public Install {
            model = Check.text("model", model, 100);
            serial = Check.text("serial", serial, 40);
        }
    }

    /** Notes that it has been looked after today. */
    record Service(MachineId machineId) implements MachineCommand {}

    /** Takes it away for good. */
    record Remove(MachineId machineId) implements MachineCommand {}
}
