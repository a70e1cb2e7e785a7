package io.guanxi.examples.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.FeedPart;
import io.guanxi.application.Recorded;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.memory.InMemoryStorage;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.examples.rest.RestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedToFileTest {

    private static final int KILLS = 5;
    private static final int COMMANDS = 2_000;

    private final Random random = new Random();

    @TempDir
    private Path directory;

    private Process consumer(RestServer server, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FeedToFile.class.getName(),
                server.uri().resolve("events?limit=3").toString(),
                file().toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("said").toFile()))
                .start();
    }

    private Path file() {
        return directory.resolve("events.jsonl");
    }

    private String said() throws IOException {
        return Files.readString(directory.resolve("said"));
    }

    @Test
    void aConsumerThatIsKilledGoesOnAndMissesNothing() throws Exception {
        try (Crm crm = Crm.builder()
                        .storage(InMemoryStorage.create())
                        .authorizer(Authorizer.allowEverything())
                        .build();
                RestServer server = RestServer.start(crm, 0)) {
            CrmSession session = crm.as(new Actor("ann", Set.of()));
            Thread writer = new Thread(() -> write(session));
            writer.start();
            for (int i = 0; i < KILLS; i++) {
                Process victim = consumer(server);
                awaitGrowth(victim, 1 + random.nextInt(20_000));
                victim.toHandle().destroyForcibly();
                assertThat(victim.waitFor()).as(said()).isEqualTo(137);
                if (i % 2 == 0) {
                    // as if it had been killed in the middle of a line
                    byte[] bytes = Files.readAllBytes(file());
                    Files.write(file(), Arrays.copyOf(bytes, bytes.length - random.nextInt(bytes.length / 2)));
                }
            }
            writer.join();
            Process last = consumer(server, "once");
            assertThat(last.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(last.exitValue()).as(said()).isZero();
            requireAll(session);
        }
    }

    private static void write(CrmSession session) {
        List<CustomerId> known = new ArrayList<>();
        Random random = new Random();
        for (int i = 0; i < COMMANDS; i++) {
            if (i % 5 == 0) {
                known.add(CustomerId.random());
                session.execute(CustomerCommand.Register.organisation(known.get(known.size() - 1), "Acme"));
            } else {
                session.execute(new CustomerCommand.Tag(known.get(random.nextInt(known.size())), "t" + i));
            }
        }
    }

    /** Whoever is killed at a random place of what it writes is killed at a random moment. */
    private void awaitGrowth(Process victim, int bytes) throws IOException, InterruptedException {
        long before = size();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (size() < before + bytes) {
            assertThat(victim.isAlive()).as(said()).isTrue();
            assertThat(System.nanoTime()).as("it wrote %s", size()).isLessThan(deadline);
            Thread.sleep(1);
        }
    }

    private long size() throws IOException {
        return Files.exists(file()) ? Files.size(file()) : 0;
    }

    private void requireAll(CrmSession session) throws IOException {
        List<String> happened = new ArrayList<>();
        FeedPart part = session.feed(null, 1_000, Set.of());
        while (!part.atEnd()) {
            part.events().stream().map(Recorded::reference).forEach(happened::add);
            part = session.feed(part.next(), 1_000, Set.of());
        }
        List<String> arrived = new ArrayList<>();
        Map<String, Long> last = new HashMap<>();
        ObjectMapper mapper = new ObjectMapper();
        for (String line : Files.readAllLines(file())) {
            JsonNode event = mapper.readTree(line);
            if (event.has("id")) {
                arrived.add(event.path("id").asText());
                long sequence = Long.parseLong(event.path("id").asText().replaceFirst(".*/", ""));
                assertThat(last.merge(
                                event.path("subject").asText(),
                                sequence,
                                (before, now) -> now == before + 1 ? now : -1))
                        .as(line)
                        .isEqualTo(sequence);
            }
        }
        assertThat(happened).hasSizeGreaterThan(COMMANDS / 2);
        assertThat(arrived).isEqualTo(happened);
    }
}
