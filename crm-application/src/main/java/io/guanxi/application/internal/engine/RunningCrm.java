package io.guanxi.application.internal.engine;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Dated;
import io.guanxi.application.DeadLetter;
import io.guanxi.application.Duty;
import io.guanxi.application.Erasure;
import io.guanxi.application.Feature;
import io.guanxi.application.Health;
import io.guanxi.application.LogHead;
import io.guanxi.application.LogProof;
import io.guanxi.application.Meters;
import io.guanxi.application.Outcome;
import io.guanxi.application.Reaction;
import io.guanxi.application.Rebuild;
import io.guanxi.application.Recorded;
import io.guanxi.application.Signer;
import io.guanxi.application.Tenants;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.retention.Erase;
import io.guanxi.application.schema.Formulas;
import io.guanxi.application.schema.SchemaView;
import io.guanxi.application.spi.Json;
import io.guanxi.application.spi.Keys;
import io.guanxi.application.spi.Storage;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.TenantId;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.PublicKey;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A CRM from build to close. */
public final class RunningCrm implements Crm {

    private static final Logger LOG = LoggerFactory.getLogger("io.guanxi");
    private static final int THREADS = 4;

    private final Parts parts;
    private final Engine engine;
    private final Processors processors;
    private final DutyRunner duties;
    private final Compensations compensations;
    private final Rebuilder rebuilder;
    private final ScheduledExecutorService executor;
    private final @Nullable Reads reads;
    private @Nullable ScheduledFuture<?> dutyPoller;
    private @Nullable ScheduledFuture<?> readsPoller;
    private @Nullable ScheduledFuture<?> chainPoller;
    private volatile boolean chainFails;

    /** What the builder has gathered. */
    public record Parts(
            Storage storage,
            Authorizer authorizer,
            List<Feature> features,
            Set<String> leftOut,
            List<Follower<?>> listeners,
            InstantSource clock,
            ZoneId zone,
            @Nullable ScheduledExecutorService executor,
            Duration dutyInterval,
            int segments,
            @Nullable Path restored,
            Meters meters,
            @Nullable UnaryOperator<Keys> keys,
            @Nullable Signer signer,
            Duration chainInterval,
            boolean createdTenantsOnly,
            Map<String, Integer> snapshots,
            Set<ViewType<?>> lookedUp,
            Formulas formulas,
            @Nullable Duration readsInterval,
            Duration patience) {}

    /** Opens the storage and starts; if that fails, everything is closed again. */
    public static Crm start(Parts parts) {
        ThreadFactory threads = new ThreadFactoryBuilder()
                .setNameFormat("guanxi-%d")
                .setDaemon(true)
                .build();
        ScheduledExecutorService executor =
                parts.executor() != null ? parts.executor() : Executors.newScheduledThreadPool(THREADS, threads);
        RunningCrm crm = null;
        try {
            Json json = new Json();
            executor.execute(json::mapper); // while this thread waits for the database
            List<ViewType<?>> views = parts.features().stream()
                    .flatMap(each -> each.views().stream())
                    .toList();
            requireUnique("view", views.stream().map(ViewType::name).toList());
            requireLookable(parts.lookedUp(), views);
            EventNames names = new EventNames(parts.features());
            var outdated = parts.storage()
                    .open(views, parts.lookedUp(), json, finished -> names.requireNotOlder(finished, parts.leftOut()));
            crm = new RunningCrm(parts, names, json, threads, executor);
            crm.engine.requireSameKeys();
            if (parts.restored() != null) {
                crm.engine.restore(new LogFile(json.mapper()), parts.restored());
            } else {
                crm.rebuilder.await(outdated);
            }
            crm.engine.seal();
            crm.rebuilder.resume();
            crm.processors.start(crm.followers());
            crm.startDuties();
            crm.startChain();
            crm.startReads();
            return crm;
        } catch (RuntimeException | Error failure) {
            close(parts, executor, crm);
            throw failure;
        }
    }

    private static void close(Parts parts, ScheduledExecutorService executor, @Nullable RunningCrm started) {
        if (started != null) {
            started.close();
            return;
        }
        if (parts.executor() == null) {
            executor.shutdownNow();
        }
        parts.storage().close();
    }

