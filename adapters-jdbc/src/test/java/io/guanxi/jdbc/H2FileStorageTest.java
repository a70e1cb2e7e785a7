package io.guanxi.jdbc;

import io.guanxi.application.spi.Storage;
import io.guanxi.application.spi.StorageContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2FileStorageTest extends StorageContract {

    @TempDir
    private Path directory;

    @Override
    protected Storage empty() {
        return again(null);
    }

    @Override
    protected Storage again(@org.jspecify.annotations.Nullable Storage before) {
        return JdbcStorage.h2("jdbc:h2:file:" + directory.resolve("crm") + ";MAX_COMPACT_TIME=0")
                .createTables();
    }
}
