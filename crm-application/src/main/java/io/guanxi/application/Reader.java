package io.guanxi.application;

import io.guanxi.application.view.Fields;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.application.view.Views;
import io.guanxi.domain.kernel.AggregateId;
import java.util.SortedMap;

/** Reads views of one tenant. */
public interface Reader {

    /**
     * Asks for views of one type.
     *
     * @throws IllegalArgumentException if no feature of this CRM has such views
     */
    <V extends View> Views<V> views(ViewType<V> type);

    /**
     * The custom fields of one type of views, as they are defined in this tenant, for filters and orders.
     *
     * @throws IllegalArgumentException if no feature of this CRM has such views
     */
    <V extends View> Fields<V> fields(ViewType<V> type);

    /** Whether a feature of this CRM has such views: reactions ask before they turn to one that may have been left out. */
    boolean has(ViewType<?> type);

    /**
     * Where what the view of an aggregate shows has come from: for each of its fields, by its path in the view's JSON such as {@code
     * details.name}, the event that made it what it is, and so who, when, by which command. The age of {@code happenedAt} is the
     * field's freshness. A field that was emptied is among them; one that never had a value is not.
     *
     * @throws io.guanxi.domain.kernel.CrmException.NotFound if there is no such aggregate, or none that the actor may see
     */
    SortedMap<String, Recorded<?>> provenance(AggregateId id);
}
