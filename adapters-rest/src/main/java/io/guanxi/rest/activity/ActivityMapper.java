package io.guanxi.rest.activity;

import io.guanxi.domain.activity.About;
import io.guanxi.domain.activity.ActivityCommand;
import io.guanxi.domain.activity.ActivityDetails;
import io.guanxi.domain.activity.ActivityId;
import io.guanxi.domain.activity.ActivityOutcome;
import io.guanxi.domain.customer.CustomerId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** Request → command. */
@Mapper(implementationName = "Generated<CLASS_NAME>")
interface ActivityMapper {

    @Mapping(target = "about", source = "request")
    @Mapping(target = "details", source = "request")
    ActivityCommand.PlanFollowUp planFollowUp(ActivityId activityId, ActivityRequests.PlanFollowUp request);

    @Mapping(target = "about", source = "request")
    @Mapping(target = "details", source = "request")
    @Mapping(target = "outcome", source = "request")
    ActivityCommand.RecordFollowUp recordFollowUp(ActivityId activityId, ActivityRequests.RecordFollowUp request);

    @Mapping(target = "details", source = "request")
    ActivityCommand.CorrectDetails correctDetails(ActivityId activityId, ActivityRequests.CorrectDetails request);

    ActivityCommand.Assign assign(ActivityId activityId, ActivityRequests.Assign request);

    ActivityCommand.Postpone postpone(ActivityId activityId, ActivityRequests.Postpone request);

    @Mapping(target = "outcome", source = "request")
    ActivityCommand.Complete complete(ActivityId activityId, ActivityRequests.Complete request);

    ActivityCommand.Cancel cancel(ActivityId activityId, ActivityRequests.Cancel request);

    ActivityCommand.Reopen reopen(ActivityId activityId, ActivityRequests.Reopen request);

    ActivityCommand.Retract retract(ActivityId activityId, ActivityRequests.Retract request);

    About about(ActivityRequests.PlanFollowUp request);

    About about(ActivityRequests.RecordFollowUp request);

    ActivityDetails details(ActivityRequests.PlanFollowUp request);

    ActivityDetails details(ActivityRequests.RecordFollowUp request);

    ActivityDetails details(ActivityRequests.CorrectDetails request);

    @Mapping(target = "notes", source = "result")
    ActivityOutcome outcome(ActivityRequests.RecordFollowUp request);

    @Mapping(target = "notes", source = "result")
    ActivityOutcome outcome(ActivityRequests.Complete request);

    default Set<CustomerId> participants(@Nullable Set<CustomerId> participants) {
        return participants == null ? Set.of() : participants;
    }
}
