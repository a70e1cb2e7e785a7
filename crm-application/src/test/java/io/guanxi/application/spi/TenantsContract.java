package io.guanxi.application.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmBuilder;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Dated;
import io.guanxi.application.Erasure;
import io.guanxi.application.Feature;
import io.guanxi.application.FeedPart;
import io.guanxi.application.LogHead;
import io.guanxi.application.LogProof;
import io.guanxi.application.Messages;
import io.guanxi.application.Past;
import io.guanxi.application.Reaction;
import io.guanxi.application.Reader;
import io.guanxi.application.Recorded;
import io.guanxi.application.Signer;
import io.guanxi.application.Tenant;
import io.guanxi.application.Tenants;
import io.guanxi.application.Usage;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.access.Scopes;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.duplicate.Rehearsal;
import io.guanxi.application.memory.InMemoryStorage;
import io.guanxi.application.opportunity.OpportunityView;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Grouping;
import io.guanxi.application.view.Page;
import io.guanxi.application.view.PageRequest;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.ViewType;
import io.guanxi.application.view.Views;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerEvent;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.kernel.RuleCode;
import io.guanxi.domain.kernel.TenantErased;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.domain.kernel.TenantRule;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a storage must do so that tenants have nothing to do with each other; a part of {@link StorageContract}.
 *
 * <p>The law: whatever is asked or done in one tenant is answered as in a CRM that has no other tenant. It says nothing of what may
 * leak, and so forgets nothing that may.
 */
abstract class TenantsContract extends RollingUpgradeContract {

    private static final Actor ANN = new Actor("ann", Set.of("sales"));
    private static final Actor OPERATOR = new Actor("olga", Set.of("operator"));

    /** One name begins with the other, so that whoever compares the beginning only is found out. */
    private static final TenantId ONE = new TenantId("acme");

    private static final TenantId OTHER = new TenantId("acme-2");
    private static final Instant START = Instant.parse("2026-03-02T12:00:00.123456Z");
    private static final Duration STEP = Duration.ofMinutes(7);
    private static final int STEPS = 60;
    private static final ZoneId ZONE = ZoneId.of("Asia/Kathmandu"); // 5:45 before UTC
    private static final List<CustomerId> CUSTOMERS =
            Stream.of(1, 2, 3).map(each -> new CustomerId(new UUID(0, each))).toList();
    private static final List<OpportunityId> DEALS =
            Stream.of(4, 5).map(each -> new OpportunityId(new UUID(0, each))).toList();
    private static final List<UUID> BATCHES = List.of(new UUID(0, 6), new UUID(0, 7));
    private static final List<AggregateId> IDS = Stream.concat(CUSTOMERS.stream(), DEALS.stream())
            .map(AggregateId.class::cast)
            .toList();

    private final MutableClock clock = new MutableClock(START);
    private final List<Crm> open = new ArrayList<>();

    @AfterEach
    void closeTenants() {
        open.forEach(Crm::close);
    }

    private CrmBuilder builder(Storage storage) {
        return Crm.builder()
                .storage(storage)
                .authorizer(Authorizer.allowEverything())
                .clock(clock)
                .zone(ZONE)
                .without("process")
                .without("ticket")
                .feature(new Echo())
                .lookup(CustomerView.TYPE)
                .dutiesEvery(Duration.ZERO);
    }

    private Crm start(CrmBuilder builder) {
        Crm crm = builder.build();
        open.add(crm);
        return crm;
    }

    /** Answers a tag by another, so that there are events with a cause. */
    private static final class Echo implements Feature {

        @Override
        public String name() {
            return "echo";
        }

        @Override
        public List<Reaction<?>> reactions() {
            return List.of(Reaction.inTransaction(
                    "WhenTaggedThenEchoed",
                    CustomerEvent.Tagged.class,
                    (tagged, reader) -> tagged.event().tag().startsWith("echo")
                            ? List.of()
                            : List.of(new CustomerCommand.Tag(
                                    tagged.event().customerId(),
                                    "echo " + reader.views(CustomerView.TYPE).count(Filter.everything())))));
        }
    }

    // ---- the law
    // ------------------------------------------------------------------------------------------------------------

    /** A tenant as somebody in it sees it. */
    private record World(Crm crm, TenantId tenant) {
        CrmSession session() {
            return crm.as(ANN, tenant);
        }

        Tenants tenants() {
            return crm.tenants(OPERATOR);
        }
    }

