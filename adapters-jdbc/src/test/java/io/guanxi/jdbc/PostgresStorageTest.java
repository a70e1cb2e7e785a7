package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.spi.Json;
import io.guanxi.application.spi.Storage;
import io.guanxi.application.spi.StorageContract;
import io.guanxi.application.view.Filter;
import io.guanxi.domain.kernel.TenantId;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresStorageTest extends StorageContract {

    private final HikariDataSource source = Databases.postgres();

    @AfterEach
    void close() {
        source.close();
    }

    @Override
    protected Storage empty() {
        // by the plain script, as a host with a tool of its own does: quicker for so many
        Databases.runScript(source, JdbcStorage.on(source).tablesSql());
        return JdbcStorage.on(source).createTables();
    }

    /** The first who ask after a start look which tables there are; nobody goes on before one knows. */
    @Test
    void whoAsksFirstAtTheSameTimeWaitsUntilTheTablesAreKnown() throws Exception {
        Storage storage = empty();
        storage.open(List.of(Sample.TYPE), Set.of(), new Json(), finished -> {});
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Connection slow = source.getConnection();
                Statement lock = slow.createStatement()) {
            slow.setAutoCommit(false);
            lock.execute("lock table crm_view_type in access exclusive mode");
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                counts.add(
                        threads.submit(() -> storage.views().count(Sample.TYPE, TenantId.MAIN, Filter.everything())));
            }
            Crms.await(() -> waiting() == 2 || counts.stream().anyMatch(Future::isDone));
            slow.rollback();
            for (Future<Long> each : counts) {
                assertThat(each.get(60, TimeUnit.SECONDS)).isZero();
            }
        } finally {
            threads.shutdownNow();
            storage.close();
        }
    }

    private long waiting() {
        return Databases.number(source, "select count(*) from pg_locks where not granted");
    }

    @Override
    protected Storage again(Storage before) {
        return JdbcStorage.on(source).createTables();
    }

    @Override
    protected Storage creating(Storage before) {
        return JdbcStorage.on(source).createTables();
    }
}
