package io.guanxi.application;

import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.DomainEvent;
import java.util.List;
import java.util.function.BiFunction;

/**
 * What follows from an event: further commands, in this feature or another. It runs after the commit, at least once, in the
 * order of the aggregate's events; or inside the command's transaction, if it says so.
 *
 * @param name unique and stable, for its place in the log is kept under it; by custom {@code WhenThisThenThat}
 * @param event which events
 * @param then what follows; must bear being asked twice for the same event
 * @param inTransaction all or nothing with the event, at the price of the caller's waiting for it
 */
public record Reaction<E extends DomainEvent>(
        String name, Class<E> event, BiFunction<Recorded<E>, Reader, List<Command>> then, boolean inTransaction) {

    /** A reaction after the commit. */
    public static <E extends DomainEvent> Reaction<E> afterCommit(
            String name, Class<E> event, BiFunction<Recorded<E>, Reader, List<Command>> then) {
        return new Reaction<>(name, event, then, false);
    }

    /** A reaction inside the transaction. */
    public static <E extends DomainEvent> Reaction<E> inTransaction(
            String name, Class<E> event, BiFunction<Recorded<E>, Reader, List<Command>> then) {
        return new Reaction<>(name, event, then, true);
    }
}
