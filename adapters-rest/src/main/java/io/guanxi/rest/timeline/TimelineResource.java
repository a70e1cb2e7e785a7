package io.guanxi.rest.timeline;

import io.guanxi.application.timeline.TimelineEntry;
import io.guanxi.rest.Routes;

/** Timelines over HTTP: {@code GET /customers/{id}/timeline} for one customer's, {@code GET /timeline} for other questions. */
public final class TimelineResource {

    public static final Routes<TimelineEntry.Id, TimelineEntry> ROUTES =
            Routes.reading("timeline", TimelineEntry.TYPE, TimelineEntry.Id::new);

    private TimelineResource() {}
}
