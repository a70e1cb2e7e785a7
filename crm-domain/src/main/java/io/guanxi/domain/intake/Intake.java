package io.guanxi.domain.intake;

import static io.guanxi.domain.intake.IntakeRule.ALREADY_KEPT;
import static io.guanxi.domain.intake.IntakeRule.OF_ANOTHER_KIND;

import io.guanxi.domain.intake.IntakeCommand.Discard;
import io.guanxi.domain.intake.IntakeCommand.Keep;
import io.guanxi.domain.intake.IntakeCommand.Revise;
import io.guanxi.domain.intake.IntakeEvent.Discarded;
import io.guanxi.domain.intake.IntakeEvent.Kept;
import io.guanxi.domain.intake.IntakeEvent.Revised;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Decider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules need to remember of a row that is kept, and the rules.
 *
 * @param beginning what was given first, so that a late repetition is known as one; null as long as nothing was
 * @param row as it was given last
 */
public record Intake(@Nullable Kept beginning, @Nullable GivenRow row, boolean discarded) {

    public static final Decider<IntakeCommand, IntakeEvent, Intake> DECIDER = Decider.of(
                    IntakeCommand.class, IntakeEvent.class, new Intake(null, null, false))
            .decide(Keep.class, Intake::keep)
            .decide(Revise.class, Intake::revise)
            .decide(Discard.class, Intake::discard)
            .evolve(Kept.class, (state, event) -> new Intake(event, event.row(), false))
            .evolve(Revised.class, (state, event) -> new Intake(state.beginning, event.row(), false))
            .evolve(Discarded.class, (state, event) -> new Intake(state.beginning, state.row, true))
            .build();

    private List<IntakeEvent> keep(Keep command) {
        Kept event = new Kept(command.intakeId(), command.row());
        if (beginning == null) {
            return List.of(event);
        }
        if (!event.equals(beginning)) {
            throw ALREADY_KEPT.refused();
        }
        return List.of();
    }

    private List<IntakeEvent> revise(Revise command) {
        GivenRow known = requireKnown(command.intakeId());
        GivenRow given = command.row();
        if (!(known.kind().equals(given.kind()) && known.source().equals(given.source()))) {
            throw OF_ANOTHER_KIND.refused(known.kind(), known.source());
        }
        return given.equals(known) && !discarded ? List.of() : List.of(new Revised(command.intakeId(), given));
    }

    private List<IntakeEvent> discard(Discard command) {
        requireKnown(command.intakeId());
        return discarded ? List.of() : List.of(new Discarded(command.intakeId(), command.reason()));
    }

    private GivenRow requireKnown(IntakeId id) {
        if (row == null) {
            throw new CrmException.NotFound(id);
        }
        return row;
    }
}
