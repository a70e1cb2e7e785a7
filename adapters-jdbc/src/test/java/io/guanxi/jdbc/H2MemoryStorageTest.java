package io.guanxi.jdbc;

import io.guanxi.application.spi.Storage;
import io.guanxi.application.spi.StorageContract;
import org.junit.jupiter.api.Tag;

/** Beside the same on a file, which every build runs. */
@Tag("soak")
class H2MemoryStorageTest extends StorageContract {

    private final String url = "jdbc:h2:mem:" + Databases.freshName() + ";DB_CLOSE_DELAY=-1";

    @Override
    protected Storage empty() {
        return JdbcStorage.h2(url).createTables();
    }

    @Override
    protected Storage again(Storage before) {
        return JdbcStorage.h2(url);
    }

    @Override
    protected Storage creating(Storage before) {
        return JdbcStorage.h2(url).createTables();
    }
}
