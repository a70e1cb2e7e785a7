package io.guanxi.application.internal.engine;

import com.google.common.collect.ImmutableList;
import io.guanxi.application.DeadLetter;
import io.guanxi.application.spi.Storage;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.UpgradeRule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.async.SequentialPerAggregatePolicy;
import org.axonframework.eventhandling.deadletter.DeadLetteringEventHandlerInvoker;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What followers have failed at, each with all later events of the same aggregate behind it, tried again with growing pauses. */
final class DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger("io.guanxi");
    private static final int MAX_ATTEMPTS = 10;

    /** Until what only a newer version can do is tried again. */
    private static final Duration FOR_NEWER = Duration.ofSeconds(5);

    private static final String ATTEMPTS = "attempts";
    private static final String NEXT = "next";

    private final Codec codec;
    private final Tenancy tenancy;
    private final Storage storage;
    private final Serializer serializer;
    private final InstantSource clock;
    private final Map<String, DeadLetteringEventHandlerInvoker> invokers = new LinkedHashMap<>();
    private final Map<String, SequencedDeadLetterQueue<EventMessage<?>>> queues = new LinkedHashMap<>();

    DeadLetters(Codec codec, Tenancy tenancy, Storage storage, Serializer serializer, InstantSource clock) {
        this.codec = codec;
        this.tenancy = tenancy;
        this.storage = storage;
        this.serializer = serializer;
        this.clock = clock;
    }

    /**
     * Axon's memory of which aggregates have dead letters stays off. It is not cleared where the claim of the log could not be
     * given back, and then the node, when its turn comes again, passes by what another has put there meanwhile.
     */
    DeadLetteringEventHandlerInvoker invoker(String name, EventMessageHandler handler) {
        SequencedDeadLetterQueue<EventMessage<?>> queue = storage.deadLetters(name, serializer);
        DeadLetteringEventHandlerInvoker invoker = DeadLetteringEventHandlerInvoker.builder()
                .eventHandlers(handler)
                .sequencingPolicy(SequentialPerAggregatePolicy.instance())
                .queue(queue)
                .enqueuePolicy((letter, cause) -> again(name, letter, cause))
                .transactionManager(storage.transactions())
                .build();
        queues.put(name, queue);
        invokers.put(name, invoker);
        return invoker;
    }

    private EnqueueDecision<EventMessage<?>> again(
            String name,
            org.axonframework.messaging.deadletter.DeadLetter<? extends EventMessage<?>> letter,
            Throwable cause) {
        if (letter.message() instanceof DomainEventMessage<?> event && tenancy.isPast(event)) {
            return Decisions.evict();
        }
        boolean forNewer = cause instanceof CrmException.Refused refused && refused.rule() == UpgradeRule.NOT_READABLE;
        int attempts = attempts(letter) + (forNewer ? 0 : 1);
        Duration pause = forNewer ? FOR_NEWER : Duration.ofSeconds(1L << Math.min(attempts, 12));
        Instant next = clock.instant().plus(pause);
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

    /** Tries those again whose pause is over. */
    void retryDue() {
        Instant now = clock.instant();
        invokers.keySet().forEach(name -> {
            try {
                retry(
                        name,
                        letter -> attempts(letter) < MAX_ATTEMPTS
                                && !next(letter).isAfter(now)
                                && !isUnreadable(letter.message()));
            } catch (RuntimeException failure) {
                LOG.warn("The dead letters of {} could not be tried again: {}", name, reason(failure));
            }
        });
    }

    private boolean isUnreadable(EventMessage<?> message) {
        return message.getPayload() instanceof UnknownEvent unknown
                && codec.names().of(unknown.row()) == null;
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

    List<DeadLetter> list() {
        List<DeadLetter> result = new ArrayList<>();
        queues.forEach((name, queue) -> storage.transactions()
                .executeInTransaction(() -> queue.deadLetters()
                        .forEach(sequence -> sequence.forEach(letter -> result.addAll(described(name, letter))))));
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

    private List<DeadLetter> described(
            String name, org.axonframework.messaging.deadletter.DeadLetter<? extends EventMessage<?>> letter) {
        String error = letter.cause().map(cause -> cause.message()).orElse("behind another");
        return codec.recorded((DomainEventMessage<?>) letter.message()).stream()
                .map(each -> new DeadLetter(name, each, error, attempts(letter), letter.enqueuedAt()))
                .toList();
    }

    private static int attempts(org.axonframework.messaging.deadletter.DeadLetter<?> letter) {
        return Integer.parseInt(String.valueOf(letter.diagnostics().getOrDefault(ATTEMPTS, "0")));
    }

    private static Instant next(org.axonframework.messaging.deadletter.DeadLetter<?> letter) {
        Object next = letter.diagnostics().get(NEXT);
        return next == null ? Instant.MIN : Instant.parse(next.toString());
    }

    long size(String name) {
        return storage.transactions()
                .fetchInTransaction(() -> Optional.ofNullable(queues.get(name))
                        .map(SequencedDeadLetterQueue::size)
                        .orElse(0L));
    }
}
