package io.guanxi.application.intake;

import io.guanxi.application.Compensation;
import io.guanxi.application.Feature;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.intake.Intake;
import io.guanxi.domain.intake.IntakeCommand;
import io.guanxi.domain.intake.IntakeCommand.Discard;
import io.guanxi.domain.intake.IntakeCommand.Revise;
import io.guanxi.domain.intake.IntakeEvent.Discarded;
import io.guanxi.domain.intake.IntakeEvent.Kept;
import io.guanxi.domain.intake.IntakeEvent.Revised;
import io.guanxi.domain.kernel.Decider;
import java.util.List;
import java.util.Optional;

/** Rows of other systems that are kept as they were given (待转记录). */
public final class IntakeFeature implements Feature {

    private static final String UNDONE = "taken back";

    @Override
    public String name() {
        return "intake";
    }

    @Override
    public Optional<Decider<?, ?, ?>> decider() {
        return Optional.of(Intake.DECIDER);
    }

    @Override
    public List<ViewType<?>> views() {
        return List.of(IntakeView.TYPE);
    }

    @Override
    public List<Compensation<?, ?>> compensations() {
        return List.of(
                Compensation.of(Kept.class, IntakeView.TYPE, it -> new Discard(it.intakeId(), UNDONE)),
                new Compensation<>(
                        Revised.class,
                        IntakeView.TYPE,
                        (it, before) -> before
                                .<IntakeCommand>map(view -> view.discarded()
                                        ? new Discard(it.intakeId(), UNDONE)
                                        : new Revise(it.intakeId(), view.row()))
                                .stream()
                                .toList()),
                new Compensation<>(
                        Discarded.class,
                        IntakeView.TYPE,
                        (it, before) -> before.map(view -> new Revise(it.intakeId(), view.row())).stream()
                                .toList()));
    }
}
