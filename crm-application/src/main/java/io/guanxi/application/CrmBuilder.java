package io.guanxi.application;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.internal.engine.Follower;
import io.guanxi.application.internal.engine.RunningCrm;
import io.guanxi.application.internal.engine.TimelineRights;
import io.guanxi.application.schema.Formulas;
import io.guanxi.application.spi.Keys;
import io.guanxi.application.spi.Storage;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.kernel.DomainEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts a {@link Crm} together. Storage and authorizer must be given; everything else has a default. */
public final class CrmBuilder {

    private static final int MAX_SEGMENTS = 64;

    private final Map<String, Feature> features = new LinkedHashMap<>();
    private final Set<String> leftOut = new HashSet<>();
    private final List<Supplier<Follower<?>>> listeners = new ArrayList<>();
    private final Multiset<Class<?>> unnamed = HashMultiset.create();
    private @Nullable Storage storage;
    private @Nullable Formulas formulas;
    private @Nullable Authorizer authorizer;
    private InstantSource clock = InstantSource.system();
    private ZoneId zone = ZoneOffset.UTC;
    private @Nullable ScheduledExecutorService executor;
    private @Nullable Path restored;
    private Meters meters = Meters.NONE;
    private Duration dutyInterval = Duration.ofSeconds(30);
    private int segments = 1;
    private @Nullable UnaryOperator<Keys> keys;
    private @Nullable Signer signer;
    private Duration chainInterval = Duration.ZERO;
    private @Nullable Duration readsInterval;
    private Duration patience = Duration.ofSeconds(30);
    private boolean createdTenantsOnly;
    private final Map<String, Integer> snapshots = new HashMap<>();
    private final Set<ViewType<?>> lookedUp = new HashSet<>();

    CrmBuilder() {
        BuiltIn.features().forEach(this::feature);
    }

    /** Where everything is kept. The CRM opens and closes it. */
    public CrmBuilder storage(Storage port) {
        storage = port;
        return this;
    }

    /** The host's rights; {@link Authorizer#allowEverything()} for hosts that check them before they call. */
    public CrmBuilder authorizer(Authorizer port) {
        authorizer = port;
        return this;
    }

    /** Adds a feature, or replaces the one of the same name: a built-in one with other policies, say. */
    public CrmBuilder feature(Feature feature) {
        features.put(feature.name(), feature);
        leftOut.remove(feature.name());
        return this;
    }

    /** Leaves a feature out on purpose: a built-in one, or one that is no more. Its events in the log are preserved. */
    public CrmBuilder without(String feature) {
        features.remove(feature);
        leftOut.add(feature);
        return this;
    }

    /**
     * Tells the host of events after their commit: at least once, in order for each aggregate, from now on.
     *
     * <p>The listener's place in the log is kept under the event's stored name and the listener's number among those of that event,
     * such as {@code on:customer.registered#0}. So their order is their identity: whoever puts one before another swaps their
     * places, and each misses events or hears them twice. For production give each a name of its own:
     * {@link #on(String, Class, Consumer)}.
     */
    public <E extends DomainEvent> CrmBuilder on(Class<E> event, Consumer<E> listener) {
        int number = unnamed.add(event, 1);
        listeners.add(() -> new Follower<>(
                "on:" + named(event) + "#" + number, event, recorded -> listener.accept(recorded.event()), false));
        return this;
    }

    /** By the stored name; of all of a feature's events at once by the feature's, of other kinds by the class's. */
    private String named(Class<? extends DomainEvent> event) {
        for (Feature feature : features.values()) {
            Decider<?, ?, ?> decider = feature.decider().orElse(null);
            if (decider != null && decider.events().contains(event)) {
                return Recorded.storedName(feature.name(), event);
            }
            if (decider != null && decider.eventType() == event) {
                return feature.name();
            }
        }
        return event.getName();
    }

    /**
     * As {@link #on(Class, Consumer)}, with who, when and why.
     *
     * @param name unique and stable, at most 200 characters: the listener's place in the log is kept under it
     */
    public <E extends DomainEvent> CrmBuilder on(String name, Class<E> event, Consumer<Recorded<E>> listener) {
        listeners.add(() -> new Follower<>(name, event, listener, false));
        return this;
    }

    /**
     * Tells the host of events inside their transaction, on the thread that gave the command: if the listener fails, nothing has
     * happened. A CRM with such a listener commits each command by itself.
     */
    public <E extends DomainEvent> CrmBuilder onInTransaction(Class<E> event, Consumer<E> listener) {
        String name = "in:" + event.getName() + "#" + listeners.size();
        listeners.add(() -> new Follower<>(name, event, recorded -> listener.accept(recorded.event()), true));
        return this;
    }

