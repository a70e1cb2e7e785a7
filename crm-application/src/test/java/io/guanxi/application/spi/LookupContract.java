package io.guanxi.application.spi;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmBuilder;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Meta;
import io.guanxi.application.Recorded;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.access.Scopes;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.lookup.Sought;
import io.guanxi.application.memory.InMemoryStorage;
import io.guanxi.application.opportunity.OpportunityView;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Versioned;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerCommand.AddContactPoint;
import io.guanxi.domain.customer.CustomerCommand.AssignOwner;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerCommand.RemoveContactPoint;
import io.guanxi.domain.customer.CustomerDetails;
import io.guanxi.domain.customer.CustomerEvent.Registered;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerKind;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.kernel.Personal.Kind;
import io.guanxi.domain.kernel.PhoneNumber;
import io.guanxi.domain.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a storage must do so that people are found while somebody types; a part of {@link StorageContract}. */
abstract class LookupContract extends PrivacyContract {

    private static final Actor ANN = new Actor("ann", Set.of("sales"));
    private static final Actor BOB = new Actor("bob", Set.of("agency"));
    private static final TenantId OTHER = new TenantId("other");
    private static final List<String> PARTS = List.of(
            "张", "王", "伟", "三丰", "北京", "科技", "有限公司", "单", "Zhang", "Wei", "Müller", "O'Neil", "Acme", "GmbH", "ac",
            "4711");

    private final List<Crm> open = new ArrayList<>();
    private final CustomerId first = CustomerId.random();
    private final CustomerId second = CustomerId.random();

    @AfterEach
    void closeWithLookups() {
        open.forEach(Crm::close);
    }

    private static CrmBuilder builder(Storage storage) {
        return Crm.builder()
                .storage(storage)
                .authorizer(Authorizer.allowEverything())
                .lookup(CustomerView.TYPE)
                .dutiesEvery(Duration.ZERO);
    }

    private Crm start(CrmBuilder builder) {
        Crm crm = builder.build();
        open.add(crm);
        return crm;
    }

    private static List<String> found(CrmSession session, String typed) {
        return session.views(CustomerView.TYPE).lookup(typed, 20).views().stream()
                .map(each -> each.details().name())
                .toList();
    }

    private static ContactPoint phone(String number) {
        return new ContactPoint.Phone(new PhoneNumber(number));
    }

    private static ContactPoint email(String address) {
        return new ContactPoint.Email(new EmailAddress(address));
    }

    @Test
    void whoIsRegisteredOrRenamedIsFoundAtOnce() {
        CrmSession ann = start(builder(empty())).as(ANN);
        ann.execute(Register.person(first, "张三丰", phone("+8613800138000")));
        assertThat(found(ann, "zsf")).containsExactly("张三丰");
        assertThat(found(ann, "8000 san")).containsExactly("张三丰");

        ann.execute(new CustomerCommand.CorrectDetails(first, CustomerDetails.named("李四")));
        ann.execute(new RemoveContactPoint(first, phone("+8613800138000")));
        assertThat(found(ann, "zsf")).isEmpty();
        assertThat(found(ann, "8000")).isEmpty();
        assertThat(found(ann, "lisi")).containsExactly("李四");
    }

    @Test
    void wholeWordsComeFirstAndThenNames() {
        CrmSession ann = start(builder(empty())).as(ANN);
        List.of("Acmetric", "Beta Acme", "Acme Corp", "ACME", "acme")
                .forEach(each -> ann.execute(Register.organisation(CustomerId.random(), each)));
        assertThat(found(ann, "acme")).containsExactly("ACME", "Acme Corp", "Beta Acme", "acme", "Acmetric");
        assertThat(ann.views(CustomerView.TYPE).lookup("acme", 2).views()).hasSize(2);
        assertThat(ann.views(CustomerView.TYPE)
                        .lookup("acme", CustomerView.NAME.startsWith("B"), 5)
                        .views())
                .singleElement()
                .satisfies(each -> assertThat(each.details().name()).isEqualTo("Beta Acme"));
    }

