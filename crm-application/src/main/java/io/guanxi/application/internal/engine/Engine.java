package io.guanxi.application.internal.engine;

import com.google.common.collect.ImmutableSet;
import io.guanxi.application.Dated;
import io.guanxi.application.Feature;
import io.guanxi.application.Guard;
import io.guanxi.application.Meta;
import io.guanxi.application.Outcome;
import io.guanxi.application.Reader;
import io.guanxi.application.Recorded;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.spi.ConflictException;
import io.guanxi.application.spi.Json;
import io.guanxi.application.spi.Storage;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.application.view.Views;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.TenantId;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Hosts every decider: reads the state, decides, publishes, keeps views and claims in step, all in one transaction. A conflict
 * with another writer is tried once more, then told as {@link CrmException.Stale}.
 */
final class Engine {

    private static final String OWNER = "io.guanxi.engine";

    private final Storage storage;
    private final Authorizer authorizer;
    private final Codec codec;
    private final Projector projector;
    private final EmbeddedEventStore events;
    private final Map<Class<?>, Hosted> byCommand = new HashMap<>();
    private final Map<String, Hosted> byFeature = new LinkedHashMap<>();
    private final ImmutableSet<ViewType<?>> types;

    Engine(
            Storage storage,
            Collection<? extends Feature> features,
            Authorizer authorizer,
            Json json,
            InstantSource clock,
            ThreadFactory threads) {
        this.storage = storage;
        this.authorizer = authorizer;
        this.codec = new Codec(new EventNames(features), json);
        this.projector = new Projector(storage, codec);
        this.events = EmbeddedEventStore.builder()
                .storageEngine(new LogEngine(storage.log(), codec, clock))
                .threadFactory(threads)
                .fetchDelay(250)
                .build();
        this.types =
                features.stream().flatMap(feature -> feature.views().stream()).collect(ImmutableSet.toImmutableSet());
        for (Feature feature : features) {
            feature.decider().ifPresent(decider -> host(new Hosted(feature, decider), decider.commands()));
        }
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

    Codec codec() {
        return codec;
    }

    /** Folds anew those types of view that the storage says are missing or out of date. */
    void rebuild(Collection<ViewType<?>> types) {
        for (Hosted hosted : byFeature.values()) {
            hosted.views().stream().filter(types::contains).forEach(type -> projector.rebuild(hosted, type));
        }
    }

    /** Executes the commands in order, in one transaction: all of them or none. */
    List<Outcome> execute(List<Dated> commands, Call call, boolean mayRetry) {
        commands.forEach(each -> authorize(each.command(), call));
        try {
            return attempt(commands, call);
        } catch (ConflictException conflict) {
            if (!mayRetry || call.expectedVersion() != null || CurrentUnitOfWork.isStarted()) {
                throw stale(commands, conflict);
            }
        }
        try {
            return attempt(commands, call);
        } catch (ConflictException conflict) {
            throw stale(commands, conflict);
        }
    }

    private static CrmException.Stale stale(List<Dated> commands, ConflictException conflict) {
        CrmException.Stale stale = new CrmException.Stale(
                commands.get(0).command().aggregateId(), "somebody else wrote at the same moment");
        stale.initCause(conflict);
        return stale;
    }

    private void authorize(Command command, Call call) {
        Hosted hosted = hosted(command);
        if (call.scoped() && !authorizer.mayExecute(call.actor(), command)) {
            String name = Json.kindOf(command.getClass()).replace('-', ' ');
            throw new CrmException.Forbidden(call.actor(), name + " a " + hosted.feature());
        }
    }

    private Hosted hosted(Command command) {
        Hosted hosted = byCommand.get(command.getClass());
        if (hosted == null) {
            throw new IllegalArgumentException(command.getClass().getName() + " belongs to no feature of this CRM");
        }
        return hosted;
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

    private List<Outcome> attempt(List<Dated> commands, Call call) {
        return inUnit(commands, () -> {
            List<Outcome> outcomes = new ArrayList<>(commands.size());
            for (Dated dated : commands) {
                outcomes.add(handle(hosted(dated.command()), dated.command(), call, call.at(dated.happenedAt())));
            }
            return outcomes;
        });
    }

    private Outcome handle(Hosted hosted, Command command, Call call, CallContext context) {
        AggregateId id = command.aggregateId();
        requireVisible(hosted, id, call);
        for (Guard guard : hosted.guards()) {
            if (guard instanceof Guard.Before<?> before) {
                check(before, command, call.tenant());
            }
        }
        Loaded loaded = load(hosted, call.tenant(), id);
        requireExpected(id, loaded.version(), call);
        List<DomainEvent> decided = hosted.decide(loaded.state(), command, context);
        if (!decided.isEmpty()) {
            publish(hosted, call, context, id, decided, loaded.version());
        }
        return new Outcome(id, loaded.version() + decided.size(), decided);
    }

    private void publish(
            Hosted hosted, Call call, CallContext context, AggregateId id, List<DomainEvent> decided, long version) {
        List<Recorded<DomainEvent>> recorded = new ArrayList<>(decided.size());
        List<DomainEventMessage<DomainEvent>> messages = new ArrayList<>(decided.size());
        long sequence = version;
        for (DomainEvent event : decided) {
            DomainEventMessage<DomainEvent> message = codec.message(event, meta(call, context, ++sequence));
            messages.add(message);
            recorded.add(codec.recorded(message));
        }
        projector.follow(hosted, call.tenant(), id, recorded, sequence);
        events.publish(messages);
    }

    private static Meta meta(Call call, CallContext context, long sequence) {
        return new Meta(
                call.tenant(),
                sequence,
                context.at(),
                context.recordedAt(),
                call.actor().id(),
                call.commandId(),
                call.correlation(),
                call.cause());
    }

    private Loaded load(Hosted hosted, TenantId tenant, AggregateId id) {
        DomainEventStream stream = events.readEvents(Codec.streamId(tenant, id.value()));
        Object state = hosted.initial();
        long version = 0;
        while (stream.hasNext()) {
            DomainEventMessage<?> message = stream.next();
            state = hosted.evolve(state, (DomainEvent) message.getPayload());
            version = message.getSequenceNumber() + 1;
        }
        return new Loaded(state, version);
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
        Filter<V> scope = new ScopedViews.Scope(call.actor(), authorizer).of(main);
        return scope.equals(Filter.everything())
                || storage.views().byId(main, call.tenant(), id.value()) == null
                || !storage.views()
                        .byIds(main, call.tenant(), List.of(id.value()), scope)
                        .isEmpty();
    }

    private <C extends Command> void check(Guard.Before<C> guard, Command command, TenantId tenant) {
        if (guard.command().isInstance(command)) {
            guard.check().accept(guard.command().cast(command), everythingOf(tenant));
        }
    }

    /** Reads without a scope: for guards, reactions and duties, which act for nobody in particular. */
    Reader everythingOf(TenantId tenant) {
        Authorizer everything = Authorizer.allowEverything();
        return new Reader() {
            @Override
            public <V extends View> Views<V> views(ViewType<V> type) {
                requireKnown(type);
                return new ScopedViews<>(
                        storage.views(),
                        tenant,
                        new ScopedViews.Scope(io.guanxi.domain.kernel.Actor.system("reader"), everything),
                        type,
                        List.of());
            }

            @Override
            public boolean has(ViewType<?> type) {
                return knows(type);
            }
        };
    }

    /**
     * Runs the work in a unit of work with the storage's transaction. A unit that another CRM, or a host that uses Axon itself,
     * has open on the thread is set aside meanwhile: nesting into it would put our events into its commit, and so apart from our views.
     */
    <T> T inUnit(Object payload, Supplier<T> work) {
        Deque<UnitOfWork<?>> foreign = setAsideForeign();
        try {
            DefaultUnitOfWork<?> unit =
                    DefaultUnitOfWork.startAndGet(new GenericMessage<>("command", payload, MetaData.emptyInstance()));
            own(unit);
            unit.attachTransaction(storage.transactions());
            ResultMessage<T> result = unit.executeWithResult(work::get, RollbackConfigurationType.ANY_THROWABLE);
            if (result.isExceptional()) {
                throw asRuntime(result.exceptionResult());
            }
            return result.getPayload();
        } finally {
            foreign.forEach(CurrentUnitOfWork::set);
        }
    }

    /** Marks a unit of work as this engine's, so that commands given inside it join it. */
    void own(UnitOfWork<?> unit) {
        unit.root().resources().put(OWNER, this);
    }

    private Deque<UnitOfWork<?>> setAsideForeign() {
        Deque<UnitOfWork<?>> foreign = new ArrayDeque<>();
        while (CurrentUnitOfWork.isStarted()) {
            UnitOfWork<?> current = CurrentUnitOfWork.get();
            if (current.root().resources().get(OWNER) == this) {
                break;
            }
            CurrentUnitOfWork.clear(current);
            foreign.push(current);
        }
        return foreign;
    }

    private static RuntimeException asRuntime(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException runtime ? runtime : new IllegalStateException(failure);
    }

    void close() {
        events.shutDown();
    }

    private record Loaded(Object state, long version) {}
}
