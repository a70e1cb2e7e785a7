package io.guanxi.application.internal.engine;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import io.guanxi.application.Dated;
import io.guanxi.application.Erasure;
import io.guanxi.application.Feature;
import io.guanxi.application.Guard;
import io.guanxi.application.Meta;
import io.guanxi.application.Meters;
import io.guanxi.application.Outcome;
import io.guanxi.application.Reader;
import io.guanxi.application.Recorded;
import io.guanxi.application.Sequel;
import io.guanxi.application.Signer;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.schema.Formulas;
import io.guanxi.application.schema.SchemaView;
import io.guanxi.application.spi.Claims;
import io.guanxi.application.spi.ConflictException;
import io.guanxi.application.spi.Json;
import io.guanxi.application.spi.Keys;
import io.guanxi.application.spi.OutdatedException;
import io.guanxi.application.spi.Storage;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.application.spi.ViewStore;
import io.guanxi.application.timeline.TimelineEntry;
import io.guanxi.application.view.CustomFields;
import io.guanxi.application.view.Fields;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.application.view.Views;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Erased;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.domain.schema.Definitions;
import io.guanxi.domain.schema.FieldsSet;
import io.guanxi.domain.schema.SchemaRule;
import io.guanxi.domain.schema.SetFields;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Hosts every decider: reads the state, decides, publishes, keeps views and claims in step, all in one transaction. A conflict
 * with another writer is tried once more, then told as {@link CrmException.Stale}.
 */
final class Engine {

    private static final int KEPT = 10_000;
    private static final int RESTORED_AT_ONCE = 1_000;

    /** How often a command is repeated because views are folded anew: once for each change that may fall into it, and some more. */
    private static final int ANNOUNCEMENTS = 8;

    private final Storage storage;
    private final Authorizer authorizer;
    private final Codec codec;
    private final Projector projector;
    private final Json json;
    private final LogEngine log;
    private final Feeding feeding;
    private final EmbeddedEventStore events;
    private final Units units;
    private final ViewStore views;
    private final States states;
    private final Aggregates aggregates;
    private final Answers answers;
    private final @Nullable Keys keys;
    private final Belongings belongings;
    private final @Nullable Eraser eraser;
    private final LogChain chain;
    private final Tenancy tenancy;
    private final Lane<Order, List<Outcome>> lane;
    private final boolean grouped;
    private final Meters meters;
    private final Map<Class<?>, Hosted> byCommand = new HashMap<>();
    private final Map<String, Hosted> byFeature = new LinkedHashMap<>();
    private final ImmutableSet<ViewType<?>> types;
    private final Schemas schemas;
    private final Families families;
    private final ImmutableListMultimap<Class<?>, Guard> guards;
    private final ImmutableListMultimap<Class<?>, Sequel<?>> sequels;

    Engine(
            Storage storage,
            Collection<? extends Feature> features,
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
        this.authorizer = authorizer;
        this.json = json;
        this.keys = keys;
        Secrets secrets = new Secrets(names, json, keys);
        this.codec = new Codec(names, json, secrets);
        this.units = new Units(storage);
        this.views = new UnitViews(storage.views(), units::current);
        Supplier<byte[]> secret = keys == null ? null : Suppliers.memoize(() -> Sealing.secret(keys));
        Claims claims = secret == null ? storage.claims() : new HashedClaims(storage.claims(), secret);
        this.projector = new Projector(storage, claims, views, codec, byFeature);
        this.log = new LogEngine(storage.log(), codec, clock);
        this.feeding = new Feeding(log, codec);
        this.chain = new LogChain(storage, log, signer, clock);
        this.events = EmbeddedEventStore.builder()
                .storageEngine(log)
                .threadFactory(threads)
                .fetchDelay(250)
                .build();
        this.answers = new Answers(storage, codec, json, secret);
        this.states = new States(storage.snapshots(), secrets, json, snapshots);
        this.aggregates = new Aggregates(events, storage.log(), codec, states, KEPT);
        this.tenancy = new Tenancy(
                storage, keys, codec, units, () -> unit(false), aggregates, events::publish, chain, createdTenantsOnly);
        this.lane = new Lane<>(this::together, executor);
        this.grouped = grouped;
        this.meters = meters;
        this.types =
                features.stream().flatMap(feature -> feature.views().stream()).collect(ImmutableSet.toImmutableSet());
        this.families = new Families(types);
        this.belongings = new Belongings(views, types, families);
        this.eraser = keys == null
                ? null
                : new Eraser(
                        keys,
                        storage.log(),
                        storage.snapshots(),
                        codec,
                        secrets,
                        projector,
                        byFeature,
                        belongings,
                        events::publish,
                        chain);
        for (Feature feature : features) {
            feature.decider()
                    .ifPresent(decider ->
                            host(new Hosted(feature, decider, types.contains(TimelineEntry.TYPE)), decider.commands()));
        }
        this.schemas = new Schemas(byFeature, types, formulas, clock);
        this.guards = guards(features);
        this.sequels = features.stream()
                .flatMap(each -> each.sequels().stream())
                .collect(ImmutableListMultimap.toImmutableListMultimap(Sequel::command, each -> each));
    }

