package io.guanxi.jdbc;

import io.guanxi.application.spi.Json;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tables of all types of views of one CRM. */
final class ViewTables {

    private final Map<ViewType<?>, ViewTable<?>> tables = new LinkedHashMap<>();

    ViewTables(Collection<? extends ViewType<?>> types, Names names, Dialect dialect, Json json) {
        types.forEach(type -> tables.put(type, new ViewTable<>(type, names, dialect, json)));
    }

    Collection<ViewTable<?>> all() {
        return tables.values();
    }

    @SuppressWarnings("unchecked") // a type's table is of that type
    <V extends View> ViewTable<V> of(ViewType<V> type) {
        ViewTable<?> table = tables.get(type);
        if (table == null) {
            throw new IllegalArgumentException("The view " + type + " belongs to no feature of this CRM");
        }
        return (ViewTable<V>) table;
    }
}
