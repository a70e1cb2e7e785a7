package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.spi.Storage;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerEvent;
import io.guanxi.domain.customer.CustomerId;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hosts build and close a CRM over and over, as application servers do with what is deployed in them: nothing is left behind. */
@Tag("soak")
class BuildAndCloseTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("io.guanxi.jdbc.Databases#kinds")
    void overAndOverOnAPool(Databases.Kind kind) throws Exception {
        try (HikariDataSource pool = kind.pool()) {
            times(Rounds.of(10), () -> JdbcStorage.on(pool).createTables());
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }

    @Test
    void overAndOverOnAFileOfItsOwn() throws Exception {
        times(
                Rounds.of(15),
                () -> JdbcStorage.h2("jdbc:h2:file:" + directory.resolve("crm")).createTables());
    }

    private static void times(int times, Supplier<Storage> storage) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            use(storage.get());
        }
        Crms.await(() -> Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .noneMatch(name -> name.startsWith("guanxi-") || name.startsWith("H2") || name.startsWith("MVStore")));
        // and of no other kind are there more than the JDK and the pool have for their own use
        assertThat(Thread.getAllStackTraces()).hasSizeLessThan(times + 10);
    }

    /** A command that is followed, so that all that the CRM has has been at work. */
    private static void use(Storage storage) throws InterruptedException {
        Queue<String> told = new ConcurrentLinkedQueue<>();
        try (Crm crm = Crms.builder(storage)
                .on(CustomerEvent.Tagged.class, tagged -> told.add(tagged.tag()))
                .build()) {
            CrmSession session = crm.as(Crms.ANN);
            CustomerId id = CustomerId.random();
            session.execute(CustomerCommand.Register.organisation(id, "Acme"));
            session.execute(new CustomerCommand.Tag(id, "vip"));
            Crms.await(() -> told.contains("vip"));
        }
    }

    /** What is run with classes of its own. */
    public static final class Use implements Consumer<DataSource> {
        @Override
        public void accept(DataSource source) {
            try {
                use(JdbcStorage.on(source).createTables());
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    /**
     * As in an application server: the driver is the server's, everything else is the application's. The JDK itself keeps the
     * class loader of the record that was compared last, of whichever application.
     */
    @ParameterizedTest
    @MethodSource("io.guanxi.jdbc.Databases#kinds")
    void itsClassesCanBeUnloaded(Databases.Kind kind) throws Exception {
        try (HikariDataSource pool = kind.pool()) {
            List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                loaders.add(used(pool));
            }
            Crms.await(() -> {
                forgetWhatIsSoftlyReferenced();
                return loaders.stream().filter(each -> each.get() != null).count() <= 1;
            });
        }
    }

    /** The JDK caches by soft references; before the virtual machine says that memory is short it lets go of all of them. */
    private static void forgetWhatIsSoftlyReferenced() {
        try {
            long[] tooMuch = new long[(int) (Runtime.getRuntime().maxMemory() / Long.BYTES)];
            assertThat(tooMuch).isNull();
        } catch (OutOfMemoryError expected) {
            assertThat(expected).hasMessageContaining("heap space");
        }
    }

    @SuppressWarnings("unchecked") // the class is Use
    private static WeakReference<ClassLoader> used(DataSource source) throws IOException, ReflectiveOperationException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (LeanStartTest.Without loader = new LeanStartTest.Without()) {
            Thread.currentThread().setContextClassLoader(loader);
            ((Consumer<DataSource>) loader.loadClass(Use.class.getName())
                            .getConstructor()
                            .newInstance())
                    .accept(source);
            return new WeakReference<>(loader);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
