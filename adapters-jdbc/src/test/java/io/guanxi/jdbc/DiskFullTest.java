package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The disk is full while commands are given: each is done or fails as a whole, and no failure tells what was to be stored. */
class DiskFullTest {

    private static final int WRITERS = 3;
    private static final int STEPS = 24;

    @TempDir
    private Path directory;

    /** A disk whose room can be taken away: what would make a file longer fails. */
    public static final class Disk extends FilePathWrapper {

        private static volatile boolean full;

        @Override
        public String getScheme() {
            return "disk";
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            return new OnDisk(super.open(mode));
        }
    }

    private static final class OnDisk extends FileBaseDefault {

        private final FileChannel file;

        private OnDisk(FileChannel file) {
            this.file = file;
        }

        @Override
        public synchronized int write(ByteBuffer source, long position) throws IOException {
            if (Disk.full && position + source.remaining() > file.size()) {
                throw new IOException("No space left on device");
            }
            return file.write(source, position);
        }

        @Override
        public synchronized int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            file.force(metaData);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }

    /** What can be taken away and given back. */
    private interface Room {
        void full(boolean full) throws Exception;
    }

    /** Runs a script on a disk that is full from some step on, says each step that is done, and ends after some have failed. */
    public static final class Writer {

        private static final int FAILURES = 20;

        public static void main(String[] arguments) {
            FilePath.register(new Disk());
            String url = "jdbc:h2:retry:disk:" + arguments[0] + ";WRITE_DELAY=0";
            int failed = 0;
            try (Crm crm = Script.crm(JdbcStorage.h2(url).createTables()).build()) {
                for (int step = 0; failed < FAILURES; step++) {
                    Disk.full = step >= Integer.parseInt(arguments[1]);
                    try {
                        new Script(1).run(crm.as(Crms.ANN), step);
                        System.out.println("done");
                    } catch (RuntimeException failure) {
                        System.out.println(failure);
                        failed++;
                        step--;
                    }
                }
            }
            System.exit(0);
        }
    }

    /** H2 closes itself when it cannot write, and is opened again by the next process. */
    @ParameterizedTest
    @ValueSource(ints = {0, 10})
    void anH2DatabaseLosesNothingAndItsProcessEnds(int room) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        directory.resolve("crm").toString(),
                        Integer.toString(room))
                .redirectErrorStream(true)
                .start();
        List<String> said = process.inputReader(StandardCharsets.UTF_8).lines().toList();
        assertThat(process.waitFor()).as(String.join("\n", said)).isZero();
        int done = (int) said.stream().filter("done"::equals).count();
        assertThat(done).isGreaterThanOrEqualTo(room);
        assertThat(said)
                .filteredOn(each -> each.contains("Exception"))
                .hasSizeGreaterThanOrEqualTo(Writer.FAILURES)
                .allSatisfy(each -> assertThat(each.toLowerCase(Locale.ROOT)).doesNotContain("acme"));
        String url = "jdbc:h2:async:" + directory.resolve("crm") + ";WRITE_DELAY=0";
        try (HikariDataSource pool = Databases.pool(url, 8)) {
            try (Crm crm = Script.crm(JdbcStorage.on(pool)).build();
                    Crm model = Script.model()) {
                int steps = new Script(1).verify(crm, model, done, true);
                new Script(1).awaitReactions(crm, steps);
            }
            Audit.verifyReplay(pool);
        }
    }

    /** PostgreSQL goes on as soon as there is room again. On a small disk in memory, which only root can make. */
    @Test
    @Tag("soak")
    void aPostgresDatabaseLosesNothingAndGoesOn() throws Exception {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        run("mount", "-t", "tmpfs", "-o", "size=400m,mode=0777", "tmpfs", disk.toString());
        Path filler = disk.resolve("filler");
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setDataDirectory(Files.createDirectory(disk.resolve("data")))
                        .setServerConfig("restart_after_crash", "on")
                        .start();
                HikariDataSource pool = Databases.pool(server.getJdbcUrl("postgres", "postgres"), 8)) {
            requireNothingLost(JdbcStorage.on(pool), full -> {
                if (full) {
                    fill(filler, disk);
                } else {
                    Files.deleteIfExists(filler);
                }
            });
            Audit.verifyReplay(pool);
        } finally {
            Files.deleteIfExists(filler);
            run("umount", "-l", disk.toString());
        }
    }

    private static void fill(Path filler, Path disk) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(filler.toFile(), "rw")) {
            byte[] some = new byte[8192];
            while (Files.getFileStore(disk).getUsableSpace() >= some.length) {
                file.write(some);
            }
        }
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                .as(String.join(" ", command))
                .isZero();
    }

    private void requireNothingLost(JdbcStorage storage, Room room) throws Exception {
        List<Throwable> failures = new ArrayList<>();
        try (Crm crm = Script.crm(storage.createTables()).build();
                Crm model = Script.model()) {
            CrmSession session = crm.as(Crms.ANN);
            for (int writer = 0; writer < WRITERS; writer++) {
                Script script = new Script(writer + 1);
                for (int step = 0; step < STEPS; step++) {
                    boolean full = step % 6 == 4;
                    room.full(full);
                    int failed = full ? attempts(script, session, step, failures) : 0;
                    room.full(false);
                    if (!full || failed > 0) {
                        Crms.await(done(script, session, step));
                    }
                }
                script.verify(crm, model, STEPS, false);
                script.awaitReactions(crm, STEPS);
            }
            assertThat(failures).isNotEmpty();
            assertThat(failures)
                    .allSatisfy(
                            each -> assertThat(String.valueOf(each.getMessage()).toLowerCase(Locale.ROOT))
                                    .doesNotContain("acme"));
        }
    }

    /** How often a step fails before it is done or has failed a few times. */
    private static int attempts(Script script, CrmSession session, int step, List<Throwable> failures) {
        for (int i = 0; i < 5; i++) {
            try {
                script.run(session, step);
                return 0;
            } catch (RuntimeException failure) {
                failures.add(failure);
            }
        }
        return failures.size();
    }

    private static java.util.function.BooleanSupplier done(Script script, CrmSession session, int step) {
        return () -> {
            try {
                script.run(session, step);
                return true;
            } catch (RuntimeException notYet) {
                return false;
            }
        };
    }
}
