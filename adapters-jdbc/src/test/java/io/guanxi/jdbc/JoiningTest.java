package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.view.Filter;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerEvent;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.CrmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** An ERP's order and what the CRM makes of it: one transaction, the ERP's. */
@ParameterizedClass
@MethodSource("io.guanxi.jdbc.Databases#kinds")
class JoiningTest {

    private final Databases.Kind kind;

    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private HikariDataSource erp;
    private Crm crm;

    JoiningTest(Databases.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        erp = kind.pool();
        Databases.run(erp, "create table erp_order (number int primary key)");
        crm = Crms.builder(JdbcStorage.on(erp).createTables())
                .on(CustomerEvent.Tagged.class, tagged -> told.add(tagged.tag()))
                .build();
    }

    @AfterEach
    void close() throws InterruptedException {
        crm.close();
        Crms.await(() -> erp.getHikariPoolMXBean().getActiveConnections() == 0);
        erp.close();
    }

    private static void order(Connection connection, int number) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into erp_order values (" + number + ")");
        }
    }

    private long orders() {
        return Databases.number(erp, "select count(*) from erp_order");
    }

    private long events() {
        return Databases.number(erp, "select count(*) from crm_event");
    }

    private long customers() {
        return crm.as(Crms.ANN).views(CustomerView.TYPE).count(Filter.everything());
    }

    @Test
    void theOrderAndTheCustomerAreCommittedTogether() throws Exception {
        CustomerId id = CustomerId.random();
        try (Connection connection = erp.getConnection()) {
            connection.setAutoCommit(false);
            order(connection, 1);
            var session = crm.joining(connection).as(Crms.ANN);
            session.execute(Crms.acme(id));
            session.execute(new CustomerCommand.Tag(id, "vip"));
            assertThat(session.views(CustomerView.TYPE).byId(id)).isPresent();
            assertThat(session.history(id)).hasSize(3);
            assertThat(customers()).isZero();
            connection.commit();
            connection.setAutoCommit(true);
        }
        assertThat(orders()).isEqualTo(1);
        assertThat(customers()).isEqualTo(1);
        Crms.await(() -> told.contains("vip"));
    }

    @Test
    void theOrderAndTheCustomerAreRolledBackTogether() throws Exception {
        CustomerId id = CustomerId.random();
        try (Connection connection = erp.getConnection()) {
            connection.setAutoCommit(false);
            order(connection, 1);
            crm.joining(connection).as(Crms.ANN).execute(Crms.acme(id));
            connection.rollback();
            connection.setAutoCommit(true);
        }
        assertThat(orders()).isZero();
        assertThat(events()).isZero();
        assertThat(customers()).isZero();
        // neither a claim nor anything remembered in the heap is left behind
        crm.as(Crms.ANN).execute(Crms.acme(CustomerId.random()));
    }

    @Test
    void aRefusedCommandLeavesTheHostsWorkAsItWas() throws Exception {
        crm.as(Crms.ANN).execute(Crms.acme(CustomerId.random()));
        CustomerId id = CustomerId.random();
        try (Connection connection = erp.getConnection()) {
            connection.setAutoCommit(false);
            order(connection, 1);
            var session = crm.joining(connection).as(Crms.ANN);
            session.execute(Register.organisation(id, "Ajax"));
            // refused by a claim, that is after the first writes
            assertThatThrownBy(() -> session.execute(Crms.acme(CustomerId.random())))
                    .isInstanceOf(CrmException.Refused.class);
            assertThatThrownBy(() -> session.execute(Register.organisation(id, "other")))
                    .isInstanceOf(CrmException.Refused.class);
            assertThatThrownBy(() -> session.execute(new CustomerCommand.Tag(id, "vip"), 7))
                    .isInstanceOf(CrmException.Stale.class);
            order(connection, 2);
            session.execute(new CustomerCommand.Tag(id, "vip"));
            connection.commit();
            connection.setAutoCommit(true);
        }
        assertThat(orders()).isEqualTo(2);
        assertThat(customers()).isEqualTo(2);
        assertThat(crm.as(Crms.ANN).history(id)).hasSize(2);
    }

    @Test
    void aConnectionWithoutTransactionIsRefused() throws Exception {
        try (Connection connection = erp.getConnection()) {
            var session = crm.joining(connection).as(Crms.ANN);
            assertThatThrownBy(() -> session.execute(Crms.acme(CustomerId.random())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("auto-commit");
        }
    }
}
