package io.guanxi.jdbc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.spi.Storage;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerDetails;
import io.guanxi.domain.customer.CustomerEvent;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerKind;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.kernel.PhoneNumber;
import io.guanxi.domain.kernel.PostalAddress;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityId;
import io.guanxi.domain.ticket.TicketCommand;
import io.guanxi.domain.ticket.TicketId;
import io.guanxi.domain.ticket.TicketKind;
import io.guanxi.domain.ticket.TicketPriority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
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
                    "+86137000015",
                    "Bamboo Grove",
                    "a remark on bamboo",
                    "The stone drum deal",
                    "seven days before bamboo",
                    "nothing but headaches",
                    "an inner note")
            .map(this::own)
            .toList();

    /** What stands in the log alone: sealed from the first moment, and so never found. */
    private final List<String> sealed =
            Stream.of("old@longchang.test", "archived for good").map(this::own).toList();

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
        // as one group, the address that is removed again would never be seen in a view
        session.executeAll(List.of(
                new CustomerCommand.AddContactPoint(person, old), new CustomerCommand.RemoveContactPoint(person, old)));
    }

    /** Tells, erases and goes, with a listener whose failures fill the dead letters. */
    private void live(Storage storage, Runnable before) throws InterruptedException {
        try (Crm crm = Crms.builder(storage)
                .erasable()
                .on("mailer", CustomerEvent.Registered.class, registered -> {
                    throw new IllegalStateException(registered.event().details().name());
                })
                .build()) {
            tell(crm.as(Crms.ANN));
            Crms.await(() -> crm.deadLetters().size() == 2);
            before.run();
            assertThat(crm.as(Crms.ANN).erase(person, "request 4711")).hasSize(3);
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

    private Set<String> found(byte[] bytes) {
        Set<String> found = new TreeSet<>();
        String raw = new String(bytes, ISO_8859_1);
        Stream.concat(shown.stream(), sealed.stream()).forEach(each -> {
            for (Charset charset : List.of(UTF_8, UTF_16LE, UTF_16BE)) {
                if (raw.contains(new String(each.getBytes(charset), ISO_8859_1))) {
                    found.add(each);
                }
            }
            if (raw.contains(asH2Writes(each))) {
                found.add(each);
            }
        });
        return found;
    }

    /** Nearly UTF-8, but H2 leaves out the highest bit of all bytes of a character but the first. */
    private static String asH2Writes(String text) {
        StringBuilder bytes = new StringBuilder();
        text.chars().forEach(each -> {
            if (each < 0x80) {
                bytes.append((char) each);
            } else if (each < 0x800) {
                bytes.append((char) (0xc0 | each >> 6)).append((char) (each & 0x3f));
            } else {
                bytes.append((char) (0xe0 | each >> 12))
                        .append((char) (each >> 6 & 0x3f))
                        .append((char) (each & 0x3f));
            }
        });
        return bytes.toString();
    }

    private Set<String> foundInFiles(Path directory) {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                try {
                    found.addAll(found(Files.readAllBytes(each)));
                } catch (NoSuchFileException gone) {
                    // a server at work makes and removes files, and one that is gone tells nothing
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return found;
    }

    private static List<String> tables(DataSource source) {
        try (Connection connection = source.getConnection();
                ResultSet tables = connection
                        .getMetaData()
                        .getTables(connection.getCatalog(), connection.getSchema(), "%", new String[] {
                            "TABLE", "BASE TABLE"
                        })) {
            List<String> names = new ArrayList<>();
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
            return names.stream().filter(each -> each.startsWith("crm_")).toList();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Set<String> foundInTables(DataSource source) {
        Set<String> found = new TreeSet<>();
        List<String> tables = tables(source);
        assertThat(tables).contains("crm_event", "crm_key", "crm_claim", "crm_dead_letter", "crm_v_ticket");
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : tables) {
                try (ResultSet rows = statement.executeQuery("select * from " + table)) {
                    while (rows.next()) {
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            Object value = rows.getObject(i);
                            found.addAll(found(
                                    value instanceof byte[] bytes
                                            ? bytes
                                            : String.valueOf(value).getBytes(UTF_8)));
                        }
                    }
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource("io.guanxi.jdbc.Databases#kinds")
    void noTableTellsOfThePerson(Databases.Kind kind) throws InterruptedException {
        try (HikariDataSource pool = kind.pool()) {
            live(
                    JdbcStorage.on(pool).createTables(),
                    () -> assertThat(foundInTables(pool)).containsExactlyInAnyOrderElementsOf(shown));
            assertThat(foundInTables(pool)).isEmpty();
        }
    }

    /** H2 writes a changed page elsewhere and leaves the old one until its place is needed: compacting needs all places. */
    @Test
    void noFileOfH2TellsOfThePerson(@TempDir Path directory) throws InterruptedException, SQLException {
        String url = "jdbc:h2:file:" + directory.resolve("crm");
        live(
                JdbcStorage.h2(url).createTables(),
                () -> assertThat(foundInFiles(directory)).containsExactlyInAnyOrderElementsOf(shown));
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown compact");
        }
        assertThat(foundInFiles(directory)).isEmpty();
    }

    /**
     * PostgreSQL keeps old rows until a vacuum, samples of columns until they are analyzed again, and files of dropped tables until
     * a checkpoint. Its write-ahead log is not looked
     * at: it is kept for a time that the host decides, as backups are.
     */
    @Test
    void noFileOfPostgresTellsOfThePerson() throws InterruptedException {
        try (HikariDataSource pool = Databases.postgres()) {
            Path data =
                    Path.of(Databases.rows(pool, "show data_directory").get(0).replaceAll("^.*=|]$", ""), "base");
            live(JdbcStorage.on(pool).createTables(), () -> {
                Databases.run(pool, "checkpoint");
                assertThat(foundInFiles(data)).containsAll(shown);
            });
            tables(pool).forEach(each -> Databases.run(pool, "vacuum full analyze " + each));
            Databases.run(pool, "checkpoint");
            assertThat(foundInFiles(data)).isEmpty();
        }
    }
}