    @Test
    void manyTextsAreAskedAtOnceAndCommonWordsTellNothing() {
        CrmSession ann = start(builder(empty())).as(ANN);
        List.of("Acmetric", "Beta Acme", "Acme Corp", "Corp Delta", "Corp Corp Eta")
                .forEach(each -> ann.execute(Register.organisation(CustomerId.random(), each)));
        ann.execute(Register.person(first, "张三丰", phone("+8613800138000"), email("zsf@acme.test")));

        Set<String> texts = new HashSet<>(List.of(
                "Acme", "corp", "Beta & Eta", "zhang san feng", "+8613800138000", "ZSF@acme.test", "nobody", "--", ""));
        for (int i = 0; i < 120; i++) { // more than one statement asks for
            texts.add("word" + i);
        }
        Map<String, List<CustomerView>> found = ann.views(CustomerView.TYPE).lookupAny(texts, 3);
        Map<String, Set<String>> names = new HashMap<>();
        found.forEach((text, views) -> {
            if (!views.isEmpty()) {
                names.put(
                        text, views.stream().map(each -> each.details().name()).collect(Collectors.toSet()));
            }
        });
        assertThat(names)
                .containsOnly(
                        // four begin with it, three have it as a word
                        Map.entry("Acme", Set.of("Beta Acme", "Acme Corp", "张三丰")),
                        Map.entry("corp", Set.of("Acme Corp", "Corp Delta", "Corp Corp Eta")),
                        Map.entry("Beta & Eta", Set.of("Beta Acme", "Corp Corp Eta")),
                        Map.entry("zhang san feng", Set.of("张三丰")),
                        Map.entry("+8613800138000", Set.of("张三丰")),
                        Map.entry("ZSF@acme.test", Set.of("张三丰")));
        assertThat(ann.views(CustomerView.TYPE).lookupAny(Set.of("acme", "corp", "--", "nobody"), 2))
                .containsOnly(Map.entry("nobody", List.of()));
        assertThatThrownBy(() -> ann.views(CustomerView.TYPE).lookupAny(Set.of("acme"), 0))
                .isInstanceOf(CrmException.Invalid.class)
                .hasMessageContaining("most");
    }

    @Test
    void nobodyFindsWhomTheyMayNotSeeNorByWhatTheyMayNot() {
        Crm crm = start(builder(empty())
                .authorizer(Scopes.commands((actor, command) -> true)
                        .see(
                                CustomerView.TYPE,
                                actor -> actor.equals(BOB) ? CustomerView.OWNER.is("bob") : Filter.everything())
                        .mask(actor -> actor.equals(BOB) ? Set.of(Kind.PHONE, Kind.EMAIL) : Set.of())));
        CrmSession ann = crm.as(ANN);
        ann.execute(Register.person(first, "Zhu Xi", phone("+8613800138000"), email("zhuxi@acme.test")));
        ann.execute(Register.person(second, "Zhu De", phone("+8613800139000")));
        ann.execute(new AssignOwner(first, "bob"));

        CrmSession bob = crm.as(BOB);
        assertThat(found(ann, "zhu")).containsExactly("Zhu De", "Zhu Xi");
        assertThat(found(bob, "zhu")).containsExactly("Zhu Xi");
        assertThat(found(ann, "8000")).containsExactly("Zhu Xi");
        assertThat(found(bob, "8000")).isEmpty();
        assertThat(found(bob, "zhu 8000")).isEmpty();
        assertThat(found(ann, "zhuxi@ac")).containsExactly("Zhu Xi");
        assertThat(found(bob, "zhuxi@ac")).isEmpty();
        assertThat(found(bob, "acme")).isEmpty();
        assertThat(bob.views(CustomerView.TYPE)
                        .lookupAny(Set.of("zhuxi@acme.test", "+8613800138000"), 9)
                        .values())
                .allMatch(List::isEmpty);
        assertThat(bob.views(CustomerView.TYPE).lookupAny(Set.of("zhu"), 9).get("zhu"))
                .extracting(each -> each.details().name())
                .containsExactly("Zhu Xi");
        assertThat(found(crm.as(ANN, OTHER), "zhu")).isEmpty();

        List<CustomerId> asked = List.of(first, second, CustomerId.random(), first);
        assertThat(ann.views(CustomerView.TYPE).byIds(asked))
                .extracting(CustomerView::id)
                .containsExactlyInAnyOrder(first, second);
        assertThat(bob.views(CustomerView.TYPE).byIds(asked))
                .isEqualTo(List.of(bob.views(CustomerView.TYPE).byId(first).orElseThrow()));
        assertThat(crm.as(ANN, OTHER).views(CustomerView.TYPE).byIds(asked)).isEmpty();
        assertThat(ann.views(CustomerView.TYPE).byIds(List.of())).isEmpty();
    }

