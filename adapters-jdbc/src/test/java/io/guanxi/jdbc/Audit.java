package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.Crm;
import io.guanxi.application.Guard;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** What must hold of a whole database, whatever has happened to it. */
final class Audit {

    private Audit() {}

    /** The events of each aggregate are numbered without a gap, and the claims are those of the views. */
    static void verify(Crm crm, DataSource source) {
        assertThat(Databases.rows(
                        source,
                        "select tenant, aggregate from crm_event group by tenant, aggregate"
                                + " having min(sequence) <> 1 or max(sequence) <> count(*)"))
                .as("aggregates with a gap")
                .isEmpty();
        List<String> wanted = new ArrayList<>();
        crm.features().stream()
                .flatMap(feature -> feature.guards().stream())
                .filter(Guard.Unique.class::isInstance)
                .forEach(guard -> claims(crm, (Guard.Unique<?>) guard, wanted));
        assertThat(Databases.rows(source, "select scope, claimed, holder from crm_claim"))
                .as("claims")
                .containsExactlyInAnyOrderElementsOf(wanted);
    }

    private static <V extends View> void claims(Crm crm, Guard.Unique<V> guard, List<String> wanted) {
        crm.as(Crms.ANN)
                .views(guard.view())
                .forEach(
                        Filter.everything(),
                        view -> guard.values()
                                .apply(view)
                                .forEach(value -> wanted.add(List.of(
                                                "scope=" + guard.scope(),
                                                "claimed=" + value,
                                                "holder=" + view.id().value())
                                        .toString())));
    }

    /** The rows of all views are those of a fresh replay of the log, to the last column. */
    static void verifyReplay(DataSource source) {
        Map<String, List<String>> before = views(source);
        Databases.run(source, "update crm_view_type set folded = false");
        Crms.builder(JdbcStorage.on(source)).build().close();
        Map<String, List<String>> after = views(source);
        before.forEach((type, rows) -> assertThat(rows).as(type).isEqualTo(after.get(type)));
    }

    private static Map<String, List<String>> views(DataSource source) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (ViewType<?> type : Crms.views()) {
            rows.put(
                    type.name(), Databases.rows(source, "select * from crm_v_" + type.name() + " order by tenant, id"));
        }
        return rows;
    }
}
