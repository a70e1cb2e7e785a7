package io.guanxi.application.internal.engine;

import io.guanxi.application.Recorded;
import io.guanxi.domain.kernel.DomainEvent;
import java.util.function.Consumer;

/**
 * Something that is told of events: a reaction, or a listener of the host.
 *
 * @param name unique and stable
 * @param event which events
 * @param inTransaction before the commit, or durably after it
 */
public record Follower<E extends DomainEvent>(
        String name, Class<E> event, Consumer<Recorded<E>> then, boolean inTransaction) {

    boolean follows(Object payload) {
        return event.isInstance(payload);
    }

    @SuppressWarnings("unchecked") // follows() has been asked
    void tell(Recorded<?> recorded) {
        then.accept((Recorded<E>) recorded);
    }
}
