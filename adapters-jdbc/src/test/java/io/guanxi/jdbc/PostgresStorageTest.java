package io.guanxi.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.spi.Storage;
import io.guanxi.application.spi.StorageContract;
import org.junit.jupiter.api.AfterEach;

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

    @Override
    protected Storage again(Storage before) {
        return JdbcStorage.on(source).createTables();
    }

    @Override
    protected Storage creating(Storage before) {
        return JdbcStorage.on(source).createTables();
    }
}
