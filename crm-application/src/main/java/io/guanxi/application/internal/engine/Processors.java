package io.guanxi.application.internal.engine;

import io.guanxi.application.Health;
import io.guanxi.application.Recorded;
import io.guanxi.application.spi.Storage;
import io.guanxi.application.spi.StoredEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.axonframework.common.Registration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.SubscribingEventProcessor;
import org.axonframework.eventhandling.deadletter.DeadLetteringEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.UnableToInitializeTokenException;
import org.axonframework.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells followers of events. Those inside the transaction are told before it commits, and their failure is its failure. Those
 * after it have a durable place in the log each; what one fails at goes to its dead letters, with all later events of the same
 * aggregate behind it, and is tried again with growing pauses.
 */
final class Processors {

    private static final Logger LOG = LoggerFactory.getLogger("io.guanxi");
    private static final int BATCH = 100;

    private final Engine engine;
    private final Storage storage;
    private final TokenStore tokens;
    private final String node;
    private final int segments;
    private final InstantSource clock;
    private final DeadLetters deadLetters;
    private final ScheduledExecutorService executor;
    private final List<Supplier<CompletableFuture<?>>> stops = new ArrayList<>();
    private final Map<String, PooledStreamingEventProcessor> processors = new LinkedHashMap<>();

    Processors(
            Engine engine,
            Storage storage,
            Serializer serializer,
            String node,
            int segments,
            InstantSource clock,
            ScheduledExecutorService executor) {
        this.engine = engine;
        this.storage = storage;
        this.node = node;
        this.segments = segments;
        this.tokens = storage.tokens(serializer, node);
        this.clock = clock;
        this.deadLetters = new DeadLetters(engine.codec(), engine.tenancy(), storage, serializer, clock);
        this.executor = executor;
    }

    void start(List<Follower<?>> followers) {
        Map<Kind, Boolean> known = new ConcurrentHashMap<>();
        engine.follow(row -> known.computeIfAbsent(
                new Kind(row.feature(), row.name(), row.revision()),
                each -> followers.stream()
                        .anyMatch(follower -> !follower.inTransaction() && mayFollow(follower, row))));
        for (Follower<?> follower : followers) {
            if (follower.inTransaction()) {
                subscribe(follower);
            } else {
                track(follower);
            }
        }
        if (!processors.isEmpty()) {
            ScheduledFuture<?> retries = executor.scheduleWithFixedDelay(deadLetters::retryDue, 1, 1, TimeUnit.SECONDS);
            stops.add(() -> CompletableFuture.completedFuture(retries.cancel(false)));
            share();
        }
    }

    private void share() {
        int all = processors.keySet().stream()
                .mapToInt(name -> storage.transactions().fetchInTransaction(() -> tokens.fetchSegments(name).length))
                .sum();
        Sharing sharing = new Sharing(storage.nodes(), node, processors.values(), all, clock);
        ScheduledFuture<?> shares = executor.scheduleWithFixedDelay(sharing::share, 0, 1, TimeUnit.SECONDS);
        stops.add(() -> {
            shares.cancel(false);
            sharing.leave();
            return CompletableFuture.completedFuture(true);
        });
    }

    /** What decides on who wants to know of an event. */
    private record Kind(String feature, String name, int revision) {}

    private boolean mayFollow(Follower<?> follower, StoredEvent row) {
        return engine.codec().names().types(row).stream().anyMatch(follower.event()::isAssignableFrom)
                || waits(follower, row)
                || (isUnreadable(row) && follower.event().isAssignableFrom(UnknownEvent.class));
    }

    private boolean isUnreadable(StoredEvent row) {
        return engine.codec().names().of(row) == null;
    }

    /**
     * Whether a follower must not go past an event: it is one of a feature that it follows, and only a newer version can tell what
     * it says. It becomes a dead letter, which that version takes up.
     */
    private boolean waits(Follower<?> follower, StoredEvent row) {
        return isUnreadable(row)
                && engine.codec().names().features(follower.event()).contains(row.feature());
    }

    private void subscribe(Follower<?> follower) {
        EventHandlerInvoker invoker = SimpleEventHandlerInvoker.builder()
                .eventHandlers(handler(follower))
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .build();
        SubscribingEventProcessor processor = SubscribingEventProcessor.builder()
                .name(follower.name())
                .eventHandlerInvoker(invoker)
                .errorHandler(PropagatingErrorHandler.instance())
                .messageSource(engine.events())
                .transactionManager(storage.transactions())
                .build();
        Registration owned = processor.registerHandlerInterceptor((unit, chain) -> {
            engine.units().own(unit);
            return chain.proceed();
        });
        processor.start();
        stops.add(() -> {
            processor.shutDown();
            return CompletableFuture.completedFuture(owned.cancel());
        });
    }

