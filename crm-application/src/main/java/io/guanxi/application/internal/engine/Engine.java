package io.guanxi.application.internal.engine;

import com.google.common.base.Suppliers;
import io.guanxi.application.Dated;
import io.guanxi.application.Erasure;
import io.guanxi.application.Feature;
import io.guanxi.application.Meters;
import io.guanxi.application.Outcome;
import io.guanxi.application.Reader;
import io.guanxi.application.Signer;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.schema.Formulas;
import io.guanxi.application.spi.Claims;
import io.guanxi.application.spi.Json;
import io.guanxi.application.spi.Keys;
import io.guanxi.application.spi.Storage;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.application.spi.ViewStore;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Erased;
import io.guanxi.domain.kernel.TenantId;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a CRM on its storage, put together. A command goes to the {@link Dispatcher}, which finds it a transaction; there the
 * {@link Handler} has the {@link Gate} let it in and its decider decide, and the {@link Recorder} writes down what that was, with
 * the views and claims that the {@link Projector} keeps in step.
 */
final class Engine {

    private static final int KEPT = 10_000;

    private final Storage storage;
    private final Json json;
    private final @Nullable Keys keys;
    private final Features features;
    private final Families families;
    private final Units units;
    private final ViewStore views;
    private final Codec codec;
    private final Projector projector;
    private final LogEngine log;
    private final Feeding feeding;
    private final LogChain chain;
    private final EmbeddedEventStore events;
    private final Tenancy tenancy;
    private final Belongings belongings;
    private final @Nullable Eraser eraser;
    private final Readers readers;
    private final Gate gate;
    private final Dispatcher dispatcher;

    Engine(
            Storage storage,
            Collection<? extends Feature> installed,
            EventNames names,
            Authorizer authorizer,
            Json json,
            @Nullable Keys keys,
            @Nullable Signer signer,
            InstantSource clock,
            ThreadFactory threads,
            Executor executor,
            Meters meters,
            boolean createdTenantsOnly,
            Map<String, Integer> snapshots,
            Formulas formulas,
            boolean grouped) {
        this.storage = storage;
        this.json = json;
        this.keys = keys;
        this.features = new Features(installed);
        this.families = new Families(features.types());
        this.units = new Units(storage);
        this.views = new UnitViews(storage.views(), units::current);
        Supplier<byte[]> secret = keys == null ? null : Suppliers.memoize(() -> Sealing.secret(keys));
        Claims claims = secret == null ? storage.claims() : new HashedClaims(storage.claims(), secret);
        Secrets secrets = new Secrets(names, json, keys);
        this.codec = new Codec(names, json, secrets);
        this.projector = new Projector(storage, claims, views, codec, features.byName());
        this.log = new LogEngine(storage.log(), codec, clock);
        this.feeding = new Feeding(log, codec);
        this.chain = new LogChain(storage, log, signer, clock);
        this.events = EmbeddedEventStore.builder()
                .storageEngine(log)
                .threadFactory(threads)
                .fetchDelay(250)
                .build();
        States states = new States(storage.snapshots(), secrets, json, snapshots);
        Aggregates aggregates = new Aggregates(events, storage.log(), codec, states, KEPT);
        this.tenancy = new Tenancy(
                storage, keys, codec, units, projector, aggregates, events::publish, chain, createdTenantsOnly);
        this.belongings = new Belongings(views, features.types(), families);
        this.eraser = keys == null
                ? null
                : new Eraser(
                        keys,
                        storage.log(),
                        storage.snapshots(),
                        codec,
                        secrets,
                        projector,
                        features.byName(),
                        belongings,
                        events::publish,
                        chain);
        Schemas schemas = new Schemas(features, formulas, clock);
        this.readers = new Readers(features, families, schemas, views, storage.log(), codec, json, authorizer);
        this.gate = new Gate(features, families, authorizer, views, readers);
        Recorder recorder = new Recorder(events, codec, projector, states, schemas, views);
        Answers answers = new Answers(storage, codec, json, secret);
        Handler handler = new Handler(storage, features, gate, aggregates, schemas, views, recorder, answers, readers);
        this.dispatcher = new Dispatcher(
                units, features, gate, handler, projector, aggregates, schemas, tenancy, meters, executor, grouped);
    }

    // ---- its parts

    Storage storage() {
        return storage;
    }

    Json json() {
        return json;
    }

