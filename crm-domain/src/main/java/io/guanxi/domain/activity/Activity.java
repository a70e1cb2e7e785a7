package io.guanxi.domain.activity;

import static io.guanxi.domain.activity.ActivityRule.ALREADY_KNOWN;
import static io.guanxi.domain.activity.ActivityRule.CANCELLED;
import static io.guanxi.domain.activity.ActivityRule.DONE;
import static io.guanxi.domain.activity.ActivityRule.NEVER_PLANNED;
import static io.guanxi.domain.activity.ActivityRule.NEXT_CONTACT_IS_EARLIER;
import static io.guanxi.domain.activity.ActivityRule.RETRACTED;

import io.guanxi.domain.activity.ActivityCommand.Assign;
import io.guanxi.domain.activity.ActivityCommand.Cancel;
import io.guanxi.domain.activity.ActivityCommand.Complete;
import io.guanxi.domain.activity.ActivityCommand.CorrectDetails;
import io.guanxi.domain.activity.ActivityCommand.PlanFollowUp;
import io.guanxi.domain.activity.ActivityCommand.Postpone;
import io.guanxi.domain.activity.ActivityCommand.RecordFollowUp;
import io.guanxi.domain.activity.ActivityCommand.Reinstate;
import io.guanxi.domain.activity.ActivityCommand.Reopen;
import io.guanxi.domain.activity.ActivityCommand.Retract;
import io.guanxi.domain.activity.ActivityEvent.Assigned;
import io.guanxi.domain.activity.ActivityEvent.Cancelled;
import io.guanxi.domain.activity.ActivityEvent.Completed;
import io.guanxi.domain.activity.ActivityEvent.DetailsCorrected;
import io.guanxi.domain.activity.ActivityEvent.FollowUpPlanned;
import io.guanxi.domain.activity.ActivityEvent.FollowUpRecorded;
import io.guanxi.domain.activity.ActivityEvent.Postponed;
import io.guanxi.domain.activity.ActivityEvent.Reinstated;
import io.guanxi.domain.activity.ActivityEvent.Reopened;
import io.guanxi.domain.activity.ActivityEvent.Retracted;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Decider;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules need to remember of an activity, and the rules.
 *
 * @param before what it was before it was retracted; null unless it is
 * @param beginning what was said first, so that a late repetition is known as one
 * @param dueAt when it was promised for; null if it was recorded without a plan
 * @param heldAt null until it is done
 * @param outcome null until it is done
 */
