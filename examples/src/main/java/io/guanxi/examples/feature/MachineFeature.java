package io.guanxi.examples.feature;

import io.guanxi.application.Feature;
import io.guanxi.application.Upcaster;
import io.guanxi.application.timeline.Timeline;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.examples.feature.MachineEvent.Installed;
import io.guanxi.examples.feature.MachineEvent.Removed;
import io.guanxi.examples.feature.MachineEvent.Serviced;
import java.util.List;
import java.util.Optional;

/** Machines at customers (设备). */
public final class MachineFeature implements Feature {

    @Override
    public String name() {
        return "machine";
    }

    @Override
    public Optional<Decider<?, ?, ?>> decider() {
        return Optional.of(Machine.DECIDER);
    }

    @Override
    public List<Upcaster<?>> upcasters() {
        return MachineHistory.UPCASTERS;
    }

    @Override
    public List<ViewType<?>> views() {
        return List.of(MachineView.TYPE);
    }

    /** On the timeline of the customer, beside deals and tickets. */
    @Override
    public Optional<Timeline<?>> timeline() {
        return Optional.of(Timeline.of(MachineView.TYPE, MachineView::customer)
                .tells(Installed.class, "machine", MachineView::model)
                .tells(Serviced.class, "machine", MachineView::model)
                .tells(Removed.class, "machine", MachineView::model)
                .build());
    }
}
