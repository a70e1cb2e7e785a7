package io.guanxi.domain.intake;

import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Command;

/** Everything one can ask of a row that is kept. */
public sealed interface IntakeCommand extends Command {

    IntakeId intakeId();

    @Override
    default IntakeId aggregateId() {
        return intakeId();
    }

    /** Keeps a row as it is given; repeated with the same row it changes nothing. */
    record Keep(IntakeId intakeId, GivenRow row) implements IntakeCommand {}

    /** Puts what is given now in the place of what was given before, also of what was discarded. */
    record Revise(IntakeId intakeId, GivenRow row) implements IntakeCommand {}

    /** Says that it is not wanted. */
    record Discard(IntakeId intakeId, String reason) implements IntakeCommand {

        public Discard {
            reason = Check.text("reason", reason, 500);
        }
    }
}
