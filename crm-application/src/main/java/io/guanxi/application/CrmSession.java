package io.guanxi.application;

import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.application.view.Views;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Command;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One actor of one tenant at work. Cheap, immutable and safe for any number of threads. */
public interface CrmSession extends Reader {

    /**
     * Fulfils a wish, or says why not; all or nothing.
     *
     * @throws io.guanxi.domain.kernel.CrmException if the command is turned down
     */
    Outcome execute(Command command);

    /**
     * As {@link #execute(Command)}, if the aggregate still has the version that was seen.
     *
     * @throws io.guanxi.domain.kernel.CrmException.Stale if it has changed since
     */
    Outcome execute(Command command, long expectedVersion);

    /** Several wishes in one transaction, in order: all of them or none. */
    List<Outcome> executeAll(List<? extends Command> commands);

    /** As {@link #executeAll}, each at a business time of its own: for imports, a few hundred at a time. */
    List<Outcome> executeDated(List<Dated> commands);

    /** As {@link #execute(Command)}, on another thread; the future fails with the exception that would have been thrown. */
    CompletableFuture<Outcome> executeAsync(Command command);

    /** Asks for views, as far as the actor may see them. */
    @Override
    <V extends View> Views<V> views(ViewType<V> type);

    /**
     * Everything that has happened to an aggregate, oldest first.
     *
     * @throws io.guanxi.domain.kernel.CrmException.NotFound if there is no such aggregate, or none that the actor may see
     */
    List<Recorded<?>> history(AggregateId id);

    /**
     * Makes everything personal that is told of an aggregate unreadable for good, and of all that belongs to it: a customer's deals
     * and tickets go with the customer. Counts, dates and money stay. The histories end with
     * {@link io.guanxi.domain.kernel.Erased}, which the host may listen for to erase its own copies; after it no command is taken.
     * May be repeated, for what came to belong to it meanwhile.
     *
     * @param reason such as the number of the person's request; kept for ever, so it must not name the person
     * @return those that were erased by this call
     * @throws io.guanxi.domain.kernel.CrmException.Forbidden without the right {@code mayErase}
     * @throws io.guanxi.domain.kernel.CrmException.NotFound if there is no such aggregate, or none that the actor may see
     * @throws IllegalStateException if the CRM was built without {@link CrmBuilder#erasable()}
     */
    List<Erasure> erase(AggregateId id, String reason);

    /** When and why it was erased; empty if it was not. */
    Optional<Erasure> erasure(AggregateId id);

    /** The same actor telling of another time: what is executed is recorded now, but happened then. */
    CrmSession at(Instant happenedAt);
}
