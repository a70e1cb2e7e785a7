package io.guanxi.jdbc;

import io.guanxi.application.spi.Editions;
import io.guanxi.application.spi.EventLog;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.TenantId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of the log of which an edition of views is made, and which of them are done. */
final class ViewParts {

    private final Sql sql;
    private final Dialect dialect;
    private final String parts;
    private final String viewTypes;

    ViewParts(Sql sql, Names names, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
        parts = names.table("view_part");
        viewTypes = names.table("view_type");
    }

    List<Editions.Part> of(ViewType<?> type, int edition) {
        return sql.query(
                new SqlText("select tenant, first_id, behind_id, streams, folded from " + parts
                                + " where name = ? and edition = ?")
                        .bind(type.name())
                        .bind(edition)
                        .add(dialect.unrepeated())
                        .add(" order by number"),
                row -> new Editions.Part(
                        new EventLog.Range(
                                new TenantId(row.getString(1)), sql.uuid(row, 2), dialect.uuid(row, 3), row.getLong(4)),
                        row.getBoolean(5)));
    }

    void plan(ViewType<?> type, int edition, List<EventLog.Range> ranges) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (EventLog.Range range : ranges) {
            rows.add(Arrays.asList(
                    type.name(),
                    edition,
                    rows.size(),
                    range.tenant().value(),
                    range.from(),
                    range.behind(),
                    range.streams(),
                    false));
        }
        sql.batch(
                "insert into " + parts
                        + " (name, edition, number, tenant, first_id, behind_id, streams, folded) values ("
                        + Dialect.marks(8) + ")",
                rows);
    }

    /** False if they are another maker's by now. */
    boolean note(ViewType<?> type, int edition, String maker, List<EventLog.Range> folded) {
        for (EventLog.Range range : folded) {
            int noted = sql.update(new SqlText("update " + parts
                            + " set folded = true where name = ? and edition = ? and tenant = ? and first_id = ?"
                            + " and exists (select 1 from " + viewTypes
                            + " t where t.name = ? and t.edition = ? and t.maker = ?)")
                    .bind(type.name())
                    .bind(edition)
                    .bind(range.tenant().value())
                    .bind(range.from())
                    .bind(type.name())
                    .bind(edition)
                    .bind(maker));
            if (noted == 0) {
                return false;
            }
        }
        return true;
    }

    void forget(ViewType<?> type, int edition) {
        forget(type, "= ?", edition);
    }

    void forgetUpTo(ViewType<?> type, int edition) {
        forget(type, "<= ?", edition);
    }

    private void forget(ViewType<?> type, String which, int edition) {
        sql.update(new SqlText("delete from " + parts + " where name = ? and edition " + which)
                .bind(type.name())
                .bind(edition));
    }
}
