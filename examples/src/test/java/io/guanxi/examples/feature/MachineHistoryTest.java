package io.guanxi.examples.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guanxi.application.Crm;
import io.guanxi.application.Meta;
import io.guanxi.application.Past;
import io.guanxi.application.Recorded;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.memory.InMemoryStorage;
import io.guanxi.application.spi.Json;
import io.guanxi.application.spi.Storage;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.jdbc.JdbcStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What was stored in earlier years stands in a file for each shape, and is read as what it says today. */
class MachineHistoryTest {

    private static final Path GOLDENS = Path.of("src", "test", "resources", "stored-events");
    private static final MachineId PRESS = new MachineId(new UUID(0, 7));
    private static final CustomerId ACME = new CustomerId(new UUID(0, 1));
    private static final Json JSON = new Json();

    @Test
    void everyShapeOfEarlierYearsIsReadAsWhatItSaysToday() throws IOException {
        for (Storage storage : List.of(
                InMemoryStorage.create(),
                JdbcStorage.h2("jdbc:h2:mem:history;DB_CLOSE_DELAY=-1").createTables())) {
            try (Crm crm = Crm.builder()
                    .storage(storage)
                    .authorizer(Authorizer.allowEverything())
                    .feature(new MachineFeature())
                    .build()) {
                storage.log().append(List.of(stored(1, "installed"), stored(2, "polished"), stored(3, "visited")));
                Past today = crm.as(new Actor("ann", Set.of("service"))).asOf(Instant.parse("2026-01-01T00:00:00Z"));
                assertThat(today.history(PRESS))
                        .extracting(Recorded::event)
                        .isEqualTo(List.of(
                                new MachineEvent.Installed(PRESS, ACME, "Press 3000", "4711", LocalDate.of(2023, 5, 5)),
                                new MachineEvent.Serviced(PRESS, LocalDate.of(2024, 2, 2)),
                                new MachineEvent.Removed(PRESS)));
                assertThat(today.views(MachineView.TYPE).versioned(PRESS)).hasValueSatisfying(row -> {
                    assertThat(row.version()).isEqualTo(3);
                    assertThat(row.view().serial()).isEqualTo("4711");
                    assertThat(row.view().removed()).isTrue();
                });
            }
        }
    }

    private static StoredEvent stored(long sequence, String part) throws IOException {
        JsonNode golden = JSON.mapper().readTree(Files.readString(GOLDENS.resolve("machine." + part + ".1.json")));
        Instant at = Instant.parse("2025-05-05T08:00:00Z");
        UUID command = new UUID(1, sequence);
        Meta meta = new Meta(TenantId.MAIN, sequence, at, at, "ann", command, "machine.any", 1, command, null);
        return new StoredEvent(
                0,
                "machine",
                PRESS.value(),
                golden.get("name").asText(),
                golden.get("revision").asInt(),
                golden.get("payload").toString(),
                meta);
    }
}
