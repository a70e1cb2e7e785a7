package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.spi.Storage;
import io.guanxi.application.view.Filter;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerEvent;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityId;
import io.guanxi.domain.ticket.TicketCommand;
import io.guanxi.domain.ticket.TicketId;
import io.guanxi.domain.ticket.TicketKind;
import io.guanxi.domain.ticket.TicketPriority;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks for what a tenant had, byte by byte: in all tables and in the files of the database. Nothing is sealed here. */
class TenantScanTest {

    private static final AtomicInteger TENANTS = new AtomicInteger(10);
    private static final TenantId OTHER = new TenantId("other");
    private static final Set<String> WITHOUT_TENANT = Set.of(
            "crm_chain",
            "crm_dead_letter",
            "crm_flyway",
            "crm_node",
            "crm_schema_version",
            "crm_token",
            "crm_upgrade",
            "crm_view_type");

    /** Tells each test's tenant from those of the others, whose old rows may be in the same files. */
    private final int number = TENANTS.incrementAndGet();

    private final TenantId tenant = new TenantId("leaving_" + number);
    private final CustomerId customer = CustomerId.random();

    private final List<String> told = Stream.of(
                    "Stone Drum Books",
                    "石鼓书店",
                    "info@shigu.test",
                    "a tag of theirs",
                    "Two hundred brushes",
                    "ink is missing",
                    "agent of theirs")
            .map(this::own)
            .toList();

    private String own(String text) {
        return text + number;
    }

    private void tell(CrmSession session) {
        TicketId ticket = new TicketId(UUID.randomUUID());
        session.once(UUID.randomUUID())
                .execute(Register.organisation(
                        customer,
                        own("Stone Drum Books") + own(" 石鼓书店"),
                        new ContactPoint.Email(new EmailAddress(own("info@shigu.test")))));
        session.inBatch(UUID.randomUUID())
                .executeAll(List.of(
                        new CustomerCommand.Tag(customer, own("a tag of theirs")),
                        OpportunityCommand.Open.named(OpportunityId.random(), own("Two hundred brushes"))
                                .withCustomerId(customer),
                        new TicketCommand.Open(
                                ticket,
                                customer,
                                own("ink is missing"),
                                null,
                                "email",
                                TicketKind.QUESTION,
                                TicketPriority.NORMAL)));
    }

    /** Lives with a listener whose failures fill the dead letters. */
    private void live(Storage storage, Runnable before) throws InterruptedException {
        try (Crm crm = Crms.builder(storage)
                .on("mailer", CustomerEvent.Registered.class, registered -> {
                    throw new IllegalStateException("no connection");
                })
                .build()) {
            tell(crm.as(new Actor(own("agent of theirs"), Set.of()), tenant));
            crm.as(Crms.ANN, OTHER).execute(Register.organisation(customer, "Grass Hall"));
            Crms.await(() -> crm.deadLetters().size() == 2);
            before.run();
            crm.tenants(Crms.ANN).erase(tenant, "contract 12");
            assertThat(crm.deadLetters()).hasSize(1);
            assertThat(crm.as(Crms.ANN, OTHER).views(CustomerView.TYPE).count(Filter.everything()))
                    .isOne();
        }
    }

    @ParameterizedTest
    @MethodSource("io.guanxi.jdbc.Databases#kinds")
    void noTableTellsOfTheTenant(Databases.Kind kind) throws InterruptedException {
        Scan scan = new Scan(told);
        try (HikariDataSource pool = kind.pool()) {
            live(
                    JdbcStorage.on(pool).createTables(),
                    () -> assertThat(scan.inTables(pool)).containsExactlyInAnyOrderElementsOf(told));
            assertThat(scan.inTables(pool)).isEmpty();
            assertThat(new Scan(List.of(tenant + "/")).inTables(pool)).isEmpty();
            List<String> with = Scan.tables(pool).stream()
                    .filter(each -> !WITHOUT_TENANT.contains(each))
                    .filter(each -> !each.contains("history"))
                    .filter(each ->
                            Databases.number(pool, "select count(*) from " + each + " where tenant = '" + tenant + "'")
                                    > 0)
                    .toList();
            assertThat(with)
                    .as("the end of its history, and the ledger")
                    .containsExactlyInAnyOrder("crm_event", "crm_tenant");
        }
    }

    /** As for a person: what H2 leaves in old places goes when it is compacted. */
    @Test
    void noFileOfH2TellsOfTheTenant(@TempDir Path directory) throws InterruptedException, SQLException {
        Scan scan = new Scan(told);
        String url = "jdbc:h2:file:" + directory.resolve("crm");
        live(
                JdbcStorage.h2(url).createTables(),
                () -> assertThat(scan.inFiles(directory)).containsExactlyInAnyOrderElementsOf(told));
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown compact");
        }
        assertThat(scan.inFiles(directory)).isEmpty();
    }

    /** As for a person: PostgreSQL keeps old rows until a vacuum, samples of them until they are analyzed again. */
    @Test
    void noFileOfPostgresTellsOfTheTenant() throws InterruptedException {
        Scan scan = new Scan(told);
        try (HikariDataSource pool = Databases.postgres()) {
            Path data =
                    Path.of(Databases.rows(pool, "show data_directory").get(0).replaceAll("^.*=|]$", ""), "base");
            live(JdbcStorage.on(pool).createTables(), () -> {
                Databases.run(pool, "checkpoint");
                assertThat(scan.inFiles(data)).containsAll(told);
            });
            Scan.tables(pool).forEach(each -> Databases.run(pool, "vacuum full analyze " + each));
            Databases.run(pool, "checkpoint");
            assertThat(scan.inFiles(data)).isEmpty();
        }
    }
}
