package io.guanxi.domain.activity;

import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Personal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Everything that can have happened to an activity. */
public sealed interface ActivityEvent extends DomainEvent {

    ActivityId activityId();

    @Override
    default ActivityId aggregateId() {
        return activityId();
    }

    record FollowUpPlanned(
            ActivityId activityId, About about, @Personal ActivityDetails details, Instant dueAt, String assignee)
            implements ActivityEvent {}

    record FollowUpRecorded(
            ActivityId activityId,
            About about,
            @Personal ActivityDetails details,
            @Personal ActivityOutcome outcome,
            String assignee,
            Instant heldAt)
            implements ActivityEvent {}

    record DetailsCorrected(ActivityId activityId, @Personal ActivityDetails details) implements ActivityEvent {}

    record Assigned(ActivityId activityId, String assignee) implements ActivityEvent {}

    record Postponed(
            ActivityId activityId,
            Instant from,
            Instant dueAt,
            @Personal String reason) implements ActivityEvent {}

    record Completed(ActivityId activityId, @Personal ActivityOutcome outcome, Instant heldAt)
            implements ActivityEvent {}

    record Cancelled(ActivityId activityId, @Personal String reason) implements ActivityEvent {}

    /** @param heldAt when it was said to have been; null if it was cancelled */
    record Reopened(
            ActivityId activityId,
            @Nullable Instant heldAt,
            @Personal @Nullable String reason) implements ActivityEvent {}

    record Retracted(ActivityId activityId, @Personal String reason) implements ActivityEvent {}

    record Reinstated(ActivityId activityId) implements ActivityEvent {}
}
