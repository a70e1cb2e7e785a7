package io.guanxi.jdbc;

import io.guanxi.application.spi.Chain;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Links as rows. Of two who add the same number the primary key refuses the second. */
final class JdbcChain implements Chain {

    private static final String NO_ADMINISTRATOR = "90040";
    private static final String COLUMNS = "number, amends, content, signature";

    private final Sql sql;
    private final Dialect dialect;
    private final String table;

    JdbcChain(Sql sql, Names names, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
        table = names.table("chain");
    }

    @Override
    public Optional<Link> last() {
        return sql.first(
                select(new SqlText("1 = 1")).add(" order by number desc fetch first 1 rows only"), JdbcChain::link);
    }

    @Override
    public List<Link> after(long number, int limit) {
        return inOrder(new SqlText("number > ?").bind(number), limit);
    }

    @Override
    public List<Link> amendments(long after, int limit) {
        return inOrder(new SqlText("number > ? and amends = true").bind(after), limit);
    }

    private List<Link> inOrder(SqlText condition, int limit) {
        return sql.query(
                select(condition)
                        .add(" order by number fetch first ? rows only")
                        .bind(limit),
                JdbcChain::link);
    }

    private SqlText select(SqlText condition) {
        return new SqlText("select " + COLUMNS + " from " + table + " where ")
                .add(condition)
                .add(dialect.unrepeated());
    }

    private static Link link(ResultSet row) throws SQLException {
        return new Link(row.getLong(1), row.getBoolean(2), row.getString(3), row.getString(4));
    }

    /** H2 shows other connections what is committed a moment before it is on the disk, and a killed process loses that. */
    @Override
    public void settle() {
        if (dialect == Dialects.H2) {
            try {
                sql.update(new SqlText("checkpoint"));
            } catch (StorageException failure) {
                if (!NO_ADMINISTRATOR.equals(failure.sqlState())) {
                    throw failure;
                }
            }
        }
    }

    @Override
    public void append(Link link) {
        sql.update(new SqlText("insert into " + table + " (" + COLUMNS + ") values (" + Dialect.marks(4) + ")")
                .bind(link.number())
                .bind(link.amends())
                .bind(link.content())
                .bind(link.signature()));
    }
}
