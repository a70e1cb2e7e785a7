package io.guanxi.jdbc;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.Maps;
import io.guanxi.application.lookup.Terms;
import io.guanxi.application.spi.Editions;
import io.guanxi.application.spi.ViewStore;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.domain.kernel.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes rows of views into one edition's table, and what they are found by into the table of terms beside it. */
final class ViewRows {

    private final Sql sql;
    private final Lookout lookout;
    private final SpareIndexes spares;

    ViewRows(Sql sql, Lookout lookout, SpareIndexes spares) {
        this.sql = sql;
        this.lookout = lookout;
        this.spares = spares;
    }

    /** In the order of ids and only the last of each: two batches cannot wait for each other, and none meets a row twice. */
    <V extends View> void put(ViewTable<V> table, Editions.Known known, TenantId tenant, List<Versioned<V>> views) {
        Map<UUID, Versioned<V>> last = new TreeMap<>();
        views.forEach(each -> last.put(each.view().id().value(), each));
        TermTable terms = table.terms();
        if (terms != null) {
            put(table, terms, known, tenant, last);
            return;
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        last.values().forEach(each -> rows.add(table.row(tenant, each, known.newest(), null)));
        lookout.writing(() -> {
            sql.batch(table.upsert(), rows);
            return true;
        });
        spares.written(table, rows);
    }

    /**
     * An edition that is being made may be filled with the same row at this moment. So that it is not overlooked, and its terms stay,
     * there is a row before it is asked for its terms.
     */
    private <V extends View> void put(
            ViewTable<V> table, TermTable terms, Editions.Known known, TenantId tenant, Map<UUID, Versioned<V>> last) {
        Map<UUID, Terms> after = new HashMap<>();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        last.forEach((id, each) -> {
            Terms found = Terms.of(table.type(), each.view());
            after.put(id, found);
            rows.add(table.row(tenant, each, known.newest(), found.written()));
        });
        lookout.writing(() -> {
            if (table.edition() != known.read()) {
                sql.batch(
                        table.fill(),
                        last.values().stream()
                                .map(each -> table.row(tenant, each, known.newest(), null))
                                .toList());
            }
            Map<UUID, Terms> before = terms.of(sql, tenant, last.keySet());
            sql.batch(table.upsert(), rows);
            terms.change(sql, tenant, before, after);
            return true;
        });
        spares.written(table, rows);
    }

    /**
     * Inserts those that are not there yet.
     *
     * @param newest the newest edition that is known
     */
    <V extends View> void fill(ViewTable<V> table, int newest, List<ViewStore.Row<V>> views) {
        TermTable terms = table.terms();
        List<List<@Nullable Object>> rows = new ArrayList<>(views.size());
        Map<TenantId, Map<UUID, Terms>> found = new HashMap<>();
        for (ViewStore.Row<V> each : views) {
            V view = each.view().view();
            Terms ofView = terms == null ? null : Terms.of(table.type(), view);
            rows.add(table.row(each.tenant(), each.view(), newest, ofView == null ? null : ofView.written()));
            if (ofView != null) {
                found.computeIfAbsent(each.tenant(), any -> new HashMap<>())
                        .put(view.id().value(), ofView);
            }
        }
        lookout.writing(() -> {
            sql.batch(table.fill(), rows);
            found.forEach((tenant, ofRows) -> fill(requireNonNull(terms), tenant, ofRows));
            return true;
        });
        spares.written(table, rows);
    }

    /** Of those rows that hold just these terms: the others were written by a command meanwhile, and so were their terms. */
    private void fill(TermTable terms, TenantId tenant, Map<UUID, Terms> found) {
        Map<UUID, Terms> there = terms.of(sql, tenant, found.keySet());
        terms.change(
                sql,
                tenant,
                Map.of(),
                Maps.filterEntries(found, each -> each.getValue().equals(there.get(each.getKey()))));
    }
}
