package io.guanxi.application.memory;

import io.guanxi.domain.kernel.TenantId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.DeadLetterQueueOverflowException;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.NoSuchDeadLetterException;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.jspecify.annotations.Nullable;

/** Axon's own queue in the heap knows no transactions: what is taken off it is gone, even if nothing has come of it. */
final class HeapLetters implements SequencedDeadLetterQueue<EventMessage<?>> {

    private static final int MOST = 1_024;

    private final Heap heap;
    private final NavigableMap<String, List<DeadLetter<? extends EventMessage<?>>>> sequences = new TreeMap<>();
    private final Set<String> taken = new HashSet<>();

    HeapLetters(Heap heap) {
        this.heap = heap;
    }

    private List<DeadLetter<? extends EventMessage<?>>> of(Object sequence) {
        return heap.read(() -> sequences.getOrDefault(sequence.toString(), List.of()));
    }

    /** @param change is given those there are, and returns those there are to be */
    private void change(String sequence, UnaryOperator<List<DeadLetter<? extends EventMessage<?>>>> change) {
        heap.enter();
        List<DeadLetter<? extends EventMessage<?>>> changed = change.apply(new ArrayList<>(of(sequence)));
        heap.put(sequences, sequence, changed.isEmpty() ? null : List.copyOf(changed));
    }

    @Override
    public void enqueue(Object sequence, DeadLetter<? extends EventMessage<?>> letter) {
        if (isFull(sequence)) {
            throw new DeadLetterQueueOverflowException(sequence);
        }
        change(sequence.toString(), letters -> {
            letters.add(letter);
            return letters;
        });
    }

    private Optional<String> sequenceOf(DeadLetter<? extends EventMessage<?>> letter) {
        return heap.read(() -> sequences.entrySet().stream()
                .filter(each -> each.getValue().contains(letter))
                .map(Map.Entry::getKey)
                .findFirst());
    }

    @Override
    public void evict(DeadLetter<? extends EventMessage<?>> letter) {
        sequenceOf(letter)
                .ifPresent(sequence -> change(sequence, letters -> {
                    letters.remove(letter);
                    return letters;
                }));
    }

    @Override
    public void requeue(
            DeadLetter<? extends EventMessage<?>> letter,
            UnaryOperator<DeadLetter<? extends EventMessage<?>>> updating) {
        String sequence = sequenceOf(letter)
                .orElseThrow(() -> new NoSuchDeadLetterException("The letter has been taken off the queue"));
        change(sequence, letters -> {
            letters.set(letters.indexOf(letter), updating.apply(letter.markTouched()));
            return letters;
        });
    }

    @Override
    public boolean contains(Object sequence) {
        return !of(sequence).isEmpty();
    }

    @Override
    public Iterable<DeadLetter<? extends EventMessage<?>>> deadLetterSequence(Object sequence) {
        return of(sequence);
    }

    @Override
    public Iterable<Iterable<DeadLetter<? extends EventMessage<?>>>> deadLetters() {
        return heap.read(() -> List.copyOf(sequences.values()));
    }

    @Override
    public boolean isFull(Object sequence) {
        int letters = of(sequence).size();
        return letters >= MOST || (letters == 0 && amountOfSequences() >= MOST);
    }

    @Override
    public long size() {
        return heap.read(() -> sequences.values().stream().mapToLong(List::size).sum());
    }

    @Override
    public long sequenceSize(Object sequence) {
        return of(sequence).size();
    }

    @Override
    public long amountOfSequences() {
        return heap.read(() -> (long) sequences.size());
    }

    @Override
    public boolean process(
            Predicate<DeadLetter<? extends EventMessage<?>>> filter,
            Function<DeadLetter<? extends EventMessage<?>>, EnqueueDecision<EventMessage<?>>> task) {
        String sequence = take(filter);
        if (sequence == null) {
            return false;
        }
        try {
            for (var letters = of(sequence); !letters.isEmpty(); letters = of(sequence)) {
                DeadLetter<? extends EventMessage<?>> letter = letters.get(0);
                EnqueueDecision<EventMessage<?>> decision = task.apply(letter);
                if (decision.shouldEnqueue()) {
                    requeue(
                            letter,
                            each -> decision.withDiagnostics(each)
                                    .withCause(decision.enqueueCause().orElse(null)));
                    return false;
                }
                evict(letter);
            }
            return true;
        } finally {
            heap.read(() -> taken.remove(sequence));
        }
    }

    /** The sequence that has not been touched for longest, which nobody else is at work on; null if there is none. */
    private @Nullable String take(Predicate<DeadLetter<? extends EventMessage<?>>> filter) {
        return heap.read(() -> {
                    Optional<String> found = sequences.entrySet().stream()
                            .filter(each -> !taken.contains(each.getKey())
                                    && filter.test(each.getValue().get(0)))
                            .min(Comparator.comparing(
                                    each -> each.getValue().get(0).lastTouched()))
                            .map(Map.Entry::getKey);
                    found.ifPresent(taken::add);
                    return found;
                })
                .orElse(null);
    }

    @Override
    public void clear() {
        heap.read(() -> List.copyOf(sequences.keySet())).forEach(sequence -> change(sequence, letters -> List.of()));
    }

    void wipe(TenantId tenant) {
        heap.removeAll(sequences, sequence -> sequence.startsWith(tenant.value() + "/"));
    }
}