    private RunningCrm(
            Parts parts, EventNames names, Json json, ThreadFactory threads, ScheduledExecutorService executor) {
        this.parts = parts;
        this.executor = executor;
        reads = parts.readsInterval() == null ? null : new Reads(parts.clock(), parts.zone());
        List<Follower<?>> followers = followers();
        engine = new Engine(
                parts.storage(),
                parts.features(),
                names,
                parts.authorizer(),
                json,
                parts.keys() == null ? null : parts.keys().apply(parts.storage().keys()),
                parts.signer(),
                parts.clock(),
                threads,
                executor,
                parts.meters(),
                parts.createdTenantsOnly(),
                parts.snapshots(),
                parts.formulas(),
                followers.stream().noneMatch(Follower::inTransaction));
        rebuilder = engine.rebuilder(threads);
        EventSerializer serializer = new EventSerializer(json, engine.codec());
        processors = new Processors(
                engine,
                parts.storage(),
                serializer,
                UUID.randomUUID().toString(),
                parts.segments(),
                parts.clock(),
                executor);
        compensations = new Compensations(parts.features());
        List<Duty<?>> all = parts.features().stream()
                .flatMap(each -> each.duties().stream())
                .toList();
        requireUnique("duty", all.stream().map(Duty::name).toList());
        duties = new DutyRunner(
                parts.storage(),
                engine.families(),
                all,
                parts.clock(),
                engine.knows(SchemaView.TYPE) ? engine::everythingOf : null,
                this::asSystem);
    }

    private void startDuties() {
        long interval = parts.dutyInterval().toMillis();
        if (duties.any() && interval > 0) {
            dutyPoller = executor.scheduleWithFixedDelay(this::pollDuties, interval, interval, TimeUnit.MILLISECONDS);
        }
    }

    private void startChain() {
        long interval = parts.chainInterval().toMillis();
        if (engine.chain().isOn() && interval > 0) {
            chainPoller = executor.scheduleWithFixedDelay(this::pollChain, interval, interval, TimeUnit.MILLISECONDS);
        }
    }

    private void startReads() {
        long interval =
                parts.readsInterval() == null ? 0 : parts.readsInterval().toMillis();
        if (interval > 0) {
            readsPoller = executor.scheduleWithFixedDelay(this::tellReads, interval, interval, TimeUnit.MILLISECONDS);
        }
    }

    private void tellReads() {
        if (reads != null) {
            reads.tell(this::asSystem);
        }
    }

    /** What counts which fields are asked for; null if that is not wanted. */
    @Nullable
    Reads reads() {
        return reads;
    }

    private static void requireLookable(Set<ViewType<?>> lookedUp, List<ViewType<?>> views) {
        for (ViewType<?> each : lookedUp) {
            if (!views.contains(each) || each.lookedUpBy().isEmpty() || each.isOfEachEvent()) {
                throw new IllegalStateException("The view " + each
                        + " cannot be looked up: it belongs to no feature, says not by what, or is of each event");
            }
        }
    }

