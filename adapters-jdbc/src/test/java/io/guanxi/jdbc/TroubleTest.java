package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.domain.kernel.CrmException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Writers go on while something goes wrong around them, and repeat what they were not told is done. Afterwards everything is there
 * once, views and claims agree with the log, reactions have followed, and no connection is missing.
 */
@Tag("soak")
class TroubleTest {

    private static final int WRITERS = 4;

    private final Random random = new Random();

    @TempDir
    private Path directory;

    /** What goes wrong while the writers write. */
    @FunctionalInterface
    private interface Trouble {
        void make(Writers writers) throws Exception;
    }

    /** Writers of one script each. */
    private static final class Writers {

        private final List<Thread> threads = new ArrayList<>();
        private final AtomicBoolean enough = new AtomicBoolean();
        private final AtomicInteger done = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();
        private final int[] steps = new int[WRITERS];
        private final List<Throwable> unexpected = new ArrayList<>();

        Writers(CrmSession session) {
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                threads.add(new Thread(() -> write(session, writer), "writer-" + writer));
            }
        }

        private void write(CrmSession session, int writer) {
            Script script = new Script(writer + 1);
            while (!enough.get()) {
                try {
                    script.run(session, steps[writer]);
                    steps[writer]++;
                    done.incrementAndGet();
                } catch (StorageException | CrmException.Stale again) {
                    failed.incrementAndGet();
                } catch (RuntimeException | Error failure) {
                    synchronized (unexpected) {
                        unexpected.add(failure);
                    }
                    return;
                }
            }
        }

        /** Waits until they have gone on for so many steps from now. */
        void awaitSteps(int more) throws InterruptedException {
            int now = done.get();
            Crms.await(() -> done.get() >= now + more || !unexpected.isEmpty());
        }

        void stop() throws InterruptedException {
            enough.set(true);
            for (Thread each : threads) {
                each.join(60_000);
                assertThat(each.isAlive()).as("%s has stopped", each).isFalse();
            }
        }
    }

    private void during(HikariDataSource pool, Trouble trouble) throws Exception {
        try (Crm crm = Script.crm(JdbcStorage.on(pool).createTables()).build()) {
            during(pool, crm, trouble);
            Crms.await(() -> pool.getHikariPoolMXBean().getActiveConnections() == 0);
        }
        Audit.verifyReplay(pool);
    }

    private static void during(javax.sql.DataSource source, Crm crm, Trouble trouble) throws Exception {
        Writers writers = new Writers(crm.as(Crms.ANN));
        writers.threads.forEach(Thread::start);
        try {
            writers.awaitSteps(4);
            trouble.make(writers);
            writers.awaitSteps(8);
        } finally {
            writers.stop();
        }
        assertThat(writers.unexpected).isEmpty();
        try (Crm model = Script.model()) {
            for (int i = 0; i < WRITERS; i++) {
                Script script = new Script(i + 1);
                script.verify(crm, model, writers.steps[i], false);
                script.awaitReactions(crm, writers.steps[i]);
            }
        }
        assertThat(crm.deadLetters()).isEmpty();
        Audit.verify(crm, source);
    }

    @Test
    void connectionsAreTerminated() throws Exception {
        try (HikariDataSource pool = Databases.postgres();
                HikariDataSource killer = Databases.pool(pool.getJdbcUrl(), 1)) {
            during(
                    pool,
                    terminated(
                            killer,
                            "select pg_terminate_backend(pid) from pg_stat_activity"
                                    + " where backend_type = 'client backend' and pid <> pg_backend_pid()"));
        }
    }

    private static Trouble terminated(HikariDataSource killer, String statement) {
        return writers -> {
            for (int i = 0; i < Rounds.of(5); i++) {
                assertThat(Databases.rows(killer, statement)).isNotEmpty();
                writers.awaitSteps(4);
            }
        };
    }

    private void onAFileOfItsOwn(Function<HikariDataSource, Trouble> trouble) throws Exception {
        String url = "jdbc:h2:async:" + directory.resolve("crm") + ";WRITE_DELAY=0;TRACE_LEVEL_FILE=0";
        try (HikariDataSource other = Databases.pool(url, 1)) {
            try (Crm crm = Script.crm(JdbcStorage.h2(url).createTables()).build()) {
                during(other, crm, trouble.apply(other));
            }
            Audit.verifyReplay(other);
        }
    }

    @ParameterizedTest
    @MethodSource("io.guanxi.jdbc.Databases#kinds")
    void threadsAreInterrupted(Databases.Kind kind) throws Exception {
        try (HikariDataSource pool = kind == Databases.Kind.H2
                ? Databases.pool("jdbc:h2:async:" + directory.resolve("crm") + ";WRITE_DELAY=0", 8)
                : kind.pool()) {
            during(pool, this::interrupt);
        }
    }

    @Test
    void threadsAreInterruptedOnAFileOfItsOwn() throws Exception {
        onAFileOfItsOwn(other -> this::interrupt);
    }

    private void interrupt(Writers writers) throws InterruptedException {
        for (int i = 0; i < Rounds.of(200); i++) {
            writers.threads.get(random.nextInt(WRITERS)).interrupt();
            Thread.sleep(random.nextInt(3));
        }
    }

    /** A host that holds all connections makes commands wait, then fail, and no more than that. */
    @ParameterizedTest
    @MethodSource("io.guanxi.jdbc.Databases#kinds")
    void theHostHoldsAllConnections(Databases.Kind kind) throws Exception {
        try (HikariDataSource pool = kind.pool()) {
            pool.setConnectionTimeout(250);
            during(pool, writers -> {
                List<Connection> held = new ArrayList<>();
                try {
                    while (held.size() < pool.getMaximumPoolSize()) {
                        try {
                            held.add(pool.getConnection());
                        } catch (SQLException inUse) {
                            // a writer has it still
                        }
                    }
                    int failed = writers.failed.get();
                    Crms.await(() -> writers.failed.get() > failed);
                } finally {
                    for (Connection each : held) {
                        each.close();
                    }
                }
            });
        }
    }

    @Test
    void postgresIsStoppedAndStarted() throws Exception {
        EmbeddedPostgres first = server(0);
        int port = first.getPort();
        EmbeddedPostgres running = first;
        try (HikariDataSource pool = Databases.pool(first.getJdbcUrl("postgres", "postgres"), 8)) {
            try (Crm crm = Script.crm(JdbcStorage.on(pool).createTables()).build()) {
                List<EmbeddedPostgres> servers = new ArrayList<>(List.of(first));
                try {
                    during(pool, crm, writers -> {
                        for (int i = 0; i < Rounds.of(2); i++) {
                            int failed = writers.failed.get();
                            servers.get(servers.size() - 1).close();
                            Crms.await(() -> writers.failed.get() > failed);
                            servers.add(server(port));
                            writers.awaitSteps(8);
                        }
                    });
                } finally {
                    running = servers.get(servers.size() - 1);
                }
            }
            Audit.verifyReplay(pool);
        } finally {
            running.close();
        }
    }

    private EmbeddedPostgres server(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(directory.resolve("postgres"))
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "off")
                .start();
    }
}
