package io.guanxi.domain.activity;

import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Command;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of an activity. */
public sealed interface ActivityCommand extends Command {

    ActivityId activityId();

    @Override
    default ActivityId aggregateId() {
        return activityId();
    }

    /**
     * Promises a contact; repeated with the same facts it changes nothing.
     *
     * @param assignee who is to do it; whoever asks, if absent
     */
    record PlanFollowUp(
            ActivityId activityId,
            About about,
            ActivityDetails details,
            Instant dueAt,
            @Nullable String assignee) implements ActivityCommand {

        public PlanFollowUp {
            dueAt = Check.instant("dueAt", dueAt);
            assignee = Check.optionalText("assignee", assignee, 200);
        }
    }

    /**
     * Takes down a contact that has been, at the call's business time; repeated with the same facts it changes nothing. A host that
     * sends messages asks before it sends: a {@link ContactCap} refuses what would be too many.
     */
    record RecordFollowUp(ActivityId activityId, About about, ActivityDetails details, ActivityOutcome outcome)
            implements ActivityCommand {}

    /** Replaces all details by those given. */
    record CorrectDetails(ActivityId activityId, ActivityDetails details) implements ActivityCommand {}

    /** Gives a planned activity to another user. */
    record Assign(ActivityId activityId, String assignee) implements ActivityCommand {

        public Assign {
            assignee = Check.text("assignee", assignee, 200);
        }
    }

    /** Moves a planned activity to another time, an earlier one too. */
    record Postpone(ActivityId activityId, Instant dueAt, String reason) implements ActivityCommand {

        public Postpone {
            dueAt = Check.instant("dueAt", dueAt);
            reason = Check.text("reason", reason, 500);
        }
    }

    /** Says that a planned activity has been, at the call's business time, and what has come of it. */
    record Complete(ActivityId activityId, ActivityOutcome outcome) implements ActivityCommand {}

    /** Gives up a planned activity. */
    record Cancel(ActivityId activityId, String reason) implements ActivityCommand {

        public Cancel {
            reason = Check.text("reason", reason, 500);
        }
    }

    /** Says that a planned activity is still to be done, for it was completed or cancelled by mistake (重新打开). */
    record Reopen(ActivityId activityId, @Nullable String reason) implements ActivityCommand {

        public Reopen {
            reason = Check.optionalText("reason", reason, 500);
        }
    }

    /** Says that an activity was written down by mistake (作废): it does not count any more, whatever it was. */
    record Retract(ActivityId activityId, String reason) implements ActivityCommand {

        public Retract {
            reason = Check.text("reason", reason, 500);
        }
    }

    /** Takes the retraction back (反作废): the activity is again what it was. */
    record Reinstate(ActivityId activityId) implements ActivityCommand {}
}
