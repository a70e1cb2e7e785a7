package io.guanxi.jdbc;

import io.guanxi.application.spi.Json;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The tables of all types of views of one CRM, in each edition. */
final class ViewTables {

    private final List<ViewType<?>> types;
    private final Set<ViewType<?>> lookedUp;
    private final Names names;
    private final Dialect dialect;
    private final Json json;
    private final Map<Key, ViewTable<?>> tables = new ConcurrentHashMap<>();

    ViewTables(
            Collection<? extends ViewType<?>> types,
            Set<ViewType<?>> lookedUp,
            Names names,
            Dialect dialect,
            Json json) {
        this.types = List.copyOf(types);
        this.lookedUp = Set.copyOf(lookedUp);
        this.names = names;
        this.dialect = dialect;
        this.json = json;
    }

    private record Key(ViewType<?> type, int edition) {}

    List<ViewType<?>> types() {
        return types;
    }

    boolean isLookedUp(ViewType<?> type) {
        return lookedUp.contains(type);
    }

    /** In their first edition. */
    List<ViewTable<?>> all() {
        List<ViewTable<?>> all = new ArrayList<>();
        types.forEach(each -> all.add(of(each, 1)));
        return all;
    }

    @SuppressWarnings("unchecked") // a type's table is of that type
    <V extends View> ViewTable<V> of(ViewType<V> type, int edition) {
        if (!types.contains(type)) {
            throw new IllegalArgumentException("The view " + type + " belongs to no feature of this CRM");
        }
        return (ViewTable<V>) tables.computeIfAbsent(
                new Key(type, edition),
                key -> new ViewTable<>(type, lookedUp.contains(type), edition, names, dialect, json));
    }
}
