package io.guanxi.application.internal.engine;

import com.google.common.collect.ImmutableList;
import io.guanxi.application.DeadLetter;
import io.guanxi.application.Health;
import io.guanxi.application.Recorded;
import io.guanxi.application.spi.Storage;
import io.guanxi.domain.kernel.CrmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.axonframework.common.Registration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.SubscribingEventProcessor;
import org.axonframework.eventhandling.async.SequentialPerAggregatePolicy;
import org.axonframework.eventhandling.deadletter.DeadLetteringEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToInitializeTokenException;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
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
    private static final int MAX_ATTEMPTS = 10;
    private static final int BATCH = 100;
    private static final String ATTEMPTS = "attempts";
    private static final String NEXT = "next";

    private final Engine engine;
    private final Storage storage;
    private final Serializer serializer;
    private final TokenStore tokens;
    private final InstantSource clock;
    private final ScheduledExecutorService executor;
    private final List<Supplier<CompletableFuture<?>>> stops = new ArrayList<>();
    private final Map<String, DeadLetteringEventHandlerInvoker> invokers = new LinkedHashMap<>();
    private final Map<String, SequencedDeadLetterQueue<EventMessage<?>>> queues = new LinkedHashMap<>();
    private final Map<String, PooledStreamingEventProcessor> processors = new LinkedHashMap<>();

    Processors(
            Engine engine,
            Storage storage,
            Serializer serializer,
            String node,
            InstantSource clock,
            ScheduledExecutorService executor) {
        this.engine = engine;
        this.storage = storage;
        this.serializer = serializer;
        this.tokens = storage.tokens(serializer, node);
        this.clock = clock;
        this.executor = executor;
    }

    void start(List<Follower<?>> followers) {
        Map<String, Boolean> known = new ConcurrentHashMap<>();
        engine.follow(name -> known.computeIfAbsent(
                name,
                each -> followers.stream()
                        .anyMatch(follower -> !follower.inTransaction()
                                && follower.event()
                                        .isAssignableFrom(engine.codec().type(each)))));
        for (Follower<?> follower : followers) {
            if (follower.inTransaction()) {
                subscribe(follower);
            } else {
                track(follower);
            }
        }
        if (!invokers.isEmpty()) {
            ScheduledFuture<?> retries = executor.scheduleWithFixedDelay(this::retryDue, 1, 1, TimeUnit.SECONDS);
            stops.add(() -> CompletableFuture.completedFuture(retries.cancel(false)));
        }
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
        SequencedDeadLetterQueue<EventMessage<?>> queue = storage.deadLetters(name, serializer);
        DeadLetteringEventHandlerInvoker invoker = DeadLetteringEventHandlerInvoker.builder()
                .eventHandlers(handler(follower))
                .sequencingPolicy(SequentialPerAggregatePolicy.instance())
                .queue(queue)
                .enableSequenceIdentifierCache()
                .enqueuePolicy((letter, cause) -> again(name, letter, cause))
                .transactionManager(storage.transactions())
                .build();
        queues.put(name, queue);
        invokers.put(name, invoker);
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
                .initialSegmentCount(1)
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
                    tokens.initializeTokenSegments(name, 1, engine.events().createHeadToken());
                }
            });
        } catch (UnableToInitializeTokenException another) {
            LOG.debug("Another node has begun to follow for {}", name);
        }
    }

    private EventMessageHandler handler(Follower<?> follower) {
        return new EventMessageHandler() {
            @Override
            public Object handle(EventMessage<?> message) {
                if (message instanceof DomainEventMessage<?> event && follower.follows(message.getPayload())) {
                    Recorded<?> recorded = engine.codec().recorded(event);
                    engine.tell(() -> follower.tell(recorded));
                }
                return message;
            }

            @Override
            public boolean canHandle(EventMessage<?> message) {
                return follower.follows(message.getPayload());
            }

            @Override
            public boolean canHandleType(Class<?> payloadType) {
                return follower.event().isAssignableFrom(payloadType);
            }
        };
    }

    private EnqueueDecision<EventMessage<?>> again(
            String name,
            org.axonframework.messaging.deadletter.DeadLetter<? extends EventMessage<?>> letter,
            Throwable cause) {
        if (letter.message() instanceof DomainEventMessage<?> event
                && engine.tenancy().isPast(event)) {
            return Decisions.evict();
        }
        int attempts = Integer.parseInt(String.valueOf(letter.diagnostics().getOrDefault(ATTEMPTS, "0"))) + 1;
        Instant next = clock.instant().plus(Duration.ofSeconds(1L << Math.min(attempts, 12)));
        LOG.warn(
                "{} failed at {} for the {}. time: {}",
                name,
                letter.message().getIdentifier(),
                attempts,
                reason(cause));
        return Decisions.requeue(
                new IllegalStateException(reason(cause)),
                each -> MetaData.with(ATTEMPTS, Integer.toString(attempts)).and(NEXT, next.toString()));
    }

    /** The kind of failure without its message, which may hold data of the event; our own messages are safe to show. */
    private static String reason(Throwable cause) {
        return cause instanceof CrmException crm ? crm.code() : cause.getClass().getName();
    }

    private void retryDue() {
        Instant now = clock.instant();
        invokers.keySet().forEach(name -> {
            try {
                retry(
                        name,
                        letter ->
                                attempts(letter) < MAX_ATTEMPTS && !next(letter).isAfter(now));
            } catch (RuntimeException failure) {
                LOG.warn("The dead letters of {} could not be tried again: {}", name, reason(failure));
            }
        });
    }

    private boolean retry(
            String name,
            Predicate<org.axonframework.messaging.deadletter.DeadLetter<? extends EventMessage<?>>> which) {
        DeadLetteringEventHandlerInvoker invoker = invokers.get(name);
        return invoker != null && invoker.process(which);
    }

    /** Tries the oldest dead letter of each aggregate again, however often it has been tried. */
    boolean retry(String name) {
        return retry(name, letter -> true);
    }

    List<DeadLetter> deadLetters() {
        List<DeadLetter> result = new ArrayList<>();
        queues.forEach((name, queue) -> storage.transactions()
                .executeInTransaction(() -> queue.deadLetters()
                        .forEach(sequence -> sequence.forEach(letter -> result.add(described(name, letter))))));
        return result;
    }

    /** Forgets what a follower has failed at. */
    void discard(String name) {
        Optional.ofNullable(queues.get(name))
                .ifPresent(queue -> storage.transactions().executeInTransaction(queue::clear));
    }

    /** Forgets what followers have failed at of one aggregate, and what waits behind it. */
    void forget(Aggregate.Key aggregate) {
        String sequence = Codec.streamId(aggregate.tenant(), aggregate.id());
        queues.values()
                .forEach(queue -> storage.transactions()
                        .executeInTransaction(() -> ImmutableList.copyOf(queue.deadLetterSequence(sequence))
                                .forEach(queue::evict)));
    }

    private DeadLetter described(
            String name, org.axonframework.messaging.deadletter.DeadLetter<? extends EventMessage<?>> letter) {
        Recorded<?> recorded = engine.codec().recorded((DomainEventMessage<?>) letter.message());
        return new DeadLetter(
                name,
                recorded,
                letter.cause().map(cause -> cause.message()).orElse("behind another"),
                attempts(letter),
                letter.enqueuedAt());
    }

    private static int attempts(org.axonframework.messaging.deadletter.DeadLetter<?> letter) {
        return Integer.parseInt(String.valueOf(letter.diagnostics().getOrDefault(ATTEMPTS, "0")));
    }

    private static Instant next(org.axonframework.messaging.deadletter.DeadLetter<?> letter) {
        Object next = letter.diagnostics().get(NEXT);
        return next == null ? Instant.MIN : Instant.parse(next.toString());
    }

    /** @param head the last place of the log */
    Health health(long head) {
        List<String> problems = new ArrayList<>();
        Map<String, Health.Following> followers = new LinkedHashMap<>();
        processors.forEach((name, processor) -> {
            Health.Following one = following(processor, head, dead(name));
            followers.put(name, one);
            if (one.state() == Health.State.FAILING) {
                problems.add(name + " cannot go on, and is tried again");
            }
        });
        return new Health(problems, followers);
    }

    private long dead(String name) {
        return storage.transactions()
                .fetchInTransaction(() -> Optional.ofNullable(queues.get(name))
                        .map(SequencedDeadLetterQueue::size)
                        .orElse(0L));
    }

    private static Health.Following following(PooledStreamingEventProcessor processor, long head, long dead) {
        if (processor.isError()) {
            return new Health.Following(Health.State.FAILING, 0, dead);
        }
        return processor.processingStatus().values().stream()
                .findFirst()
                .map(status -> new Health.Following(
                        status.isErrorState() ? Health.State.FAILING : Health.State.RUNNING,
                        Math.max(0, head - status.getCurrentPosition().orElse(0)),
                        dead))
                .orElseGet(() -> new Health.Following(Health.State.ELSEWHERE, 0, dead));
    }

    /** All at once, because each of them may take until it looks for events again. */
    void close() {
        List<CompletableFuture<?>> stopping =
                stops.stream().<CompletableFuture<?>>map(Supplier::get).toList();
        stopping.forEach(CompletableFuture::join);
    }
}
