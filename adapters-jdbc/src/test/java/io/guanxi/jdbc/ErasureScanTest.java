package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.spi.Storage;
import io.guanxi.domain.consent.ConsentCommand;
import io.guanxi.domain.consent.ConsentId;
import io.guanxi.domain.consent.ConsentTopic;
import io.guanxi.domain.consent.Evidence;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerDetails;
import io.guanxi.domain.customer.CustomerEvent;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerKind;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.kernel.Personal;
import io.guanxi.domain.kernel.PhoneNumber;
import io.guanxi.domain.kernel.PostalAddress;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityId;
import io.guanxi.domain.profile.Preference;
import io.guanxi.domain.profile.ProfileCommand;
import io.guanxi.domain.profile.ProfileId;
import io.guanxi.domain.ticket.TicketCommand;
import io.guanxi.domain.ticket.TicketId;
import io.guanxi.domain.ticket.TicketKind;
import io.guanxi.domain.ticket.TicketPriority;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks for what was told of a person, byte by byte: in all tables and in the files of the database. */
class ErasureScanTest {

    private static final AtomicInteger PERSONS = new AtomicInteger(10);

    /** Tells each test's person from those of the others, whose old rows may be in the same files. */
    private final int number = PERSONS.incrementAndGet();

    private String own(String text) {
        return text + number;
    }

    /** What views show. It is found before the erasure, so that finding nothing afterwards means something. */
    private final List<String> shown = Stream.of(
                    "Wang Yangming",
                    "王守仁",
                    "yangming@longchang.test",
                    "yangming",
                    "+86137000015",
                    "Bamboo Grove",
                    "a remark on bamboo",
                    "The stone drum deal",
                    "seven days before bamboo",
                    "nothing but headaches",
                    "an inner note",
                    "form signed at Longchang",
                    "sitting in the cave",
                    "asked by the abbot")
            .map(this::own)
            .toList();

    /** What stands in the log alone: sealed from the first moment, and so never found. */
    private final List<String> sealed =
            Stream.of("old@longchang.test", "archived for good").map(this::own).toList();

    /** As terms hold it. */
    private final String lastDigits =
            new StringBuilder(own("86137000015")).reverse().toString();

    private Stream<String> shown() {
        return Stream.concat(shown.stream(), Stream.of(lastDigits));
    }

    private Scan scan() {
        return new Scan(Stream.concat(shown(), sealed.stream()).toList());
    }

    private final CustomerId person = CustomerId.random();
    private final CustomerId other = CustomerId.random();

    private void tell(CrmSession session) {
        CustomerDetails details =
                CustomerDetails.named(own("Wang Yangming") + own(" 王守仁")).withRemark(own("a remark on bamboo"));
        ContactPoint old = new ContactPoint.Email(new EmailAddress(own("old@longchang.test")));
        List<ContactPoint> points = List.of(
                new ContactPoint.Email(new EmailAddress(own("yangming@longchang.test"))),
                new ContactPoint.Phone(new PhoneNumber(own("+86137000015"))),
                new ContactPoint.Postal(new PostalAddress(own("Bamboo Grove"), null, "余姚", null, null, "CN")));
        TicketId ticket = new TicketId(UUID.randomUUID());
        OpportunityId deal = OpportunityId.random();
        session.executeAll(List.of(
                new Register(person, CustomerKind.PERSON, details, points, "ann"),
                OpportunityCommand.Open.named(deal, own("The stone drum deal")),
                new OpportunityCommand.AssignCustomer(deal, person),
                new TicketCommand.Open(
                        ticket,
                        person,
                        own("seven days before bamboo"),
                        null,
                        "email",
                        TicketKind.QUESTION,
                        TicketPriority.NORMAL),
                new TicketCommand.RecordCustomerReply(ticket, "m1", own("nothing but headaches")),
                new TicketCommand.NoteInternally(ticket, "m2", own("an inner note")),
                new CustomerCommand.Archive(person, own("archived for good")),
                new CustomerCommand.Restore(person),
                Register.person(other, "Zhu Xi")));
        ConsentTopic news = new ConsentTopic(person, "newsletter", "email");
        ProfileId profile = ProfileId.of(person);
        session.executeAll(List.of(
                new ConsentCommand.Give(
                        ConsentId.of(news),
                        news,
                        new Evidence(own("form signed at Longchang"), "paper", null),
                        Instant.EPOCH,
                        null),
                new ProfileCommand.Open(profile, person),
                new ProfileCommand.Note(profile, Preference.said("rest", own("sitting in the cave"), "letter"))));
        session.unmask(CustomerView.TYPE, person, Set.of(Personal.Kind.PHONE), own("asked by the abbot"));
        // as one group, the address that is removed again would never be seen in a view
        session.executeAll(List.of(
                new CustomerCommand.AddContactPoint(person, old), new CustomerCommand.RemoveContactPoint(person, old)));
    }

