package io.guanxi.domain.intake;

import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Personal;

/** Everything that can have happened to a row that is kept. */
public sealed interface IntakeEvent extends DomainEvent {

    IntakeId intakeId();

    @Override
    default IntakeId aggregateId() {
        return intakeId();
    }

    record Kept(IntakeId intakeId, GivenRow row) implements IntakeEvent {}

    /** Given otherwise, or again. */
    record Revised(IntakeId intakeId, GivenRow row) implements IntakeEvent {}

    record Discarded(IntakeId intakeId, @Personal String reason) implements IntakeEvent {}
}
