package io.guanxi.application;

import io.guanxi.application.view.Fields;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.application.view.Views;

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
}
