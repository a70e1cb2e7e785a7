package io.guanxi.application.internal.engine;

import io.guanxi.application.spi.Storage;
import java.nio.file.Path;

/**
 * Fills an empty storage from a file of a log.
 *
 * @param sealing switches on that what is personal is sealed, if it is to be
 */
record Restorer(
        Storage storage, Features features, Codec codec, Projector projector, LogChain chain, Runnable sealing) {

    private static final int AT_ONCE = 1_000;

    /**
     * Appends the events and folds all views from them: all in one transaction.
     *
     * @throws IllegalArgumentException if the file is damaged
     * @throws IllegalStateException if the log is not empty, or the file holds what is sealed and its keys are not here
     */
    void restore(LogFile file, Path path) {
        storage.transactions().executeInTransaction(() -> {
            if (storage.log().head() != 0) {
                throw new IllegalStateException(
                        "A log is restored into an empty storage only, and this one has events");
            }
            requireReadable(file, path);
            sealing.run();
            LogFile.Tail tail = file.read(path, AT_ONCE, storage.log()::append);
            if (chain.isOn()) {
                chain.restored(tail);
            }
            for (Hosted hosted : features.all()) {
                hosted.views().forEach(type -> projector.fold(hosted, type));
                hosted.guards().forEach(projector::claimAll);
            }
        });
    }

    /** Before anything is written: asks for the keys of whatever is sealed. */
    private void requireReadable(LogFile file, Path path) {
        try {
            file.read(path, AT_ONCE, codec::reading);
        } catch (IllegalStateException noKeys) {
            throw new IllegalStateException(
                    "The log " + path + " holds sealed personal data, and not all of their keys are here: build with"
                            + " erasable(), and have the keys and the ledger where it looks for them, before"
                            + " it is restored",
                    noKeys);
        }
    }
}
