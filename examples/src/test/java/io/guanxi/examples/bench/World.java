package io.guanxi.examples.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.access.Authorizer;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerDetails;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityId;
import io.guanxi.jdbc.JdbcStorage;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** One database with two sets of the same tables: one that the library writes, one for plain JDBC. Both at the same durability. */
final class World implements AutoCloseable {

    private final @Nullable EmbeddedPostgres postgres;
    private final HikariDataSource dataSource;
    private final Crm crm;
    private final Crm plainTables;
    final CrmSession session;
    final Connection plain;

    World(String database) throws IOException, SQLException {
        HikariConfig config = new HikariConfig();
        if (database.equals("h2")) {
            Path folder = Files.createTempDirectory("guanxi-bench");
            postgres = null;
            config.setJdbcUrl("jdbc:h2:async:" + folder.resolve("bench") + ";WRITE_DELAY=0");
            config.setUsername("sa");
            config.setPassword("");
        } else {
            postgres = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .start();
            config.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
        }
        config.setMaximumPoolSize(8);
        dataSource = new HikariDataSource(config);
        crm = build("crm_");
        plainTables = build("plain_");
        session = crm.as(new Actor("ann", Set.of("sales")));
        plain = dataSource.getConnection();
        plain.setAutoCommit(false);
    }

    private Crm build(String prefix) {
        return Crm.builder()
                .storage(JdbcStorage.on(dataSource).prefix(prefix).createTables())
                .authorizer(Authorizer.allowEverything())
                .without("process")
                .without("ticket")
                .build();
    }

    PlainRows rows(String table, String idColumn, UUID template, String order) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return PlainRows.of(connection, "crm_" + table, "plain_" + table, idColumn, template, order);
        }
    }

    /** A column of views as the database calls it. */
    String quoted(String column) {
        return '"' + (postgres == null ? column.toUpperCase(Locale.ROOT) : column) + '"';
    }

    static CustomerCommand.Register register(CustomerId id, String unique) {
        return new CustomerCommand.Register(
                id,
                io.guanxi.domain.customer.CustomerKind.ORGANISATION,
                details("Customer " + unique),
                List.of(new ContactPoint.Email(new EmailAddress(unique + "@acme.test"))),
                "ann");
    }

    static CustomerDetails details(String name) {
        return CustomerDetails.named(name)
                .withIndustry("tools")
                .withLevel("A")
                .withSource("fair")
                .withFoundedYear(1999)
                .withEmployees(120)
                .withAnnualRevenue(Money.of(CurrencyUnit.EUR, new BigDecimal("1200000.00")));
    }

    static OpportunityCommand.Open open(OpportunityId id, CustomerId customer) {
        return OpportunityCommand.Open.named(id, "Ten presses")
                .withCustomerId(customer)
                .withOwner("ann")
                .withAmount(Money.of(CurrencyUnit.EUR, new BigDecimal("12000.00")));
    }

    /** Many customers to list, quickly: a few hundred in each transaction. */
    void fill(int customers) {
        List<CustomerCommand.Register> batch = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            batch.add(register(new CustomerId(new UUID(7, i)), "c" + i));
            if (batch.size() == 500 || i == customers - 1) {
                session.executeAll(batch);
                batch.clear();
            }
        }
    }

    @Override
    public void close() throws SQLException, IOException {
        plain.close();
        crm.close();
        plainTables.close();
        dataSource.close();
        if (postgres != null) {
            postgres.close();
        }
    }
}