    /** The time; the system's if not given. */
    public CrmBuilder clock(InstantSource source) {
        clock = source;
        return this;
    }

    /** The time zone in which the business counts its days; UTC if not given, never the machine's. */
    public CrmBuilder zone(ZoneId businessZone) {
        zone = businessZone;
        return this;
    }

    /** The language of custom fields that are computed; that of dev.cel, if it is on the class path and nothing is given. */
    public CrmBuilder formulas(Formulas language) {
        formulas = language;
        return this;
    }

    /** Tells the host's monitoring of commands. */
    public CrmBuilder meters(Meters hostMeters) {
        meters = hostMeters;
        return this;
    }

    /**
     * Fills the storage, which must be empty, from what {@link Crm#exportLog} wrote. The file is checked while it is read, and
     * nothing is kept of one that is damaged. Reactions and listeners are not told of what happened then.
     *
     * <p>What is sealed in it needs {@link #erasable()} and its keys, with the ledger of what was erased; without them nothing is
     * written. Keys that the host keeps elsewhere are there; those of a storage are its tables {@code crm_key} and
     * {@code crm_erasure}, which are to be copied into the new one before. If the file is older than an erasure, call
     * {@link Crm#reapplyErasures} next.
     */
    public CrmBuilder restore(Path exportedLog) {
        restored = exportedLog;
        return this;
    }

    /**
     * The host's threads; if not given, a few daemon threads named {@code guanxi-…}. The host's executor is not shut down. One
     * thread of our own is left: that which reads the log from behind, once a reaction or a listener follows it.
     */
    public CrmBuilder executor(ScheduledExecutorService hostExecutor) {
        executor = hostExecutor;
        return this;
    }

    /**
     * Into how many segments the aggregates are divided for each reaction and listener, 1 to 64; if not given, 1. Segments are shared
     * evenly among the nodes on one storage, and each is followed by one thread at a time. The number is kept with the place of a
     * reaction or listener, from its first start on.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public CrmBuilder segments(int number) {
        if (number < 1 || number > MAX_SEGMENTS) {
            throw new IllegalArgumentException("segments must be 1 to " + MAX_SEGMENTS + ", not " + number);
        }
        segments = number;
        return this;
    }

    /**
     * How often to look for what has fallen due; {@link Duration#ZERO} for never, where the host calls {@link Crm#runDue()}. Of several
     * nodes one at a time does a duty.
     */
    public CrmBuilder dutiesEvery(Duration interval) {
        dutyInterval = interval;
        return this;
    }

    /**
     * Seals what is marked as personal before it is stored, with a key for each aggregate (AES-256-GCM), so that
     * {@link CrmSession#erase} can destroy it for good. It is chosen with the first event and stays: a CRM that is built otherwise
     * does not open such a storage. On a log that was begun without, it seals what is written from now on; erasing then overwrites
     * what was stored before, for which a database user needs the right to update {@code crm_event}. What commands with an id were
     * answered before is kept with a plain hash of the command, until {@link Crm#forgetReceipts}.
     *
     * <p>The keys stand in a table of the storage, as they are. Who can read the log can read them too, so this makes data erasable
     * and hides them from nobody; see {@link #erasable(UnaryOperator)} for more.
     */
    public CrmBuilder erasable() {
        return erasable(storages -> storages);
    }

    /**
     * As {@link #erasable()}, with the keys under a master key of the host, or elsewhere altogether:
     *
     * <pre>{@code
     * erasable(storages -> storages.wrappedBy(masterKey))
     * erasable(storages -> ourVault)
     * }</pre>
     *
     * @param where makes the keys to be used of those in the storage, which is open by then
     */
    public CrmBuilder erasable(UnaryOperator<Keys> where) {
        keys = where;
        return this;
    }

    /**
     * Puts a chain of hashes over the log, whose head is signed: every ten seconds. See {@link #chained(Signer, Duration)}.
     */
    public CrmBuilder chained(Signer signing) {
        return chained(signing, Duration.ofSeconds(10));
    }

    /**
     * Puts a chain of hashes over the log, whose head is signed, so that {@link Crm#verifyLog} finds out whether anybody has
     * changed, removed or added events behind the library's back. Every node that is built so adds what is committed to the chain,
     * one after another and beside the commands, which know nothing of it; if one is gone, the others go on. It may be switched on
     * with the first event or later, when it begins with what is there; and off, when it ends.
     *
     * <p>What it proves begins when an event comes into the chain, not when it is stored, and ends with the last link. Whoever can
     * write to the database can still cut off the end of log and chain together, or take the place of both with older ones: to find
     * that out, keep {@link Crm#logHead} where they cannot write.
     *
     * @param every how long it waits between two links; {@link Duration#ZERO} to go on only when the host calls
     *     {@link Crm#logHead}. Each takes up to 1,000 events, and adds about 120 bytes for each of them and 300 for itself
     */
    public CrmBuilder chained(Signer signing, Duration every) {
        signer = signing;
        chainInterval = every;
        return this;
    }