    @Test
    void whatIsErasedIsNotFoundAnyMore() {
        CrmSession ann = start(builder(empty()).erasable()).as(ANN);
        ann.execute(Register.person(first, "张三丰", phone("+8613800138000")));
        ann.erase(first, "request 7");
        assertThat(found(ann, "zsf")).isEmpty();
        assertThat(found(ann, "8000")).isEmpty();
        assertThat(found(ann, "erased")).isEmpty();
    }

    @Test
    void anErasedTenantHasNobodyToFind() {
        Crm crm = start(builder(empty()));
        crm.as(ANN, OTHER).execute(Register.person(first, "Zhu Xi"));
        crm.as(ANN).execute(Register.person(second, "Zhu De"));
        crm.tenants(ANN).erase(OTHER, "request 8");
        assertThat(found(crm.as(ANN), "zhu")).containsExactly("Zhu De");
    }

    @Test
    void itMayBeSwitchedOnLaterAndFoldedAnew() {
        Storage storage = empty();
        Supplier<CrmBuilder> without = () -> Crm.builder()
                .storage(storage)
                .authorizer(Authorizer.allowEverything())
                .dutiesEvery(Duration.ZERO);
        try (Crm before = without.get().build()) {
            before.as(ANN).execute(Register.person(first, "张三丰"));
            assertThatThrownBy(() -> found(before.as(ANN), "zsf"))
                    .isInstanceOf(CrmException.Invalid.class)
                    .hasMessageContaining("lookup");
        }
        Crm crm = start(builder(storage));
        assertThat(found(crm.as(ANN), "zsf")).containsExactly("张三丰");
        crm.as(ANN).execute(Register.person(second, "张三"));
        crm.rebuild(CustomerView.TYPE).done().orTimeout(60, TimeUnit.SECONDS).join();
        assertThat(found(crm.as(ANN), "zhangsan")).containsExactly("张三", "张三丰");
    }

    @Test
    void thePastIsLookedUpToo() {
        MutableClock clock = new MutableClock(Instant.parse("2026-03-02T12:00:00Z"));
        CrmSession ann = start(builder(empty()).clock(clock)).as(ANN);
        ann.execute(Register.person(first, "张三丰"));
        clock.advance(Duration.ofDays(1));
        ann.execute(new CustomerCommand.CorrectDetails(first, CustomerDetails.named("李四")));
        assertThat(ann.asOf(Instant.parse("2026-03-02T13:00:00Z"))
                        .views(CustomerView.TYPE)
                        .lookup("zsf", 5)
                        .views())
                .hasSize(1);
    }

