package io.guanxi.application;

import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.application.view.Views;

/** Reads views of one tenant. */
@FunctionalInterface
public interface Reader {

    <V extends View> Views<V> views(ViewType<V> type);
}
