package io.guanxi.application.view;

import io.guanxi.domain.kernel.AggregateId;

/** What screens, reports and rules see of one aggregate: a record, which is its JSON too. */
public interface View {

    /** The aggregate that this view shows. */
    AggregateId id();
}
