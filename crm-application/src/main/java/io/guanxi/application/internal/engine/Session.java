package io.guanxi.application.internal.engine;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Dated;
import io.guanxi.application.Erasure;
import io.guanxi.application.Feature;
import io.guanxi.application.FeedPart;
import io.guanxi.application.Outcome;
import io.guanxi.application.Past;
import io.guanxi.application.Reader;
import io.guanxi.application.Recorded;
import io.guanxi.application.Undone;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.duplicate.Candidate;
import io.guanxi.application.duplicate.DuplicateFeature;
import io.guanxi.application.duplicate.DuplicatePolicy;
import io.guanxi.application.duplicate.Duplicates;
import io.guanxi.application.duplicate.Rehearsal;
import io.guanxi.application.privacy.PersonFile;
import io.guanxi.application.schema.FieldDescription;
import io.guanxi.application.spi.ViewSource;
import io.guanxi.application.view.Fields;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Group;
import io.guanxi.application.view.Grouping;
import io.guanxi.application.view.Page;
import io.guanxi.application.view.PageRequest;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.application.view.Views;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.disclosure.DisclosureCommand;
import io.guanxi.domain.disclosure.DisclosureId;
import io.guanxi.domain.disclosure.DisclosureKind;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Erased;
import io.guanxi.domain.kernel.EventOfAnyFeature;
import io.guanxi.domain.kernel.Personal;
import io.guanxi.domain.kernel.TenantId;
import java.sql.Connection;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One actor at work.
 *
 * @param happenedAt the business time of what is executed; null for now
 * @param commandId the id of what is executed; null for one of our own
 * @param batch what is executed belongs to; null for none
 * @param hosts the host's connection whose transaction is joined; null for transactions of our own
 */
