package io.guanxi.application;

import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.application.view.Views;
import io.guanxi.domain.kernel.AggregateId;
import java.util.List;

/**
 * Views and histories as they were at an instant: those of a log that ends there. Lists, counts and groups included, with the
 * rights that the actor has today.
 *
 * <p>A single view costs the reading of its aggregate's events; the first list of a type, or with a filter that asks another
 * type, costs the reading of all events of that feature in the tenant, whose views are kept in memory until the past is garbage. So
 * keep one for as long as questions are asked of the same instant, and no longer.
 */
public interface Past extends Reader {

    @Override
    <V extends View> Views<V> views(ViewType<V> type);

    /**
     * What had happened to an aggregate, in the order in which it was recorded.
     *
     * @throws io.guanxi.domain.kernel.CrmException.NotFound if there was no such aggregate yet, or none that the actor may see
     */
    List<Recorded<?>> history(AggregateId id);

    /** Of which time an instant is meant: an import records today what happened years ago. */
    enum Time {
        /** When it was written down: what could be known then. */
        RECORDED,
        /** When it happened in the business: what was so then, as it is known today. */
        HAPPENED
    }
}
