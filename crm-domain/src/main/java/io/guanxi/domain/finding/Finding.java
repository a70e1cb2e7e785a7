package io.guanxi.domain.finding;

import static io.guanxi.domain.finding.FindingRule.ALREADY_DECIDED;
import static io.guanxi.domain.finding.FindingRule.DECISION_DOES_NOT_FIT;
import static io.guanxi.domain.finding.FindingRule.OF_SOMETHING_ELSE;

import io.guanxi.domain.finding.FindingCommand.Assign;
import io.guanxi.domain.finding.FindingCommand.Decide;
import io.guanxi.domain.finding.FindingCommand.Report;
import io.guanxi.domain.finding.FindingEvent.Assigned;
import io.guanxi.domain.finding.FindingEvent.Decided;
import io.guanxi.domain.finding.FindingEvent.Reported;
import io.guanxi.domain.finding.FindingEvent.Revised;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Decider;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the rules need to remember of a finding, and the rules.
 *
 * @param reported what was reported last; null as long as the finding is unknown
 * @param assignee the steward who has it; null for nobody
 * @param decision how it was closed; null while it is open
 */
public record Finding(
        @Nullable Reported reported,
        @Nullable String assignee,
        @Nullable Decided decision) {

    public static final Decider<FindingCommand, FindingEvent, Finding> DECIDER = Decider.of(
                    FindingCommand.class, FindingEvent.class, new Finding(null, null, null))
            .decide(Report.class, Finding::report)
            .decide(Assign.class, Finding::assign)
            .decide(Decide.class, Finding::decide)
            .evolve(Reported.class, (state, event) -> new Finding(event, null, null))
            .evolve(Revised.class, Finding::revised)
            .evolve(Assigned.class, (state, event) -> new Finding(state.reported, event.assignee(), state.decision))
            .evolve(Decided.class, (state, event) -> new Finding(state.reported, state.assignee, event))
            .build();

    private List<FindingEvent> report(Report command) {
        if (reported != null && !isAbout(command, reported)) {
            throw OF_SOMETHING_ELSE.refused();
        }
        if (reported == null) {
            return List.of(reported(command));
        }
        if (!command.foundAt().isAfter(reported.foundAt())
                || (decision != null && !command.foundAt().isAfter(decision.at()))) {
            return List.of();
        }
        boolean sameFacts = Objects.equals(command.facts(), reported.facts());
        return decision == null ? revise(command, sameFacts) : reopen(command, sameFacts, decision.decision());
    }

    /** Another probability of the same is no news. */
    private List<FindingEvent> revise(Report command, boolean sameFacts) {
        return sameFacts
                        && command.fields()
                                .equals(requireKnown(command.findingId()).fields())
                ? List.of()
                : List.of(new Revised(
                        command.findingId(),
                        command.fields(),
                        command.severity(),
                        command.why(),
                        command.facts(),
                        command.foundAt()));
    }

    /** Closed for good, a part of what was decided about is no news either. */
    private List<FindingEvent> reopen(Report command, boolean sameFacts, Decision before) {
        boolean decided = sameFacts
                && before.isLasting()
                && requireKnown(command.findingId()).fields().containsAll(command.fields());
        return decided ? List.of() : List.of(reported(command));
    }

    private static Reported reported(Report command) {
        return new Reported(
                command.findingId(),
                command.kind(),
                command.customerId(),
                command.other(),
                command.fields(),
                command.severity(),
                command.why(),
                command.facts(),
                command.foundAt());
    }

    private static boolean isAbout(Report command, Reported before) {
        return command.kind() == before.kind()
                && command.customerId().equals(before.customerId())
                && Objects.equals(command.other(), before.other());
    }

    private List<FindingEvent> assign(Assign command) {
        requireKnown(command.findingId());
        if (command.assignee().equals(assignee)) {
            return List.of();
        }
        if (decision != null) {
            throw ALREADY_DECIDED.refused(decision.decision());
        }
        return List.of(new Assigned(command.findingId(), command.assignee()));
    }

    /** What the rule does not find any more is over, even if somebody had accepted it: found again, it is new. */
    private List<FindingEvent> decide(Decide command, CallContext context) {
        FindingKind kind = requireKnown(command.findingId()).kind();
        if (!command.decision().fits(kind)) {
            throw DECISION_DOES_NOT_FIT.refused(command.decision(), kind);
        }
        if (decision != null && decision.decision() == command.decision()) {
            return List.of();
        }
        boolean over = command.decision() == Decision.NO_LONGER_FOUND;
        if (decision != null && !(over && decision.decision().isLasting())) {
            throw ALREADY_DECIDED.refused(decision.decision());
        }
        return List.of(new Decided(command.findingId(), command.decision(), command.reason(), context.at()));
    }

    private Finding revised(Revised event) {
        return reported == null
                ? this
                : new Finding(
                        new Reported(
                                reported.findingId(),
                                reported.kind(),
                                reported.customerId(),
                                reported.other(),
                                event.fields(),
                                event.severity(),
                                event.why(),
                                event.facts(),
                                event.foundAt()),
                        assignee,
                        decision);
    }

    private Reported requireKnown(FindingId id) {
        if (reported == null) {
            throw new CrmException.NotFound(id);
        }
        return reported;
    }
}
