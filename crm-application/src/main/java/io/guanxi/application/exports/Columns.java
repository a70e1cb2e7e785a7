package io.guanxi.application.exports;

import io.guanxi.application.CrmSession;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a table of one kind of record shows. Its columns are called so that an import knows them again. */
interface Columns<V extends View> {

    ViewType<V> type();

    Filter<V> filter();

    List<String> header();

    /** One for each view. */
    List<List<String>> rows(CrmSession session, List<V> views);

    /** By a column's name what stands in it; what is absent is an empty cell. */
    static <V extends View> Columns<V> of(
            ViewType<V> type, Filter<V> filter, Map<String, Function<V, @Nullable Object>> cells) {
        List<String> header = List.copyOf(cells.keySet());
        return new Columns<>() {
            @Override
            public ViewType<V> type() {
                return type;
            }

            @Override
            public Filter<V> filter() {
                return filter;
            }

            @Override
            public List<String> header() {
                return header;
            }

            @Override
            public List<List<String>> rows(CrmSession session, List<V> views) {
                return views.stream()
                        .map(view -> cells.values().stream()
                                .map(each -> text(each.apply(view)))
                                .toList())
                        .toList();
            }
        };
    }

    static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