@RecordBuilder
public record Activity(
        Status status,
        @Nullable Status before,
        @Nullable ActivityEvent beginning,
        @Nullable ActivityDetails details,
        @Nullable String assignee,
        @Nullable Instant dueAt,
        @Nullable Instant heldAt,
        @Nullable ActivityOutcome outcome)
        implements ActivityBuilder.With {

    public static final Decider<ActivityCommand, ActivityEvent, Activity> DECIDER = Decider.of(
                    ActivityCommand.class,
                    ActivityEvent.class,
                    new Activity(Status.UNKNOWN, null, null, null, null, null, null, null))
            .decide(PlanFollowUp.class, Activity::planFollowUp)
            .decide(RecordFollowUp.class, Activity::recordFollowUp)
            .decide(CorrectDetails.class, Activity::correctDetails)
            .decide(Assign.class, Activity::assign)
            .decide(Postpone.class, Activity::postpone)
            .decide(Complete.class, Activity::complete)
            .decide(Cancel.class, Activity::cancel)
            .decide(Reopen.class, Activity::reopen)
            .decide(Retract.class, Activity::retract)
            .decide(Reinstate.class, Activity::reinstate)
            .evolve(FollowUpPlanned.class, Activity::followUpPlanned)
            .evolve(FollowUpRecorded.class, Activity::followUpRecorded)
            .evolve(DetailsCorrected.class, (state, event) -> state.withDetails(event.details()))
            .evolve(Assigned.class, (state, event) -> state.withAssignee(event.assignee()))
            .evolve(Postponed.class, (state, event) -> state.withDueAt(event.dueAt()))
            .evolve(Completed.class, (state, event) -> state.done(event.heldAt(), event.outcome()))
            .evolve(Cancelled.class, (state, event) -> state.withStatus(Status.CANCELLED))
            .evolve(
                    Reopened.class,
                    (state, event) ->
                            state.withStatus(Status.PLANNED).withHeldAt(null).withOutcome(null))
            .evolve(
                    Retracted.class,
                    (state, event) -> state.withStatus(Status.RETRACTED).withBefore(state.status))
            .evolve(Reinstated.class, (state, event) -> state.reinstated())
            .build();

    /** Where an activity is in its life. */
    public enum Status {
        UNKNOWN,
        PLANNED,
        DONE,
        CANCELLED,
        RETRACTED
    }

    private List<ActivityEvent> planFollowUp(PlanFollowUp command, CallContext context) {
        String first = beginning instanceof FollowUpPlanned planned
                ? planned.assignee()
                : context.actor().id();
        return beginOnce(new FollowUpPlanned(
                command.activityId(),
                command.about(),
                command.details(),
                command.dueAt(),
                command.assignee() == null ? first : command.assignee()));
    }

    private List<ActivityEvent> recordFollowUp(RecordFollowUp command, CallContext context) {
        FollowUpRecorded first = beginning instanceof FollowUpRecorded recorded ? recorded : null;
        Instant heldAt = first == null ? context.at() : first.heldAt();
        requireLater(command.outcome(), heldAt);
        return beginOnce(new FollowUpRecorded(
                command.activityId(),
                command.about(),
                command.details(),
                command.outcome(),
                first == null ? context.actor().id() : first.assignee(),
                heldAt));
    }

    private List<ActivityEvent> beginOnce(ActivityEvent event) {
        if (beginning == null) {
            return List.of(event);
        }
        if (!event.equals(beginning)) {
            throw ALREADY_KNOWN.refused();
        }
        return List.of();
    }

    private List<ActivityEvent> correctDetails(CorrectDetails command) {
        requireNotRetracted(command.activityId());
        return command.details().equals(details)
                ? List.of()
                : List.of(new DetailsCorrected(command.activityId(), command.details()));
    }

    private List<ActivityEvent> assign(Assign command) {
        requirePlanned(command.activityId());
        return command.assignee().equals(assignee)
                ? List.of()
                : List.of(new Assigned(command.activityId(), command.assignee()));
    }

    private List<ActivityEvent> postpone(Postpone command) {
        Instant from = requirePlanned(command.activityId());
        return command.dueAt().equals(from)
                ? List.of()
                : List.of(new Postponed(command.activityId(), from, command.dueAt(), command.reason()));
    }

    private List<ActivityEvent> complete(Complete command, CallContext context) {
        if (status == Status.DONE && command.outcome().equals(outcome)) {
            return List.of();
        }
        requirePlanned(command.activityId());
        requireLater(command.outcome(), context.at());
        return List.of(new Completed(command.activityId(), command.outcome(), context.at()));
    }

    private List<ActivityEvent> cancel(Cancel command) {
        if (status == Status.CANCELLED) {
            return List.of();
        }
        requirePlanned(command.activityId());
        return List.of(new Cancelled(command.activityId(), command.reason()));
    }

    private List<ActivityEvent> reopen(Reopen command) {
        requireNotRetracted(command.activityId());
        if (dueAt == null) {
            throw NEVER_PLANNED.refused();
        }
        return status == Status.PLANNED
                ? List.of()
                : List.of(new Reopened(command.activityId(), heldAt, command.reason()));
    }

    private List<ActivityEvent> retract(Retract command) {
        requireKnown(command.activityId());
        return status == Status.RETRACTED ? List.of() : List.of(new Retracted(command.activityId(), command.reason()));
    }

    private List<ActivityEvent> reinstate(Reinstate command) {
        requireKnown(command.activityId());
        return status == Status.RETRACTED ? List.of(new Reinstated(command.activityId())) : List.of();
    }

    private Activity followUpPlanned(FollowUpPlanned event) {
        return new Activity(Status.PLANNED, null, event, event.details(), event.assignee(), event.dueAt(), null, null);
    }

    private Activity followUpRecorded(FollowUpRecorded event) {
        return new Activity(
                Status.DONE, null, event, event.details(), event.assignee(), null, event.heldAt(), event.outcome());
    }

    private Activity done(Instant at, ActivityOutcome result) {
        return withStatus(Status.DONE).withHeldAt(at).withOutcome(result);
    }

    private Activity reinstated() {
        return before == null ? this : withStatus(before).withBefore(null);
    }

    private void requireKnown(ActivityId id) {
        if (status == Status.UNKNOWN) {
            throw new CrmException.NotFound(id);
        }
    }

    private void requireNotRetracted(ActivityId id) {
        requireKnown(id);
        if (status == Status.RETRACTED) {
            throw RETRACTED.refused();
        }
    }

    /** When it is due. */
    private Instant requirePlanned(ActivityId id) {
        requireNotRetracted(id);
        if (status == Status.CANCELLED) {
            throw CANCELLED.refused();
        }
        if (status == Status.DONE || dueAt == null) {
            throw DONE.refused();
        }
        return dueAt;
    }

    private static void requireLater(ActivityOutcome outcome, Instant heldAt) {
        if (outcome.nextContactAt() != null && outcome.nextContactAt().isBefore(heldAt)) {
            throw NEXT_CONTACT_IS_EARLIER.refused(heldAt);
        }
    }
}