    private static void requireUnique(String what, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalStateException("There are two of the " + what + " " + name);
            }
        }
    }

    private List<Follower<?>> followers() {
        List<Follower<?>> result = new ArrayList<>();
        for (Feature feature : parts.features()) {
            feature.reactions().forEach(each -> result.add(follower(each)));
        }
        result.addAll(parts.listeners());
        requireUnique(
                "reaction or listener", result.stream().map(Follower::name).toList());
        return result;
    }

    private <E extends DomainEvent> Follower<E> follower(Reaction<E> reaction) {
        Actor actor = Actor.system("reaction:" + reaction.name());
        return new Follower<>(
                reaction.name(),
                reaction.event(),
                cause -> {
                    TenantId tenant = cause.meta().tenant();
                    List<Command> commands = reaction.then().apply(cause, engine.everythingOf(tenant));
                    if (!commands.isEmpty()) {
                        Instant then = cause.meta().happenedAt();
                        engine.execute(
                                commands.stream()
                                        .map(each -> new Dated(each, then))
                                        .toList(),
                                new Call(
                                        tenant,
                                        actor,
                                        parts.clock().instant(),
                                        parts.zone(),
                                        UUID.randomUUID(),
                                        false,
                                        cause.meta().correlation(),
                                        cause.reference(),
                                        null,
                                        false,
                                        null),
                                false);
                    }
                },
                reaction.inTransaction());
    }

    private boolean asSystem(TenantId tenant, Actor actor, Command command) {
        Call call = call(tenant, actor);
        if (command instanceof Erase erase) {
            return !erase(erase.aggregateId(), erase.reason(), call, false).isEmpty();
        }
        return !engine.execute(List.of(new Dated(command, call.now())), call, false)
                .get(0)
                .events()
                .isEmpty();
    }

    private void pollDuties() {
        try {
            duties.run(processors.turns());
        } catch (RuntimeException failure) {
            // An exception would end the poller for good; the next round finds what this one did not do.
            LOG.warn("Looking for what is due failed: {}", failure.getClass().getName());
        }
    }

    private void pollChain() {
        try {
            engine.chain().extend();
            chainFails = false;
        } catch (RuntimeException failure) {
            chainFails = true;
            LOG.warn(
                    "The chain over the log cannot go on: {}",
                    failure.getClass().getName());
        }
    }

    @Override
    public CrmSession as(Actor actor, TenantId tenant) {
        engine.tenancy().requireKnown(tenant);
        return new Session(this, actor, tenant, null, null, null, null);
    }

    @Override
    public Joined joining(Connection connection) {
        return (actor, tenant) -> {
            engine.tenancy().requireKnown(tenant);
            return new Session(this, actor, tenant, null, null, null, connection);
        };
    }

    @Override
    public Tenants tenants(Actor actor) {
        return new Landlord(this, actor);
    }

    /** A call of somebody who gives no command. */
    Call call(TenantId tenant, Actor actor) {
        UUID id = UUID.randomUUID();
        return new Call(tenant, actor, parts.clock().instant(), parts.zone(), id, false, id, null, null, false, null);
    }

    @Override
    public int runDue() {
        return duties.run();
    }

    @Override
    public Rebuild rebuild(ViewType<?> type) {
        engine.requireKnown(type);
        return rebuilder.start(type);
    }

    @Override
    public List<DeadLetter> deadLetters() {
        return processors.deadLetters().list();
    }

    @Override
    public boolean retryDeadLetters(String follower) {
        return processors.deadLetters().retry(follower);
    }

    @Override
    public void discardDeadLetters(String follower) {
        processors.deadLetters().discard(follower);
    }

    @Override
    public void finishUpgrade() {
        parts.storage()
                .transactions()
                .executeInTransaction(() ->
                        parts.storage().upgrades().finish(engine.codec().names().newest()));
    }

    @Override
    public Health health() {
        try {
            Health health = processors.health(parts.storage().log().head());
            return chainFails ? withoutChain(health) : health;
        } catch (RuntimeException unreachable) {
            // Its text may hold data; that it is the database is what an operator needs to know.
            return new Health(
                    List.of("The storage cannot be read: "
                            + unreachable.getClass().getName()),
                    Map.of());
        }
    }

    private static Health withoutChain(Health health) {
        List<String> problems = new ArrayList<>(health.problems());
        problems.add("The chain over the log cannot go on, and is tried again");
        return new Health(problems, health.followers());
    }

    @Override
    public long exportLog(OutputStream out, @Nullable TenantId tenant) {
        return export(out, tenant, rows -> rows);
    }

    /** @param change what is done to some rows on their way into the file */
    long export(OutputStream out, @Nullable TenantId tenant, UnaryOperator<List<StoredEvent>> change) {
        return new LogFile(engine.json().mapper())
                .write(
                        out,
                        parts.clock().instant(),
                        lines -> engine.feeding()
                                .forEach(rows -> change.apply(rows.stream()
                                                .filter(each -> tenant == null
                                                        || each.meta().tenant().equals(tenant))
                                                .toList())
                                        .forEach(lines)),
                        () -> engine.chain().isOn() ? logHead() : Optional.empty());
    }

    @Override
    public Optional<LogHead> logHead() {
        return engine.chain().extend();
    }

    @Override
    public LogProof verifyLog(Collection<? extends PublicKey> keys, @Nullable LogHead trusted, LongConsumer progress) {
        Storage storage = parts.storage();
        return new LogCheck(storage.chain(), storage.log(), keys, trusted).run(progress);
    }

    @Override
    public LogHead amendLog(long position, String reason) {
        return engine.chain().amended(position, reason);
    }

    @Override
    public LogHead amendLog(TenantId removed, String reason) {
        return engine.chain().removed(removed, reason);
    }

    @Override
    public int forgetReceipts(Instant keptBefore) {
        return parts.storage().receipts().forget(keptBefore);
    }

    @Override
    public List<Erasure> erasures() {
        return engine.tenancy().ledger();
    }

    @Override
    public Instant now() {
        return parts.clock().instant();
    }

    @Override
    public boolean erasable() {
        return parts.keys() != null;
    }

    @Override
    public int reapplyErasures(Collection<Erasure> ledger) {
        int applied = 0;
        for (Erasure each : Eraser.inOrder(ledger).toList()) {
            applied += eraseAgain(each) ? 1 : 0;
        }
        return applied;
    }

    private boolean eraseAgain(Erasure erasure) {
        Call call = call(erasure.tenant(), Actor.system("erasures"));
        if (!erasure.wholeTenant()) {
            return engine.eraseAgain(erasure, call, processors.deadLetters()::forget);
        }
        boolean fresh = !engine.tenancy().isErased(erasure.tenant());
        engine.tenancy().erase(erasure, call);
        return fresh;
    }

    @Override
    public List<Feature> features() {
        return parts.features();
    }

    @Override
    public Set<ViewType<?>> lookedUp() {
        return parts.lookedUp();
    }

    @Override
    public void close() {
        cancel(dutyPoller);
        cancel(chainPoller);
        cancel(readsPoller);
        tellReads();
        processors.close(parts.patience());
        rebuilder.close();
        engine.close();
        if (parts.executor() == null) {
            executor.shutdown();
            leaveWhatIsPutOff();
            try {
                if (!executor.awaitTermination(parts.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                    executor.shutdownNow();
                }
            } catch (InterruptedException interrupted) {
                executor.shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
        parts.storage().close();
    }

    /** What is due is done before the end; another look in a while is not waited for. */
    private void leaveWhatIsPutOff() {
        if (executor instanceof ScheduledThreadPoolExecutor pool) {
            for (Runnable each : List.copyOf(pool.getQueue())) {
                if (each instanceof Delayed later && later.getDelay(TimeUnit.MILLISECONDS) > 0) {
                    pool.remove(each);
                }
            }
        }
    }

    private static void cancel(@Nullable ScheduledFuture<?> poller) {
        if (poller != null) {
            poller.cancel(false);
        }
    }

    Parts parts() {
        return parts;
    }

    Engine engine() {
        return engine;
    }

    ScheduledExecutorService executor() {
        return executor;
    }

    <T> T inside(@Nullable Connection hosts, Supplier<T> work) {
        return hosts == null ? work.get() : parts.storage().joining(hosts, work);
    }

    /** For {@link Session#history}. */
    List<Recorded<?>> history(TenantId tenant, UUID aggregate, long after, int limit) {
        List<Recorded<?>> result = new ArrayList<>();
        long place = after;
        int wanted;
        List<StoredEvent> rows;
        do {
            wanted = limit - result.size();
            rows = parts.storage().log().ofAggregate(tenant, aggregate, place, wanted);
            Codec.Reading reading = engine.codec().reading(rows);
            for (int i = 0; i < rows.size() && result.size() < limit; i++) {
                result.addAll(reading.recorded(rows.get(i)));
                place = rows.get(i).meta().sequence();
            }
            // there are fewer events than rows, if some were dropped
        } while (rows.size() == wanted && result.size() < limit);
        return result;
    }

    /** What one stored event is read as. */
    List<Recorded<DomainEvent>> events(TenantId tenant, UUID aggregate, long sequence) {
        return parts.storage().log().ofAggregate(tenant, aggregate, sequence - 1, 1).stream()
                .flatMap(row -> engine.codec().recorded(row).stream())
                .toList();
    }

    /** For {@link Session#erase}. */
    List<Erasure> erase(AggregateId id, String reason, Call call, boolean joined) {
        return engine.erase(id, reason, call, joined, processors.deadLetters()::forget);
    }

    /** The event of a reference, see {@link Recorded#reference()}; null if there is none. */
    @Nullable
    Recorded<?> event(TenantId tenant, String reference) {
        int slash = reference.indexOf('/');
        UUID aggregate = UUID.fromString(reference.substring(0, slash));
        int part = reference.indexOf('.', slash);
        long sequence = Long.parseLong(reference, slash + 1, part < 0 ? reference.length() : part, 10);
        List<Recorded<DomainEvent>> events = events(tenant, aggregate, sequence);
        return events.stream()
                .filter(each -> each.reference().equals(reference))
                .findFirst()
                .or(() -> events.stream().findFirst())
                .orElse(null);
    }

    Compensations compensations() {
        return compensations;
    }

    /** The outcome of one command. */
    static Outcome single(List<Outcome> outcomes) {
        return outcomes.get(0);
    }
}
