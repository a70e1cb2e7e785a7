package io.guanxi.application.simulation;

import static java.util.Objects.requireNonNull;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.DeadLetter;
import io.guanxi.application.Outcome;
import io.guanxi.application.Recorded;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.customer.CustomerFeature;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.customer.Pool;
import io.guanxi.application.customer.PoolRule;
import io.guanxi.application.customer.SurvivorshipPolicy;
import io.guanxi.application.memory.InMemoryStorage;
import io.guanxi.application.opportunity.OpportunityFeature;
import io.guanxi.application.ticket.TicketFeature;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.domain.opportunity.OpportunityArbitraries;
import io.guanxi.domain.ticket.SlaPolicy;
import io.guanxi.domain.ticket.TicketArbitraries;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Actors of two tenants at work on two nodes, from a seed to what is wrong at the end. */
final class World {

    private static final List<Pool> POOLS = List.of(
            Pool.named("public")
                    .takes(PoolRule.named("silent")
                            .after(Duration.ofHours(2))
                            .since(CustomerView.LAST_CONTACT)
                            .unless("a deal", CustomerView.DEALT.is(true))
                            .build())
                    .bars(Duration.ofHours(1))
                    .gives(2, 1_000)
                    .build(),
            Pool.named("华东公海").build());
    private static final Instant MONDAY = Instant.parse("2026-03-02T01:00:00Z");
    private static final List<TenantId> TENANTS = List.of(new TenantId("east"), new TenantId("west"));
    private static final List<Actor> ACTORS = List.of(new Actor("ann", Set.of()), new Actor("bob", Set.of()));
    private static final int COMMANDS = 120;
    private static final int MOST_ROUNDS = 200_000;
    private static final String LISTENER = "simulated listener";

    private final Trace trace = new Trace();
    private final InMemoryStorage storage = InMemoryStorage.create();
    private final Tokens tokens = new Tokens();
    private final Map<SentKey, Sent> sent = new LinkedHashMap<>();
    private final List<Sent> open = new ArrayList<>();
    private final Map<StreamKey, Long> heard = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Random random;
    private final FaultyStorage.Bug bug;
    private final Turns turns;
    private final Wishes wishes;
    private final List<Node> nodes;
    private final boolean inTransaction;
    private final boolean snapshots;
    private final Lots drawn;
    private Lots lots;
    private long head;
    private int deadLetters;
    private int crashes;
    private Instant lookedForDuties = MONDAY;

    /** What came of a run. */
    record Run(long seed, String hash, List<String> problems, List<String> end, String figures) {

        boolean failed() {
            return !problems.isEmpty();
        }
    }

    record SentKey(TenantId tenant, UUID id) {}

    record StreamKey(TenantId tenant, UUID aggregate) {}

    World(long seed, FaultyStorage.Bug bug) {
        // what neighbouring seeds draw first is much the same otherwise
        this.random = new Random(new SplittableRandom(seed).nextLong());
        this.bug = bug;
        drawn = Lots.of(random);
        lots = drawn;
        turns = new Turns(random, trace, MONDAY);
        wishes = new Wishes(random);
        inTransaction = lots.once(4);
        snapshots = lots.once(2);
        nodes = List.of(node("A"), node("B"));
    }

    private Node node(String name) {
        return new Node(name, turns, Duration.ofMillis(random.nextInt(4_000) - 2_000L), problems::add);
    }

    static Run run(long seed, FaultyStorage.Bug bug) {
        World world = new World(seed, bug);
        AxonsClock clock = new AxonsClock(world.turns);
        try {
            world.live();
        } catch (RuntimeException failure) {
            world.problems.add(failure.toString());
        } finally {
            clock.stop();
        }
        return new Run(seed, world.trace.hash(), world.problems, world.trace.last(), world.figures());
    }

    private String figures() {
        long done = sent.values().stream().filter(Sent::acknowledged).count();
        long turnedDown = sent.values().stream().filter(Sent::turnedDown).count();
        return "%d commands, %d done, %d turned down; %d events; %d dead letters; %d crashes; %d lines of trace; %s"
                .formatted(sent.size(), done, turnedDown, head, deadLetters, crashes, trace.lines(), drawn);
    }

    Lots lots() {
        return lots;
    }

    void trace(String line) {
        trace.add("  " + line);
    }

    /** To be called when a transaction has been committed. */
    void committed() {
        head = storage.log().head();
    }

    long head() {
        return head;
    }

    /** A follower has failed: there must be a reason that we know of, or somebody else has written meanwhile. */
    void deadLetter(Turns.Task task, org.axonframework.messaging.deadletter.DeadLetter<?> letter) {
        deadLetters++;
        if (letter.cause().isPresent() && task.troubles() == 0 && task.seen() == head) {
            problems.add("a dead letter without a fault: " + letter.message().getIdentifier() + " "
                    + letter.cause().get().message());
        }
    }