    /** Those that are asked before each command, of whatever feature they are. */
    private ImmutableListMultimap<Class<?>, Guard> guards(Collection<? extends Feature> features) {
        ImmutableListMultimap.Builder<Class<?>, Guard> result = ImmutableListMultimap.builder();
        for (Class<?> command : byCommand.keySet()) {
            for (Feature feature : features) {
                for (Guard guard : feature.guards()) {
                    if (asked(guard).isAssignableFrom(command)) {
                        result.put(command, guard);
                    }
                }
            }
        }
        return result.build();
    }

    private static Class<?> asked(Guard guard) {
        if (guard instanceof Guard.Before<?> before) {
            return before.command();
        }
        return guard instanceof Guard.BeforeAt<?> before ? before.command() : guard.getClass();
    }

    private void host(Hosted hosted, Collection<? extends Class<? extends Command>> commands) {
        byFeature.put(hosted.feature(), hosted);
        for (Class<? extends Command> command : commands) {
            Hosted other = byCommand.put(command, hosted);
            if (other != null) {
                throw new IllegalStateException(command.getName() + " belongs to two features: " + hosted.feature()
                        + " and " + other.feature());
            }
        }
    }

    EmbeddedEventStore events() {
        return events;
    }

    private Unit unit(boolean borrowed) {
        return new Unit(storage.editions(), projector, borrowed);
    }

    /** Tells a follower, whose commands are a part of the thread's unit of work. */
    void tell(Runnable follower) {
        units.run(unit(true), "event", unit -> {
            follower.run();
            return unit;
        });
    }

    /** Spares those who follow the log the reading of events that none of them wants to know of. */
    void follow(Predicate<StoredEvent> wanted) {
        log.follow(wanted);
    }

    Units units() {
        return units;
    }

    Tenancy tenancy() {
        return tenancy;
    }

    /** The views as the thread's unit of work sees them. */
    ViewStore views() {
        return views;
    }

    Feeding feeding() {
        return feeding;
    }

    Codec codec() {
        return codec;
    }

    LogChain chain() {
        return chain;
    }

    Families families() {
        return families;
    }

    /** The one way to views for whoever asks with a scope. */
    <V extends View> Views<V> views(
            ViewStore store, TenantId tenant, ScopedViews.Scope scope, Masker masker, ViewType<V> type) {
        requireKnown(type);
        return new ScopedViews<>(store, tenant, scope, masker, families, type, List.of());
    }

    /** Folds views anew. */
    Rebuilder rebuilder(ThreadFactory threads) {
        return new Rebuilder(storage, projector, byFeature.values(), threads);
    }

    /** Fails if what is personal was sealed and could not be read. To be called first of all. */
    void requireSameKeys() {
        Sealing.requireSame(storage, keys);
    }

    /** From now on what is personal is sealed, if there are keys. To be called when the views are folded. */
    void seal() {
        if (keys != null) {
            Sealing.switchOn(storage, keys, projector, byFeature.values());
        }
    }

