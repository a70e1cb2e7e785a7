package io.guanxi.application.spi;

import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where views are kept. */
public interface ViewStore extends ViewSource {

    /** Inserts or replaces, within the current transaction. */
    <V extends View> void put(ViewType<V> type, TenantId tenant, List<Versioned<V>> views);

    /** The views of all tenants for which the filter holds, by tenant and id, behind {@code after}. */
    <V extends View> List<OfTenant<V>> findOfAllTenants(
            ViewType<V> type, Filter<V> filter, @Nullable OfTenant<V> after, int limit);

    /** Forgets all views of a type, within the current transaction. */
    void clear(ViewType<?> type);

    /** A stored view and whose it is. */
    record Row<V extends View>(TenantId tenant, Versioned<V> view) {}

    /** A view and whose it is. */
    record OfTenant<V extends View>(TenantId tenant, V view) {}
}
