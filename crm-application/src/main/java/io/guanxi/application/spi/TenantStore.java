package io.guanxi.application.spi;

import io.guanxi.application.Erasure;
import io.guanxi.domain.kernel.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which tenants there are, what they have in the log, and how all of it is removed. */
public interface TenantStore {

    /** Whose events nobody's commands have brought about, and so are neither counted nor removed. */
    String OWN_FEATURE = "guanxi";

    /**
     * What is written down of a tenant.
     *
     * @param createdAt null if nobody has created it
     * @param erasure null if it was not erased
     */
    record Entry(
            TenantId tenant,
            @Nullable Instant createdAt,
            @Nullable Erasure erasure) {}

    /** Creates it within the current transaction; false if it was created before. */
    boolean create(TenantId tenant, Instant at);

    /** Empty if it was neither created nor erased. */
    Optional<Entry> find(TenantId tenant);

    /** All of them by their names. */
    List<Entry> all();

    /**
     * Notes within the current transaction that a tenant is erased. As soon as that is committed, whatever {@link EventLog#append}s an
     * event of it, on any node, is told of a {@link ConflictException}. What is noted already stays as it is.
     */
    void close(Erasure erasure);

    /**
     * Returns when those who were writing events when it was called have ended. To be called outside of transactions.
     *
     * @throws ConflictException if that takes long
     */
    void awaitWriters();

    /** Removes within the current transaction all that the storage has of a tenant, but keys and what the library has noted itself. */
    void wipe(TenantId tenant);

    /**
     * What is in the log.
     *
     * @param tenant whose; null for all
     */
    List<Stored> stored(@Nullable TenantId tenant);

    /** What was recorded in quarters of hours, of those in which something was, from the first instant to before the last. */
    List<Used> used(TenantId tenant, Instant from, Instant until);

    /** All that a tenant has. */
    record Stored(TenantId tenant, long events, long commands, long bytes, Instant first, Instant last) {}

    /** @param quarter how many quarters of hours had passed since 1970 when it began: days of all time zones are made of them */
    record Used(long quarter, long events, long commands, long bytes) {}
}