    private static <T> T any(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    /** The same ids and addresses in all tenants, but words that tell whose they are. */
    private static Command command(Random random, TenantId tenant) {
        CustomerId customer = any(CUSTOMERS, random);
        OpportunityId deal = any(DEALS, random);
        String word = tenant + "'s " + random.nextInt(4);
        ContactPoint email = new ContactPoint.Email(new EmailAddress("info" + random.nextInt(3) + "@shared.test"));
        return switch (random.nextInt(10)) {
            case 0, 1 -> Register.organisation(customer, word, email);
            case 2, 3 -> new CustomerCommand.Tag(customer, word);
            case 4 -> new CustomerCommand.Untag(customer, word);
            case 5 -> new CustomerCommand.AddContactPoint(customer, email);
            case 6 -> new CustomerCommand.RemoveContactPoint(customer, email);
            case 7 -> OpportunityCommand.Open.named(deal, word).withCustomerId(customer);
            case 8 -> new CustomerCommand.AssignOwner(customer, word);
            default -> new OpportunityCommand.AssignOwner(deal, word);
        };
    }

    @FunctionalInterface
    private interface Deed extends Function<CrmSession, Object> {}

    /** Everything that can be done in a tenant, by the method that does it. */
    private static Map<String, BiFunction<Random, TenantId, Deed>> deeds() {
        Map<String, BiFunction<Random, TenantId, Deed>> deeds = new TreeMap<>();
        deeds.put("CrmSession.execute(Command)", (random, tenant) -> {
            Command command = command(random, tenant);
            return session -> session.execute(command);
        });
        deeds.put("CrmSession.execute(Command,long)", (random, tenant) -> {
            Command command = command(random, tenant);
            int version = random.nextInt(5);
            return session -> session.execute(command, version);
        });
        deeds.put("CrmSession.executeAll(List)", (random, tenant) -> {
            List<Command> commands = List.of(command(random, tenant), command(random, tenant));
            return session -> session.executeAll(commands);
        });
        deeds.put("CrmSession.executeDated(List)", (random, tenant) -> {
            Dated dated = new Dated(command(random, tenant), START.minus(Duration.ofDays(random.nextInt(9))));
            return session -> session.executeDated(List.of(dated));
        });
        deeds.put("CrmSession.executeAsync(Command)", (random, tenant) -> {
            Command command = command(random, tenant);
            return session -> session.executeAsync(command).join();
        });
        deeds.put("CrmSession.at(Instant)", (random, tenant) -> {
            Command command = command(random, tenant);
            Instant then = START.minus(Duration.ofDays(random.nextInt(9)));
            return session -> session.at(then).execute(command);
        });
        deeds.put("CrmSession.once(UUID)", (random, tenant) -> {
            Command command = command(random, tenant);
            UUID id = new UUID(0, 10 + random.nextInt(4));
            return session ->
                    session.once(id).execute(command) + "" + session.once(id).execute(command);
        });
        deeds.put("CrmSession.inBatch(UUID)", (random, tenant) -> {
            List<Command> commands = List.of(command(random, tenant), command(random, tenant));
            UUID batch = any(BATCHES, random);
            return session -> session.inBatch(batch).executeAll(commands);
        });
        deeds.put("CrmSession.undo(UUID)", (random, tenant) -> {
            UUID batch = any(BATCHES, random);
            return session -> session.undo(batch);
        });
        deeds.put("CrmSession.erase(AggregateId,String)", (random, tenant) -> {
            AggregateId id = any(IDS, random);
            boolean rarely = random.nextInt(4) == 0;
            return session -> rarely ? session.erase(id, "request of " + tenant) : "not now";
        });
        return deeds;
    }

    /** Everything that can be asked in a tenant, by the method that answers. */
    private static Map<String, Function<World, Object>> questions() {
        Map<String, Function<World, Object>> all = new TreeMap<>();
        readers("Reader", all, World::session);
        readers("CrmSession", all, World::session);
        readers("Past", all, world -> world.session().asOf(middle(), Past.Time.HAPPENED));
        all.put("CrmSession.asOf(Instant)", world -> {
            Past past = world.session().asOf(middle());
            return seen(past)
                    + IDS.stream().map(each -> answer(() -> past.history(each))).toList();
        });
        all.put("CrmSession.asOf(Instant,Time)", world -> {
            Past past = world.session().asOf(START.minus(Duration.ofDays(4)), Past.Time.HAPPENED);
            return seen(past)
                    + IDS.stream().map(each -> answer(() -> past.history(each))).toList();
        });
        all.put("Past.history(AggregateId)", world -> ofEach(world.session().asOf(middle())::history));
        all.put("CrmSession.history(AggregateId)", world -> ofEach(world.session()::history));
        all.put("Reader.provenance(AggregateId)", world -> ofEach(world.session()::provenance));
        all.put(
                "CrmSession.history(AggregateId,long,int)",
                world -> ofEach(id -> world.session().history(id, 1, 2)));
        all.put(
                "CrmSession.explain(AggregateId,long)",
                world -> ofEach(id -> Stream.of(1L, 2L, 3L, 4L, 5L)
                        .map(each -> answer(() -> world.session().explain(id, each)))
                        .toList()));
        all.put(
                "CrmSession.batch(UUID)",
                world -> BATCHES.stream().map(world.session()::batch).toList());
        all.put(
                "CrmSession.duplicatesOf(Register)",
                world -> Stream.of("acme", "acme's 1", "test")
                        .map(each -> world.session()
                                .duplicatesOf(
                                        CustomerCommand.Register.organisation(new CustomerId(new UUID(9, 9)), each)))
                        .toList());
        all.put(
                "CrmSession.suspectedOf(Register)",
                world -> world.session()
                        .suspectedOf(CustomerCommand.Register.organisation(new CustomerId(new UUID(9, 9)), "acme")));
        all.put(
                "CrmSession.suspectedOf(Collection)",
                world -> world.session()
                        .suspectedOf(List.of(
                                CustomerCommand.Register.organisation(new CustomerId(new UUID(9, 9)), "acme"))));
        all.put("CrmSession.rehearse(int)", world -> {
            Register draft = Register.organisation(new CustomerId(new UUID(9, 9)), "acme");
            Rehearsal rehearsal = world.session().rehearse(1);
            rehearsal.executeDated(List.of(new Dated(draft, START)));
            return rehearsal.suspectedOf(List.of(draft));
        });
        all.put("CrmSession.feed(String,int,Set)", world -> fed(world.session()));
        all.put("CrmSession.erasure(AggregateId)", world -> ofEach(world.session()::erasure));
        all.put(
                "CrmSession.erasures()",
                world -> world.session().erasures().stream()
                        .map(Erasure::toString)
                        .sorted()
                        .toList());
        all.put(
                "Views.byId(AggregateId)",
                world -> ofEach(id -> views(world).map(each -> each.byId(id)).toList()));
        all.put(
                "Views.byIds(Collection)",
                world -> views(world).map(each -> Set.copyOf(each.byIds(IDS))).toList());
        all.put(
                "Views.versioned(AggregateId)",
                world -> ofEach(
                        id -> views(world).map(each -> each.versioned(id)).toList()));
        all.put("Views.find(Filter,PageRequest)", world -> found(world.session(), false));
        all.put("Views.with(ViewType[])", world -> found(world.session(), true));
        all.put(
                "Views.showing(Set)",
                world -> world.session()
                        .views(CustomerView.TYPE)
                        .showing(Set.of("name"))
                        .find(Filter.everything(), PageRequest.first(9).by(CustomerView.NAME))
                        .views());
        all.put("Views.forEach(Filter,Consumer)", world -> {
            List<Object> told = new ArrayList<>();
            world.session().views(CustomerView.TYPE).forEach(Filter.everything(), told::add);
            world.session().views(OpportunityView.TYPE).forEach(Filter.everything(), told::add);
            return told;
        });
        all.put("Views.lookup(String,int)", world -> lookedUp(world, Filter.everything()));
        all.put("Views.lookup(String,Filter,int)", world -> lookedUp(world, CustomerView.ACTIVE));
        all.put(
                "Views.lookupAny(Collection,int)",
                world -> world.session().views(CustomerView.TYPE).lookupAny(Set.of("a", "acme", "s", "1", "test"), 50));
        all.put("Views.count(Filter)", world -> counted(world.session()));
        all.put("Views.group(Filter,Grouping)", world -> grouped(world.session()));
        all.put(
                "Crm.exportLog(OutputStream,TenantId)",
                world -> written(out -> world.crm().exportLog(out, world.tenant())));
        all.put(
                "Tenants.export(TenantId,OutputStream)",
                world -> written(out -> world.tenants().export(world.tenant(), out)));
        all.put("Tenants.find(TenantId)", world -> world.tenants().find(world.tenant()));
        all.put(
                "Tenants.usage(TenantId,LocalDate,LocalDate)",
                world -> world.tenants().usage(world.tenant(), LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 9)));
        return all;
    }

