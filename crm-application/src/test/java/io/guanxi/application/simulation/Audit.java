package io.guanxi.application.simulation;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import io.guanxi.application.Crm;
import io.guanxi.application.Duty;
import io.guanxi.application.Feature;
import io.guanxi.application.FeedPart;
import io.guanxi.application.Guard;
import io.guanxi.application.Outcome;
import io.guanxi.application.Recorded;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.simulation.Echoes.Echo;
import io.guanxi.application.simulation.Echoes.Echoed;
import io.guanxi.application.spi.Json;
import io.guanxi.application.spi.Receipts.Receipt;
import io.guanxi.application.spi.Storage;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.application.spi.ViewSource;
import io.guanxi.application.timeline.TimelineEntry;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerEvent.Absorbed;
import io.guanxi.domain.customer.CustomerEvent.ContactForgotten;
import io.guanxi.domain.customer.CustomerEvent.Contacted;
import io.guanxi.domain.customer.CustomerEvent.FollowUpDropped;
import io.guanxi.domain.customer.CustomerEvent.FollowUpPromised;
import io.guanxi.domain.customer.CustomerEvent.ReleasedToPool;
import io.guanxi.domain.customer.CustomerEvent.SurvivorChanged;
import io.guanxi.domain.customer.CustomerEvent.Unmerged;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerKind;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.domain.opportunity.OpportunityEvent.Won;
import io.guanxi.domain.profile.ProfileCommand;
import io.guanxi.domain.profile.ProfileEvent.Expired;
import io.guanxi.domain.profile.ProfileId;
import io.guanxi.domain.ticket.ClockKind;
import io.guanxi.domain.ticket.TicketCommand;
import io.guanxi.domain.ticket.TicketEvent.ClockBreached;
import io.guanxi.domain.ticket.TicketEvent.Escalated;
import io.guanxi.domain.ticket.TicketId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What must hold when a run is over, whatever has happened in it. */
final class Audit {

    /** What guards turn down knows more than one aggregate. */
    private static final ImmutableSet<String> BY_GUARDS = ImmutableSet.of(
            "stale",
            "customer.restricted",
            "consent.already-asked",
            "profile.already-open",
            "finding.already-reported",
            "touchpoint.unknown",
            "customer.email-taken",
            "customer.identity-taken",
            "customer.uscc-taken",
            "customer.claimed-again-too-soon",
            "customer.pool-rule-does-not-hold",
            "customer.too-many-claims",
            "customer.parents-go-in-a-circle",
            "customer.too-many-parents",
            "contact.superior-unknown",
            "contact.superior-elsewhere",
            "contact.reports-go-in-a-circle",
            "ticket.merge-target-unknown",
            "ticket.merge-target-merged",
            "ticket.merge-target-cancelled");

    private final World world;
    private final Storage storage;
    private final Crm crm;
    private final Map<World.StreamKey, List<Recorded<?>>> streams = new LinkedHashMap<>();
    private final Map<World.SentKey, List<Recorded<?>>> byCommand = new HashMap<>();
    private final Map<World.StreamKey, List<Long>> positions = new HashMap<>();

    Audit(World world, Storage storage, Crm crm) {
        this.world = world;
        this.storage = storage;
        this.crm = crm;
    }

    void run() {
        world.tenants().forEach(this::read);
        for (StoredEvent row : storage.log().after(0, List.of(), Integer.MAX_VALUE)) {
            positions
                    .computeIfAbsent(
                            new World.StreamKey(row.meta().tenant(), row.aggregate()), any -> new ArrayList<>())
                    .add(row.position());
        }
        streams.forEach(this::explained);
        world.sent().forEach(this::doneOnceOrNotAtAll);
        world.sent().forEach(this::turnedDownWithReason);
        crm.features().forEach(feature -> {
            feature.views().forEach(type -> viewsAreFolds(feature, type));
            feature.guards().forEach(this::claimsAreThoseOfViews);
            feature.duties().forEach(this::nothingIsDue);
        });
        streams.forEach((key, stream) ->
                require(world.heard(key) == stream.size(), "the listener has heard %s of %s", world.heard(key), key));
        reactionsHaveFollowed();
    }