    /**
     * Fills an empty log from a file, and folds all views from it: all in one transaction.
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
            seal();
            LogFile.Tail tail = file.read(path, RESTORED_AT_ONCE, storage.log()::append);
            if (chain.isOn()) {
                chain.restored(tail);
            }
            for (Hosted hosted : byFeature.values()) {
                hosted.views().forEach(type -> projector.fold(hosted, type));
                hosted.guards().forEach(projector::claimAll);
            }
        });
    }

    /** Before anything is written: asks for the keys of whatever is sealed. */
    private void requireReadable(LogFile file, Path path) {
        try {
            file.read(path, RESTORED_AT_ONCE, codec::reading);
        } catch (IllegalStateException noKeys) {
            throw new IllegalStateException(
                    "The log " + path + " holds sealed personal data, and not all of their keys are here: build with"
                            + " erasable(), and have the keys and the ledger where it looks for them, before"
                            + " it is restored",
                    noKeys);
        }
    }

    /**
     * Executes the commands in order, in one transaction: all of them or none.
     *
     * @param joined whether that transaction is the host's
     */
    List<Outcome> execute(List<Dated> commands, Call call, boolean joined) {
        Order order = new Order(commands, call);
        long begin = System.nanoTime();
        try {
            List<Outcome> outcomes = executed(order, joined);
            tell(order, outcomes, null, begin);
            return outcomes;
        } catch (RuntimeException | Error failure) {
            tell(order, List.of(), failure, begin);
            throw failure;
        }
    }

