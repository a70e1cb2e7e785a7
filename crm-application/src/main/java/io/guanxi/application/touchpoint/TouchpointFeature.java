package io.guanxi.application.touchpoint;

import io.guanxi.application.Compensation;
import io.guanxi.application.Feature;
import io.guanxi.application.Guard;
import io.guanxi.application.Reader;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.touchpoint.Touchpoint;
import io.guanxi.domain.touchpoint.TouchpointCommand.Define;
import io.guanxi.domain.touchpoint.TouchpointCommand.Retire;
import io.guanxi.domain.touchpoint.TouchpointCommand.Revive;
import io.guanxi.domain.touchpoint.TouchpointEvent.Defined;
import io.guanxi.domain.touchpoint.TouchpointEvent.Retired;
import io.guanxi.domain.touchpoint.TouchpointEvent.Revived;
import io.guanxi.domain.touchpoint.TouchpointId;
import io.guanxi.domain.touchpoint.TouchpointRule;
import java.util.List;
import java.util.Optional;

/** Touchpoints (触点): where customers meet us. */
public final class TouchpointFeature implements Feature {

    @Override
    public String name() {
        return "touchpoint";
    }

    @Override
    public Optional<Decider<?, ?, ?>> decider() {
        return Optional.of(Touchpoint.DECIDER);
    }

    @Override
    public List<ViewType<?>> views() {
        return List.of(TouchpointView.TYPE);
    }

    @Override
    public List<Guard> guards() {
        return List.of(new Guard.Before<>(Define.class, TouchpointFeature::requireBranch));
    }

    private static void requireBranch(Define command, Reader reader) {
        int dot = command.code().lastIndexOf('.');
        String above = command.code().substring(0, Math.max(0, dot));
        if (dot >= 0
                && reader.views(TouchpointView.TYPE)
                        .byId(TouchpointId.of(above))
                        .isEmpty()) {
            throw TouchpointRule.BRANCH_UNKNOWN.refused(above);
        }
    }

    @Override
    public List<Compensation<?, ?>> compensations() {
        return List.of(
                Compensation.of(Defined.class, TouchpointView.TYPE, it -> new Retire(it.touchpointId())),
                Compensation.of(Retired.class, TouchpointView.TYPE, it -> new Revive(it.touchpointId())),
                Compensation.of(Revived.class, TouchpointView.TYPE, it -> new Retire(it.touchpointId())));
    }
}
