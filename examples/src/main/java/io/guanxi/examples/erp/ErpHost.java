package io.guanxi.examples.erp;

import io.guanxi.application.Crm;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.opportunity.OpportunityView;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.opportunity.Opportunity;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityId;
import io.guanxi.jdbc.JdbcStorage;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * The ERP writes its order and the CRM notes the won deal: both are there after the commit, or neither. The CRM's tables live
 * beside the ERP's, under a prefix of their own.
 */
public final class ErpHost {

    private static final Actor ANN = new Actor("ann", Set.of("sales"));

    private final DataSource dataSource;
    private final Crm crm;
    private final PrintStream out;

    private ErpHost(DataSource dataSource, Crm crm, PrintStream out) {
        this.dataSource = dataSource;
        this.crm = crm;
        this.out = out;
    }

    public static void main(String[] args) throws SQLException {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:erp;DB_CLOSE_DELAY=-1");
        run(h2, System.out);
    }

    static void run(DataSource dataSource, PrintStream out) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table erp_order (number varchar(20) primary key, amount decimal(12, 2) not null)");
        }
        try (Crm crm = Crm.builder()
                .storage(JdbcStorage.on(dataSource).prefix("crm_").createTables())
                .authorizer(Authorizer.allowEverything())
                .build()) {
            new ErpHost(dataSource, crm, out).sell();
        }
    }

    private void sell() throws SQLException {
        CustomerId acme = CustomerId.random();
        OpportunityId deal = OpportunityId.random();
        crm.as(ANN).execute(CustomerCommand.Register.organisation(acme, "Acme"));
        crm.as(ANN).execute(OpportunityCommand.Open.named(deal, "Ten presses"));
        crm.as(ANN).execute(new OpportunityCommand.AssignCustomer(deal, acme));

        try {
            order("SO-1", deal, new BigDecimal("-5.00"));
        } catch (CrmException.Invalid impossible) {
            out.println("Refused, and the order is gone too: " + impossible.getMessage());
        }
        report(deal);

        order("SO-2", deal, new BigDecimal("12000.00"));
        report(deal);
    }

    /** One transaction of the ERP, in which the CRM takes part. */
    private void order(String number, OpportunityId deal, BigDecimal amount) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("insert into erp_order values (?, ?)")) {
                insert.setString(1, number);
                insert.setBigDecimal(2, amount);
                insert.executeUpdate();
                crm.joining(connection)
                        .as(ANN)
                        .execute(new OpportunityCommand.Win(deal, Money.of(CurrencyUnit.EUR, amount)));
                connection.commit();
            } catch (CrmException refused) {
                connection.rollback();
                throw refused;
            }
        }
    }

    private void report(OpportunityId deal) throws SQLException {
        Opportunity.Status status =
                crm.as(ANN).views(OpportunityView.TYPE).byId(deal).orElseThrow().status();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet orders = statement.executeQuery("select count(*) from erp_order")) {
            orders.next();
            out.println("The deal is " + status + ", the ERP has " + orders.getInt(1) + " orders");
        }
    }
}