    @Test
    void onlyWhatSaysByWhatCanBeLookedUp() {
        Crm crm = start(builder(empty()));
        assertThatThrownBy(() -> crm.as(ANN).views(OpportunityView.TYPE).lookup("a", 5))
                .isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> found(crm.as(ANN), " ")).isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> crm.as(ANN).views(CustomerView.TYPE).lookup("a", 101))
                .isInstanceOf(CrmException.Invalid.class);
    }

    /** Whatever happens to whoever is called however: what is typed finds here whom it finds in memory, in the same order. */
    @Test
    void theAnswersAreThoseOfTheMemory() {
        long seed = 20_261_123;
        Random random = new Random(seed);
        CrmSession here = start(builder(empty()).erasable()).as(ANN);
        CrmSession there = start(builder(InMemoryStorage.create()).erasable()).as(ANN);
        List<CustomerId> ids = new ArrayList<>();
        for (int step = 0; step < 120; step++) {
            boolean fresh = ids.isEmpty() || random.nextInt(3) > 0;
            CustomerId id = fresh ? new CustomerId(new UUID(random.nextLong(), random.nextLong())) : any(random, ids);
            if (fresh) {
                ids.add(id);
            } else if (random.nextInt(8) == 0) {
                ids.remove(id);
                here.erase(id, "request " + step);
                there.erase(id, "request " + step);
                continue;
            }
            List<Command> commands = fresh ? List.of(Register.person(id, name(random))) : change(id, random);
            here.executeAll(commands);
            there.executeAll(commands);
        }
        for (int round = 0; round < 100; round++) {
            String typed = typed(random);
            assertThat(found(here, typed)).as("seed %s, %s", seed, typed).isEqualTo(found(there, typed));
        }
    }

    private static List<Command> change(CustomerId id, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> List.of(new CustomerCommand.CorrectDetails(id, CustomerDetails.named(name(random))));
            case 1 -> List.of(new AddContactPoint(id, phone("+861380013" + (1000 + random.nextInt(30) * 300))));
            default -> List.of(new AddContactPoint(id, email("a" + random.nextInt(1000) + "@acme.test")));
        };
    }

    private static <T> T any(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String name(Random random) {
        StringBuilder name = new StringBuilder(any(random, PARTS));
        for (int i = random.nextInt(3); i >= 0; i--) {
            name.append(random.nextBoolean() ? " " : "").append(any(random, PARTS));
        }
        return name.toString();
    }

    private static String typed(Random random) {
        String typed = switch (random.nextInt(4)) {
            case 0 -> any(random, List.of("zhang", "zw", "beijing", "wei", "sanfeng", "shan", "bj", "kj w"));
            case 1 -> String.valueOf(1000 + random.nextInt(30) * 300);
            default -> name(random);
        };
        return typed.substring(0, 1 + random.nextInt(typed.length()));
    }

    /** More than are looked at, all with the same word. */
    @Test
    void ofTooManyTheFirstAreLookedAt() {
        Storage here = empty();
        Storage there = InMemoryStorage.create();
        Random random = new Random(7);
        List<Versioned<CustomerView>> views = new ArrayList<>();
        for (int i = 0; i < Sought.PLACES + 200; i++) {
            views.add(view(new CustomerId(new UUID(random.nextLong(), random.nextLong())), any(random, PARTS), i));
        }
        for (Storage each : List.of(here, there)) {
            each.open(List.of(CustomerView.TYPE), Set.of(CustomerView.TYPE), new Json(), finished -> {});
            each.transactions().executeInTransaction(() -> each.views().put(CustomerView.TYPE, TenantId.MAIN, views));
        }
        for (String typed :
                List.of("number", "number 2", "zhang number", "acme number 11", "number 777", "acme", "7")) {
            for (Sought sought : Sought.of(CustomerView.TYPE, typed, Set.of())) {
                for (Filter<CustomerView> filter : List.of(Filter.<CustomerView>everything(), CustomerView.ACTIVE)) {
                    assertThat(ids(here, sought, filter)).as(typed).isEqualTo(ids(there, sought, filter));
                }
            }
        }
        here.close();
    }

    private static Versioned<CustomerView> view(CustomerId id, String part, int number) {
        UUID command = new UUID(0, number);
        Instant noon = Instant.parse("2026-03-02T12:00:00Z");
        Meta meta = new Meta(TenantId.MAIN, 1, noon, noon, "ann", command, "customer.register", 1, command, null);
        Registered event = new Registered(id, CustomerKind.PERSON, CustomerDetails.named(part + " number " + number));
        return new Versioned<>(
                requireNonNull(CustomerView.TYPE.fold(null, new Recorded<>("customer.registered", event, meta))), 1);
    }

    private static List<CustomerId> ids(Storage storage, Sought sought, Filter<CustomerView> filter) {
        return storage.views().lookup(CustomerView.TYPE, TenantId.MAIN, sought, filter, 50).stream()
                .map(each -> each.view().id())
                .toList();
    }
}
