package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.spi.ConflictException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.axonframework.common.transaction.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("io.guanxi.jdbc.Databases#kinds")
class TransactionsTest {

    private final Databases.Kind kind;

    private HikariDataSource pool;
    private CountingSource source;
    private Transactions transactions;

    TransactionsTest(Databases.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        pool = kind.pool();
        Databases.run(pool, "create table t (a varchar(20) primary key)");
        source = new CountingSource(pool);
        transactions = new Transactions(source, dialect());
    }

    private Dialect dialect() {
        return switch (kind) {
            case H2 -> Dialects.H2;
            case POSTGRESQL -> Dialects.POSTGRESQL;
            case MARIADB -> Dialects.MARIADB;
        };
    }

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(source.open).hasValue(0);
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        pool.close();
    }

    private void insert(String text) {
        transactions.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("insert into t values (?)")) {
                statement.setString(1, text);
                return statement.executeUpdate();
            }
        });
    }

    private long seen() {
        return transactions.read(connection -> {
            try (Statement statement = connection.createStatement();
                    var rows = statement.executeQuery("select count(*) from t")) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    private long committed() {
        return Databases.number(pool, "select count(*) from t");
    }

    @Test
    void aTransactionTakesItsConnectionWithItsFirstStatement() {
        transactions.startTransaction().commit();
        transactions.startTransaction().rollback();
        assertThat(source.callsSoFar()).isEmpty();
        Transaction transaction = transactions.startTransaction();
        insert("a");
        assertThat(seen()).isEqualTo(1);
        assertThat(committed()).isZero();
        transaction.commit();
        assertThat(committed()).isEqualTo(1);
        assertThat(source.callsSoFar())
                .containsExactly("getConnection", "setAutoCommit", "commit", "setAutoCommit", "close");
    }

    @Test
    void whatIsRolledBackIsGone() {
        Transaction transaction = transactions.startTransaction();
        insert("a");
        transaction.rollback();
        transaction.rollback();
        transaction.commit();
        assertThat(seen()).isZero();
        assertThatThrownBy(() -> transactions.executeInTransaction(() -> {
                    insert("b");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(committed()).isZero();
    }

    @Test
    void aPartThatIsRolledBackUndoesOnlyItself() {
        transactions.executeInTransaction(() -> {
            Transaction untouched = transactions.startTransaction();
            untouched.rollback();
            insert("before");
            Transaction part = transactions.startTransaction();
            insert("gone");
            Transaction inner = transactions.startTransaction();
            insert("gone too");
            inner.commit();
            part.rollback();
            inner.rollback();
            Transaction kept = transactions.startTransaction();
            insert("kept");
            kept.commit();
            assertThat(seen()).isEqualTo(2);
        });
        assertThat(committed()).isEqualTo(2);
    }

    @Test
    void partsThatHaveWrittenNothingShareASavepoint() {
        transactions.executeInTransaction(() -> {
            Transaction outer = transactions.startTransaction();
            Transaction inner = transactions.startTransaction();
            insert("gone");
            inner.rollback();
            insert("kept");
            Transaction second = transactions.startTransaction();
            insert("gone as well");
            second.rollback();
            outer.commit();
        });
        assertThat(committed()).isEqualTo(1);
        assertThat(source.callsSoFar().stream().filter("setSavepoint"::equals)).hasSize(2);
        transactions.executeInTransaction(() -> {
            Transaction outer = transactions.startTransaction();
            Transaction inner = transactions.startTransaction();
            insert("inner");
            inner.commit();
            outer.rollback();
        });
        assertThat(committed()).isEqualTo(1);
    }

    @Test
    void aPartThatOnlyReadsNeedsNoSavepoint() {
        transactions.executeInTransaction(() -> {
            Transaction part = transactions.startTransaction();
            seen();
            part.rollback();
        });
        assertThat(source.callsSoFar()).doesNotContain("setSavepoint");
    }

    @Test
    void afterAFailedStatementInAPartTheRestGoesOn() {
        insert("a");
        transactions.executeInTransaction(() -> {
            insert("b");
            assertThatThrownBy(() -> transactions.executeInTransaction(() -> insert("a")))
                    .isInstanceOf(ConflictException.class);
            insert("c");
        });
        assertThat(committed()).isEqualTo(3);
    }

    @Test
    void aFailureTellsItsSqlStateAndNoDataOfTheRow() throws SQLException {
        insert("secret@acme.test");
        assertThatThrownBy(() -> insert("secret@acme.test"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("SQLState 23")
                .hasNoCause()
                .satisfies(failure -> assertThat(failure.toString()).doesNotContain("secret"));
        assertThatThrownBy(() -> insert("x".repeat(21)))
                .isInstanceOfSatisfying(
                        StorageException.class,
                        failure -> assertThat(failure.sqlState()).isEqualTo("22001"))
                .hasNoCause()
                .satisfies(failure -> assertThat(failure.toString()).doesNotContain("xxx"));
        Transaction transaction = transactions.startTransaction();
        try (Connection axons = transactions.getConnection();
                PreparedStatement statement = axons.prepareStatement("insert into t values (?)")) {
            statement.setString(1, "x".repeat(21));
            assertThatThrownBy(statement::executeUpdate)
                    .isInstanceOf(SQLException.class)
                    .hasMessage("SQLState 22001")
                    .hasNoCause();
        }
        transaction.rollback();
    }

    @Test
    void closingDoesNothingInsideATransactionAndGivesBackOutside() throws SQLException {
        transactions.executeInTransaction(() -> {
            try {
                transactions.getConnection().close();
                insert("a");
                transactions.getConnection().close();
            } catch (SQLException failure) {
                throw new AssertionError(failure);
            }
        });
        assertThat(source.callsSoFar().stream().filter("close"::equals)).hasSize(1);
        try (Connection alone = transactions.getConnection();
                Statement statement = alone.createStatement()) {
            assertThat(alone.getAutoCommit()).isTrue();
            statement.executeUpdate("insert into t values ('b')");
        }
        assertThat(committed()).isEqualTo(2);
    }

    @Test
    void aPoolWithoutAutoCommitIsServedToo() {
        try (HikariDataSource manual = Databases.withoutAutoCommit(pool)) {
            source = new CountingSource(manual);
            transactions = new Transactions(source, dialect());
            insert("a");
            assertThat(seen()).isEqualTo(1);
            assertThat(committed()).isEqualTo(1);
            assertThat(manual.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }

    // ---- in a transaction of the host
    // ------------------------------------------------------------------------------------

    @Test
    void theHostsTransactionIsNeitherEndedNorChanged() throws SQLException {
        try (Connection hosts = source.watched(pool.getConnection())) {
            source.open.incrementAndGet();
            hosts.setAutoCommit(false);
            source.callsSoFar();
            transactions.joining(hosts, () -> {
                transactions.executeInTransaction(() -> insert("a"));
                return seen();
            });
            assertThat(source.callsSoFar()).containsExactly("setSavepoint", "releaseSavepoint");
            assertThat(committed()).isZero();
            assertThatThrownBy(() -> transactions.joining(hosts, () -> {
                        insert("b");
                        throw new IllegalStateException("refused");
                    }))
                    .hasMessage("refused");
            assertThat(source.callsSoFar()).containsExactly("setSavepoint", "rollbackToSavepoint", "releaseSavepoint");
            assertThat(transactions.<Long>joining(hosts, this::seen)).isEqualTo(1);
            assertThat(source.callsSoFar()).isEmpty();
            hosts.commit();
            assertThat(committed()).isEqualTo(1);
            hosts.setAutoCommit(true);
        }
    }

    @Test
    void withoutATransactionOfTheHostThereIsNothingToJoin() throws SQLException {
        try (Connection hosts = pool.getConnection()) {
            assertThatThrownBy(() -> transactions.joining(hosts, this::seen))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("auto-commit");
        }
    }

    @Test
    void insideATransactionOfItsOwnTheHostsCannotBeJoined() throws SQLException {
        try (Connection hosts = pool.getConnection()) {
            hosts.setAutoCommit(false);
            transactions.executeInTransaction(() -> assertThatThrownBy(() -> transactions.joining(hosts, this::seen))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another transaction"));
            transactions.joining(hosts, () -> transactions.<Long>joining(hosts, this::seen));
            hosts.setAutoCommit(true);
        }
    }

    /** As the connections of distributed transactions do. */
    @Test
    void withoutSavepointsTheHostIsToldToRollBack() throws SQLException {
        try (Connection real = pool.getConnection()) {
            real.setAutoCommit(false);
            Connection hosts = (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        if (List.of("setSavepoint", "commit", "rollback", "setAutoCommit")
                                .contains(method.getName())) {
                            throw new SQLException("not while a distributed transaction is active", "55000");
                        }
                        try {
                            return method.invoke(real, arguments);
                        } catch (InvocationTargetException failed) {
                            throw failed.getCause();
                        }
                    });
            transactions.joining(hosts, () -> {
                insert("a");
                return true;
            });
            assertThatThrownBy(() -> transactions.joining(hosts, () -> {
                        seen();
                        throw new IllegalArgumentException("refused before anything was written");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> transactions.joining(hosts, () -> {
                        insert("b");
                        throw new IllegalArgumentException("refused too late");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("roll the transaction back")
                    .hasRootCauseMessage("refused too late");
            real.rollback();
            real.setAutoCommit(true);
        }
        assertThat(committed()).isZero();
    }
}
