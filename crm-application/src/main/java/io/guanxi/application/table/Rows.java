package io.guanxi.application.table;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Rows that come one after the other. */
interface Rows extends AutoCloseable {

    /** The next one, or null behind the last. */
    @Nullable
    TableRow next() throws IOException;

    @Override
    void close() throws IOException;

    /** Opens them anew, from the first on. */
    @FunctionalInterface
    interface Source {

        Rows open() throws IOException;
    }
}
