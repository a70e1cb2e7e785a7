package io.guanxi.examples.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.memory.InMemoryStorage;
import io.guanxi.application.spi.Storage;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.DeciderSpec;
import io.guanxi.jdbc.JdbcStorage;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FeatureExampleTest {

    private static final MachineId PRESS = MachineId.random();
    private static final CustomerId ACME = CustomerId.random();
    private static final MachineEvent INSTALLED =
            new MachineEvent.Installed(PRESS, ACME, "Press", "4711", LocalDate.of(2026, 3, 2));

    @Test
    void aFeatureOfOthersIsStoredListedAndFilteredEverywhere() throws IOException {
        String inMemory = run(InMemoryStorage.create());
        assertThat(inMemory).isEqualTo("""
                Mill 7 at Ajax was last looked after on 2025-05-05
                1 customer has a press
                2026-02-02T08:00:00Z machine.serviced Press 3000
                2025-05-05T08:00:00Z machine.installed Press 3000
                """);
        assertThat(run(JdbcStorage.h2("jdbc:h2:mem:feature-test").createTables()))
                .isEqualTo(inMemory);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            assertThat(run(JdbcStorage.on(postgres.getPostgresDatabase()).createTables()))
                    .isEqualTo(inMemory);
        }
    }

    @Test
    void itHasNoLineOfSql() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/io/guanxi/examples/feature"))) {
            assertThat(files.map(FeatureExampleTest::read))
                    .isNotEmpty()
                    .noneMatch(each -> each.matches("(?is).*\\b(select|insert into|create table|java\\.sql)\\b.*"));
        }
    }

    @Test
    void itsRulesAreTestedLikeAnyOthers() {
        DeciderSpec.of(Machine.DECIDER)
                .when(new MachineCommand.Install(PRESS, ACME, "Press", "4711"))
                .then(INSTALLED);
        var installed = DeciderSpec.of(Machine.DECIDER).given(INSTALLED);
        installed.when(new MachineCommand.Install(PRESS, ACME, "Press", "4711")).thenNothing();
        installed
                .when(new MachineCommand.Install(PRESS, ACME, "Mill", "4711"))
                .thenRefused(MachineRule.ALREADY_INSTALLED);
        installed
                .given(new MachineEvent.Removed(PRESS))
                .when(new MachineCommand.Service(PRESS))
                .thenRefused(MachineRule.REMOVED);
        DeciderSpec.of(Machine.DECIDER).when(new MachineCommand.Service(PRESS)).thenNotFound();
    }

    private static String run(Storage storage) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FeatureExample.run(storage, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