    private void tell(Order order, List<Outcome> outcomes, @Nullable Throwable failure, long begin) {
        if (meters == Meters.NONE) {
            return;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        for (int i = 0; i < order.commands().size(); i++) {
            Command command = order.commands().get(i).command();
            Hosted hosted = find(command);
            if (hosted != null) {
                meters.command(
                        hosted.nameOf(command),
                        failure == null ? (outcomes.get(i).events().isEmpty() ? "unchanged" : "done") : code(failure),
                        took);
            }
        }
    }

    private static String code(Throwable failure) {
        return failure instanceof CrmException crm ? crm.code() : "failed";
    }

    private List<Outcome> executed(Order order, boolean joined) {
        List<Dated> commands = order.commands();
        commands.forEach(each -> authorize(each, order.call()));
        if (joined || units.isInside()) {
            try {
                return units.isInside() ? attempt(order, true) : upToDate(() -> attempt(order, true));
            } catch (ConflictException conflict) {
                tenancy.requireNotErased(order.call().tenant());
                throw stale(order, conflict);
            }
        }
        return grouped
                        && commands.size() == 1
                        && !sequels.containsKey(commands.get(0).command().getClass())
                ? lane.run(order)
                : upToDate(() -> alone(order));
    }

    /** As {@link #execute}, one command in a transaction of our own, without waiting for it. */
    CompletableFuture<Outcome> submit(Dated command, Call call) {
        Order order = new Order(List.of(command), call);
        long begin = System.nanoTime();
        try {
            authorize(command, call);
        } catch (CrmException forbidden) {
            tell(order, List.of(), forbidden, begin);
            return CompletableFuture.failedFuture(forbidden);
        }
        return lane.submit(order)
                .whenComplete(
                        (outcomes, failure) -> tell(order, outcomes == null ? List.of() : outcomes, failure, begin))
                .thenApply(outcomes -> outcomes.get(0));
    }

    /** What somebody asked for, to be done in one transaction. */
    private record Order(List<Dated> commands, Call call) {}

    private static Aggregate.Key key(Call call, Command command) {
        return new Aggregate.Key(call.tenant(), command.aggregateId().value());
    }

    /** Repeats what was begun before a new edition of views was announced. */
    private static <T> T upToDate(Supplier<T> attempt) {
        for (int left = ANNOUNCEMENTS; left > 0; left--) {
            try {
                return attempt.get();
            } catch (OutdatedException repeat) {
                // by now the storage has looked again
            }
        }
        return attempt.get();
    }

    /** In a transaction of its own. A conflict is tried once more, with nothing remembered. */
    private List<Outcome> alone(Order order) {
        try {
            return attempt(order, false);
        } catch (ConflictException conflict) {
            meters.conflict();
            tenancy.requireNotErased(order.call().tenant());
            if (order.call().expectedVersion() != null && !order.call().once()) {
                throw stale(order, conflict);
            }
        }
        try {
            return attempt(order, false);
        } catch (ConflictException conflict) {
            meters.conflict();
            tenancy.requireNotErased(order.call().tenant());
            throw stale(order, conflict);
        }
    }

    /**
     * Those who came at the same time, in one transaction. Who is refused before anything was written for them is told so, and
     * the others go on; after any other failure nothing is left of the group, and each goes alone.
     */
    private void together(List<Lane.Place<Order, List<Outcome>>> group) {
        meters.group(group.size());
        if (grouped && group.size() > 1) {
            Unit unit = unit(false);
            try {
                units.run(unit, group, each -> {
                    lookUp(group.stream().map(Lane.Place::item), unit);
                    group.forEach(place -> serve(place, unit));
                    return group;
                });
                keep(unit);
                return;
            } catch (RuntimeException failure) {
                unit.concerned().forEach(aggregates::forget);
                if (unit.committing() && !(failure instanceof ConflictException)) {
                    // It may have been committed all the same, and must not be done twice.
                    throw failure;
                }
            }
        }
        for (Lane.Place<Order, List<Outcome>> place : group) {
            try {
                place.done(upToDate(() -> alone(place.item())));
            } catch (RuntimeException | Error failure) {
                place.failed(failure);
            }
        }
    }

    private void serve(Lane.Place<Order, List<Outcome>> place, Unit unit) {
        int before = unit.changes();
        try {
            place.done(handleInOrder(place.item(), unit));
        } catch (CrmException refused) {
            if (unit.changes() != before) {
                throw refused;
            }
            place.failed(reason(refused, place.item()));
        }
    }

    /** @param borrowed whether the transaction is a part of another, so that nothing can be told of its end */
    private List<Outcome> attempt(Order order, boolean borrowed) {
        Unit unit = unit(borrowed);
        List<Outcome> outcomes;
        try {
            outcomes = units.run(unit, order.commands(), each -> {
                unit.claimTogether(order.commands().size() > 1
                        || sequels.containsKey(order.commands().get(0).command().getClass()));
                List<Outcome> all = handle(order, unit);
                projector.claim(unit);
                return all;
            });
        } catch (CrmException refused) {
            throw reason(refused, order);
        } catch (RuntimeException failure) {
            unit.concerned().forEach(aggregates::forget);
            throw failure;
        }
        keep(unit);
        return outcomes;
    }

    /** Where nothing is found any more, the tenant may have been erased since the command came. */
    private CrmException reason(CrmException refused, Order order) {
        TenantId tenant = order.call().tenant();
        return refused instanceof CrmException.NotFound ? tenancy.erasedOr(tenant, refused) : refused;
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

    /**
     * Erases an aggregate and all that belongs to it, in one transaction.
     *
     * @param forgetting is told of each, in that transaction
     * @return those that were not erased before
     */
    List<Erasure> erase(AggregateId id, String reason, Call call, boolean joined, Consumer<Aggregate.Key> forgetting) {
        if (call.scoped() && !authorizer.mayErase(call.actor())) {
            throw new CrmException.Forbidden(call.actor(), "erase");
        }
        Hosted hosted = eraser().owner(call.tenant(), id.value());
        if (hosted == null) {
            throw new CrmException.NotFound(id);
        }
        requireVisible(hosted, id, call);
        return erase(id, joined, unit -> {
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
        return erase(id, false, unit -> {
            forgetting.accept(new Aggregate.Key(erasure.tenant(), erasure.subject()));
            return eraser().erase(erasure, call, unit);
        });
    }

    private <T> T erase(AggregateId id, boolean joined, Function<Unit, T> erasing) {
        return units.isInside() ? erase(id, erasing, true) : upToDate(() -> erase(id, erasing, joined));
    }

    /** A conflict is tried once more. */
    private <T> T erase(AggregateId id, Function<Unit, T> erasing, boolean borrowed) {
        for (int tries = borrowed ? 1 : 0; ; tries++) {
            Unit unit = unit(borrowed);
            try {
                T result = units.run(unit, id, erasing);
                keep(unit);
                return result;
            } catch (ConflictException conflict) {
                meters.conflict();
                unit.aggregates().keySet().forEach(aggregates::forget);
                if (tries > 0) {
                    throw stale(id, conflict);
                }
            }
        }
    }

    private void keep(Unit unit) {
        if (unit.changesSchemas()) {
            schemas.forget();
        }
        if (unit.borrowed()) {
            unit.aggregates().keySet().forEach(aggregates::forget);
        } else {
            unit.aggregates().forEach(aggregates::keep);
        }
    }

    private static CrmException.Stale stale(Order order, ConflictException conflict) {
        return stale(order.commands().get(0).command().aggregateId(), conflict);
    }

    private static CrmException.Stale stale(AggregateId id, ConflictException conflict) {
        CrmException.Stale stale = new CrmException.Stale(id, "somebody else wrote at the same moment");
        stale.initCause(conflict);
        return stale;
    }

    private void authorize(Dated dated, Call call) {
        Command command = dated.command();
        Hosted hosted = hosted(command);
        if (call.scoped() && !authorizer.mayExecute(call.actor(), command)) {
            String name = Json.kindOf(command.getClass()).replace('-', ' ');
            throw new CrmException.Forbidden(call.actor(), name + " a " + hosted.feature());
        }
        if (call.scoped() && dated.author() != null && !authorizer.mayWriteForOthers(call.actor())) {
            throw new CrmException.Forbidden(call.actor(), "write down what others did");
        }
    }

    private Hosted hosted(Command command) {
        Hosted hosted = find(command);
        if (hosted == null && command instanceof SetFields) {
            throw SchemaRule.FIELDS_UNKNOWN.refused(
                    command.aggregateId().getClass().getSimpleName());
        }
        if (hosted == null) {
            throw new IllegalArgumentException(command.getClass().getName() + " belongs to no feature of this CRM");
        }
        return hosted;
    }

    private @Nullable Hosted find(Command command) {
        return command instanceof SetFields fields ? schemas.hosted(fields) : byCommand.get(command.getClass());
    }

    Storage storage() {
        return storage;
    }

    Json json() {
        return json;
    }

    ImmutableSet<ViewType<?>> types() {
        return types;
    }

    /** The names of the features whose events such views are folded from: one, or all that tell of theirs. */
    List<String> featuresOf(ViewType<?> type) {
        return byFeature.values().stream()
                .filter(each -> each.views().contains(type))
                .map(Hosted::feature)
                .toList();
    }

    Belongings belongings() {
        return belongings;
    }

    /** By its name; null if this CRM is built without it. */
    @Nullable
    Hosted feature(String name) {
        return byFeature.get(name);
    }

    Projector projector() {
        return projector;
    }

    /** Whether a feature has such views. */
    boolean knows(ViewType<?> type) {
        return types.contains(type);
    }

    /** Fails with more than a missing table would say. */
    void requireKnown(ViewType<?> type) {
        if (!knows(type)) {
            throw new IllegalArgumentException("The views " + type + " belong to no feature of this CRM");
        }
    }

    /** Asks at once for all that nobody remembers, instead of for each when its turn comes. */
    private void lookUp(Stream<Order> orders, Unit unit) {
        Map<TenantId, Map<UUID, Hosted>> wanted = new HashMap<>();
        orders.forEach(order -> order.commands().forEach(each -> {
            Aggregate.Key key = key(order.call(), each.command());
            Hosted hosted = hosted(each.command());
            if (aggregates.kept(hosted, key) == null) {
                wanted.computeIfAbsent(key.tenant(), any -> new LinkedHashMap<>())
                        .putIfAbsent(key.id(), hosted);
            }
        }));
        wanted.forEach((tenant, ids) -> {
            if (ids.size() > 1) {
                aggregates
                        .current(tenant, ids)
                        .forEach((id, aggregate) -> unit.put(new Aggregate.Key(tenant, id), aggregate));
            }
        });
    }

    private List<Outcome> handle(Order order, Unit unit) {
        if (!unit.borrowed()) {
            lookUp(Stream.of(order), unit);
        }
        return handleInOrder(order, unit);
    }

    private List<Outcome> handleInOrder(Order order, Unit unit) {
        Call call = order.call();
        List<Outcome> before = call.once() ? answers.before(order.commands(), call, unit) : null;
        if (before != null) {
            return before;
        }
        List<Outcome> outcomes = new ArrayList<>(order.commands().size());
        for (Dated dated : order.commands()) {
            outcomes.add(handle(dated, call, unit));
        }
        if (call.once()) {
            answers.keep(order.commands(), outcomes, call, unit);
        }
        if (call.batch() != null) {
            note(call.batch(), outcomes, call, unit);
        }
        return outcomes;
    }

    private void note(UUID batch, List<Outcome> outcomes, Call call, Unit unit) {
        Set<UUID> changed = outcomes.stream()
                .filter(each -> !each.events().isEmpty())
                .map(each -> each.id().value())
                .collect(ImmutableSet.toImmutableSet());
        if (!changed.isEmpty()) {
            unit.countChange();
            storage.batches().add(call.tenant(), batch, changed, call.now());
        }
    }

    private Outcome handle(Dated dated, Call call, Unit unit) {
        Command command = dated.command();
        Hosted hosted = hosted(command);
        unit.concern(key(call, command));
        requireVisible(hosted, command.aggregateId(), call);
        schemas.requirePossible(command, views, call.tenant());
        CallContext context = call.of(dated);
        for (Guard guard : guards.get(command.getClass())) {
            if (guard instanceof Guard.Before<?> before) {
                check(before, command, call.tenant());
            } else if (guard instanceof Guard.BeforeAt<?> before) {
                check(before, command, context, call.tenant());
            }
        }
        Decision decision = command instanceof SetFields fields
                ? decide(hosted, hosted.mainView(), fields, call, unit)
                : decide(hosted, command, call, context, unit);
        if (decision.on().version() == 0) {
            decision = withInitialFields(decision, command, call, unit);
        }
        Decision done = decision.events().isEmpty() ? decision : publish(decision, command, call, context, unit);
        unit.put(key(call, command), done.on());
        if (!done.events().isEmpty()) {
            sequels.get(command.getClass()).forEach(each -> entail(each, dated, call, unit));
        }
        return new Outcome(command.aggregateId(), done.on().version(), done.events());
    }

    private <C extends Command> void entail(Sequel<C> sequel, Dated dated, Call call, Unit unit) {
        Call further = call.withoutExpectation();
        sequel.then()
                .apply(sequel.command().cast(dated.command()), everythingOf(call.tenant()))
                .forEach(each -> handle(dated.with(each), further, unit));
    }

    /** @param on what was decided about */
    private record Decision(Aggregate on, List<DomainEvent> events) {}

    private Decision decide(Hosted hosted, Command command, Call call, CallContext context, Unit unit) {
        Aggregate.Key key = key(call, command);
        Aggregate here = unit.aggregate(hosted, key);
        if (here != null) {
            return decide(here, command, call, context);
        }
        Aggregate kept = unit.borrowed() ? null : aggregates.kept(hosted, key);
        if (kept != null) {
            Decision perhaps = decideOnTrial(kept, command, call, context);
            if (!perhaps.events().isEmpty()) {
                return perhaps;
            }
        }
        return decide(aggregates.current(hosted, key, kept), command, call, context);
    }

    /** What becomes known has the initial values of its feature's fields from its first command on. */
    private Decision withInitialFields(Decision born, Command command, Call call, Unit unit) {
        Hosted hosted = born.on().hosted();
        Versioned<SchemaView> schema = born.events().isEmpty() ? null : schema(hosted, call, unit);
        if (schema == null) {
            return born;
        }
        List<DomainEvent> events = new ArrayList<>(born.events());
        schema.view()
                .fields()
                .initial(command.aggregateId(), hosted.feature(), schema.version())
                .ifPresent(events::add);
        return new Decision(born.on(), events);
    }

    /** What becomes of custom fields depends on the view, which holds them, and on what fields there are. */
    private <V extends View> Decision decide(
            Hosted hosted, @Nullable ViewType<V> type, SetFields command, Call call, Unit unit) {
        Aggregate.Key key = key(call, command);
        Aggregate here = unit.aggregate(hosted, key);
        Aggregate on = here != null
                ? here
                : aggregates.current(hosted, key, unit.borrowed() ? null : aggregates.kept(hosted, key));
        requireExpected(command.aggregateId(), on.version(), call);
        Hosted.requireNotErased(on.state());
        CustomFields<V> fields = requireNonNull(requireNonNull(type).customFields());
        Versioned<V> row = views.byId(type, key.tenant(), key.id());
        if (row == null) {
            throw new CrmException.NotFound(command.aggregateId());
        }
        if (row.version() != on.version()) {
            throw new ConflictException("the view is not that of the aggregate's last event");
        }
        fields.requireOpen(row.view());
        Versioned<SchemaView> schema = schemas.find(views, key.tenant(), hosted.feature());
        Definitions definitions =
                schema == null ? Definitions.NONE : schema.view().fields();
        if (call.scoped()) {
            fieldRights(call.actor(), call.tenant()).requireWritable(command, hosted.feature(), definitions);
        }
        return new Decision(
                on,
                definitions
                        .decide(command, fields.of(row.view()), hosted.feature(), schema == null ? 0 : schema.version())
                        .stream()
                        .<DomainEvent>map(each -> each)
                        .toList());
    }

    /** What the actor may read and set of custom fields. */
    FieldRights fieldRights(Actor actor, TenantId tenant) {
        return new FieldRights(schemas, views, tenant, actor, authorizer);
    }

    /** Whose custom fields views of a type show; null if they cannot show any. */
    @Nullable
    String featureWithFields(ViewType<?> type) {
        return schemas.featureWithFields(type);
    }

    /** The custom fields of a type of views, as they are in these. */
    <V extends View> Fields<V> fields(ViewStore from, TenantId tenant, ViewType<V> type) {
        requireKnown(type);
        return schemas.fields(from, tenant, type);
    }

    /** On what may be old. Nothing, if that would turn the command down. */
    private static Decision decideOnTrial(Aggregate kept, Command command, Call call, CallContext context) {
        try {
            return decide(kept, command, call, context);
        } catch (CrmException perhaps) {
            return new Decision(kept, List.of());
        }
    }

    private static Decision decide(Aggregate on, Command command, Call call, CallContext context) {
        requireExpected(command.aggregateId(), on.version(), call);
        return new Decision(on, on.hosted().decide(on.state(), command, context));
    }

    /** What is decided, and what custom fields come to by it. */
    private Decision publish(Decision decision, Command command, Call call, CallContext context, Unit unit) {
        Versioned<SchemaView> schema = schema(decision.on().hosted(), call, unit);
        if (schema == null || !Schemas.isAsked(schema.view().fields())) {
            return new Decision(published(decision, command, call, context, unit), decision.events());
        }
        Aggregate before = projector.knowing(decision.on(), key(call, command), unit);
        Aggregate after = published(new Decision(before, decision.events()), command, call, context, unit);
        Optional<FieldsSet> computed = schemas.after(before, after, schema);
        if (computed.isEmpty()) {
            return new Decision(after, decision.events());
        }
        List<DomainEvent> more = List.of(computed.get());
        List<DomainEvent> all = new ArrayList<>(decision.events());
        all.addAll(more);
        return new Decision(published(new Decision(after, more), command, call, context, unit), all);
    }

    /** Null if nobody has defined fields of such things. */
    private @Nullable Versioned<SchemaView> schema(Hosted hosted, Call call, Unit unit) {
        if (!schemas.has(hosted)) {
            return null;
        }
        return unit.changesSchemas()
                ? schemas.find(views, call.tenant(), hosted.feature())
                : schemas.seen(views, call.tenant(), hosted.feature());
    }

    private Aggregate published(Decision decision, Command command, Call call, CallContext context, Unit unit) {
        Aggregate before = decision.on();
        List<Recorded<DomainEvent>> recorded = new ArrayList<>();
        List<DomainEventMessage<DomainEvent>> messages = new ArrayList<>();
        Object state = before.state();
        long sequence = before.version();
        for (DomainEvent event : decision.events()) {
            DomainEventMessage<DomainEvent> message =
                    codec.message(event, meta(before.hosted(), command, call, context, ++sequence));
            messages.add(message);
            recorded.addAll(codec.recorded(message));
            state = before.hosted().evolve(state, event);
        }
        Aggregate.Key key = key(call, command);
        var after = projector.follow(before, key, recorded, sequence, unit);
        events.publish(messages);
        Aggregate now = new Aggregate(before.hosted(), state, sequence, after);
        if (states.isDue(before, now)) {
            CurrentUnitOfWork.get().onPrepareCommit(behindTheEvents -> states.put(key, now));
        }
        return now;
    }

    private static Meta meta(Hosted hosted, Command command, Call call, CallContext context, long sequence) {
        return new Meta(
                call.tenant(),
                sequence,
                context.at(),
                context.recordedAt(),
                context.actor().id(),
                call.commandId(),
                hosted.nameOf(command),
                hosted.rules(),
                call.correlation(),
                call.cause());
    }

    /** What a view would show of an aggregate that is not there yet, after these commands. */
    <V extends View> V imagined(ViewType<V> type, List<Dated> commands, Call call) {
        Hosted hosted = hosted(commands.get(0).command());
        Object state = hosted.initial();
        V view = null;
        long sequence = 0;
        for (Dated each : commands) {
            CallContext context = call.of(each);
            for (DomainEvent event : hosted.decide(state, each.command(), context)) {
                Meta meta = meta(hosted, each.command(), call, context, ++sequence);
                state = hosted.evolve(state, event);
                view = type.fold(view, new Recorded<>(hosted.feature(), event, meta));
            }
        }
        return requireNonNull(view);
    }

    private static void requireExpected(AggregateId id, long version, Call call) {
        Long expected = call.expectedVersion();
        if (expected != null && expected != version) {
            throw new CrmException.Stale(id, "it is at version " + version + ", not at " + expected);
        }
    }

    /** What exists outside the actor's scope cannot be told from what does not exist. */
    private void requireVisible(Hosted hosted, AggregateId id, Call call) {
        ViewType<?> main = hosted.mainView();
        if (call.scoped() && main != null && !visible(main, id, call)) {
            throw new CrmException.NotFound(id);
        }
    }

    private <V extends View> boolean visible(ViewType<V> main, AggregateId id, Call call) {
        Filter<V> scope = families.of(views, call.tenant())
                .complete(new ScopedViews.Scope(call.actor(), authorizer, null).of(main));
        return scope.equals(Filter.everything())
                || views.byId(main, call.tenant(), id.value()) == null
                || !views.byIds(main, call.tenant(), List.of(id.value()), scope).isEmpty();
    }

    private <C extends Command> void check(Guard.Before<C> guard, Command command, TenantId tenant) {
        if (guard.command().isInstance(command)) {
            guard.check().accept(guard.command().cast(command), everythingOf(tenant));
        }
    }

    private <C extends Command> void check(
            Guard.BeforeAt<C> guard, Command command, CallContext context, TenantId tenant) {
        if (guard.command().isInstance(command)) {
            guard.check().require(guard.command().cast(command), context, everythingOf(tenant));
        }
    }

    /** Where what the view that shows most of an aggregate has come from. */
    SortedMap<String, Recorded<?>> provenance(AggregateId id, List<Recorded<?>> history) {
        for (Hosted hosted : byFeature.values()) {
            ViewType<?> main = hosted.mainView();
            if (main != null && main.id().idType().isInstance(id)) {
                return Provenance.of(main, history, json.mapper());
            }
        }
        return new TreeMap<>();
    }

    /** Reads without a scope: for guards, reactions and duties, which act for nobody in particular. */
    Reader everythingOf(TenantId tenant) {
        return everythingOf(tenant, views);
    }

    Reader everythingOf(TenantId tenant, ViewStore from) {
        Authorizer everything = Authorizer.allowEverything();
        Actor reader = Actor.system("reader");
        Masker allSeeing = new Masker(codec, reader, Set.of());
        return new Reader() {
            @Override
            public <V extends View> Views<V> views(ViewType<V> type) {
                return Engine.this.views(
                        from, tenant, new ScopedViews.Scope(reader, everything, null), allSeeing, type);
            }

            @Override
            public <V extends View> Fields<V> fields(ViewType<V> type) {
                return Engine.this.fields(from, tenant, type);
            }

            @Override
            public SortedMap<String, Recorded<?>> provenance(AggregateId id) {
                return Engine.this.provenance(
                        id,
                        List.copyOf(
                                codec.recorded(storage.log().ofAggregate(tenant, id.value(), 0, Integer.MAX_VALUE))));
            }

            @Override
            public boolean has(ViewType<?> type) {
                return knows(type);
            }
        };
    }

    void close() {
        chain.stop();
        events.shutDown();
        log.stop();
    }
}
