package io.guanxi.jdbc;

import io.guanxi.application.lookup.Sought;
import io.guanxi.application.lookup.Terms;
import io.guanxi.application.view.AttributeType;
import io.guanxi.domain.kernel.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The terms by which the rows of one {@link ViewTable} are looked up, in a table beside it whose key is their only index: by term, and
 * then by id. What a row's terms are stands in the row too, in one column: so those of one row need no index to be found, only
 * those that differ are written, and whoever has been found by one word is asked for the others without another search.
 */
final class TermTable {

    /** A column of the view's table. No attribute's name begins like that. */
    static final String COLUMN = "_terms";

    /** Of so many starts one statement asks. */
    static final int AT_ONCE = 50;

    private final ViewTable<?> views;
    private final Dialect dialect;
    private final String table;
    private final Dialect.Batch upsert;
    private final String delete;

    TermTable(ViewTable<?> views, String table, Dialect dialect) {
        this.views = views;
        this.dialect = dialect;
        this.table = table;
        upsert = dialect.batch(
                dialect.upsert(table, List.of("tenant", "term", "id"), List.of("parts")),
                List.of(AttributeType.TEXT, AttributeType.TEXT, AttributeType.REFERENCE, AttributeType.TEXT));
        delete = "delete from " + table + " where tenant = ? and term = ? and id = ?";
    }

    static String localName(String type, int edition) {
        return "t" + ViewTable.localName(type, edition).substring(1);
    }

    String table() {
        return table;
    }

    String create() {
        return "create table " + table + " (\n    tenant " + dialect.tenantType() + " not null,\n    term "
                + dialect.termType(Terms.LONGEST) + " not null,\n    id "
                + dialect.columnType(AttributeType.REFERENCE) + " not null,\n    parts varchar(10) not null,\n"
                + "    primary key (tenant, term, id)\n)" + dialect.tableOptions();
    }

    /** The terms of those rows that there are, by their ids. */
    Map<UUID, Terms> of(Sql sql, TenantId tenant, Collection<UUID> ids) {
        String id = "v." + views.column("id");
        Map<UUID, Terms> terms = new HashMap<>();
        sql.query(
                        new SqlText("select " + id + ", v." + views.column(COLUMN) + " from " + views.table()
                                        + " v where ")
                                .add(dialect.ids("v." + views.column("tenant"), id, tenant.value(), ids))
                                .add(dialect.unrepeated())
                                .add(dialect.newest()),
                        row -> Map.entry(sql.uuid(row, 1), Terms.read(row.getString(2))))
                .forEach(each -> terms.put(each.getKey(), each.getValue()));
        return terms;
    }

    /** Writes what differs. */
    void change(Sql sql, TenantId tenant, Map<UUID, Terms> before, Map<UUID, Terms> after) {
        List<List<@Nullable Object>> removed = new ArrayList<>();
        List<List<@Nullable Object>> added = new ArrayList<>();
        after.forEach((id, terms) -> {
            Map<String, String> had = before.containsKey(id) ? before.get(id).parts() : Map.<String, String>of();
            had.keySet().stream()
                    .filter(each -> !terms.parts().containsKey(each))
                    .forEach(each -> removed.add(List.of(tenant.value(), each, id)));
            terms.parts().forEach((term, parts) -> {
                if (!parts.equals(had.get(term))) {
                    added.add(List.of(tenant.value(), term, id, parts));
                }
            });
        });
        sql.batch(delete, removed);
        sql.batch(upsert, added);
    }

    /** How many places each start of each token has. */
    SqlText counts(Sought sought, TenantId tenant) {
        SqlText text = new SqlText("select ");
        String separator = "";
        for (Sought.Token token : sought.tokens()) {
            for (String start : token.starts()) {
                text.add(separator + "(select count(*) from (")
                        .add(places("", start, sought, tenant, Sought.PLACES))
                        .add(") p)");
                separator = ", ";
            }
        }
        return text;
    }

    /** The ids of those that a token is looked for among, and whether it is a term of theirs as a whole. */
    SqlText ids(Sought.Token token, Sought sought, TenantId tenant, int limit) {
        SqlText text = new SqlText("select p.id, max(p.whole) as whole from (");
        String separator = "";
        for (String start : token.starts()) {
            text.add(separator + "(")
                    .add(places(", case when term = ? then 1 else 0 end as whole", start, sought, tenant, limit))
                    .add(")");
            separator = " union all ";
        }
        return text.add(") p group by p.id");
    }

    /** The first places of each start: an id, whether it is the whole term there (1), and which start it is, from 0. */
    SqlText first(List<String> starts, Sought sought, TenantId tenant, int limit) {
        SqlText text = new SqlText("");
        for (int i = 0; i < starts.size(); i++) {
            text.add(i == 0 ? "(" : " union all (")
                    .add(places(
                            ", case when term = ? then 1 else 0 end as whole, " + i + " as n",
                            starts.get(i),
                            sought,
                            tenant,
                            limit))
                    .add(")");
        }
        return text;
    }

    private SqlText places(String whole, String start, Sought sought, TenantId tenant, int limit) {
        SqlText text = new SqlText("select id" + whole);
        if (!whole.isEmpty()) {
            text.bind(start);
        }
        text.add(" from " + table + " where tenant = ? and term >= ? and term < ?")
                .bind(tenant.value())
                .bind(start)
                .bind(dialect.behindAllWith(start));
        if (!sought.all()) {
            text.add(" and ")
                    .add(sought.letters()
                            .chars()
                            .mapToObj(each -> "parts like '%" + (char) each + "%'")
                            .collect(Collectors.joining(" or ", "(", ")")));
        }
        return text.add(dialect.unrepeated()).add(" order by tenant, term, id fetch first " + limit + " rows only");
    }

    /** Whether a row has a term that begins with one of the token's starts. */
    SqlText has(Sought.Token token, Sought sought) {
        return found(token, sought, "");
    }

    /** How many of the tokens are terms of a row as a whole; begins with a plus. */
    SqlText whole(Sought sought) {
        SqlText text = new SqlText("");
        for (Sought.Token token : sought.tokens()) {
            text.add(" + case when ").add(found(token, sought, "\n")).add(" then 1 else 0 end");
        }
        return text;
    }

    private SqlText found(Sought.Token token, Sought sought, String end) {
        SqlText text = new SqlText("(");
        String separator = "";
        for (String start : token.starts()) {
            for (char letter : sought.letters().toCharArray()) {
                text.add(separator + "position(? in v." + views.column(COLUMN) + ") > 0")
                        .bind("\n" + letter + start + end);
                separator = " or ";
            }
        }
        return text.add(")");
    }
}
