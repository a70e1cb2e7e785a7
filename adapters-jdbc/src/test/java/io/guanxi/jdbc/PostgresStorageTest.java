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
        return JdbcStorage.on(source).createTables();
    }

    @Override
    protected Storage again(Storage before) {
        return JdbcStorage.on(source);
    }
}