    // ---- the run
    // ------------------------------------------------------------------------------------------------------------

    private void live() {
        nodes.forEach(this::start);
        for (int round = 0;
                sent.size() < COMMANDS || !open.isEmpty() || nodes.stream().anyMatch(this::isDown);
                round++) {
            if (round > MOST_ROUNDS) {
                throw new IllegalStateException("there is no end to it");
            }
            round();
        }
        lots = new Lots(random, 0, 0, 0);
        settle();
        if (problems.isEmpty()) {
            new Audit(this, storage, requireNonNull(nodes.get(0).crm())).run();
        }
    }

    private boolean isDown(Node node) {
        return node.crm() == null;
    }

    private void round() {
        turns.pass(Duration.ofMillis(random.nextInt(3)));
        int lot = random.nextInt(1_000);
        if (lot < 750 || turns.isCrowded()) {
            if (!turns.next()) {
                turns.ring();
            }
        } else if (lot < 850) {
            turns.ring();
        } else if (lot < 965) {
            act();
        } else if (lot < 990) {
            upNode().ifPresent(this::runDue);
        } else if (lot < 994) {
            jump();
        } else if (lot < 995 && lots.crashes() > 0) {
            lots.of(nodes).goDown();
        }
        nodes.stream().filter(Node::isGoingDown).forEach(this::crash);
    }

    private Optional<Node> upNode() {
        List<Node> up = nodes.stream().filter(each -> each.crm() != null).toList();
        return up.isEmpty() ? Optional.empty() : Optional.of(lots.of(up));
    }

    private void jump() {
        Duration duration = lots.of(List.of(Duration.ofSeconds(15), Duration.ofMinutes(50), Duration.ofHours(7)));
        trace.add("jump " + duration);
        turns.pass(duration);
    }

    private void start(Node node) {
        turns.begin(node, "start", false, () -> {
            try {
                node.started(crm(node));
            } catch (RuntimeException failed) {
                // as a host does whose start has failed
                node.goDown();
            }
        });
    }

    private Crm crm(Node node) {
        var builder = Crm.builder()
                .storage(new FaultyStorage(this, storage, tokens, bug))
                .authorizer(Authorizer.allowEverything())
                .feature(new CustomerFeature(List.of(), List.of(), SurvivorshipPolicy.SURVIVOR_FIRST, POOLS))
                .feature(new OpportunityFeature(OpportunityArbitraries.PIPELINES))
                .feature(new TicketFeature(SlaPolicy.businessHours(TicketArbitraries.OFFICE)))
                .feature(new Echoes())
                .clock(node)
                .zone(ZoneOffset.UTC)
                .dutiesEvery(Duration.ZERO)
                .executor(node.executor())
                .on(LISTENER, DomainEvent.class, this::hear);
        if (inTransaction) {
            builder.onInTransaction(DomainEvent.class, event -> failSometimes());
        }
        if (snapshots) {
            List.of("customer", "opportunity", "campaign", "ticket", "person", "product")
                    .forEach(each -> builder.snapshots(each, 3));
        }
        return builder.build();
    }

    private void crash(Node node) {
        trace.add("crash " + node);
        crashes++;
        for (Sent each : open) {
            each.attempts()
                    .filter(attempt -> attempt.isAt(node))
                    .forEach(attempt -> attempt.answer(List.of(), new Turns.Crash(), head));
        }
        node.crash();
        start(node);
    }

    private void runDue(Node node) {
        Crm crm = requireNonNull(node.crm());
        turns.begin(node, "duties", true, () -> {
            try {
                trace("due " + crm.runDue());
            } catch (RuntimeException failed) {
                trace("due failed");
            }
        });
    }

    // ---- followers
    // -----------------------------------------------------------------------------------------------------------

    private void failSometimes() {
        Turns.Task task = Turns.current();
        if (task != null) {
            task.requireAlive();
        }
        if (task != null && lots.draw(lots.listenerFailures())) {
            task.trouble();
            throw new IllegalStateException("the listener was made to fail");
        }
    }

    /** What has been heard of an aggregate is heard again at times, but never is anything left out. */
    private void hear(Recorded<DomainEvent> recorded) {
        StreamKey key = new StreamKey(
                recorded.meta().tenant(), recorded.event().aggregateId().value());
        long before = heard.getOrDefault(key, 0L);
        long sequence = recorded.meta().sequence();
        trace("hears " + key.tenant().value() + " " + recorded.reference() + " " + recorded.name());
        if (sequence > before + 1) {
            problems.add("the listener hears " + recorded.reference() + " of "
                    + key.tenant().value() + " after " + before);
        }
        failSometimes();
        heard.merge(key, sequence, Math::max);
    }

    long heard(StreamKey key) {
        return heard.getOrDefault(key, 0L);
    }

    // ---- actors
    // --------------------------------------------------------------------------------------------------------------

