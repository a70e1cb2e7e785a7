package io.guanxi.application.spi;

class InMemoryStorageTest extends StorageContract {

    @Override
    protected Storage empty() {
        return InMemoryStorage.create();
    }

    @Override
    protected Storage again(Storage before) {
        return before;
    }
}
