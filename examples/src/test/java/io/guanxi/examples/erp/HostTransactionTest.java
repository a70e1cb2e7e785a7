package io.guanxi.examples.erp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atomikos.icatch.jta.UserTransactionManager;
import com.atomikos.jdbc.AtomikosDataSourceBean;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.view.Filter;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.jdbc.JdbcStorage;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.transaction.UserTransaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionTemplate;

/** The CRM inside transactions that are not its own: of plain JDBC, of Spring, and of a JTA transaction manager. */
class HostTransactionTest {

    private static final Actor ANN = new Actor("ann", Set.of("sales"));
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    private static DataSource dataSource(String database) {
        if (database.equals("postgresql")) {
            return postgres.getPostgresDatabase();
        }
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return h2;
    }

    private static Crm crm(DataSource dataSource, String prefix) {
        return Crm.builder()
                .storage(JdbcStorage.on(dataSource).prefix(prefix).createTables())
                .authorizer(Authorizer.allowEverything())
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void theErpCommitsItsOrderAndTheWinTogether(String database) throws SQLException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ErpHost.run(dataSource(database), new PrintStream(bytes, true, StandardCharsets.UTF_8));
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .hasSize(3)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("Refused, and the order is gone too: amount"),
                        second -> assertThat(second).isEqualTo("The deal is OPEN, the ERP has 0 orders"),
                        third -> assertThat(third).isEqualTo("The deal is WON, the ERP has 1 orders"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void underSpringsTransactions(String database) {
        DataSource dataSource = dataSource(database);
        try (Crm crm = crm(dataSource, "spring_")) {
            var spring = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
            CustomerId kept = CustomerId.random();
            spring.executeWithoutResult(status -> {
                CrmSession session =
                        crm.joining(DataSourceUtils.getConnection(dataSource)).as(ANN);
                session.execute(CustomerCommand.Register.organisation(kept, "Acme"));
                assertThat(session.views(CustomerView.TYPE).byId(kept)).isPresent();
                assertThatThrownBy(() -> session.execute(CustomerCommand.Register.organisation(kept, "Ajax")))
                        .isInstanceOf(CrmException.Refused.class);
                assertThat(crm.as(ANN).views(CustomerView.TYPE).byId(kept)).isEmpty();
            });
            assertThat(crm.as(ANN).views(CustomerView.TYPE).byId(kept)).isPresent();

            CustomerId gone = CustomerId.random();
            spring.executeWithoutResult(status -> {
                crm.joining(DataSourceUtils.getConnection(dataSource))
                        .as(ANN)
                        .execute(CustomerCommand.Register.organisation(gone, "Gone"));
                status.setRollbackOnly();
            });
            assertThat(crm.as(ANN).views(CustomerView.TYPE).byId(gone)).isEmpty();
            assertThat(crm.as(ANN).views(CustomerView.TYPE).count(Filter.everything()))
                    .isEqualTo(1);
        }
    }

    @Test
    void withAJtaDataSource() throws Exception {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        AtomikosDataSourceBean jta = new AtomikosDataSourceBean();
        jta.setUniqueResourceName("erp");
        jta.setXaDataSource(h2);
        jta.setPoolSize(4);
        UserTransactionManager manager = new UserTransactionManager();
        manager.setForceShutdown(true);
        manager.init();
        try (Crm crm = crm(h2, "jta_")) {
            UserTransaction transaction = new com.atomikos.icatch.jta.UserTransactionImp();
            CustomerId kept = CustomerId.random();
            transaction.begin();
            try (Connection connection = jta.getConnection()) {
                crm.joining(connection).as(ANN).execute(CustomerCommand.Register.organisation(kept, "Acme"));
            }
            transaction.commit();
            assertThat(crm.as(ANN).views(CustomerView.TYPE).byId(kept)).isPresent();

            CustomerId gone = CustomerId.random();
            transaction.begin();
            try (Connection connection = jta.getConnection()) {
                crm.joining(connection).as(ANN).execute(CustomerCommand.Register.organisation(gone, "Gone"));
            }
            transaction.setRollbackOnly();
            assertThatThrownBy(transaction::commit).isInstanceOf(Exception.class);
            assertThat(crm.as(ANN).views(CustomerView.TYPE).byId(gone)).isEmpty();
        } finally {
            manager.close();
            jta.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void aConnectionThatIsNotOursKeepsItsSettings(String database) throws SQLException {
        DataSource dataSource = dataSource(database);
        try (Crm crm = crm(dataSource, "plain_");
                Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> crm.joining(connection)
                            .as(ANN)
                            .execute(CustomerCommand.Register.organisation(CustomerId.random(), "Acme")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("auto-commit");
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            statement.execute("create table hosts_own (n int)");
            connection.commit();
            statement.execute("insert into hosts_own values (1)");
            CustomerId id = CustomerId.random();
            CrmSession session = crm.joining(connection).as(ANN);
            session.execute(CustomerCommand.Register.organisation(id, "Acme"));
            assertThatThrownBy(() -> session.execute(new CustomerCommand.Tag(CustomerId.random(), "vip")))
                    .isInstanceOf(CrmException.NotFound.class);
            assertThat(connection.getAutoCommit()).isFalse();
            assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
            assertThat(connection.isClosed()).isFalse();
            connection.rollback();
            assertThat(count(statement)).isZero();
            assertThat(crm.as(ANN).views(CustomerView.TYPE).byId(id)).isEmpty();
            statement.execute("insert into hosts_own values (1)");
            session.execute(CustomerCommand.Register.organisation(id, "Acme"));
            connection.commit();
            assertThat(count(statement)).isEqualTo(1);
            assertThat(crm.as(ANN).views(CustomerView.TYPE).byId(id)).isPresent();
            statement.execute("drop table hosts_own");
            connection.commit();
        }
    }

    private static int count(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select count(*) from hosts_own")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