record Session(
        RunningCrm crm,
        Actor actor,
        TenantId tenant,
        @Nullable Instant happenedAt,
        @Nullable UUID commandId,
        @Nullable UUID batch,
        @Nullable Connection hosts)
        implements CrmSession {

    @Override
    public Outcome execute(Command command) {
        return RunningCrm.single(run(dated(List.of(command)), null));
    }

    @Override
    public Outcome execute(Command command, long expectedVersion) {
        return RunningCrm.single(run(dated(List.of(command)), expectedVersion));
    }

    @Override
    public List<Outcome> executeAll(List<? extends Command> commands) {
        return executeDated(dated(commands));
    }

    @Override
    public List<Outcome> executeDated(List<Dated> commands) {
        return commands.isEmpty() ? List.of() : run(commands, null);
    }

    private List<Dated> dated(List<? extends Command> commands) {
        Instant at = businessTime();
        return commands.stream().map(each -> new Dated(each, at)).toList();
    }

    private Instant businessTime() {
        return happenedAt == null ? crm.parts().clock().instant() : happenedAt;
    }

    @Override
    public CompletableFuture<Outcome> executeAsync(Command command) {
        if (hosts != null) {
            throw new IllegalStateException("A transaction of the host belongs to its thread; execute(…) there");
        }
        masker().requireUnmasked(command);
        return crm.engine().submit(dated(List.of(command)).get(0), call(null));
    }

    private List<Outcome> run(List<Dated> commands, @Nullable Long expectedVersion) {
        Call call = call(expectedVersion);
        commands.forEach(each -> masker().requireUnmasked(each.command()));
        return crm.inside(hosts, () -> crm.engine().execute(commands, call, hosts != null));
    }

    Call call(@Nullable Long expectedVersion) {
        Instant now = crm.parts().clock().instant();
        UUID id = commandId == null ? UUID.randomUUID() : commandId;
        UUID correlation = batch == null ? id : batch;
        ZoneId zone = crm.parts().zone();
        return new Call(
                tenant, actor, now, zone, id, commandId != null, correlation, null, batch, true, expectedVersion);
    }

    @Override
    public <V extends View> Views<V> views(ViewType<V> type) {
        Views<V> views = views(type, masker());
        return noted(type, hosts == null ? views : new Inside<>(this, views));
    }

    /** Counted by the fields that are asked for, if the builder wants that and it is about fields. */
    private <V extends View> Views<V> noted(ViewType<V> type, Views<V> views) {
        Reads reads = crm.reads();
        String feature = reads == null ? null : readers().featureWithFields(type);
        return reads == null || feature == null
                ? views
                : new NotedViews<>(
                        views,
                        type,
                        names -> reads.asked(tenant, feature, type, names),
                        names -> existing(type, names),
                        Set.of());
    }

    private Set<String> existing(ViewType<?> type, Set<String> names) {
        return describe(type, Locale.ENGLISH).stream()
                .map(FieldDescription::name)
                .filter(names::contains)
                .collect(Collectors.toSet());
    }

    private <V extends View> Views<V> views(ViewType<V> type, Masker shown) {
        return views(type, shown, crm.engine().views());
    }

    private <V extends View> Views<V> views(ViewType<V> type, Masker shown, ViewSource store) {
        ScopedViews.Scope scope =
                new ScopedViews.Scope(actor, crm.parts().authorizer(), readers().fieldRights(actor, tenant));
        return readers().views(store, tenant, scope, shown, type);
    }

    private Readers readers() {
        return crm.engine().readers();
    }

    /** What the actor sees of personal data. */
    private Masker masker() {
        return new Masker(crm.engine().codec(), actor, crm.parts().authorizer().masked(actor));
    }

    @Override
    public <V extends View> V unmask(ViewType<V> type, AggregateId id, Set<Personal.Kind> fields, String reason) {
        Check.that(!fields.isEmpty(), "fields", "required", "must not be empty");
        Authorizer authorizer = crm.parts().authorizer();
        for (Personal.Kind each : fields) {
            if (!authorizer.mayUnmask(actor, each)) {
                throw new CrmException.Forbidden(actor, "unmask " + each);
            }
        }
        if (views(type).byId(id).isEmpty()) {
            throw new CrmException.NotFound(id);
        }
        disclose(id, DisclosureKind.UNMASKED, names(fields), reason);
        Masker rest = new Masker(
                crm.engine().codec(),
                actor,
                Sets.difference(authorizer.masked(actor), fields).immutableCopy());
        Views<V> views = views(type, rest);
        return crm.inside(hosts, () -> views.byId(id)).orElseThrow(() -> new CrmException.NotFound(id));
    }

    private static Set<String> names(Set<Personal.Kind> kinds) {
        return kinds.stream()
                .map(each -> Ascii.toLowerCase(each.name()))
                .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder()));
    }

    /** Writes down what is about to be shown, so that nothing is shown of which that failed. */
    private void disclose(AggregateId id, DisclosureKind kind, Set<String> fields, String reason) {
        Command note =
                new DisclosureCommand.Note(DisclosureId.random(), new Erased.Subject(id.value()), kind, fields, reason);
        Call call = crm.call(tenant, actor);
        crm.inside(hosts, () -> crm.engine().execute(List.of(new Dated(note, call.now())), call, hosts != null));
    }

    @Override
    public PersonFile fileOf(AggregateId id, String reason) {
        requireHistories();
        if (!crm.parts().authorizer().mayReadFiles(actor)) {
            throw new CrmException.Forbidden(actor, "read files of persons");
        }
        if (!visible(id)) {
            throw new CrmException.NotFound(id);
        }
        disclose(id, DisclosureKind.FILE, Set.of(), reason);
        return crm.inside(hosts, () -> new Filing(crm, this, tenant).of(id, reason));
    }

    @Override
    public List<Candidate> duplicatesOf(CustomerCommand.Register draft) {
        return likely(List.of(draft), any -> true, crm.engine().views()).getOrDefault(draft.customerId(), List.of());
    }

    @Override
    public Map<CustomerId, List<Candidate>> suspectedOf(Collection<CustomerCommand.Register> drafts) {
        return suspectedOf(drafts, crm.engine().views());
    }

    /** @param store the views among which they are looked for */
    Map<CustomerId, List<Candidate>> suspectedOf(Collection<CustomerCommand.Register> drafts, ViewSource store) {
        boolean inBatch = batch != null;
        return suspecting()
                .map(DuplicateFeature::policy)
                .map(policy -> likely(drafts, each -> policy.about(each, inBatch) != DuplicatePolicy.Action.OFF, store))
                .orElse(Map.of());
    }

    private Optional<DuplicateFeature> suspecting() {
        return crm.features().stream()
                .filter(DuplicateFeature.class::isInstance)
                .map(DuplicateFeature.class::cast)
                .filter(each -> !each.policy().isOff(batch != null))
                .findFirst();
    }

    @Override
    public Rehearsal rehearse(int most) {
        Check.range("most", most, 1, Integer.MAX_VALUE);
        return new Rehearsing(this, suspecting().orElse(null), most);
    }

    private Map<CustomerId, List<Candidate>> likely(
            Collection<CustomerCommand.Register> drafts, Predicate<Candidate> which, ViewSource store) {
        if (!drafts.stream().allMatch(each -> crm.parts().authorizer().mayExecute(actor, each))) {
            throw new CrmException.Forbidden(actor, "register it");
        }
        return crm.inside(hosts, () -> {
            Map<CustomerId, List<Candidate>> found =
                    Duplicates.of(drafts, readers().everythingOf(tenant, store));
            Map<CustomerId, CustomerView> seen = new HashMap<>();
            views(CustomerView.TYPE, masker(), store)
                    .byIds(found.values().stream()
                            .flatMap(List::stream)
                            .filter(which)
                            .map(Candidate::id)
                            .toList())
                    .forEach(each -> seen.put(each.id(), each));
            Map<CustomerId, List<Candidate>> likely = new LinkedHashMap<>();
            found.forEach((id, candidates) -> {
                List<Candidate> those = candidates.stream()
                        .filter(which)
                        .map(each -> each.as(seen.get(each.id())))
                        .toList();
                if (!those.isEmpty()) {
                    likely.put(id, those);
                }
            });
            return likely;
        });
    }

    @Override
    public <V extends View> Fields<V> fields(ViewType<V> type) {
        return crm.inside(hosts, () -> readers().fields(crm.engine().views(), tenant, type));
    }

    /** Without the fields that are hidden, and with the values masked that are. */
    private List<Recorded<?>> shown(List<Recorded<?>> events) {
        return masker().shown(events.stream().<Recorded<?>>map(this::masked).toList());
    }

    @Override
    public List<FieldDescription> describe(ViewType<?> type, Locale locale) {
        crm.engine().requireKnown(type);
        return crm.inside(hosts, () -> readers().fieldRights(actor, tenant).described(type, locale));
    }

    private Recorded<?> masked(Recorded<?> recorded) {
        return crm.inside(hosts, () -> readers().fieldRights(actor, tenant).masked(recorded));
    }

    @Override
    public boolean has(ViewType<?> type) {
        return crm.engine().knows(type);
    }

    @Override
    public List<Recorded<?>> history(AggregateId id, long after, int limit) {
        requireHistories();
        List<Recorded<?>> history =
                visible(id) ? crm.inside(hosts, () -> crm.history(tenant, id.value(), after, limit)) : List.of();
        if (history.isEmpty() && (after == 0 || history(id, 0, 1).isEmpty())) {
            throw new CrmException.NotFound(id);
        }
        return shown(history);
    }

    @Override
    public List<Erasure> erase(AggregateId id, String reason) {
        String checked = Check.text("reason", reason, 200);
        return crm.inside(hosts, () -> crm.erase(id, checked, call(null), hosts != null));
    }

    @Override
    public Optional<Erasure> erasure(AggregateId id) {
        if (!visible(id)) {
            throw new CrmException.NotFound(id);
        }
        return crm.inside(hosts, () -> crm.engine().eraser().find(tenant, id.value()));
    }

    @Override
    public List<Erasure> erasures() {
        if (!crm.parts().authorizer().mayReadErasures(actor)) {
            throw new CrmException.Forbidden(actor, "read the ledger of erasures");
        }
        return crm.inside(
                hosts,
                () -> crm.erasures().stream()
                        .filter(each -> each.tenant().equals(tenant))
                        .toList());
    }

    private void requireHistories() {
        if (!crm.parts().authorizer().mayReadHistory(actor)) {
            throw new CrmException.Forbidden(actor, "read histories");
        }
    }

    private boolean visible(AggregateId id) {
        return visible(id, this);
    }

    /** What is of no feature's own type says by the name of its feature whose it is. */
    private boolean visible(DomainEvent event) {
        if (event instanceof EventOfAnyFeature any) {
            return visible(any.aggregateId(), any.feature());
        }
        if (event instanceof UnknownEvent unknown) {
            return visible(unknown.aggregateId(), unknown.row().feature());
        }
        return visible(event.aggregateId());
    }

    private boolean visible(AggregateId id, String featureName) {
        return crm.parts().features().stream()
                .filter(feature -> feature.name().equals(featureName))
                .findFirst()
                .map(feature -> feature.views().stream()
                        .limit(1)
                        .allMatch(type -> views(type).byId(id).isPresent()))
                .orElse(false);
    }

    /** Whether the actor may see the views that show most of an aggregate; one without views can be seen by all. */
    private boolean visible(AggregateId id, Reader reader) {
        return crm.parts().features().stream()
                .flatMap(feature -> feature.views().stream().limit(1))
                .filter(type -> type.id().idType().isInstance(id))
                .allMatch(type -> reader.views(type).byId(id).isPresent());
    }

    @Override
    public List<Recorded<?>> explain(AggregateId id, long sequence) {
        // whoever may not see the history, or asks for nobody's, is told so
        boolean any = !history(id, Math.max(0, sequence - 1), 1).isEmpty() && sequence > 0;
        List<Recorded<?>> chain =
                new ArrayList<>(any ? crm.inside(hosts, () -> crm.events(tenant, id.value(), sequence)) : List.of());
        if (chain.isEmpty()) {
            throw new CrmException.NotFound("event", id.value() + "/" + sequence);
        }
        for (String cause = chain.get(0).meta().cause(); cause != null; ) {
            Recorded<?> next = crm.inside(hosts, cause(cause));
            if (next == null || !visible(next.event())) {
                break;
            }
            chain.add(next);
            cause = next.meta().cause();
        }
        return shown(chain);
    }

    private Supplier<@Nullable Recorded<?>> cause(String reference) {
        return () -> crm.event(tenant, reference);
    }

    @Override
    public SortedMap<String, Recorded<?>> provenance(AggregateId id) {
        return readers().provenance(id, history(id));
    }

    @Override
    public List<Recorded<?>> batch(UUID wanted) {
        requireHistories();
        List<Recorded<?>> found = new ArrayList<>();
        for (List<Recorded<?>> history : histories(wanted)) {
            history.stream()
                    .filter(each -> Compensations.belongs(each, wanted))
                    .forEach(each -> found.add(masked(each)));
        }
        return masker().shown(found);
    }

    /** Of the aggregates of a batch that the actor may see. */
    private List<List<Recorded<?>>> histories(UUID wanted) {
        return crm.inside(
                hosts,
                () -> crm.parts().storage().batches().of(tenant, wanted).stream()
                        .map(each -> crm.history(tenant, each, 0, Integer.MAX_VALUE))
                        .filter(each -> !each.isEmpty() && visible(each.get(0).event()))
                        .toList());
    }

    @Override
    public Undone undo(UUID wanted) {
        requireHistories();
        UUID undoing = Undone.batchFor(wanted);
        CrmSession session = inBatch(undoing);
        return new Undone(
                undoing,
                histories(wanted).stream()
                        .map(each -> crm.compensations()
                                .undo(each.get(0).event().aggregateId().value(), each, wanted, session, businessTime()))
                        .toList());
    }

    @Override
    public FeedPart feed(@Nullable String after, int limit, Set<String> features) {
        if (!crm.parts().authorizer().mayReadFeed(actor)) {
            throw new CrmException.Forbidden(actor, "read the feed of events");
        }
        Check.range("limit", limit, 1, PageRequest.MAX_LIMIT);
        Set<String> known = crm.parts().features().stream().map(Feature::name).collect(Collectors.toSet());
        features.forEach(each -> Check.that(
                known.contains(each), "feature", "unknown", "must name features, of which " + each + " is none"));
        boolean masked = !crm.parts().authorizer().mayReadPersonalData(actor);
        FeedPart part = crm.inside(hosts, () -> crm.engine().feeding().read(tenant, after, limit, features, masked));
        return masker().isOff() ? part : new FeedPart(masker().shown(part.events()), part.next(), part.atEnd(), true);
    }

    @Override
    public CrmSession at(Instant instant) {
        return new Session(crm, actor, tenant, instant, commandId, batch, hosts);
    }

    @Override
    public CrmSession once(UUID id) {
        return new Session(crm, actor, tenant, happenedAt, id, batch, hosts);
    }

    @Override
    public CrmSession inBatch(UUID id) {
        return new Session(crm, actor, tenant, happenedAt, commandId, id, hosts);
    }

    @Override
    public Past asOf(Instant instant, Past.Time time) {
        return new Then(this, new PastViews(crm.engine(), tenant, instant, time));
    }

    /** What the same actor sees of the past. */
    private record Then(Session session, PastViews past) implements Past {

        @Override
        public <V extends View> Views<V> views(ViewType<V> type) {
            Readers readers = session.readers();
            ScopedViews.Scope scope = new ScopedViews.Scope(
                    session.actor,
                    session.crm.parts().authorizer(),
                    readers.fieldRights(session.actor, session.tenant));
            Views<V> views = readers.views(past, session.tenant, scope, session.masker(), type);
            return session.hosts == null ? views : new Inside<>(session, views);
        }

        @Override
        public <V extends View> Fields<V> fields(ViewType<V> type) {
            return session.crm.inside(session.hosts, () -> session.readers().fields(past, session.tenant, type));
        }

        @Override
        public boolean has(ViewType<?> type) {
            return session.has(type);
        }

        @Override
        public SortedMap<String, Recorded<?>> provenance(AggregateId id) {
            return session.readers().provenance(id, history(id));
        }

        @Override
        public List<Recorded<?>> history(AggregateId id) {
            session.requireHistories();
            List<Recorded<?>> history = session.visible(id, this)
                    ? List.copyOf(session.crm.inside(session.hosts, () -> past.history(id.value())))
                    : List.of();
            if (history.isEmpty()) {
                throw new CrmException.NotFound(id);
            }
            return session.shown(history);
        }
    }

    /** Views as the host's open transaction sees them. */
    private record Inside<V extends View>(Session session, Views<V> views) implements Views<V> {

        @Override
        public Optional<V> byId(AggregateId id) {
            return session.crm.inside(session.hosts, () -> views.byId(id));
        }

        @Override
        public Optional<Versioned<V>> versioned(AggregateId id) {
            return session.crm.inside(session.hosts, () -> views.versioned(id));
        }

        @Override
        public List<V> byIds(Collection<? extends AggregateId> ids) {
            return session.crm.inside(session.hosts, () -> views.byIds(ids));
        }

        @Override
        public Page<V> find(Filter<V> filter, PageRequest<V> page) {
            return session.crm.inside(session.hosts, () -> views.find(filter, page));
        }

        @Override
        public long count(Filter<V> filter) {
            return session.crm.inside(session.hosts, () -> views.count(filter));
        }

        @Override
        public List<Group> group(Filter<V> filter, Grouping<V> grouping) {
            return session.crm.inside(session.hosts, () -> views.group(filter, grouping));
        }

        @Override
        public Page<V> lookup(String typed, Filter<V> filter, int limit) {
            return session.crm.inside(session.hosts, () -> views.lookup(typed, filter, limit));
        }

        @Override
        public Map<String, List<V>> lookupAny(Collection<String> texts, int most) {
            return session.crm.inside(session.hosts, () -> views.lookupAny(texts, most));
        }

        @Override
        public Views<V> with(ViewType<?>... related) {
            return new Inside<>(session, views.with(related));
        }
    }
}
