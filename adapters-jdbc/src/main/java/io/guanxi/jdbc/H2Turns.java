package io.guanxi.jdbc;

import com.google.common.util.concurrent.Striped;
import com.google.common.util.concurrent.Uninterruptibles;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.Lock;

/**
 * Who writes an H2 file writes alone. H2 saves its tables one after the other while others go on writing them: what is saved with one
 * commit may so hold a half of another transaction, and after a kill at that moment nothing completes or undoes that half (H2 2.4,
 * {@code MVStore.collectChangedMapRoots}; {@code H2ImagesTest} looks at what kills would leave). So the transactions of all CRMs of
 * one JVM on one database take turns, from their first statement that writes to their end. H2 saves for one at a time anyway.
 */
final class H2Turns {

    /** By the name of the database; two that share a lock by chance only wait for each other. */
    private static final Striped<Lock> TURNS = Striped.lazyWeakLock(256);

    /** Whoever writes for longer than this is not waited for: to stand still is worse than what a kill might do just then. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private H2Turns() {}

    /** Waits for the turn, and returns what ends it. */
    static Runnable take(Connection connection) throws SQLException {
        String url = connection.getMetaData().getURL();
        if (url.startsWith("jdbc:h2:mem:")) {
            return () -> {}; // no kill leaves anything of it
        }
        Lock turn = TURNS.get(url);
        return Uninterruptibles.tryLockUninterruptibly(turn, PATIENCE) ? turn::unlock : () -> {};
    }
}