    Features features() {
        return features;
    }

    Families families() {
        return families;
    }

    Units units() {
        return units;
    }

    /** The views as the thread's unit of work sees them. */
    ViewStore views() {
        return views;
    }

    Codec codec() {
        return codec;
    }

    Projector projector() {
        return projector;
    }

    Feeding feeding() {
        return feeding;
    }

    LogChain chain() {
        return chain;
    }

    EmbeddedEventStore events() {
        return events;
    }

    Tenancy tenancy() {
        return tenancy;
    }

    Belongings belongings() {
        return belongings;
    }

    Readers readers() {
        return readers;
    }

    /** Whatever erases; fails if this CRM seals nothing that could be erased. */
    Eraser eraser() {
        if (eraser == null) {
            throw new IllegalStateException(
                    "Nothing can be erased, for nothing is sealed: build the CRM with erasable() from its first event"
                            + " on");
        }
        return eraser;
    }

    /** Folds views anew. */
    Rebuilder rebuilder(ThreadFactory threads) {
        return new Rebuilder(storage, projector, features.all(), threads);
    }

    /** Whether a feature has such views. */
    boolean knows(ViewType<?> type) {
        return features.knows(type);
    }

    void requireKnown(ViewType<?> type) {
        features.requireKnown(type);
    }

    /** See {@link Readers#everythingOf}. */
    Reader everythingOf(TenantId tenant) {
        return readers.everythingOf(tenant);
    }

    // ---- beginning and end

    /** Fails if what is personal was sealed and could not be read. To be called first of all. */
    void requireSameKeys() {
        Sealing.requireSame(storage, keys);
    }

    /** From now on what is personal is sealed, if there are keys. To be called when the views are folded. */
    void seal() {
        if (keys != null) {
            Sealing.switchOn(storage, keys, projector, features.all());
        }
    }

    /** See {@link Restorer#restore}. */
    void restore(LogFile file, Path path) {
        new Restorer(storage, features, codec, projector, chain, this::seal).restore(file, path);
    }

    void close() {
        chain.stop();
        events.shutDown();
        log.stop();
    }

    // ---- events

    /** Spares those who follow the log the reading of events that none of them wants to know of. */
    void follow(Predicate<StoredEvent> wanted) {
        log.follow(wanted);
    }

    /** Tells a follower, whose commands are a part of the thread's unit of work. */
    void tell(Runnable follower) {
        units.run(projector.unit(true), "event", unit -> {
            follower.run();
            return unit;
        });
    }

    // ---- commands

    /** See {@link Dispatcher#execute}. */
    List<Outcome> execute(List<Dated> commands, Call call, boolean joined) {
        return dispatcher.execute(commands, call, joined);
    }

    /** See {@link Dispatcher#submit}. */
    CompletableFuture<Outcome> submit(Dated command, Call call) {
        return dispatcher.submit(command, call);
    }

    /**
     * Erases an aggregate and all that belongs to it, in one transaction.
     *
     * @param forgetting is told of each, in that transaction
     * @return those that were not erased before
     */
    List<Erasure> erase(AggregateId id, String reason, Call call, boolean joined, Consumer<Aggregate.Key> forgetting) {
        gate.requireMayErase(call);
        Hosted hosted = eraser().owner(call.tenant(), id.value());
        if (hosted == null) {
            throw new CrmException.NotFound(id);
        }
        gate.requireVisible(hosted, id, call);
        return dispatcher.run(id, joined, unit -> {
            List<Erasure> erased = new ArrayList<>();
            for (UUID each : eraser().withAllThatBelongs(call.tenant(), id)) {
                Erasure erasure = new Erasure(
                        call.tenant(), each, call.now(), call.actor().id(), reason);
                if (eraser().erase(erasure, call, unit)) {
                    erased.add(erasure);
                }
                forgetting.accept(new Aggregate.Key(call.tenant(), each));
            }
            return erased;
        });
    }

    /** Applies an entry of the ledger to what may have come back with a backup. */
    boolean eraseAgain(Erasure erasure, Call call, Consumer<Aggregate.Key> forgetting) {
        Erased.Subject id = new Erased.Subject(erasure.subject());
        return dispatcher.run(id, false, unit -> {
            forgetting.accept(new Aggregate.Key(erasure.tenant(), erasure.subject()));
            return eraser().erase(erasure, call, unit);
        });
    }
}
