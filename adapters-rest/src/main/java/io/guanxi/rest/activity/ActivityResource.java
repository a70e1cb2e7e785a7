package io.guanxi.rest.activity;

import io.guanxi.application.activity.ActivityView;
import io.guanxi.domain.activity.ActivityCommand;
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
import io.guanxi.domain.activity.ActivityId;
import io.guanxi.domain.activity.ActivityRule;
import io.guanxi.rest.Routes;

/** Activities (跟进) over HTTP: {@code PUT /activities/{id}} plans one, {@code POST /activities/{id}/record-follow-up} tells of one. */
public final class ActivityResource {

    private static final ActivityMapper MAPPER = new GeneratedActivityMapper();

    public static final Routes<ActivityId, ActivityView> ROUTES = Routes.of(
                    "activities", ActivityCommand.class, ActivityView.TYPE, ActivityId::new)
            .put(PlanFollowUp.class, ActivityRequests.PlanFollowUp.class, MAPPER::planFollowUp)
            .post(RecordFollowUp.class, ActivityRequests.RecordFollowUp.class, MAPPER::recordFollowUp)
            .post(CorrectDetails.class, ActivityRequests.CorrectDetails.class, MAPPER::correctDetails)
            .post(Assign.class, ActivityRequests.Assign.class, MAPPER::assign)
            .post(Postpone.class, ActivityRequests.Postpone.class, MAPPER::postpone)
            .post(Complete.class, ActivityRequests.Complete.class, MAPPER::complete)
            .post(Cancel.class, ActivityRequests.Cancel.class, MAPPER::cancel)
            .post(Reopen.class, ActivityRequests.Reopen.class, MAPPER::reopen)
            .post(Retract.class, ActivityRequests.Retract.class, MAPPER::retract)
            .post(Reinstate.class, Reinstate::new)
            .refuses(ActivityRule.values())
            .build();

    private ActivityResource() {}
}
