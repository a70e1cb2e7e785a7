package io.guanxi.application.view;

import io.guanxi.domain.kernel.AggregateId;

/** What screens, reports and rules see of one aggregate, or of one event: a record, which is its JSON too. */
public interface View {

    /** The aggregate that this view shows; of an event's view, an identity of its own. */
    AggregateId id();
}
