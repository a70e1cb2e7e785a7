package io.guanxi.examples.feature;

import io.guanxi.application.Upcaster;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Stored;
import io.guanxi.examples.feature.MachineEvent.Installed;
import io.guanxi.examples.feature.MachineEvent.Removed;
import io.guanxi.examples.feature.MachineEvent.Serviced;
import java.time.LocalDate;
import java.util.List;

/** How events of machines were stored in earlier years, and what they say today. */
final class MachineHistory {

    private MachineHistory() {}

    /** With the serial number in one text with the model: {@code Press 3000 #4711}. */
    @Stored(name = "installed", revision = 1)
    record Installed1(MachineId machineId, CustomerId customerId, String model, LocalDate on) {

        String modelAlone() {
            return model.substring(0, sign()).trim();
        }

        String serial() {
            return model.substring(Math.min(sign() + 1, model.length())).trim();
        }

        private int sign() {
            int found = model.lastIndexOf('#');
            return found < 0 ? model.length() : found;
        }
    }

    /** A visit told at once that the machine was looked after and whether it was the last time. */
    record Visited(MachineId machineId, LocalDate on, boolean scrapped) {}

    /** That it was polished has never mattered to anybody. */
    record Polished(MachineId machineId) {}

    static final List<Upcaster<?>> UPCASTERS = List.of(
            Upcaster.from(Installed1.class)
                    .to(
                            Installed.class,
                            old -> new Installed(
                                    old.machineId(), old.customerId(), old.modelAlone(), old.serial(), old.on())),
            Upcaster.from(Visited.class)
                    .to(Serviced.class, old -> new Serviced(old.machineId(), old.on()))
                    .and(Removed.class, old -> old.scrapped() ? new Removed(old.machineId()) : null),
            Upcaster.from(Polished.class).dropped());
}
