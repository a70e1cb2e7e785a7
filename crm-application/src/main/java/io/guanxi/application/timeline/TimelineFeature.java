package io.guanxi.application.timeline;

import io.guanxi.application.Feature;
import io.guanxi.application.view.ViewType;
import java.util.List;

/** The timelines of customers. It has no rules of its own; without it, what the other features tell is told nowhere. */
public final class TimelineFeature implements Feature {

    @Override
    public String name() {
        return "timeline";
    }

    @Override
    public List<ViewType<?>> views() {
        return List.of(TimelineEntry.TYPE);
    }
}