    private void track(Follower<?> follower) {
        String name = follower.name();
        DeadLetteringEventHandlerInvoker invoker = deadLetters.invoker(name, handler(follower));
        rememberPlace(name);
        PooledStreamingEventProcessor processor = PooledStreamingEventProcessor.builder()
                .name(name)
                .eventHandlerInvoker(invoker)
                .errorHandler(PropagatingErrorHandler.instance())
                .messageSource(engine.events())
                .tokenStore(tokens)
                .transactionManager(storage.transactions())
                .coordinatorExecutor(new ShortPauses(executor))
                .workerExecutor(executor)
                .initialSegmentCount(segments)
                .initialToken(source -> source.createHeadToken())
                .tokenClaimInterval(500)
                .claimExtensionThreshold(700)
                .batchSize(BATCH)
                .build();
        Registration owned = processor.registerHandlerInterceptor((unit, chain) -> {
            engine.units().own(unit);
            return chain.proceed();
        });
        Registration ownedRetry = invoker.registerHandlerInterceptor((unit, chain) -> {
            engine.units().own(unit);
            return chain.proceed();
        });
        processor.start();
        processors.put(name, processor);
        stops.add(() -> processor.shutdownAsync().thenRun(() -> {
            owned.cancel();
            ownedRetry.cancel();
        }));
    }

    /**
     * A follower's place begins at the end of the log as it is now. It is written down before the first command can be executed:
     * the processor would do it later, on its own thread, and miss what happened meanwhile.
     */
    private void rememberPlace(String name) {
        try {
            storage.transactions().executeInTransaction(() -> {
                if (tokens.fetchSegments(name).length == 0) {
                    tokens.initializeTokenSegments(
                            name, segments, engine.events().createHeadToken());
                }
            });
        } catch (UnableToInitializeTokenException | UnableToClaimTokenException another) {
            LOG.debug("Another node has begun to follow for {}", name);
        }
    }

    private EventMessageHandler handler(Follower<?> follower) {
        return new EventMessageHandler() {
            @Override
            public Object handle(EventMessage<?> message) {
                for (Recorded<?> each : events(message)) {
                    if (waits(each)) {
                        throw ((UnknownEvent) each.event()).refused();
                    }
                    if (follower.follows(each.event())) {
                        engine.tell(() -> follower.tell(each));
                    }
                }
                return message;
            }

            private List<? extends Recorded<?>> events(EventMessage<?> message) {
                return message instanceof DomainEventMessage<?> event
                        ? engine.codec().recorded(event)
                        : List.of();
            }

            private boolean waits(Recorded<?> recorded) {
                return recorded.event() instanceof UnknownEvent unknown
                        && Processors.this.waits(follower, unknown.row());
            }

            @Override
            public boolean canHandle(EventMessage<?> message) {
                return engine.codec().isOneOfToday(message.getPayload())
                        ? follower.follows(message.getPayload())
                        : events(message).stream().anyMatch(each -> waits(each) || follower.follows(each.event()));
            }

            @Override
            public boolean canHandleType(Class<?> payloadType) {
                return follower.event().isAssignableFrom(payloadType)
                        || payloadType == UnknownEvent.class
                        || payloadType == Facts.class;
            }
        };
    }

    DeadLetters deadLetters() {
        return deadLetters;
    }

    /** The turns of duties, which are claims in the same store. */
    Turns turns() {
        return new Turns(storage, tokens, clock);
    }

    /** @param head the last place of the log */
    Health health(long head) {
        List<String> problems = new ArrayList<>();
        Map<String, Health.Following> followers = new LinkedHashMap<>();
        processors.forEach((name, processor) -> {
            Health.Following one = following(processor, head, deadLetters.size(name));
            followers.put(name, one);
            if (one.state() == Health.State.FAILING) {
                problems.add(name + " cannot go on, and is tried again");
            }
        });
        return new Health(problems, followers);
    }

    private static Health.Following following(PooledStreamingEventProcessor processor, long head, long dead) {
        if (processor.isError()) {
            return new Health.Following(Health.State.FAILING, 0, dead);
        }
        Collection<EventTrackerStatus> here = processor.processingStatus().values();
        if (here.isEmpty()) {
            return new Health.Following(Health.State.ELSEWHERE, 0, dead);
        }
        boolean failing = here.stream().anyMatch(EventTrackerStatus::isErrorState);
        long place = here.stream()
                .mapToLong(each -> each.getCurrentPosition().orElse(0))
                .min()
                .orElse(head);
        return new Health.Following(
                failing ? Health.State.FAILING : Health.State.RUNNING, Math.max(0, head - place), dead);
    }

    /**
     * All at once, because each of them may take until it looks for events again. Whoever has not ended by then is left behind: a
     * listener that hangs, or one whose thread an {@link Error} has taken, must not keep a process from ending.
     */
    void close(Duration patience) {
        CompletableFuture<?>[] stopping =
                stops.stream().map(Processors::stopped).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(stopping).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            LOG.warn(
                    "Not all of the reactions and listeners {} have ended within {}: what they were told of and have not done"
                            + " comes again after the next start",
                    processors.keySet(),
                    patience);
        } catch (ExecutionException failure) {
            LOG.warn("Reactions and listeners were not ended in order", failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static CompletableFuture<?> stopped(Supplier<CompletableFuture<?>> stop) {
        try {
            return stop.get();
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }
}