    /**
     * Keeps the state of a feature's aggregates with every so many events, so that one that is not remembered is loaded from there.
     * Worth it for aggregates of a thousand events and more: the last 10,000 aggregates are remembered anyway, and reading a hundred
     * events costs no more than a snapshot. See {@link Feature#stateRevision()}.
     *
     * @param every 2 to 1,000,000 events
     * @throws IllegalArgumentException if it is out of range
     */
    public CrmBuilder snapshots(String feature, int every) {
        if (every < 2 || every > 1_000_000) {
            throw new IllegalArgumentException("snapshots must be made every 2 to 1,000,000 events, not " + every);
        }
        snapshots.put(feature, every);
        return this;
    }

    /** Notes, every six hours, which fields are asked for. See {@link #noteReads(Duration)}. */
    public CrmBuilder noteReads() {
        return noteReads(Duration.ofHours(6));
    }

    /**
     * Notes which fields sessions ask for, so that {@link io.guanxi.application.schema.FieldReads} can tell what nobody looks at: of
     * views that may have custom fields, how many questions there were each day and how many named each field, in filters, orders,
     * groups and figures or as shown ({@link io.guanxi.application.view.Views#showing}). Who asked is not noted, nor that somebody asked
     * whether a field has a value, as the report itself does. A question is counted in memory; each node tells its counts as an event
     * {@code schema.fields-read}, in a transaction of its own, and once more when it closes. What is not told when the process is killed
     * is lost.
     *
     * @param every how long each node waits between two events of a day and view; {@link Duration#ZERO} to tell only when it closes
     */
    public CrmBuilder noteReads(Duration every) {
        readsInterval = every;
        return this;
    }

    /**
     * How long {@link Crm#close()} waits for reactions and listeners that are under way; 30 seconds if nothing is said. Whoever takes
     * longer is named in a warning and left behind; it is told of the same events again after the next start.
     *
     * @param patience not negative
     * @throws IllegalArgumentException if it is negative
     */
    public CrmBuilder closeWithin(Duration patience) {
        if (patience.isNegative()) {
            throw new IllegalArgumentException("closeWithin must not be negative, and is " + patience);
        }
        this.patience = patience;
        return this;
    }

    /**
     * Keeps terms for views of these types, by which {@link io.guanxi.application.view.Views#lookup} finds them while somebody types.
     * It may be switched on and off later: the next start folds such views anew. Each new name, e-mail address or telephone number then
     * costs the writing of its terms, ten to twenty for a customer.
     */
    public CrmBuilder lookup(ViewType<?>... types) {
        lookedUp.addAll(List.of(types));
        return this;
    }

    /**
     * Lets in tenants only that {@link Tenants#create} has made known, {@link io.guanxi.domain.kernel.TenantId#MAIN} included;
     * otherwise a tenant is there with its first command. It costs one question for each tenant and node.
     */
    public CrmBuilder createdTenantsOnly() {
        createdTenantsOnly = true;
        return this;
    }

    /**
     * Opens the storage and starts.
     *
     * @throws IllegalStateException if storage or authorizer is missing, features contradict each other, or this build is older than
     *     one that has finished its upgrade, see {@link Crm#finishUpgrade()}
     */
    public Crm build() {
        if (storage == null) {
            throw new IllegalStateException(
                    "No storage: give storage(JdbcStorage.on(dataSource)) or InMemoryStorage.create()");
        }
        if (authorizer == null) {
            throw new IllegalStateException(
                    "No authorizer: give authorizer(…), or Authorizer.allowEverything() if the host checks rights"
                            + " itself");
        }
        return RunningCrm.start(new RunningCrm.Parts(
                storage,
                new TimelineRights(authorizer, List.copyOf(features.values())),
                List.copyOf(features.values()),
                Set.copyOf(leftOut),
                listeners.stream().<Follower<?>>map(Supplier::get).toList(),
                clock,
                zone,
                executor,
                dutyInterval,
                segments,
                restored,
                meters,
                keys,
                signer,
                chainInterval,
                createdTenantsOnly,
                Map.copyOf(snapshots),
                Stream.concat(lookedUp.stream(), features.values().stream().flatMap(each -> each.lookedUp().stream()))
                        .collect(Collectors.toUnmodifiableSet()),
                formulas == null ? Formulas.available() : formulas,
                readsInterval,
                patience));
    }
}