    @FormatMethod
    private void require(boolean holds, @FormatString String text, Object... details) {
        if (!holds) {
            world.problem(text.formatted(details));
        }
    }

    /** All that one tenant can read of the log. */
    private void read(TenantId tenant) {
        String after = null;
        FeedPart part;
        do {
            part = crm.as(Actor.system("audit"), tenant).feed(after, 500, Set.of());
            for (Recorded<?> each : part.events()) {
                require(each.meta().tenant().equals(tenant), "%s hears %s", tenant, each);
                UUID aggregate = each.event().aggregateId().value();
                streams.computeIfAbsent(new World.StreamKey(tenant, aggregate), any -> new ArrayList<>())
                        .add(each);
                byCommand
                        .computeIfAbsent(new World.SentKey(tenant, each.meta().commandId()), any -> new ArrayList<>())
                        .add(each);
            }
            after = part.next();
        } while (!part.atEnd());
    }

    // ---- the log is what the rules make of the commands
    // ---------------------------------------------------------------------

    private Feature feature(Recorded<?> event) {
        String name = event.name().substring(0, event.name().indexOf('.'));
        return crm.features().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked") // a feature's decider is given its own commands and events
    private static Decider<Command, DomainEvent, Object> decider(Feature feature) {
        return (Decider<Command, DomainEvent, Object>) feature.decider().orElseThrow();
    }

    /** Each event follows from a command that was given, decided on all events before it. */
    private void explained(World.StreamKey key, List<Recorded<?>> stream) {
        Decider<Command, DomainEvent, Object> decider = decider(feature(stream.get(0)));
        Object state = decider.initial();
        Set<UUID> commands = new HashSet<>();
        int next = 0;
        while (next < stream.size()) {
            UUID command = stream.get(next).meta().commandId();
            require(commands.add(command), "%s was done twice at %s", command, key);
            List<Recorded<?>> group = new ArrayList<>();
            while (next < stream.size() && stream.get(next).meta().commandId().equals(command)) {
                require(stream.get(next).meta().sequence() == next + 1L, "%s has a gap before %s", key, next);
                group.add(stream.get(next++));
            }
            require(follows(decider, state, key, group), "%s does not follow from its commands", group);
            for (Recorded<?> each : group) {
                state = decider.evolve(state, each.event());
            }
        }
    }

    private boolean follows(
            Decider<Command, DomainEvent, Object> decider, Object state, World.StreamKey key, List<Recorded<?>> group) {
        List<DomainEvent> events = new ArrayList<>();
        group.forEach(each -> events.add(each.event()));
        Recorded<?> first = group.get(0);
        Actor actor = new Actor(first.meta().actor(), Set.of());
        CallContext context =
                new CallContext(actor, first.meta().happenedAt(), first.meta().recordedAt(), ZoneOffset.UTC);
        Sent sent = world.sent(key.tenant(), first.meta().commandId());
        if (sent == null) {
            return explained(decider, state, events, List.of(), each -> systemCommands(key.aggregate(), each), context);
        }
        List<Command> own = sent.commands().stream()
                .filter(each -> each.aggregateId().value().equals(key.aggregate()))
                .toList();
        return sent.actor().id().equals(actor.id())
                && explained(decider, state, events, own, Audit::companions, context);
    }

    /** Whether each event was brought about by one of the commands, in their order, or by what came along with another aggregate's. */
    private static boolean explained(
            Decider<Command, DomainEvent, Object> decider,
            Object state,
            List<DomainEvent> events,
            List<Command> own,
            Function<DomainEvent, List<Command>> others,
            CallContext context) {
        if (!own.isEmpty()) {
            List<DomainEvent> first = decided(decider, state, own.subList(0, 1), context);
            if (first != null
                    && first.size() <= events.size()
                    && first.equals(events.subList(0, first.size()))
                    && explained(
                            decider,
                            decider.evolve(state, first),
                            events.subList(first.size(), events.size()),
                            own.subList(1, own.size()),
                            others,
                            context)) {
                return true;
            }
        }
        if (events.isEmpty()) {
            return own.isEmpty();
        }
        List<DomainEvent> next = events.subList(0, 1);
        return others.apply(events.get(0)).stream()
                        .anyMatch(each -> next.equals(decided(decider, state, List.of(each), context)))
                && explained(
                        decider, decider.evolve(state, next), events.subList(1, events.size()), own, others, context);
    }

    /** What is done to one customer because another is merged or unmerged, in one transaction with that. */
    private static List<Command> companions(DomainEvent event) {
        if (event instanceof Absorbed it) {
            return Stream.of(CustomerKind.values())
                    .<Command>map(kind -> new CustomerCommand.Absorb(
                            it.customerId(), it.other(), kind, it.facts(), it.taken(), it.following()))
                    .toList();
        }
        if (event instanceof SurvivorChanged it) {
            return List.of(new CustomerCommand.ChangeSurvivor(it.customerId(), it.survivor()));
        }
        return event instanceof Unmerged it ? List.of(new CustomerCommand.Separate(it.customerId())) : List.of();
    }

    private static boolean isCompanion(Recorded<?> recorded, Sent sent) {
        return companions(recorded.event()).stream().anyMatch(each -> isFrom(recorded, each))
                && sent.commands().stream().noneMatch(each -> isFrom(recorded, each));
    }

    private static boolean isFrom(Recorded<?> recorded, Command command) {
        return recorded.event().aggregateId().equals(command.aggregateId())
                && recorded.meta().command().endsWith("." + Json.kindOf(command.getClass()));
    }

    /** What reactions and duties may ask for. */
    private static List<Command> systemCommands(UUID id, DomainEvent event) {
        if (event instanceof Echoed echoed) {
            return List.of(new Echo(echoed.echoId(), echoed.number()));
        }
        CustomerId customer = new CustomerId(id);
        if (event instanceof Contacted it) {
            return List.of(new CustomerCommand.NoteContact(customer, it.activity(), it.at(), it.nextAt()));
        }
        if (event instanceof ContactForgotten it) {
            return List.of(
                    new CustomerCommand.ForgetContact(customer, it.activity(), it.at(), it.lastAt(), it.nextAt()));
        }
        if (event instanceof FollowUpPromised it) {
            return List.of(new CustomerCommand.PromiseFollowUp(customer, it.activity(), it.dueAt()));
        }
        if (event instanceof FollowUpDropped it) {
            return List.of(new CustomerCommand.DropFollowUp(customer, it.activity()));
        }
        if (event instanceof Absorbed it) {
            return List.of(new CustomerCommand.AbsorbNews(customer, it.other(), it.facts()));
        }
        if (event instanceof ReleasedToPool it && it.lapse() != null) {
            return List.of(new CustomerCommand.RecycleToPool(customer, it.pool(), it.lapse()));
        }
        if (event instanceof Expired) {
            return List.of(new ProfileCommand.DropExpired(new ProfileId(id)));
        }
        return event instanceof Escalated escalated
                ? List.of(new TicketCommand.Escalate(new TicketId(id), escalated.reason()))
                : event instanceof ClockBreached
                        ? List.of(
                                new TicketCommand.NoteBreach(new TicketId(id), ClockKind.FIRST_RESPONSE),
                                new TicketCommand.NoteBreach(new TicketId(id), ClockKind.RESOLUTION))
                        : List.of(new CustomerCommand.MarkDealt(customer));
    }

    /** Null if it is turned down. */
    private static @Nullable List<DomainEvent> decided(
            Decider<Command, DomainEvent, Object> decider, Object state, List<Command> commands, CallContext context) {
        List<DomainEvent> events = new ArrayList<>();
        Object now = state;
        try {
            for (Command command : commands) {
                List<DomainEvent> decided = decider.decide(now, command, context);
                now = decider.evolve(now, decided);
                events.addAll(decided);
            }
            return events;
        } catch (CrmException turnedDown) {
            return null;
        }
    }

    // ---- commands
    // ------------------------------------------------------------------------------------------------------------

    /** What was acknowledged is there, what was turned down is not, and whatever is there is there once and whole. */
    private void doneOnceOrNotAtAll(Sent sent) {
        List<Recorded<?>> found = byCommand.getOrDefault(new World.SentKey(sent.tenant(), sent.id()), List.of());
        Receipt receipt = storage.receipts().find(sent.tenant(), sent.id()).orElse(null);
        require(receipt != null || !sent.acknowledged(), "%s was acknowledged and is not there", sent);
        require(receipt == null || !sent.turnedDown(), "%s was turned down and is there", sent);
        if (receipt == null) {
            require(found.isEmpty(), "%s has left %s", sent, found);
            return;
        }
        List<String> parts = List.of(receipt.outcomes().split(" "));
        int events = 0;
        for (int i = 0; i < parts.size(); i++) {
            int count = Integer.parseInt(parts.get(i).split(":")[0]);
            int version = Integer.parseInt(parts.get(i).split(":")[1]);
            events += count;
            List<DomainEvent> there = events(sent, sent.commands().get(i), version - count, version);
            for (Sent.Attempt each : sent.attempts().toList()) {
                if (each.state() == Sent.State.DONE) {
                    Outcome told = each.outcomes().get(i);
                    require(
                            told.version() == version && told.events().equals(there),
                            "%s was answered %s, and %s is there",
                            sent,
                            told,
                            there);
                }
            }
        }
        long own = found.stream().filter(each -> !isCompanion(each, sent)).count();
        require(events == own, "%s has brought about %s, and its receipt says %s", sent, found, receipt);
    }

    private List<DomainEvent> events(Sent sent, Command command, int from, int to) {
        List<Recorded<?>> stream = streams.getOrDefault(
                new World.StreamKey(sent.tenant(), command.aggregateId().value()), List.of());
        List<DomainEvent> events = new ArrayList<>();
        stream.subList(Math.min(from, stream.size()), Math.min(to, stream.size()))
                .forEach(each -> events.add(each.event()));
        return events;
    }

    /** What is answered follows from more than the aggregate's own state. */
    private static boolean asksOthers(Command command) {
        return command instanceof TicketCommand.NoteBreach
                || command instanceof CustomerCommand.MergeInto
                || command instanceof CustomerCommand.Unmerge;
    }

    /** A refusal, or an answer that nothing is to be done, is right in a state that there was while the sender waited. */
    private void turnedDownWithReason(Sent sent) {
        Command command = sent.commands().get(0);
        if (sent.commands().size() > 1 || sent.expected() != null || asksOthers(command)) {
            return;
        }
        sent.attempts().forEach(attempt -> {
            boolean refused = attempt.state() == Sent.State.TURNED_DOWN && !BY_GUARDS.contains(attempt.code());
            boolean idle = attempt.state() == Sent.State.DONE
                    && attempt.outcomes().get(0).events().isEmpty()
                    && sent.attempts().count() == 1;
            if (refused || idle) {
                require(
                        states(sent, command, attempt).stream()
                                .anyMatch(state -> answers(sent, command, attempt, state)),
                        "%s was answered %s without a reason",
                        sent,
                        attempt.code());
            }
        });
    }

    private Decider<Command, DomainEvent, Object> decider(Command command) {
        return crm.features().stream()
                .filter(each -> each.decider()
                        .filter(decider -> decider.commands().contains(command.getClass()))
                        .isPresent())
                .map(Audit::decider)
                .findFirst()
                .orElseThrow();
    }

    private List<Object> states(Sent sent, Command command, Sent.Attempt attempt) {
        Decider<Command, DomainEvent, Object> decider = decider(command);
        World.StreamKey key =
                new World.StreamKey(sent.tenant(), command.aggregateId().value());
        List<Recorded<?>> stream = streams.getOrDefault(key, List.of());
        List<Long> places = positions.getOrDefault(key, List.of());
        List<Object> states = new ArrayList<>();
        Object state = decider.initial();
        for (int i = 0; i <= stream.size(); i++) {
            long begin = i == 0 ? 0 : places.get(i - 1);
            long end = i == stream.size() ? Long.MAX_VALUE : places.get(i);
            if (end > attempt.from() && begin <= attempt.to()) {
                states.add(state);
            }
            if (i < stream.size()) {
                state = decider.evolve(state, stream.get(i).event());
            }
        }
        return states;
    }

    private boolean answers(Sent sent, Command command, Sent.Attempt attempt, Object state) {
        for (Instant at : attempt.times()) {
            CallContext context = new CallContext(sent.actor(), at, at, ZoneOffset.UTC);
            try {
                if (decider(command).decide(state, command, context).isEmpty() && attempt.state() == Sent.State.DONE) {
                    return true;
                }
            } catch (CrmException refused) {
                if (refused.code().equals(attempt.code())) {
                    return true;
                }
            }
        }
        return false;
    }

    // ---- views, claims, duties, reactions
    // -----------------------------------------------------------------------------------

    @SuppressWarnings("unchecked") // entries are of the type that was compared
    private <V extends View> void viewsAreFolds(Feature feature, ViewType<V> type) {
        for (TenantId tenant : world.tenants()) {
            Map<UUID, Versioned<V>> expected = new HashMap<>();
            streams.forEach((key, stream) -> {
                Feature owner = feature(stream.get(0));
                if (key.tenant().equals(tenant) && type.equals(TimelineEntry.TYPE)) {
                    told(owner, stream)
                            .forEach(row -> expected.put(row.view().id().value(), (Versioned<V>) row));
                } else if (key.tenant().equals(tenant) && owner.name().equals(feature.name())) {
                    fold(type, stream)
                            .forEach(row -> expected.put(row.view().id().value(), row));
                }
            });
            Map<UUID, Versioned<V>> found = new HashMap<>();
            storage.views()
                    .find(type, everything(tenant))
                    .forEach(row -> found.put(row.view().id().value(), row));
            require(found.equals(expected), "the views %s of %s are %s, and not %s", type, tenant, found, expected);
        }
    }

    private static List<Versioned<TimelineEntry>> told(Feature feature, List<Recorded<?>> stream) {
        return feature.timeline()
                .map(timeline -> timeline.entries(null, feature.name(), stream))
                .orElse(List.of());
    }

    private static <V extends View> ViewSource.Query<V> everything(TenantId tenant) {
        return new ViewSource.Query<>(tenant, Filter.everything(), List.of(), null, Integer.MAX_VALUE);
    }

    private static <V extends View> List<Versioned<V>> fold(ViewType<V> type, List<Recorded<?>> stream) {
        List<Versioned<V>> rows = new ArrayList<>();
        if (type.isOfEachEvent()) {
            for (Recorded<?> each : stream) {
                V row = type.fold(null, each);
                if (row != null) {
                    rows.add(new Versioned<>(row, each.meta().sequence()));
                }
            }
            return rows;
        }
        V view = type.fold(null, stream);
        long last = stream.stream()
                .filter(each -> type.follows(each.event()))
                .mapToLong(each -> each.meta().sequence())
                .max()
                .orElse(0);
        return view == null ? rows : List.of(new Versioned<>(view, last));
    }

    private void claimsAreThoseOfViews(Guard guard) {
        if (guard instanceof Guard.Unique<?> unique) {
            world.tenants().forEach(tenant -> claimsAreThoseOfViews(unique, tenant));
        }
    }

    private <V extends View> void claimsAreThoseOfViews(Guard.Unique<V> guard, TenantId tenant) {
        Set<String> ever = new HashSet<>();
        streams.values().forEach(stream -> {
            for (int i = 1;
                    i <= stream.size()
                            && guard.view()
                                    .events()
                                    .contains(stream.get(0).event().getClass());
                    i++) {
                V view = guard.view().fold(null, stream.subList(0, i));
                ever.addAll(view == null ? Set.of() : guard.values().apply(view));
            }
        });
        List<Versioned<V>> rows = storage.views().find(guard.view(), everything(tenant));
        for (String value : ever) {
            List<UUID> holders = rows.stream()
                    .filter(row -> guard.values().apply(row.view()).contains(value))
                    .map(row -> row.view().id().value())
                    .toList();
            List<UUID> claimed = storage.claims().holder(tenant, guard.scope(), value).stream()
                    .toList();
            require(
                    holders.equals(claimed),
                    "%s of %s is claimed by %s, and held by %s",
                    value,
                    tenant,
                    claimed,
                    holders);
        }
    }

    /** What is due has been done, or at least tried: a duty may be turned down. */
    private <V extends View> void nothingIsDue(Duty<V> duty) {
        storage.views()
                .findOfAllTenants(duty.view(), duty.due().apply(world.lookedForDuties()), null, Integer.MAX_VALUE)
                .forEach(due -> require(
                        storage.attempts()
                                .find(duty.name(), due.tenant(), due.view().id().value())
                                .isPresent(),
                        "%s has not been tried at %s",
                        duty.name(),
                        due));
    }

    private void reactionsHaveFollowed() {
        streams.forEach((key, stream) -> {
            List<ClockBreached> breaches = of(stream, ClockBreached.class);
            require(
                    new HashSet<>(Lists.transform(breaches, each -> each.clock() + " " + each.dueAt())).size()
                            == breaches.size(),
                    "a promise was broken twice: %s",
                    breaches);
            List<String> reasons = Lists.transform(of(stream, Escalated.class), Escalated::reason);
            breaches.forEach(each -> require(
                    reasons.stream()
                                    .filter(reason -> reason.endsWith("was due at " + each.dueAt()))
                                    .count()
                            <= 2,
                    "%s was followed twice: %s",
                    each,
                    reasons));
            of(stream, Won.class).forEach(won -> customerIsDealt(key, stream, won));
            if (of(stream, Echoed.class).isEmpty()) {
                List<Long> echoed = Lists.transform(of(echoes(key), Echoed.class), Echoed::number);
                List<Long> all = Lists.transform(stream, each -> each.meta().sequence());
                require(echoed.equals(all), "of %s was echoed %s, and not %s", key, echoed, all);
            }
        });
    }

    private List<Recorded<?>> echoes(World.StreamKey key) {
        UUID echo = Echoes.EchoId.of(key.aggregate()).value();
        return streams.getOrDefault(new World.StreamKey(key.tenant(), echo), List.of());
    }

    private static <E> List<E> of(List<Recorded<?>> stream, Class<E> type) {
        return stream.stream()
                .map(Recorded::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** If it was known when the deal was won. */
    private void customerIsDealt(World.StreamKey key, List<Recorded<?>> stream, Won won) {
        World.StreamKey customer =
                new World.StreamKey(key.tenant(), won.customerId().value());
        int place = Lists.transform(stream, Recorded::event).indexOf(won);
        long position = requireNonNull(positions.get(key)).get(place);
        Collection<Long> known = positions.getOrDefault(customer, List.of());
        if (!known.isEmpty() && known.iterator().next() < position) {
            CustomerView view = requireNonNull(
                            storage.views().byId(CustomerView.TYPE, customer.tenant(), customer.aggregate()))
                    .view();
            require(view.dealt(), "%s was won, and its customer is not dealt", won);
        }
    }
}
