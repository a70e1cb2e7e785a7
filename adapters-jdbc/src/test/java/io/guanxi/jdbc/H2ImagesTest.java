package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a kill would leave of an H2 file, looked at after each third write to it: transactions are there whole or not at all. A real
 * kill hits the moment at which they would not be about once in a thousand times.
 */
class H2ImagesTest {

    private static final int IMAGES = 100;
    private static final int WRITERS = 3;

    /** Between those that are written lie others, so that H2 needs a while from the one to the other. */
    private static final int TABLES_BETWEEN = 40;

    private static final Queue<byte[]> TAKEN = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path directory;

    /** Files whose content is kept as it is after each third write. */
    public static final class Photographed extends FilePathWrapper {

        @Override
        public String getScheme() {
            return "photographed";
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            FileChannel file = super.open(mode);
            return toString().endsWith(".mv.db") ? new Photographer(file) : file;
        }
    }

    private static final class Photographer extends FileBase {

        private final FileChannel file;
        private long writes;

        Photographer(FileChannel file) {
            this.file = file;
        }

        private synchronized void photograph() throws IOException {
            if (++writes % 3 == 0 && TAKEN.size() < IMAGES) {
                ByteBuffer image = ByteBuffer.allocate((int) file.size());
                while (image.hasRemaining() && file.read(image, image.position()) >= 0) {
                    // to the end
                }
                TAKEN.add(image.array());
            }
        }

        @Override
        public synchronized int write(ByteBuffer bytes, long position) throws IOException {
            int written = file.write(bytes, position);
            photograph();
            return written;
        }

        @Override
        public synchronized int write(ByteBuffer bytes) throws IOException {
            int written = file.write(bytes);
            photograph();
            return written;
        }

        @Override
        public synchronized int read(ByteBuffer bytes, long position) throws IOException {
            return file.read(bytes, position);
        }

        @Override
        public synchronized int read(ByteBuffer bytes) throws IOException {
            return file.read(bytes);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public synchronized FileChannel truncate(long size) throws IOException {
            file.truncate(size);
            return this;
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

    @Test
    void noKillLeavesHalfATransaction() throws Exception {
        FilePath.register(new Photographed());
        for (int round = 0; round < Rounds.of(1); round++) {
            photograph("crm" + round);
        }
    }

    /** So many images as fit into memory. */
    private void photograph(String name) throws Exception {
        List<Throwable> failures = new ArrayList<>();
        try (HikariDataSource pool =
                Databases.pool("jdbc:h2:photographed:" + directory.resolve(name) + ";WRITE_DELAY=0", 4)) {
            Databases.run(pool, "create table table_a (id bigint primary key, filling varchar(2000))");
            for (int i = 0; i < TABLES_BETWEEN; i++) {
                Databases.run(pool, "create table between" + i + " (id bigint primary key)");
            }
            Databases.run(pool, "create table table_z (id bigint primary key, filling varchar(2000))");
            TAKEN.clear();
            Transactions transactions = new Transactions(pool, Dialects.H2);
            AtomicLong ids = new AtomicLong();
            List<Thread> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(new Thread(() -> {
                    while (TAKEN.size() < IMAGES && failures.isEmpty()) {
                        long id = ids.incrementAndGet();
                        transactions.executeInTransaction(() -> {
                            write(transactions, "table_a", id);
                            write(transactions, "table_z", id);
                        });
                    }
                }));
            }
            writers.forEach(each -> each.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure)));
            writers.forEach(Thread::start);
            for (Thread each : writers) {
                each.join();
            }
        }
        assertThat(failures).isEmpty();
        int halves = 0;
        for (byte[] image : TAKEN) {
            halves += halvesIn(image);
        }
        assertThat(halves).isZero();
        assertThat(TAKEN).hasSize(IMAGES);
    }

    private static void write(Transactions transactions, String table, long id) {
        transactions.write(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("insert into " + table + " values (?, ?)")) {
                insert.setLong(1, id);
                insert.setString(2, "x".repeat(1_500));
                return insert.executeUpdate();
            }
        });
    }

    private int halvesIn(byte[] image) throws IOException, SQLException {
        Path file = directory.resolve("image.mv.db");
        Files.write(file, image);
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + directory.resolve("image"));
                Statement statement = connection.createStatement();
                ResultSet halves = statement.executeQuery(
                        "select (select count(*) from table_a where id not in (select id from table_z))"
                                + " + (select count(*) from table_z where id not in (select id from table_a))")) {
            halves.next();
            return halves.getInt(1);
        } finally {
            Files.delete(file);
        }
    }
}