    private static void readers(
            String type, Map<String, Function<World, Object>> all, Function<World, ? extends Reader> reader) {
        all.put(type + ".views(ViewType)", world -> seen(reader.apply(world)));
        all.put(
                "Reader.fields(ViewType)",
                world -> reader.apply(world).fields(CustomerView.TYPE).definitions());
        all.put(
                "CrmSession.describe(ViewType,Locale)",
                world -> world.session().describe(CustomerView.TYPE, Locale.ENGLISH));
        all.put("Reader.has(ViewType)", world -> reader.apply(world).has(CustomerView.TYPE));
    }

    /** What is of all tenants on purpose, for it is the host's and not a session's; or answers nothing. */
    private static final Set<String> OPERATORS = Set.of(
            "Crm.builder()",
            "Crm.as(Actor)",
            "Crm.as(Actor,TenantId)",
            "Crm.joining(Connection)", // whose sessions are those of as(…)
            "Joined.as(Actor)",
            "Joined.as(Actor,TenantId)",
            "Crm.runDue()",
            "Crm.deadLetters()", // each says whose it is
            "Crm.retryDeadLetters(String)",
            "Crm.discardDeadLetters(String)",
            "Crm.erasures()", // each says whose it is
            "Crm.reapplyErasures(Collection)",
            "Crm.forgetReceipts(Instant)",
            "Crm.health()",
            "Crm.features()",
            "Crm.lookedUp()",
            "Crm.rebuild(ViewType)",
            "Crm.finishUpgrade()",
            "Crm.logHead()", // of the whole log, and says nothing of what is in it
            "Crm.verifyLog(PublicKey)",
            "Crm.verifyLog(PublicKey,LogHead)",
            "Crm.verifyLog(Collection,LogHead,LongConsumer)",
            "Crm.amendLog(long,String)",
            "Crm.amendLog(TenantId,String)",
            "Crm.now()",
            "CrmSession.unmask(ViewType,AggregateId,Set,String)", // makes up ids, whose order tells in the log
            "CrmSession.fileOf(AggregateId,String)",
            "Crm.erasable()",
            "Crm.tenants(Actor)",
            "Crm.close()",
            "Tenants.create(TenantId)",
            "Tenants.list()",
            "Tenants.erase(TenantId,String)");

