package io.guanxi.application.process;

import io.guanxi.application.Guard;
import io.guanxi.application.Reader;
import io.guanxi.application.touchpoint.TouchpointView;
import io.guanxi.application.view.Filter;
import io.guanxi.domain.activity.ActivityCommand.PlanFollowUp;
import io.guanxi.domain.activity.ActivityCommand.RecordFollowUp;
import io.guanxi.domain.touchpoint.TouchpointId;
import io.guanxi.domain.touchpoint.TouchpointRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Once a tenant has defined touchpoints, an activity names one of them as its channel; before, whatever its user likes. */
final class ActivitiesHappenAtTouchpoints {

    static final List<Guard> GUARDS = List.of(
            new Guard.Before<>(
                    PlanFollowUp.class, (it, reader) -> require(it.details().channel(), reader)),
            new Guard.Before<>(
                    RecordFollowUp.class, (it, reader) -> require(it.details().channel(), reader)));

    private ActivitiesHappenAtTouchpoints() {}

    private static void require(@Nullable String channel, Reader reader) {
        if (channel == null || !reader.has(TouchpointView.TYPE)) {
            return;
        }
        boolean known = reader.views(TouchpointView.TYPE)
                .byId(TouchpointId.of(channel))
                .filter(each -> !each.retired())
                .isPresent();
        if (!known && reader.views(TouchpointView.TYPE).count(Filter.everything()) > 0) {
            throw TouchpointRule.UNKNOWN.refused(channel);
        }
    }
}
