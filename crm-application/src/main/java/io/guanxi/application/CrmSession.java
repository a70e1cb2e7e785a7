package io.guanxi.application;

import io.guanxi.application.duplicate.Candidate;
import io.guanxi.application.duplicate.Rehearsal;
import io.guanxi.application.privacy.PersonFile;
import io.guanxi.application.schema.FieldDescription;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.application.view.Views;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.Personal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

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

    /**
     * What forms and tables show of a type of views: built-in attributes and the custom fields that the actor may read, with labels and
     * choices in a language.
     */
    List<FieldDescription> describe(ViewType<?> type, Locale locale);

    /** Asks for views, as far as the actor may see them. */
    @Override
    <V extends View> Views<V> views(ViewType<V> type);

    /**
     * Everything that has happened to an aggregate, oldest first.
     *
     * @throws io.guanxi.domain.kernel.CrmException.NotFound if there is no such aggregate, or none that the actor may see
     */
    default List<Recorded<?>> history(AggregateId id) {
        return history(id, 0, Integer.MAX_VALUE);
    }

    /**
     * A part of what has happened to an aggregate: at most so many events, oldest first. What one stored event is read as comes
     * together, so there may be a few more.
     *
     * @param after the number within the aggregate of the last event that is known already; 0 for none
     * @throws io.guanxi.domain.kernel.CrmException.NotFound if there is no such aggregate, or none that the actor may see
     */
    List<Recorded<?>> history(AggregateId id, long after, int limit);

    /**
     * Why an event is in the log: itself first, in all its parts, then the event that a reaction answered with the command that decided it, and so
     * on to the command that somebody gave. What the actor may not see ends the chain.
     *
     * @param sequence the event's number within its aggregate, from 1
     * @throws io.guanxi.domain.kernel.CrmException.NotFound if there is no such event, or none that the actor may see
     */
    List<Recorded<?>> explain(AggregateId id, long sequence);

    /**
     * The events of the tenant from a place in the log on, for another system that follows it. Asked again and again with {@code
     * next} of the part before, each event comes once, however long its transaction took.
     *
     * <p>Without the right {@code mayReadPersonalData}, what is marked as {@link io.guanxi.domain.kernel.Personal} is masked: there
     * stands what stands after an erasure, such as {@code [erased]}, and {@link FeedPart#masked()} says so.
     *
     * @param after where the part begins; null for the beginning of the log
     * @param limit how many events at most, 1 to 1,000; what one stored event is read as comes together
     * @param features whose events; empty for all
     */
    FeedPart feed(@Nullable String after, int limit, Set<String> features);

    /**
     * The same actor giving commands an id. Sent twice, at the same time or again after a crash, they are done once, and each call
     * is answered alike. The id is for one call of {@code execute…}; what was refused may be sent again.
     *
     * @throws io.guanxi.domain.kernel.CrmException.Invalid from the call, if the id was another command's or another actor's
     */
    CrmSession once(UUID commandId);

    /** The same actor giving commands that belong together, so that they can be found, and undone, together. */
    CrmSession inBatch(UUID batch);

    /** What the commands of a batch have brought about, aggregate by aggregate, as far as the actor may see them. */
    List<Recorded<?>> batch(UUID batch);

    /**
     * Takes back what the commands of a batch have brought about, the last first, by commands that bring about the contrary: each
     * aggregate in a transaction of its own. What has been changed by others since is left as it is.
     *
     * @see Feature#compensations()
     */
    Undone undo(UUID batch);

    /** What was in the log at an instant, whenever it had happened. */
    default Past asOf(Instant recordedAt) {
        return asOf(recordedAt, Past.Time.RECORDED);
    }

    /** What had been recorded, or had happened, by an instant: the instant itself included. */
    Past asOf(Instant instant, Past.Time time);

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

    /**
     * One view with some of what is masked for the actor in clear. Who, when, what and why is written down before it is shown, see
     * {@code DisclosureView}.
     *
     * @param fields which kinds of data
     * @param reason at most 500 characters
     * @throws io.guanxi.domain.kernel.CrmException.Forbidden without the right {@code mayUnmask} for each of them
     * @throws io.guanxi.domain.kernel.CrmException.NotFound if there is none, or none that the actor may see
     */
    <V extends View> V unmask(ViewType<V> type, AggregateId id, Set<Personal.Kind> fields, String reason);

    /**
     * Everything that is held about a person, as far as the actor may see it: the person, and all that belongs to them. That it was
     * put together, by whom and why, is written down before, and stands in it.
     *
     * @param id the person's; of whatever else, its own file
     * @param reason such as the number of the person's request; at most 500 characters
     * @throws io.guanxi.domain.kernel.CrmException.Forbidden without the rights {@code mayReadFiles} and {@code mayReadHistory}
     * @throws io.guanxi.domain.kernel.CrmException.NotFound if there is no such thing, or none that the actor may see
     */
    PersonFile fileOf(AggregateId id, String reason);

    /**
     * Who is like a customer that is to be registered, the likeliest first: for forms that ask before they save. Customers outside of
     * the actor's scope are among them, with no more than their id, their owner and what agrees.
     *
     * @throws io.guanxi.domain.kernel.CrmException.Forbidden if the actor may not register it
     * @throws io.guanxi.domain.kernel.CrmException.Invalid if customers are not looked up here, see {@link CrmBuilder#lookup}
     */
    List<Candidate> duplicatesOf(CustomerCommand.Register draft);

    /**
     * Those of {@link #duplicatesOf} about whom the CRM's policy does something, by each that has any, of a batch if this session is of
     * one: nobody, without looking, if there is no {@code DuplicateFeature} or its policy is off.
     *
     * @throws io.guanxi.domain.kernel.CrmException.Forbidden if somebody is looked for, and the actor may not register them
     */
    Map<CustomerId, List<Candidate>> suspectedOf(Collection<CustomerCommand.Register> drafts);

    /** As {@link #suspectedOf(Collection)}, of one. */
    default List<Candidate> suspectedOf(CustomerCommand.Register draft) {
        return suspectedOf(List.of(draft)).getOrDefault(draft.customerId(), List.of());
    }

    /**
     * Registers customers without storing anything, for dry runs that tell who is like whom: of a batch if this session is of one.
     *
     * @param most how many it remembers, of some 2 KB each; nobody is found to be like those who come after them
     */
    Rehearsal rehearse(int most);

    /** When and why it was erased; empty if it was not. */
    Optional<Erasure> erasure(AggregateId id);

    /**
     * The ledger of what has been erased in the tenant, oldest first: for auditors, whatever their scope.
     *
     * @throws io.guanxi.domain.kernel.CrmException.Forbidden without the right {@code mayReadErasures}
     */
    List<Erasure> erasures();

    /** The same actor telling of another time: what is executed is recorded now, but happened then. */
    CrmSession at(Instant happenedAt);
}