    /** Tells, erases and goes, with a listener whose failures fill the dead letters. */
    private void live(Storage storage, Runnable before) throws InterruptedException {
        try (Crm crm = Crms.builder(storage)
                .erasable()
                .lookup(CustomerView.TYPE)
                .on("mailer", CustomerEvent.Registered.class, registered -> {
                    throw new IllegalStateException(registered.event().details().name());
                })
                .build()) {
            tell(crm.as(Crms.ANN));
            Crms.await(() -> crm.deadLetters().size() == 2);
            before.run();
            assertThat(crm.as(Crms.ANN).erase(person, "request 4711")).hasSize(6);
            assertThat(crm.as(Crms.ANN)
                            .views(CustomerView.TYPE)
                            .byId(other)
                            .orElseThrow()
                            .details()
                            .name())
                    .isEqualTo("Zhu Xi");
            assertThat(crm.deadLetters()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("io.guanxi.jdbc.Databases#kinds")
    void noTableTellsOfThePerson(Databases.Kind kind) throws InterruptedException {
        try (HikariDataSource pool = kind.pool()) {
            live(
                    JdbcStorage.on(pool).createTables(),
                    () -> assertThat(scan().inTables(pool)).containsExactlyInAnyOrderElementsOf(shown().toList()));
            assertThat(scan().inTables(pool)).isEmpty();
        }
    }

    /** H2 writes a changed page elsewhere and leaves the old one until its place is needed: compacting needs all places. */
    @Test
    void noFileOfH2TellsOfThePerson(@TempDir Path directory) throws InterruptedException, SQLException {
        String url = "jdbc:h2:file:" + directory.resolve("crm");
        live(
                JdbcStorage.h2(url).createTables(),
                () -> assertThat(scan().inFiles(directory)).containsExactlyInAnyOrderElementsOf(shown().toList()));
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown compact");
        }
        assertThat(scan().inFiles(directory)).isEmpty();
    }

    /**
     * PostgreSQL keeps old rows until a vacuum, samples of columns until they are analyzed again, and files of dropped tables until
     * a checkpoint. Its write-ahead log is not looked
     * at: it is kept for a time that the host decides, as backups are.
     */
    @Test
    void noFileOfPostgresTellsOfThePerson() throws InterruptedException {
        try (HikariDataSource pool = Databases.postgresAlone()) {
            String number = "select oid from pg_database where datname = current_database()";
            Path data = Path.of(
                    Databases.rows(pool, "show data_directory").get(0).replaceAll("^.*=|]$", ""),
                    "base",
                    String.valueOf(Databases.number(pool, number)));
            live(JdbcStorage.on(pool).createTables(), () -> {
                Databases.run(pool, "analyze");
                Databases.run(pool, "checkpoint");
                assertThat(scan().inFiles(data)).containsAll(shown().toList());
            });
            Databases.run(pool, "vacuum full analyze");
            Databases.run(pool, "vacuum full pg_statistic"); // where old samples are
            Databases.run(pool, "checkpoint");
            assertThat(scan().inFiles(data)).isEmpty();
        }
    }
}
