package io.guanxi.application;

import com.google.common.collect.ImmutableList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How something is read that was stored in an older shape: from the record of then, which is kept for that, to events of now. The
 * log is not changed.
 *
 * <pre>{@code
 * Upcaster.from(Installed1.class).to(Installed.class, old -> new Installed(…)) // a field was split
 * Upcaster.from(Checked.class)                                                 // an event was split
 *         .to(Serviced.class, old -> new Serviced(…))
 *         .and(Removed.class, old -> old.scrapped() ? new Removed(…) : null)
 * Upcaster.from(Polished.class).dropped()                                      // an event that says nothing any more
 * }</pre>
 *
 * <p>The record of then is called as it was, by {@code @Stored}, and is no event any more: not one of its feature's sealed
 * interface. What was {@code @Personal} in it stays marked, or it could not be erased. A component whose type has changed since may
 * be a {@code Map<String, Object>}, which reads any JSON. What has been erased is read as {@code [erased]}; functions must bear that.
 *
 * <p>A function is pure, and is there for ever. It may lead to another older record, which has an upcaster of its own: so each
 * change is written down once, and not again for each older one. What one stored event is read as has its sequence in common, and
 * is told apart by {@link Recorded#part()}. A view whose rows would be others now raises its revision, to be folded anew.
 *
 * @param <O> the record of then
 */
public final class Upcaster<O extends Record> {

    private final Class<O> from;
    private final ImmutableList<Part<O>> parts;

    private Upcaster(Class<O> from, ImmutableList<Part<O>> parts) {
        this.from = from;
        this.parts = parts;
    }

    /** What one stored event is read as. */
    public record Part<O extends Record>(
            Class<? extends Record> type, Function<O, ? extends @Nullable Record> reading) {}

    /** The shape in which something was stored. */
    public static <O extends Record> From<O> from(Class<O> old) {
        return new From<>(old);
    }

    /** An upcaster that does not say yet where it leads to. */
    public static final class From<O extends Record> {

        private final Class<O> old;

        private From(Class<O> old) {
            this.old = old;
        }

        /**
         * What it is read as.
         *
         * @param type an event of the same feature, or another older record with an upcaster
         * @param reading about the same aggregate; null where it is not read as that
         */
        public <T extends Record> Upcaster<O> to(Class<T> type, Function<O, @Nullable T> reading) {
            return new Upcaster<>(old, ImmutableList.of(new Part<>(type, reading)));
        }

        /** It stays in the log and counts as a version, and nobody is told of it. */
        public Upcaster<O> dropped() {
            return new Upcaster<>(old, ImmutableList.of());
        }
    }

    /** What else it is read as, behind the others. Parts keep their order for ever, because they are known by it. */
    public <T extends Record> Upcaster<O> and(Class<T> type, Function<O, @Nullable T> reading) {
        return new Upcaster<>(
                from,
                ImmutableList.<Part<O>>builder()
                        .addAll(parts)
                        .add(new Part<>(type, reading))
                        .build());
    }

    /** The record of then. */
    public Class<O> from() {
        return from;
    }

    /**
     * What a stored event is read as, in one of its parts.
     *
     * @return null if it is not read as that
     */
    public @Nullable Record read(int part, Record old) {
        return parts.get(part).reading().apply(from.cast(old));
    }

    /** What it can be read as, in order; empty if it is dropped. */
    public ImmutableList<Part<O>> parts() {
        return parts;
    }
}
