package io.guanxi.application.spi;

import io.guanxi.application.view.ViewType;
import java.sql.Connection;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.serialization.Serializer;

/**
 * Where everything is kept. A storage belongs to one {@link io.guanxi.application.Crm}, which opens and closes it.
 *
 * <p>All parts take part in the transaction that {@link #transactions()} has begun on the calling thread; without one, a read
 * sees what is committed and a write is a transaction of its own.
 */
public interface Storage extends AutoCloseable {

    /**
     * Makes the storage ready, tables included if it was told to create them.
     *
     * @param views all types of views, so that the storage can prepare their tables
     * @param lookedUp those of which {@link io.guanxi.application.lookup.Terms} are kept; if this differs from before, their rows
     *     count as missing
     * @param json how views are written
     * @param requireNotOlder is to be given {@link Upgrades#finished()} before any table of a view is touched; throws if this build
     *     is older than that
     * @return the types of views whose stored rows are missing or were folded by another revision, and must be folded anew
     */
    Collection<ViewType<?>> open(
            Collection<ViewType<?>> views,
            Set<ViewType<?>> lookedUp,
            Json json,
            Consumer<Map<String, Integer>> requireNotOlder);

    /** As {@link #open(Collection, Set, Json, Consumer)}, without terms. */
    default Collection<ViewType<?>> open(
            Collection<ViewType<?>> views, Json json, Consumer<Map<String, Integer>> requireNotOlder) {
        return open(views, Set.of(), json, requireNotOlder);
    }

    EventLog log();

    ViewStore views();

    /** How views are folded anew beside those that are read. */
    Editions editions();

    Claims claims();

    Attempts attempts();

    Nodes nodes();

    Receipts receipts();

    Batches batches();

    Upgrades upgrades();

    Chain chain();

    /** Where the keys of personal fields are, unless the host keeps them elsewhere. */
    Keys keys();

    /** Where the states of aggregates with many events are kept. */
    Snapshots snapshots();

    TenantStore tenants();

    /** Begins, or joins what the thread has begun. Its outermost commit may throw {@link ConflictException}. */
    TransactionManager transactions();

    /** Runs the work as a part of the transaction that the host has open on this connection; neither ends nor changes it. */
    default <T> T joining(Connection hosts, Supplier<T> work) {
        throw new IllegalStateException(
                "This storage is not in the host's database, so it cannot join its transaction");
    }

    /** How far each reaction has come. */
    TokenStore tokens(Serializer serializer, String node);

    /** What a reaction has failed at. */
    SequencedDeadLetterQueue<EventMessage<?>> deadLetters(String reaction, Serializer serializer);

    @Override
    void close();
}