    private void act() {
        Node node = upNode().orElse(null);
        if (node == null) {
            return;
        }
        open.removeIf(each -> each.answered() && (!isUnknown(each) || lots.once(10)) && !lots.once(10));
        if (!open.isEmpty() && (sent.size() >= COMMANDS || open.size() >= 6 || lots.once(4))) {
            Sent again = lots.of(open);
            // an answer that does not come is not always waited for
            if (again.answered() || lots.once(20)) {
                send(again, node);
            }
        } else if (sent.size() < COMMANDS) {
            Sent wish = wish();
            sent.put(new SentKey(wish.tenant(), wish.id()), wish);
            open.add(wish);
            send(wish, node);
        }
    }

    private static boolean isUnknown(Sent each) {
        return !each.acknowledged() && each.attempts().anyMatch(one -> one.state() == Sent.State.UNKNOWN);
    }

    private Sent wish() {
        // both tenants use the same ids
        UUID id = new UUID(9, sent.size() / 2);
        TenantId drawn = lots.of(TENANTS);
        TenantId tenant = sent(drawn, id) == null ? drawn : TENANTS.get(1 - TENANTS.indexOf(drawn));
        List<Command> commands = new ArrayList<>();
        int many = lots.once(8) ? 3 : 1;
        while (commands.size() < many) {
            commands.add(wishes.next(tenant));
        }
        Long expected = many == 1 && lots.once(10) ? (Long) (long) random.nextInt(4) : null;
        return new Sent(id, tenant, lots.of(ACTORS), commands, expected);
    }

    private void send(Sent wish, Node node) {
        Sent.Attempt attempt = wish.attempt(node, head);
        trace.add("send " + node + " " + wish);
        CrmSession session =
                requireNonNull(node.crm()).as(wish.actor(), wish.tenant()).once(wish.id());
        if (wish.commands().size() == 1 && wish.expected() == null && lots.once(2)) {
            node.sending(() -> {
                CompletableFuture<Outcome> unused = session.executeAsync(
                                wish.commands().get(0))
                        .whenComplete((outcome, failure) ->
                                answer(wish, attempt, failure == null ? List.of(outcome) : List.of(), failure));
            });
        } else {
            turns.begin(node, "send", true, () -> {
                try {
                    answer(wish, attempt, execute(session, wish), null);
                } catch (RuntimeException failure) {
                    answer(wish, attempt, List.of(), failure);
                }
            });
        }
    }

    private static List<Outcome> execute(CrmSession session, Sent wish) {
        Command first = wish.commands().get(0);
        if (wish.expected() != null) {
            return List.of(session.execute(first, wish.expected()));
        }
        return wish.commands().size() == 1 ? List.of(session.execute(first)) : session.executeAll(wish.commands());
    }

    private void answer(Sent wish, Sent.Attempt attempt, List<Outcome> outcomes, @Nullable Throwable failure) {
        Turns.Task task = Turns.current();
        if (task != null && task.killed()) {
            return;
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        attempt.answer(outcomes, cause, head);
        trace("answer " + wish.tenant().value() + " " + wish.id().getLeastSignificantBits() + " " + attempt.code() + " "
                + outcomes);
        if (cause != null && !(cause instanceof CrmException) && task != null && task.troubles() == 0) {
            problems.add("an error without a fault: " + cause + " of " + wish);
        }
    }

    List<Sent> sent() {
        return List.copyOf(sent.values());
    }

    @Nullable
    Sent sent(TenantId tenant, UUID id) {
        return sent.get(new SentKey(tenant, id));
    }

    /** What was due by then has been seen to. */
    Instant lookedForDuties() {
        return lookedForDuties;
    }

    List<TenantId> tenants() {
        return TENANTS;
    }

    void problem(String text) {
        problems.add(text);
    }

    // ---- the end
    // ------------------------------------------------------------------------------------------------------------

    /** Nothing fails any more: whatever waits is done, and then there is nothing to do. */
    private void settle() {
        trace.add("settle");
        drain();
        Node node = nodes.get(0);
        Crm crm = requireNonNull(node.crm());
        for (int round = 0; round < 40; round++) {
            long before = head;
            lookedForDuties = node.instant();
            turns.begin(node, "settle", true, () -> {
                crm.runDue();
                crm.deadLetters().stream().map(DeadLetter::follower).distinct().forEach(crm::retryDeadLetters);
            });
            drain();
            turns.pass(Duration.ofMinutes(20));
            if (head == before && tokens.allAt(head) && crm.deadLetters().isEmpty()) {
                return;
            }
        }
        crm.deadLetters().forEach(each -> problems.add("a dead letter is left: " + each));
    }

    private void drain() {
        Instant until = turns.now().plusSeconds(2);
        while (turns.next() || turns.now().isBefore(until)) {
            if (!turns.next()) {
                turns.ring();
            }
        }
    }
}
