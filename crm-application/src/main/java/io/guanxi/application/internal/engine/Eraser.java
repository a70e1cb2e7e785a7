package io.guanxi.application.internal.engine;

import io.guanxi.application.Erasure;
import io.guanxi.application.Meta;
import io.guanxi.application.Recorded;
import io.guanxi.application.spi.EventLog;
import io.guanxi.application.spi.Keys;
import io.guanxi.application.spi.Snapshots;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Erased;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.domain.kernel.ToldElsewhere;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * Makes aggregates unreadable: destroys their keys, ends their histories with {@link Erased}, and writes anew whatever was made of
 * what could be read before. That last event takes the next place in the log, so whoever decides on an older state, on another
 * node too, is refused by the log and finds out.
 */
final class Eraser {

    /** How an erasure is called in the log, as commands are. */
    private static final String COMMAND = "guanxi.erase";

    private final Keys keys;
    private final EventLog log;
    private final Snapshots snapshots;
    private final Codec codec;
    private final Secrets secrets;
    private final Projector projector;
    private final Map<String, Hosted> features;
    private final Belongings belongings;
    private final Consumer<List<? extends DomainEventMessage<?>>> publisher;
    private final LogChain chain;

    Eraser(
            Keys keys,
            EventLog log,
            Snapshots snapshots,
            Codec codec,
            Secrets secrets,
            Projector projector,
            Map<String, Hosted> features,
            Belongings belongings,
            Consumer<List<? extends DomainEventMessage<?>>> publisher,
            LogChain chain) {
        this.keys = keys;
        this.log = log;
        this.snapshots = snapshots;
        this.codec = codec;
        this.secrets = secrets;
        this.projector = projector;
        this.features = features;
        this.belongings = belongings;
        this.publisher = publisher;
        this.chain = chain;
    }

    Optional<Erasure> find(TenantId tenant, UUID subject) {
        return Optional.ofNullable(keys.erased(tenant, List.of(subject)).get(subject));
    }

    /** Whose id it is; null if it is nobody's. */
    @Nullable
    Hosted owner(TenantId tenant, UUID id) {
        List<StoredEvent> first = log.ofAggregate(tenant, id, 0, 1);
        return first.isEmpty() ? null : hosted(first.get(0));
    }

    private Hosted hosted(StoredEvent row) {
        Hosted hosted = features.get(row.feature());
        if (hosted == null) {
            throw new IllegalStateException(row.aggregate() + " belongs to the feature " + row.feature()
                    + ", which this CRM was built without");
        }
        return hosted;
    }

    /** See {@link Belongings#of}. */
    Collection<UUID> withAllThatBelongs(TenantId tenant, AggregateId root) {
        return belongings.of(tenant, root);
    }

    /**
     * Erases one aggregate within the unit of work. Where it was erased before, a key that came back with a backup goes again, and
     * so does what was made of it.
     *
     * @return whether there is such an aggregate and it was not erased before
     */
    boolean erase(Erasure erasure, Call call, Unit unit) {
        Aggregate.Key key = new Aggregate.Key(erasure.tenant(), erasure.subject());
        List<StoredEvent> before = log.ofAggregate(key.tenant(), key.id(), 0, Integer.MAX_VALUE);
        if (before.isEmpty()) {
            return false;
        }
        Hosted hosted = hosted(before.get(0));
        // its views could not be written anew, nor what is personal in it be found if it was stored before anything was
        // sealed
        before.forEach(codec::requireReadable);
        projector.release(hosted, key, unit);
        keys.destroy(erasure);
        snapshots.remove(key.tenant(), key.id());
        List<StoredEvent> rows = wiped(before, erasure.reason());
        List<Recorded<DomainEvent>> events = codec.recorded(rows);
        eraseElsewhere(key, events, erasure.reason());
        Meta last = rows.get(rows.size() - 1).meta();
        boolean fresh = events.isEmpty() || !(events.get(events.size() - 1).event() instanceof Erased);
        if (fresh) {
            Erased erased = new Erased(new Erased.Subject(key.id()), hosted.feature(), erasure.reason());
            last = meta(erasure, hosted, call, last);
            DomainEventMessage<DomainEvent> message = codec.message(erased, last);
            events.addAll(codec.recorded(message));
            publisher.accept(List.of(message));
        }
        DomainEvent end = events.get(events.size() - 1).event();
        var views = projector.foldAnew(hosted, key, events, last.sequence(), unit);
        unit.put(key, new Aggregate(hosted, end, last.sequence(), views));
        return fresh;
    }

    /** What others may tell of it: the keys of what they were told are gone with its own, and this is what had none. */
    private void eraseElsewhere(Aggregate.Key key, List<Recorded<DomainEvent>> events, String reason) {
        Set<UUID> tellers = new TreeSet<>();
        events.forEach(each -> {
            if (each.event() instanceof ToldElsewhere told) {
                told.tellers().forEach(teller -> tellers.add(teller.value()));
            }
        });
        tellers.remove(key.id());
        for (UUID teller : tellers) {
            snapshots.remove(key.tenant(), teller);
            wiped(
                    log.ofAggregate(key.tenant(), teller, 0, Integer.MAX_VALUE).stream()
                            .filter(row -> secrets.subject(row).equals(key))
                            .toList(),
                    reason);
        }
    }

    private static Meta meta(Erasure erasure, Hosted hosted, Call call, Meta last) {
        return new Meta(
                erasure.tenant(),
                last.sequence() + 1,
                erasure.erasedAt(),
                call.now(),
                erasure.actor(),
                call.commandId(),
                COMMAND,
                hosted.rules(),
                call.correlation(),
                call.cause());
    }

    /** What was stored before anything was sealed has no key to destroy: the one case in which the log is changed. */
    private List<StoredEvent> wiped(List<StoredEvent> rows, String reason) {
        List<StoredEvent> result = new ArrayList<>();
        List<StoredEvent> overwritten = new ArrayList<>();
        for (StoredEvent row : rows) {
            Optional<StoredEvent> wiped = secrets.wiped(row);
            wiped.ifPresent(overwritten::add);
            result.add(wiped.orElse(row));
        }
        if (!overwritten.isEmpty()) {
            overwritten.forEach(log::overwrite);
            chain.overwritten(overwritten, reason);
        }
        return result;
    }

    /** The ledger's entries in the order in which they are to be applied. */
    static Stream<Erasure> inOrder(Collection<Erasure> erasures) {
        return erasures.stream().sorted(Comparator.comparing(Erasure::erasedAt).thenComparing(Erasure::subject));
    }
}
