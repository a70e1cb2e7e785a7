package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A process is killed with {@code kill -9} at a random moment, be it while it opens the database: then what it has acknowledged
 * is there once, nothing is there by halves, views are what the log folds to, reactions go on, and the database opens.
 */
@ParameterizedClass
@MethodSource("io.guanxi.jdbc.Databases#kinds")
class KillTest {

    private static final int WRITERS = 3;
    private static final int KILLS = Rounds.of(25);

    private final Databases.Kind kind;
    private final Random random = new Random();

    @TempDir
    private Path directory;

    KillTest(Databases.Kind kind) {
        this.kind = kind;
    }

    /** Waits for a word, opens the database, and then writes for ever and says of each step that it is committed. */
    public static final class Victim {

        public static void main(String[] arguments) throws IOException {
            String url = arguments[0];
            // loads what it will need, while the one before is still being looked at
            write(
                    Script.crm(JdbcStorage.h2("jdbc:h2:mem:warm").createTables())
                            .build(),
                    OutputStream.nullOutputStream(),
                    0,
                    4);
            OutputStream said = new FileOutputStream(FileDescriptor.out);
            var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            long first = Long.parseLong(orders.readLine());
            said.write("open\n".getBytes(StandardCharsets.UTF_8));
            JdbcStorage storage =
                    url.startsWith("jdbc:h2:") ? JdbcStorage.h2(url) : JdbcStorage.on(Databases.pool(url, 8));
            Crm crm = Script.crm(storage.createTables()).build();
            for (int i = 0; i < WRITERS; i++) {
                long writer = first + i;
                new Thread(() -> write(crm, said, writer, Integer.MAX_VALUE)).start();
            }
        }

        private static void write(Crm crm, OutputStream said, long writer, int steps) {
            try {
                CrmSession session = crm.as(Crms.ANN);
                Script script = new Script(writer);
                for (int step = 0; step < steps; step++) {
                    script.run(session, step);
                    synchronized (said) {
                        said.write((writer + "\n").getBytes(StandardCharsets.UTF_8));
                    }
                }
            } catch (IOException | RuntimeException failure) {
                failure.printStackTrace();
                Runtime.getRuntime().halt(1);
            }
        }
    }

    @Test
    void whatWasAcknowledgedSurvives() throws Exception {
        String url = kind == Databases.Kind.H2 ? h2() : freshPlace();
        Process next = victim(url);
        int steps = 0;
        for (int round = 1; round <= KILLS; round++) {
            Process victim = next;
            long first = (long) round * WRITERS;
            int[] said = killed(victim, first);
            next = victim(url);
            for (int each : said) {
                steps += each;
            }
            examine(url, first, said);
        }
        next.destroyForcibly();
        System.out.println(kind + ": " + KILLS + " kills, " + steps + " steps acknowledged");
        assertThat(steps).isGreaterThan(KILLS);
        try (HikariDataSource pool = Databases.pool(url, 2)) {
            Audit.verifyReplay(pool);
        }
    }

    private String h2() {
        return "jdbc:h2:async:" + directory.resolve("crm") + ";WRITE_DELAY=0";
    }

    private String freshPlace() {
        try (HikariDataSource pool = kind.pool()) {
            return pool.getJdbcUrl();
        }
    }

    private Process victim(String url) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx200m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        url)
                .redirectError(directory.resolve("errors").toFile())
                .start();
    }

    /** Lets it write from now on, kills it, and returns how many steps each writer has acknowledged. */
    private int[] killed(Process victim, long first) throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> read(victim, lines));
        victim.getOutputStream().write((first + "\n").getBytes(StandardCharsets.UTF_8));
        victim.getOutputStream().flush();
        assertThat(lines.poll(60, TimeUnit.SECONDS)).isEqualTo("open");
        int[] said = new int[WRITERS];
        if (random.nextInt(5) > 0) {
            said[writer(lines.poll(60, TimeUnit.SECONDS), first)]++;
        }
        Thread.sleep(random.nextInt(100));
        victim.toHandle().destroyForcibly(); // the process itself would close its pipes too
        assertThat(victim.waitFor()).as("killed, and not ended by itself").isEqualTo(137);
        reading.get(60, TimeUnit.SECONDS);
        lines.forEach(line -> said[writer(line, first)]++);
        return said;
    }

    private static int writer(@Nullable String line, long first) {
        return (int) (Long.parseLong(line) - first);
    }

    /** What is cut off in the middle of a line has not been said. */
    private static void read(Process victim, Queue<String> lines) {
        try (InputStream said = victim.getInputStream()) {
            StringBuilder line = new StringBuilder();
            for (int next = said.read(); next >= 0; next = said.read()) {
                if (next == '\n') {
                    lines.add(line.toString());
                    line.setLength(0);
                } else {
                    line.append((char) next);
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void examine(String url, long first, int[] said) throws InterruptedException {
        try (HikariDataSource pool = Databases.pool(url, 4);
                Crm crm = Script.crm(JdbcStorage.on(pool).createTables()).build()) {
            for (int i = 0; i < WRITERS; i++) {
                Script script = new Script(first + i);
                int done = script.verify(crm, said[i], true);
                script.awaitReactions(crm, done);
            }
            assertThat(crm.deadLetters()).isEmpty();
            Audit.verify(crm, pool);
        }
    }
}