    @Test
    void theLawKnowsEveryMethod() {
        Set<String> known = new TreeSet<>(OPERATORS);
        known.addAll(deeds().keySet());
        known.addAll(questions().keySet());
        Set<String> there = new TreeSet<>();
        for (Class<?> type : List.of(
                Crm.class, Crm.Joined.class, CrmSession.class, Reader.class, Past.class, Views.class, Tenants.class)) {
            for (Method method : type.getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers()) && !method.isSynthetic()) {
                    there.add(type.getSimpleName() + "." + method.getName()
                            + Arrays.stream(method.getParameterTypes())
                                    .map(Class::getSimpleName)
                                    .collect(Collectors.joining(",", "(", ")")));
                }
            }
        }
        assertThat(known).containsExactlyElementsOf(there);
    }

    private static Instant middle() {
        return START.plus(STEP.multipliedBy(STEPS / 2));
    }

    private static List<String> ofEach(Function<AggregateId, Object> question) {
        return IDS.stream().map(each -> answer(() -> question.apply(each))).toList();
    }

    private static List<Page<CustomerView>> lookedUp(World world, Filter<CustomerView> filter) {
        Views<CustomerView> views = world.session().views(CustomerView.TYPE);
        return Stream.of("a", "acme", "s", "1", "test")
                .map(each -> views.lookup(each, filter, 50))
                .toList();
    }

    private static Stream<Views<?>> views(World world) {
        return Stream.of(
                world.session().views(CustomerView.TYPE), world.session().views(OpportunityView.TYPE));
    }

    /** By filters that ask of their own type, and of another one in both directions. */
    private static List<Filter<CustomerView>> ofCustomers() {
        Filter<OpportunityView> named = OpportunityView.NAME.contains("'s");
        return List.of(
                Filter.everything(),
                CustomerView.NAME.startsWith("acme"),
                CustomerView.TAGS.has(ONE + "'s 1").or(CustomerView.TAGS.has(OTHER + "'s 1")),
                CustomerView.TYPE.having(OpportunityView.TYPE, OpportunityView.CUSTOMER, named),
                CustomerView.TYPE
                        .having(OpportunityView.TYPE, OpportunityView.CUSTOMER, named)
                        .not());
    }

    private static List<Filter<OpportunityView>> ofDeals() {
        Filter<OpportunityView> known =
                OpportunityView.CUSTOMER.of(CustomerView.TYPE, CustomerView.NAME.contains("'s"));
        return List.of(Filter.everything(), known, known.not(), OpportunityView.OWNER.absent());
    }

    private static Object found(Reader reader, boolean along) {
        Views<CustomerView> customers = reader.views(CustomerView.TYPE);
        Views<OpportunityView> deals = reader.views(OpportunityView.TYPE);
        Views<OpportunityView> wider = along ? deals.with(CustomerView.TYPE) : deals;
        return List.of(
                ofCustomers().stream()
                        .map(each -> customers.find(each, PageRequest.first(2).by(CustomerView.NAME)))
                        .toList(),
                ofDeals().stream()
                        .map(each -> wider.find(each, PageRequest.first(9).by(OpportunityView.NAME)))
                        .map(page -> page.items()
                                + page.views().stream()
                                        .map(each -> page.related(CustomerView.TYPE, each.customer()))
                                        .toList()
                                        .toString())
                        .toList());
    }

    private static Object counted(Reader reader) {
        return List.of(
                ofCustomers().stream()
                        .map(reader.views(CustomerView.TYPE)::count)
                        .toList(),
                ofDeals().stream()
                        .map(reader.views(OpportunityView.TYPE)::count)
                        .toList());
    }

    private static Object grouped(Reader reader) {
        Grouping<OpportunityView> byOwner = Grouping.by(OpportunityView.OWNER)
                .count("all")
                .count("known", ofDeals().get(1))
                .max("last", OpportunityView.OPENED_AT, Filter.everything());
        return ofDeals().stream()
                .map(each -> reader.views(OpportunityView.TYPE).group(each, byOwner))
                .toList();
    }

    private static String seen(Reader reader) {
        return List.of(
                        ofEach(id -> reader.views(CustomerView.TYPE).byId(id)),
                        ofEach(id -> reader.views(OpportunityView.TYPE).byId(id)),
                        found(reader, true),
                        counted(reader),
                        grouped(reader))
                .toString();
    }

    /** Where a part begins tells how many events there are of all tenants, so it is no part of the answer. */
    private static List<Object> fed(CrmSession session) {
        List<Object> events = new ArrayList<>();
        FeedPart part = session.feed(null, 7, Set.of());
        while (!part.atEnd()) {
            events.addAll(part.events());
            part = session.feed(part.next(), 7, Set.of());
        }
        events.addAll(part.events());
        session.feed(null, 1_000, Set.of("opportunity")).events().forEach(events::add);
        events.removeIf(each -> each instanceof Recorded<?> recorded && recorded.event() instanceof TenantErased);
        return events;
    }

    /** Sealed texts are another each time, and with them is the sum of all. */
    private static String written(Function<OutputStream, Long> export) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long count = export.apply(out);
        return count
                + out.toString(UTF_8)
                        .replaceAll("\\$enc\\W+[\\w+/=]+", "sealed")
                        .replaceAll("\"sha256\".*", "");
    }

    private static final Pattern RANDOM_ID =
            Pattern.compile("(?!0{8}-)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private static final Pattern TAGS = Pattern.compile("tags=\\[([^]]*)]");

    /** In words, errors included; of ids that were made up, only which of them are the same, and of sets no order. */
    private static String answer(Supplier<Object> question) {
        String words;
        try {
            words = String.valueOf(question.get());
        } catch (CompletionException late) {
            words = told(requireNonNull(late.getCause()));
        } catch (RuntimeException failure) {
            words = told(failure);
        }
        Map<String, String> names = new HashMap<>();
        String sorted = TAGS.matcher(words)
                .replaceAll(found -> Matcher.quoteReplacement(
                        "tags=" + Stream.of(found.group(1).split(", ")).sorted().toList()));
        return RANDOM_ID
                .matcher(sorted)
                .replaceAll(found ->
                        Matcher.quoteReplacement(names.computeIfAbsent(found.group(), any -> "#" + names.size())));
    }

    private static String told(Throwable failure) {
        return failure instanceof CrmException crm
                ? crm.code() + ": " + crm.getMessage() + " / " + Messages.describe(crm, Locale.SIMPLIFIED_CHINESE)
                : failure.toString();
    }

    /** Asks the same in both, of the same tenant. */
    private static void requireSame(String as, World shared, World alone, Set<String> but) {
        questions().forEach((name, question) -> {
            if (!but.contains(name)) {
                assertThat(answer(() -> question.apply(shared)))
                        .as("%s: %s in %s", as, name, shared.tenant())
                        .isEqualTo(answer(() -> question.apply(alone)));
            }
        });
    }

    @RepeatedTest(3)
    void eachTenantIsAnsweredAsIfItWereAlone() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Storage storage = empty();
        List<Crm> shared = List.of(
                start(builder(storage).erasable()),
                start(builder(again(storage)).erasable()));
        Map<TenantId, List<Crm>> alone = new LinkedHashMap<>();
        for (TenantId each : List.of(ONE, OTHER)) {
            Storage own = InMemoryStorage.create();
            alone.put(
                    each,
                    List.of(start(builder(own).erasable()), start(builder(own).erasable())));
        }
        Set<String> words = new HashSet<>();
        Map<String, BiFunction<Random, TenantId, Deed>> deeds = deeds();
        List<String> names = List.copyOf(deeds.keySet());
        for (int i = 0; i < STEPS; i++) {
            clock.advance(STEP);
            for (TenantId tenant : List.of(ONE, OTHER)) {
                String name = i < 6 ? "CrmSession.execute(Command)" : any(names, random);
                Deed deed = requireNonNull(deeds.get(name)).apply(random, tenant);
                int node = random.nextInt(2);
                String said = answer(() -> deed.apply(shared.get(node).as(ANN, tenant)));
                assertThat(said)
                        .as("%s: %s in %s", seed, name, tenant)
                        .isEqualTo(answer(() -> deed.apply(
                                requireNonNull(alone.get(tenant)).get(node).as(ANN, tenant))));
                words.add(said);
            }
        }
        assertThat(words).as("%s: there is something to tell apart", seed).hasSizeGreaterThan(STEPS / 2);
        World one = new World(shared.get(0), ONE);
        World other = new World(shared.get(0), OTHER);
        World otherAlone = new World(requireNonNull(alone.get(OTHER)).get(0), OTHER);
        requireSame("" + seed, one, new World(requireNonNull(alone.get(ONE)).get(0), ONE), Set.of());
        requireSame("" + seed, other, otherAlone, Set.of());
        assertThat(answer(() -> seen(one.session()))).contains(ONE + "'s").doesNotContain(OTHER + "'s");

        one.tenants().erase(ONE, "contract 12");

        Crm nobodys = start(builder(InMemoryStorage.create()).erasable());
        Set<String> tellOfTheErasure = Set.of(
                "CrmSession.erasures()",
                "Crm.exportLog(OutputStream,TenantId)",
                "Tenants.export(TenantId,OutputStream)",
                "Tenants.find(TenantId)");
        for (Crm each : shared) {
            requireSame("" + seed, new World(each, ONE), new World(nobodys, ONE), tellOfTheErasure);
            requireSame("" + seed, new World(each, OTHER), otherAlone, Set.of());
            for (int i = 0; i < 20; i++) {
                Command command = command(random, ONE);
                assertThatThrownBy(() -> each.as(ANN, ONE).execute(command))
                        .as("%s: %s", seed, command)
                        .isInstanceOf(CrmException.class)
                        .hasMessageNotContaining("'s");
            }
            requireSame("" + seed, new World(each, ONE), new World(nobodys, ONE), tellOfTheErasure);
        }
        requireNothingOf(ONE, storage);
    }

    /** But the end of its history. */
    private static void requireNothingOf(TenantId tenant, Storage storage) {
        assertThat(storage.log().after(0, List.of(), 100_000).stream()
                        .filter(each -> each.meta().tenant().equals(tenant))
                        .map(StoredEvent::name))
                .containsExactly("guanxi.tenant-erased");
        List<UUID> ids = IDS.stream().map(AggregateId::value).toList();
        assertThat(storage.keys().find(tenant, ids)).isEmpty();
        assertThat(storage.keys().erased(tenant, ids)).isEmpty();
        for (UUID batch : BATCHES) {
            assertThat(storage.batches().of(tenant, batch)).isEmpty();
        }
        for (int i = 0; i < 4; i++) {
            assertThat(storage.receipts().find(tenant, new UUID(0, 10 + i))).isEmpty();
        }
        for (ViewType<?> type : List.of(CustomerView.TYPE, OpportunityView.TYPE)) {
            assertThat(storage.views().count(type, tenant, Filter.everything())).isZero();
        }
    }

    // ---- what is used
    // -------------------------------------------------------------------------------------------------------

    @Test
    void whatIsUsedAgreesWithTheLog() {
        Storage storage = empty();
        Crm crm = start(builder(storage));
        Random random = new Random(7);
        for (int i = 0; i < 40; i++) {
            clock.advance(Duration.ofMinutes(random.nextInt(200)));
            TenantId tenant = random.nextBoolean() ? ONE : OTHER;
            Command command = command(random, tenant);
            answer(() ->
                    crm.as(ANN, tenant).executeAll(List.of(command, new CustomerCommand.Tag(CUSTOMERS.get(0), "关系"))));
            answer(() -> crm.as(ANN, tenant).execute(command));
        }
        Tenants tenants = crm.tenants(OPERATOR);
        for (TenantId tenant : List.of(ONE, OTHER)) {
            List<StoredEvent> log = storage.log().after(0, List.of(), 10_000).stream()
                    .filter(each -> each.meta().tenant().equals(tenant))
                    .toList();
            Map<LocalDate, List<StoredEvent>> days = log.stream()
                    .collect(Collectors.groupingBy(
                            each -> each.meta().recordedAt().atZone(ZONE).toLocalDate(),
                            TreeMap::new,
                            Collectors.toList()));
            assertThat(days).hasSizeGreaterThan(1);
            List<Usage> expected = new ArrayList<>();
            days.forEach((day, events) -> expected.add(new Usage(day, events.size(), commands(events), bytes(events))));

            assertThat(tenants.usage(tenant, LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31)))
                    .isEqualTo(expected);
            LocalDate second = expected.get(1).day();
            assertThat(tenants.usage(tenant, second, second)).containsExactly(expected.get(1));
            assertThat(tenants.find(tenant))
                    .contains(new Tenant(
                            tenant,
                            null,
                            null,
                            log.get(0).meta().recordedAt(),
                            log.get(log.size() - 1).meta().recordedAt(),
                            log.size(),
                            commands(log),
                            bytes(log)));
        }
        assertThat(tenants.list()).extracting(Tenant::id).containsExactly(ONE, OTHER);
        assertThat(tenants.find(new TenantId("nobody"))).isEmpty();
        assertThat(tenants.usage(new TenantId("nobody"), LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 1)))
                .isEmpty();
        assertThatThrownBy(() -> tenants.usage(ONE, LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 1)))
                .isInstanceOf(CrmException.Invalid.class);
    }

    private static long commands(List<StoredEvent> events) {
        return events.stream().map(each -> each.meta().commandId()).distinct().count();
    }

    private static long bytes(List<StoredEvent> events) {
        return events.stream()
                .mapToLong(each -> each.payload().getBytes(UTF_8).length)
                .sum();
    }

    // ---- who is let in
    // ------------------------------------------------------------------------------------------------------

    private static void requireRefused(ThrowingCallable call, RuleCode rule) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CrmException.Refused.class,
                        refused -> assertThat(refused.rule()).isEqualTo(rule));
    }

    private static Register acme() {
        return Register.organisation(CUSTOMERS.get(0), "Acme");
    }

    @Test
    void onlyThoseWhoAreCreatedAreLetIn() {
        Storage storage = empty();
        Crm crm = start(builder(storage).createdTenantsOnly());
        Crm another = start(builder(again(storage)).createdTenantsOnly());
        Tenants tenants = crm.tenants(OPERATOR);
        requireRefused(() -> crm.as(ANN, ONE), TenantRule.UNKNOWN);
        requireRefused(() -> crm.as(ANN), TenantRule.UNKNOWN);
        assertThat(tenants.find(ONE)).isEmpty();

        assertThat(tenants.create(ONE)).isTrue();
        assertThat(tenants.create(ONE)).isFalse();

        for (Crm each : List.of(crm, another)) {
            each.as(ANN, ONE).execute(acme());
            requireRefused(() -> each.as(ANN, OTHER), TenantRule.UNKNOWN);
        }
        assertThat(tenants.list()).singleElement().satisfies(each -> {
            assertThat(each.createdAt()).isEqualTo(START);
            assertThat(each.events()).isOne();
        });
        CrmSession before = another.as(ANN, ONE);
        tenants.erase(ONE, "contract 12");
        requireRefused(() -> before.execute(acme()), TenantRule.ERASED);
        requireRefused(() -> before.execute(new CustomerCommand.Tag(CUSTOMERS.get(0), "vip")), TenantRule.ERASED);
        for (Crm each : List.of(crm, another)) {
            requireRefused(() -> each.as(ANN, ONE), TenantRule.ERASED);
        }
        requireRefused(() -> tenants.create(ONE), TenantRule.ERASED);
    }

    @Test
    void tenantsAreManagedByThoseWhoMay() {
        Storage storage = empty();
        Crm crm = start(builder(storage)
                .authorizer(Scopes.commands((actor, command) -> true)
                        .see(CustomerView.TYPE, actor -> Filter.everything())
                        .manageTenants(actor -> actor.has("operator"))));
        crm.as(ANN, ONE).execute(acme());
        Tenants anns = crm.tenants(ANN);
        LocalDate day = LocalDate.of(2026, 3, 2);
        for (ThrowingCallable each : List.<ThrowingCallable>of(
                () -> anns.create(OTHER),
                anns::list,
                () -> anns.find(ONE),
                () -> anns.usage(ONE, day, day),
                () -> anns.export(ONE, OutputStream.nullOutputStream()),
                () -> anns.erase(ONE, "contract 12"))) {
            assertThatThrownBy(each).isInstanceOf(CrmException.Forbidden.class);
        }
        Tenants operators = crm.tenants(OPERATOR);
        assertThatThrownBy(() -> operators.erase(OTHER, "contract 12")).isInstanceOf(CrmException.NotFound.class);
        assertThatThrownBy(() -> operators.export(OTHER, OutputStream.nullOutputStream()))
                .isInstanceOf(CrmException.NotFound.class);
        assertThatThrownBy(() -> operators.erase(ONE, " ")).isInstanceOf(CrmException.Invalid.class);
        assertThat(operators.erase(ONE, "contract 12").wholeTenant()).isTrue();
    }

    // ---- taken along, and erased
    // --------------------------------------------------------------------------------------------

    @Test
    void aTenantIsTakenElsewhereInPlain(@TempDir Path directory) throws IOException {
        Storage storage = empty();
        Crm crm = start(builder(storage).erasable());
        CrmSession session = crm.as(ANN, ONE);
        session.executeAll(
                List.of(Register.person(CUSTOMERS.get(0), "Zhu Xi"), Register.person(CUSTOMERS.get(1), "Lu Jiuyuan")));
        session.erase(CUSTOMERS.get(1), "request 4711");
        crm.as(ANN, OTHER).execute(Register.person(CUSTOMERS.get(0), "Wang Yangming"));
        Path file = directory.resolve("acme.jsonl");
        try (OutputStream out = Files.newOutputStream(file)) {
            assertThat(crm.tenants(OPERATOR).export(ONE, out)).isEqualTo(3);
        }
        assertThat(Files.readString(file))
                .contains("Zhu Xi", "[erased]")
                .doesNotContain("$enc", "Lu Jiuyuan", "Wang Yangming");

        for (CrmBuilder each : List.of(
                builder(InMemoryStorage.create()),
                builder(InMemoryStorage.create()).erasable())) {
            Crm elsewhere = start(each.restore(file));
            assertThat(elsewhere.as(ANN, ONE).history(CUSTOMERS.get(0))).isEqualTo(session.history(CUSTOMERS.get(0)));
            assertThat(elsewhere.as(ANN, ONE).history(CUSTOMERS.get(1))).isEqualTo(session.history(CUSTOMERS.get(1)));
            assertThat(elsewhere.tenants(OPERATOR).list()).hasSize(1);
        }
    }

    @Test
    void theHostIsToldAndTheLedgerIsAppliedToWhatABackupBringsBack() {
        Storage storage = empty();
        ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
        Crm crm = start(builder(storage)
                .on(
                        "copies",
                        TenantErased.class,
                        erased -> told.add(
                                erased.meta().tenant() + " " + erased.event().reason()))
                .onInTransaction(TenantErased.class, erased -> told.add("inside")));
        crm.as(ANN, ONE).execute(acme());
        crm.as(ANN, OTHER).execute(acme());
        clock.advance(STEP);

        Erasure erasure = crm.tenants(OPERATOR).erase(ONE, "contract 12");

        assertThat(erasure).isEqualTo(Erasure.ofTenant(ONE, START.plus(STEP), "olga", "contract 12"));
        assertThat(crm.tenants(OPERATOR).erase(ONE, "contract 13")).isEqualTo(erasure);
        assertThat(crm.erasures()).containsExactly(erasure);
        assertThat(crm.as(ANN, ONE).erasures()).containsExactly(erasure);
        assertThat(crm.as(ANN, OTHER).erasures()).isEmpty();
        assertThat(crm.reapplyErasures(List.of(erasure))).isZero();
        ErasureContract.await(() -> told.size() == 2);
        assertThat(told).containsExactlyInAnyOrder("inside", "acme contract 12");

        Storage restored = InMemoryStorage.create();
        Crm after = start(builder(restored).erasable());
        after.as(ANN, ONE).execute(acme());
        after.as(ANN, OTHER).execute(acme());
        assertThat(after.reapplyErasures(List.of(erasure))).isOne();
        requireNothingOf(ONE, restored);
        requireRefused(() -> after.as(ANN, ONE).execute(acme()), TenantRule.ERASED);
        assertThat(after.erasures()).containsExactly(erasure);
        assertThat(after.as(ANN, OTHER).history(CUSTOMERS.get(0))).hasSize(1);
    }

    @Test
    void anErasureThatWasInterruptedIsFinished() {
        Storage storage = empty();
        Crm crm = start(builder(storage));
        crm.as(ANN, ONE).execute(acme());
        Erasure begun = Erasure.ofTenant(ONE, START, "olga", "contract 12");
        storage.transactions().executeInTransaction(() -> storage.tenants().close(begun));
        requireRefused(
                () -> crm.as(ANN, ONE).execute(new CustomerCommand.Tag(CUSTOMERS.get(0), "vip")), TenantRule.ERASED);
        assertThat(crm.as(ANN, ONE).history(CUSTOMERS.get(0))).hasSize(1);

        assertThat(crm.tenants(OPERATOR).erase(ONE, "contract 12")).isEqualTo(begun);

        assertThat(storage.log().ofAggregate(ONE, CUSTOMERS.get(0).value(), 0, 1))
                .isEmpty();
    }

    @Test
    void theMainTenantLeavesTheKeysOfTheLibrary() {
        Storage storage = empty();
        Crm crm = start(builder(storage).erasable());
        crm.as(ANN).execute(acme());
        crm.as(ANN, OTHER).execute(Register.person(CUSTOMERS.get(0), "Zhu Xi"));

        crm.tenants(OPERATOR).erase(TenantId.MAIN, "contract 12");

        Crm again = start(builder(again(storage)).erasable());
        assertThat(again.as(ANN, OTHER).history(CUSTOMERS.get(0)).toString()).contains("Zhu Xi");
        requireRefused(() -> again.as(ANN).execute(acme()), TenantRule.ERASED);
        requireNothingOf(TenantId.MAIN, storage);
    }

    @Test
    void whoFollowsLateLeavesNoDeadLetter() throws InterruptedException {
        Storage storage = empty();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch erased = new CountDownLatch(1);
        ConcurrentLinkedQueue<TenantId> told = new ConcurrentLinkedQueue<>();
        Crm crm = start(builder(storage).on("mailer", CustomerEvent.class, event -> {
            told.add(event.meta().tenant());
            if (event.meta().tenant().equals(ONE)) {
                begun.countDown();
                await(erased);
                throw new IllegalStateException("no connection");
            }
        }));
        crm.as(ANN, ONE).execute(acme());
        begun.await();
        try {
            crm.tenants(OPERATOR).erase(ONE, "contract 12");
        } finally {
            erased.countDown();
        }
        crm.as(ANN, OTHER).execute(acme());

        ErasureContract.await(() -> told.contains(OTHER));

        assertThat(crm.deadLetters()).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void whatFollowersHaveFailedAtGoesToo() {
        Storage storage = empty();
        Crm crm = start(builder(storage)
                .on("mailer", CustomerEvent.Registered.class, (Recorded<CustomerEvent.Registered> event) -> {
                    throw new IllegalStateException("no connection");
                }));
        crm.as(ANN, ONE).execute(acme());
        crm.as(ANN, OTHER).execute(acme());
        ErasureContract.await(() -> crm.deadLetters().size() == 2);

        crm.tenants(OPERATOR).erase(ONE, "contract 12");

        assertThat(crm.deadLetters())
                .singleElement()
                .satisfies(each -> assertThat(each.event().meta().tenant()).isEqualTo(OTHER));
    }

    /** On two nodes, with aggregates that they remember and with new ones. */
    @Test
    void thoseWhoWriteMeanwhileLeaveNothing() throws InterruptedException {
        Storage storage = empty();
        List<Crm> nodes = List.of(start(builder(storage)), start(builder(again(storage))));
        AtomicBoolean enough = new AtomicBoolean();
        AtomicInteger others = new AtomicInteger();
        AtomicInteger ones = new AtomicInteger();
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Crm node = nodes.get(i % 2);
            boolean stays = i % 3 == 0;
            CustomerId known = new CustomerId(new UUID(1, i));
            writers.add(new Thread(() -> {
                try {
                    CrmSession session = node.as(ANN, stays ? OTHER : ONE);
                    session.execute(Register.organisation(known, "Acme"));
                    while (!enough.get()) {
                        session.execute(new CustomerCommand.Tag(known, "vip"));
                        session.execute(new CustomerCommand.Untag(known, "vip"));
                        session.execute(Register.organisation(CustomerId.random(), "Ajax"));
                        (stays ? others : ones).incrementAndGet();
                    }
                } catch (CrmException.Refused refused) {
                    if (stays || refused.rule() != TenantRule.ERASED) {
                        failures.add(refused);
                    }
                } catch (RuntimeException failure) {
                    failures.add(failure);
                }
            }));
        }
        writers.forEach(Thread::start);
        ErasureContract.await(() -> ones.get() > 20 || !failures.isEmpty());

        nodes.get(0).tenants(OPERATOR).erase(ONE, "contract 12");

        int before = others.get();
        ErasureContract.await(() -> others.get() > before + 5 || !failures.isEmpty());
        enough.set(true);
        for (Thread each : writers) {
            each.join();
        }
        assertThat(failures).isEmpty();
        requireNothingOf(ONE, storage);
        assertThat(storage.views().count(CustomerView.TYPE, OTHER, Filter.everything()))
                .isGreaterThan(5);
    }

    /** A part of the log that was read before the tenant was erased is written after it. */
    @Test
    void anErasedTenantDoesNotComeBackWithViewsThatAreFoldedMeanwhile() {
        Storage storage = empty();
        Crm crm = start(builder(storage));
        crm.as(ANN, ONE).execute(Register.organisation(CUSTOMERS.get(0), "Ajax"));
        crm.as(ANN, OTHER).execute(Register.organisation(CUSTOMERS.get(1), "Books"));
        List<ViewStore.Row<CustomerView>> read = List.of(
                new ViewStore.Row<>(ONE, version(storage, ONE, CUSTOMERS.get(0))),
                new ViewStore.Row<>(OTHER, version(storage, OTHER, CUSTOMERS.get(1))));
        Editions editions = storage.editions();
        int edition = editions.begin(CustomerView.TYPE, "test", -1).edition();
        ErasureContract.await(() -> editions.announce(CustomerView.TYPE, edition));
        List<EventLog.Range> parts = storage.log().ranges("customer", 10);
        editions.plan(CustomerView.TYPE, edition, "test", () -> parts);

        crm.tenants(OPERATOR).erase(ONE, "contract 12");
        storage.transactions().executeInTransaction(() -> {
            editions.fill(CustomerView.TYPE, edition, read);
            editions.folded(CustomerView.TYPE, edition, "test", parts);
        });
        assertThat(editions.swap(CustomerView.TYPE, edition, "test")).isTrue();

        requireNothingOf(ONE, storage);
        assertThat(storage.views().count(CustomerView.TYPE, OTHER, Filter.everything()))
                .isEqualTo(1);
    }

    private static Versioned<CustomerView> version(Storage storage, TenantId tenant, CustomerId id) {
        return Objects.requireNonNull(storage.editions().byId(CustomerView.TYPE, 1, tenant, id.value()));
    }

    @Test
    void theChainSaysThatATenantWasErased() throws NoSuchAlgorithmException {
        KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Crm crm = start(builder(empty()).chained(Signer.of(key.getPrivate()), Duration.ZERO));
        crm.as(ANN, ONE).execute(Register.organisation(CUSTOMERS.get(0), "Ajax"));
        crm.as(ANN, OTHER).execute(Register.organisation(CUSTOMERS.get(1), "Books"));
        LogHead before = crm.logHead().orElseThrow();

        crm.tenants(OPERATOR).erase(ONE, "contract 12");
        crm.as(ANN, OTHER).execute(new CustomerCommand.Tag(CUSTOMERS.get(1), "vip"));
        crm.logHead();

        LogProof proof = crm.verifyLog(key.getPublic(), before);
        assertThat(proof.behind()).isZero();
        assertThat(proof.amendments()).extracting(LogProof.Amendment::reason).containsExactly("contract 12");
    }

    // ---- the feed
    // -----------------------------------------------------------------------------------------------------------

    @Test
    void theFeedTellsOfPersonsToThoseOnlyWhoMayRead() {
        Storage storage = empty();
        Scopes rights = Scopes.commands((actor, command) -> true)
                .see(CustomerView.TYPE, actor -> Filter.everything())
                .see(OpportunityView.TYPE, actor -> Filter.everything())
                .readFeed(actor -> true)
                .readPersonalData(actor -> actor.has("confidant"));
        ContactPoint email = new ContactPoint.Email(new EmailAddress("zhu.xi@nanxi.test"));
        try (Crm plain = builder(storage).authorizer(rights).build()) {
            plain.as(ANN).execute(Register.person(CUSTOMERS.get(0), "Zhu Xi", email));
        }
        Storage second = again(storage);
        Crm crm = start(builder(second).authorizer(rights).erasable());
        crm.as(ANN).execute(OpportunityCommand.Open.named(DEALS.get(0), "Books for Zhu Xi"));
        crm.as(ANN).execute(new CustomerCommand.Tag(CUSTOMERS.get(0), "vip"));

        FeedPart masked = crm.as(ANN).feed(null, 100, Set.of());
        FeedPart whole = crm.as(new Actor("bob", Set.of("confidant"))).feed(null, 100, Set.of());

        assertThat(whole.masked()).isFalse();
        assertThat(whole.events().toString()).contains("Zhu Xi", "zhu.xi@nanxi.test", "Books for", "vip");
        assertThat(masked.masked()).isTrue();
        assertThat(masked.events().toString())
                .contains("[erased]", "erased@erased.invalid", "vip")
                .doesNotContain("Zhu", "nanxi", "Books");
        assertThat(masked.events())
                .extracting(Recorded::meta)
                .isEqualTo(whole.events().stream().map(Recorded::meta).toList());
        assertThat(masked.next()).isEqualTo(whole.next());
        Crm without = start(builder(again(second)).authorizer(rights).erasable().without("opportunity"));
        assertThat(without.as(ANN).feed(null, 100, Set.of()).events().toString())
                .doesNotContain("Books", "$enc");
    }
}
