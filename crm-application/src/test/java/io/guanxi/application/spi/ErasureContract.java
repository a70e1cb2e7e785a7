package io.guanxi.application.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmBuilder;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Erasure;
import io.guanxi.application.Outcome;
import io.guanxi.application.Past;
import io.guanxi.application.Recorded;
import io.guanxi.application.Undone;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.access.Scopes;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.memory.InMemoryStorage;
import io.guanxi.application.opportunity.OpportunityView;
import io.guanxi.application.ticket.TicketMessageView;
import io.guanxi.application.ticket.TicketView;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.PageRequest;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerDetails;
import io.guanxi.domain.customer.CustomerEvent;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerKind;
import io.guanxi.domain.customer.CustomerRule;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.kernel.Erased;
import io.guanxi.domain.kernel.ErasureRule;
import io.guanxi.domain.kernel.PhoneNumber;
import io.guanxi.domain.kernel.RuleCode;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityDetails;
import io.guanxi.domain.opportunity.OpportunityId;
import io.guanxi.domain.opportunity.Pipeline;
import io.guanxi.domain.ticket.TicketCommand;
import io.guanxi.domain.ticket.TicketId;
import io.guanxi.domain.ticket.TicketKind;
import io.guanxi.domain.ticket.TicketPriority;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a storage must do so that a person can be erased; a part of {@link StorageContract}. */
abstract class ErasureContract extends TenantsContract {

    private static final Actor ANN = new Actor("ann", Set.of("sales"));
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00.123456Z");
    private static final EmailAddress EMAIL = new EmailAddress("zhu.xi@nanxi.test");
    private static final PhoneNumber PHONE = new PhoneNumber("+8613912345678");
    private static final Money WORTH = Money.of(CurrencyUnit.of("CNY"), 1_200);

    /** Everything that is told of Zhu Xi below and must not be found afterwards. */
    private static final List<String> TOLD = List.of(
            "Zhu Xi",
            "zhu.xi@nanxi.test",
            "+8613912345678",
            "academy",
            "left shoe",
            "White Deer",
            "has moved",
            "on his desk");

    private final MutableClock clock = new MutableClock(NOW);
    private final List<Crm> open = new ArrayList<>();
    private final CustomerId zhuXi = CustomerId.random();
    private final OpportunityId deal = new OpportunityId(UUID.randomUUID());
    private final TicketId ticket = new TicketId(UUID.randomUUID());

    @AfterEach
    void closeErasable() {
        open.forEach(Crm::close);
    }

    private CrmBuilder builder(Storage storage) {
        return Crm.builder()
                .storage(storage)
                .authorizer(Authorizer.allowEverything())
                .clock(clock)
                .dutiesEvery(Duration.ZERO);
    }

    private Crm start(CrmBuilder builder) {
        Crm crm = builder.build();
        open.add(crm);
        return crm;
    }

    private Register register() {
        CustomerDetails details =
                CustomerDetails.named("Zhu Xi").withIndustry("philosophy").withRemark("from the academy");
        return new Register(
                zhuXi,
                CustomerKind.PERSON,
                details,
                List.of(new ContactPoint.Email(EMAIL), new ContactPoint.Phone(PHONE)),
                "ann");
    }

    private void tellOfZhuXi(CrmSession session) {
        session.execute(register());
        session.execute(new OpportunityCommand.Open(
                deal,
                zhuXi,
                OpportunityDetails.named("White Deer Grotto"),
                Pipeline.STANDARD.id(),
                null,
                "ann",
                WORTH,
                null,
                List.of()));
        session.executeAll(List.of(
                new TicketCommand.Open(
                        ticket,
                        zhuXi,
                        "The left shoe is missing",
                        "It was on his desk",
                        "email",
                        TicketKind.QUESTION,
                        TicketPriority.NORMAL),
                new TicketCommand.RecordCustomerReply(ticket, "m1", "He has moved it")));
    }

    static String log(Storage storage) {
        StringBuilder all = new StringBuilder();
        storage.log().after(0, List.of(), 1_000).forEach(each -> all.append(each.payload()));
        return all.toString();
    }

    private static void requireRefused(ThrowingCallable call, RuleCode rule) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CrmException.Refused.class,
                        refused -> assertThat(refused.rule()).isEqualTo(rule));
    }

    @Test
    void theLogHoldsNothingPersonalThatCanBeReadWithoutAKey() {
        Storage storage = empty();
        CrmSession session = start(builder(storage).erasable()).as(ANN);
        tellOfZhuXi(session);
        assertThat(log(storage)).doesNotContain(TOLD).contains("philosophy", "1200", "$enc");
        assertThat(session.history(zhuXi).get(0).event())
                .isEqualTo(new CustomerEvent.Registered(
                        zhuXi, CustomerKind.PERSON, register().details()));
        assertThat(storage.keys().find(TenantId.MAIN, List.of(zhuXi.value(), deal.value(), ticket.value())))
                .hasSize(3)
                .doesNotContainKey(UUID.randomUUID());
    }

    @Test
    void whatIsErasedIsReadByNobody() {
        Storage storage = empty();
        Crm crm = start(builder(storage).erasable());
        CrmSession session = crm.as(ANN);
        tellOfZhuXi(session);
        CustomerId other = CustomerId.random();
        session.execute(Register.person(other, "Lu Jiuyuan"));
        clock.advance(Duration.ofDays(1));

        List<Erasure> erased = session.erase(zhuXi, "request 4711");

        assertThat(erased)
                .extracting(Erasure::subject)
                .containsExactlyInAnyOrder(zhuXi.value(), deal.value(), ticket.value());
        assertThat(session.erase(zhuXi, "request 4711")).isEmpty();
        for (CrmSession each :
                List.of(session, start(builder(again(storage)).erasable()).as(ANN))) {
            requireErased(each);
            assertThat(each.views(CustomerView.TYPE)
                            .byId(other)
                            .orElseThrow()
                            .details()
                            .name())
                    .isEqualTo("Lu Jiuyuan");
        }
        assertThat(crm.erasures()).containsExactlyInAnyOrderElementsOf(erased);
        assertThat(session.erasure(zhuXi))
                .contains(
                        new Erasure(TenantId.MAIN, zhuXi.value(), NOW.plus(Duration.ofDays(1)), "ann", "request 4711"));
        assertThat(session.erasure(other)).isEmpty();
        assertThat(storage.keys().find(TenantId.MAIN, List.of(zhuXi.value(), deal.value(), ticket.value())))
                .isEmpty();
    }

    private void requireErased(CrmSession session) {
        CustomerView customer = session.views(CustomerView.TYPE).byId(zhuXi).orElseThrow();
        assertThat(customer.details())
                .isEqualTo(CustomerDetails.named("[erased]")
                        .withIndustry("philosophy")
                        .withRemark("[erased]"));
        assertThat(customer.contactPoints())
                .containsExactly(
                        new ContactPoint.Email(EmailAddress.ERASED), new ContactPoint.Phone(PhoneNumber.ERASED));
        assertThat(customer.owner()).isEqualTo("ann");
        OpportunityView lost = session.views(OpportunityView.TYPE).byId(deal).orElseThrow();
        assertThat(lost.details().name()).isEqualTo("[erased]");
        assertThat(session.views(OpportunityView.TYPE).count(OpportunityView.CUSTOMER.is(zhuXi)))
                .isOne();
        TicketView view = session.views(TicketView.TYPE).byId(ticket).orElseThrow();
        assertThat(view.subject()).isEqualTo("[erased]");
        assertThat(view.customerReplies()).isOne();
        List<Recorded<?>> history = session.history(zhuXi);
        assertThat(history.toString() + session.history(deal) + session.history(ticket) + customer + lost + view)
                .doesNotContain(TOLD);
        assertThat(history.get(history.size() - 1)).satisfies(last -> {
            assertThat(last.name()).isEqualTo("guanxi.erased");
            assertThat(last.event())
                    .isEqualTo(new Erased(new Erased.Subject(zhuXi.value()), "customer", "request 4711"));
            assertThat(last.meta().actor()).isEqualTo("ann");
        });
        requireRefused(() -> session.execute(new CustomerCommand.Tag(zhuXi, "vip")), ErasureRule.ERASED);
        requireRefused(() -> session.execute(register()), ErasureRule.ERASED);
        requireRefused(() -> session.execute(new TicketCommand.Reply(ticket, "m2", "Hello")), ErasureRule.ERASED);
    }

    @Test
    void anotherNodeFindsOutBeforeItWrites() {
        Storage storage = empty();
        CrmSession here = start(builder(storage).erasable()).as(ANN);
        CrmSession there = start(builder(again(storage)).erasable()).as(ANN);
        tellOfZhuXi(there);
        there.execute(new CustomerCommand.Tag(zhuXi, "vip"));

        here.erase(zhuXi, "request 4711");

        requireRefused(() -> there.execute(new CustomerCommand.Tag(zhuXi, "new")), ErasureRule.ERASED);
        requireErased(there);
    }

    @Test
    void anAddressIsClaimedWithoutBeingToldAndIsFreeAfterwards() {
        Storage storage = empty();
        CrmSession session = start(builder(storage).erasable()).as(ANN);
        tellOfZhuXi(session);
        CustomerId second = CustomerId.random();
        Register same = Register.person(second, "Zhu Song", new ContactPoint.Email(EMAIL));
        requireRefused(() -> session.execute(same), CustomerRule.EMAIL_TAKEN);
        assertThat(storage.claims().holder(TenantId.MAIN, "customer.email", "zhu.xi@nanxi.test"))
                .isEmpty();

        session.erase(zhuXi, "request 4711");

        session.execute(same);
        CustomerId third = CustomerId.random();
        requireRefused(
                () -> session.execute(Register.person(third, "Zhu Yu", new ContactPoint.Email(EMAIL))),
                CustomerRule.EMAIL_TAKEN);
    }

    @Test
    void erasingIsARightOfItsOwn() {
        Storage storage = empty();
        CrmSession session = start(builder(storage)
                        .erasable()
                        .authorizer(Scopes.commands((actor, command) -> true)
                                .see(CustomerView.TYPE, actor -> CustomerView.OWNER.is(actor.id()))
                                .erase(actor -> actor.has("officer"))))
                .as(ANN);
        session.execute(register());
        assertThatThrownBy(() -> session.erase(zhuXi, "request 4711")).isInstanceOf(CrmException.Forbidden.class);
        CrmSession officer = open.get(0).as(new Actor("bob", Set.of("officer")));
        assertThatThrownBy(() -> officer.erase(zhuXi, "request 4711")).isInstanceOf(CrmException.NotFound.class);
        CrmSession owner = open.get(0).as(new Actor("ann", Set.of("officer")));
        assertThatThrownBy(() -> owner.erase(CustomerId.random(), "request 4711"))
                .isInstanceOf(CrmException.NotFound.class);
        assertThatThrownBy(() -> owner.erase(zhuXi, " ")).isInstanceOf(CrmException.Invalid.class);
        assertThat(owner.erase(zhuXi, "request 4711")).hasSize(1);
    }

    @Test
    void followersAreToldAndWhatTheyHaveFailedAtIsForgotten() {
        Storage storage = empty();
        ConcurrentLinkedQueue<UUID> told = new ConcurrentLinkedQueue<>();
        Crm crm = start(builder(storage)
                .erasable()
                .on("mailer", CustomerEvent.Registered.class, registered -> {
                    throw new IllegalStateException("no connection");
                })
                .on(Erased.class, erased -> told.add(erased.aggregateId().value())));
        tellOfZhuXi(crm.as(ANN));
        await(() -> crm.deadLetters().size() == 1);
        assertThat(crm.deadLetters().get(0).event().event().toString()).contains("Zhu Xi");

        crm.as(ANN).erase(zhuXi, "request 4711");

        assertThat(crm.deadLetters()).isEmpty();
        await(() -> told.size() == 3);
        assertThat(told).contains(zhuXi.value());
    }

    @Test
    void theLedgerIsAppliedToWhatABackupBroughtBack() {
        Storage storage = empty();
        Crm crm = start(builder(storage).erasable());
        tellOfZhuXi(crm.as(ANN));
        Erasure customers = new Erasure(TenantId.MAIN, zhuXi.value(), NOW, "ann", "request 4711");
        Erasure deals = new Erasure(TenantId.MAIN, deal.value(), NOW, "ann", "request 4711");
        Erasure tickets = new Erasure(TenantId.MAIN, ticket.value(), NOW, "ann", "request 4711");
        Erasure nobodys = new Erasure(TenantId.MAIN, UUID.randomUUID(), NOW, "ann", "request 4712");
        List<Erasure> ledger = List.of(customers, deals, tickets, nobodys);

        assertThat(crm.reapplyErasures(ledger)).isEqualTo(3);

        requireErased(crm.as(ANN));
        assertThat(crm.erasures()).contains(customers, deals, tickets);
        assertThat(crm.reapplyErasures(ledger)).isZero();
        requireErased(start(builder(again(storage)).erasable()).as(ANN));
    }

    @Test
    void aKeyThatIsLostIsNotTakenForAnErasure() {
        Storage storage = empty();
        CrmSession session = start(builder(storage).erasable()).as(ANN);
        tellOfZhuXi(session);
        Keys withoutTicket = new Keys() {
            @Override
            public Map<UUID, byte[]> find(TenantId tenant, Collection<UUID> subjects) {
                Map<UUID, byte[]> found = storage.keys().find(tenant, subjects);
                found.remove(ticket.value());
                return found;
            }

            @Override
            public Map<UUID, byte[]> create(TenantId tenant, Map<UUID, byte[]> fresh) {
                return storage.keys().create(tenant, fresh);
            }

            @Override
            public void destroy(Erasure erasure) {
                storage.keys().destroy(erasure);
            }

            @Override
            public void destroyAll(TenantId tenant, Collection<UUID> but) {
                storage.keys().destroyAll(tenant, but);
            }

            @Override
            public Map<UUID, Erasure> erased(TenantId tenant, Collection<UUID> subjects) {
                return storage.keys().erased(tenant, subjects);
            }

            @Override
            public List<Erasure> ledger() {
                return storage.keys().ledger();
            }
        };
        CrmBuilder lost = builder(again(storage)).erasable(any -> withoutTicket);
        assertThatThrownBy(() -> start(lost).as(ANN).history(ticket))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("lost");
    }

    @Test
    void aMasterKeyIsNeededOnceItWasUsed() {
        Storage storage = empty();
        byte[] master = Seal.newKey();
        tellOfZhuXi(
                start(builder(storage).erasable(keys -> keys.wrappedBy(master))).as(ANN));
        CrmSession same = start(builder(again(storage)).erasable(keys -> keys.wrappedBy(master)))
                .as(ANN);
        assertThat(same.history(zhuXi).toString()).contains("Zhu Xi");
        for (CrmBuilder each : List.of(
                builder(again(storage)).erasable(),
                builder(again(storage)).erasable(keys -> keys.wrappedBy(Seal.newKey())))) {
            assertThatThrownBy(each::build)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("master key");
        }
        same.erase(zhuXi, "request 4711");
        requireErased(same);
    }

    @Test
    void onceSealedAlwaysSealed() {
        Storage storage = empty();
        try (Crm crm = builder(storage).erasable().build()) {
            tellOfZhuXi(crm.as(ANN));
        }
        Storage second = again(storage);
        assertThatThrownBy(() -> builder(second).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("erasable()");
        assertThat(start(builder(again(second)).erasable())
                        .as(ANN)
                        .history(zhuXi)
                        .toString())
                .contains("Zhu Xi");
    }

    @Test
    void whatWasStoredInPlainIsReadAndClaimedAndErasedToo() {
        Storage storage = empty();
        try (Crm crm = builder(storage).build()) {
            CrmSession session = crm.as(ANN);
            tellOfZhuXi(session);
            assertThatThrownBy(() -> session.erase(zhuXi, "request 4711")).isInstanceOf(IllegalStateException.class);
        }
        Storage second = again(storage);
        Crm crm = start(builder(second).erasable());
        CrmSession session = crm.as(ANN);
        assertThat(log(second)).contains(TOLD);
        assertThat(second.claims().holder(TenantId.MAIN, "customer.email", "zhu.xi@nanxi.test"))
                .isEmpty();
        requireRefused(
                () -> session.execute(Register.person(CustomerId.random(), "Zhu Song", new ContactPoint.Email(EMAIL))),
                CustomerRule.EMAIL_TAKEN);
        session.execute(new TicketCommand.NoteInternally(ticket, "m2", "Look in the academy"));
        assertThat(session.history(ticket).toString()).contains("left shoe", "in the academy");
        assertThat(session.history(zhuXi).toString()).contains("Zhu Xi");

        session.erase(zhuXi, "request 4711");

        assertThat(log(second)).doesNotContain(TOLD);
        requireErased(session);
    }

    @Test
    void aCommandThatIsSentAgainIsKnownByNothingThatCanBeGuessed() {
        Storage storage = empty();
        Crm crm = start(builder(storage).erasable());
        UUID id = UUID.randomUUID();
        CrmSession once = crm.as(ANN).once(id);
        Outcome first = once.execute(register());
        Crm another = start(builder(again(storage)).erasable());
        assertThat(another.as(ANN).once(id).execute(register())).isEqualTo(first);
        Register other = Register.person(zhuXi, "Zhu Song");
        assertThatThrownBy(() -> once.execute(other)).isInstanceOf(CrmException.Invalid.class);
        Receipts.Receipt receipt = storage.receipts().find(TenantId.MAIN, id).orElseThrow();
        Storage plain = InMemoryStorage.create();
        start(builder(plain)).as(ANN).once(id).execute(register());
        assertThat(receipt.fingerprint())
                .hasSize(64)
                .isNotEqualTo(
                        plain.receipts().find(TenantId.MAIN, id).orElseThrow().fingerprint());

        crm.as(ANN).erase(zhuXi, "request 4711");

        Outcome answer = once.execute(register());
        assertThat(answer.version()).isEqualTo(first.version());
        assertThat(answer.events()).hasSameSizeAs(first.events());
        assertThat(answer.toString()).doesNotContain(TOLD);
    }

    @Test
    void theAnswerToACommandIsKnownThoughNothingWasSealedThen() {
        Storage storage = empty();
        UUID id = UUID.randomUUID();
        Outcome first;
        try (Crm crm = builder(storage).build()) {
            first = crm.as(ANN).once(id).execute(register());
        }
        CrmSession once = start(builder(again(storage)).erasable()).as(ANN).once(id);
        assertThat(once.execute(register())).isEqualTo(first);
    }

    @Test
    void thePastTellsNothingOfTheErased() {
        Crm crm = start(builder(empty()).erasable());
        CrmSession session = crm.as(ANN);
        tellOfZhuXi(session);
        Instant before = clock.instant();
        clock.advance(Duration.ofDays(1));
        assertThat(session.asOf(before).history(zhuXi).toString()).contains("Zhu Xi");

        session.erase(zhuXi, "request 4711");

        Past past = session.asOf(before);
        assertThat(past.history(zhuXi)).hasSizeLessThan(session.history(zhuXi).size());
        assertThat(past.history(zhuXi).toString()).doesNotContain(TOLD);
        assertThat(past.views(CustomerView.TYPE)
                        .byId(zhuXi)
                        .orElseThrow()
                        .details()
                        .name())
                .isEqualTo("[erased]");
        assertThat(past.views(CustomerView.TYPE).count(CustomerView.NAME.is("[erased]")))
                .isOne();
        assertThat(past.views(TicketMessageView.TYPE)
                        .find(Filter.everything(), PageRequest.first(10).byId())
                        .items()
                        .toString())
                .doesNotContain(TOLD);
        assertThat(session.feed(null, 100, Set.of()).events().toString()).doesNotContain(TOLD);
    }

    @Test
    void aBatchIsNotTakenBackForTheErased() {
        Crm crm = start(builder(empty()).erasable());
        UUID batch = UUID.randomUUID();
        CrmSession session = crm.as(ANN);
        session.inBatch(batch).execute(register());
        session.inBatch(batch).execute(new CustomerCommand.Tag(zhuXi, "vip"));
        CustomerId other = CustomerId.random();
        session.inBatch(batch).execute(Register.person(other, "Lu Jiuyuan"));
        session.erase(zhuXi, "request 4711");

        Map<UUID, Undone.Result> results = new HashMap<>();
        session.undo(batch).steps().forEach(each -> results.put(each.aggregate(), each.result()));

        assertThat(results)
                .containsEntry(zhuXi.value(), Undone.Result.CHANGED_SINCE)
                .containsEntry(other.value(), Undone.Result.UNDONE);
        assertThat(session.batch(batch).toString()).doesNotContain(TOLD);
    }

    @Test
    void viewsThatAreFoldedAnewTellNothingOfTheErased() {
        Crm crm = start(builder(empty()).erasable());
        CrmSession session = crm.as(ANN);
        tellOfZhuXi(session);
        CustomerId other = CustomerId.random();
        session.execute(Register.person(other, "Lu Jiuyuan"));
        session.erase(zhuXi, "request 4711");
        for (ViewType<?> type : List.of(CustomerView.TYPE, TicketView.TYPE, TicketMessageView.TYPE)) {
            crm.rebuild(type).done().join();
        }
        requireErased(session);
        assertThat(session.views(CustomerView.TYPE)
                        .byId(other)
                        .orElseThrow()
                        .details()
                        .name())
                .isEqualTo("Lu Jiuyuan");
    }

    @Test
    void aLogThatIsTakenElsewhereStaysSealedAndNeedsItsKeys(@TempDir Path directory) throws IOException {
        Storage before = empty();
        Crm old = start(builder(before).erasable());
        tellOfZhuXi(old.as(ANN));
        CustomerId erased = CustomerId.random();
        old.as(ANN).execute(Register.person(erased, "Zhu Song"));
        old.as(ANN).erase(erased, "request 4710");
        Path file = directory.resolve("log.jsonl");
        try (OutputStream out = Files.newOutputStream(file)) {
            old.exportLog(out, null);
        }
        assertThat(Files.readString(file)).doesNotContain(TOLD).contains("$enc");

        InMemoryStorage elsewhere = InMemoryStorage.create();
        for (CrmBuilder each : List.of(builder(elsewhere), builder(elsewhere).erasable())) {
            assertThatThrownBy(() -> each.restore(file).build())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("keys")
                    .hasMessageContaining("log.jsonl");
            assertThat(elsewhere.log().head()).isZero();
        }
        CrmSession after = start(
                        builder(elsewhere).erasable(any -> before.keys()).restore(file))
                .as(ANN);
        assertThat(after.history(zhuXi)).isEqualTo(old.as(ANN).history(zhuXi));
        assertThat(after.views(CustomerView.TYPE).byId(zhuXi))
                .isEqualTo(old.as(ANN).views(CustomerView.TYPE).byId(zhuXi));
        assertThat(after.erasure(erased)).isPresent();
        assertThat(elsewhere.claims().holder(TenantId.MAIN, "customer.email", "zhu.xi@nanxi.test"))
                .isEmpty();
        requireRefused(
                () -> after.execute(Register.person(CustomerId.random(), "Zhu Song", new ContactPoint.Email(EMAIL))),
                CustomerRule.EMAIL_TAKEN);
        after.erase(zhuXi, "request 4711");
        requireErased(after);
    }

    @Test
    void aPlainLogIsRestoredWhereItCanBeErased(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("log.jsonl");
        Crm plain = start(builder(InMemoryStorage.create()));
        tellOfZhuXi(plain.as(ANN));
        try (OutputStream out = Files.newOutputStream(file)) {
            plain.exportLog(out, null);
        }
        Storage storage = empty();
        CrmSession session = start(builder(storage).erasable().restore(file)).as(ANN);
        assertThat(session.history(zhuXi)).isEqualTo(plain.as(ANN).history(zhuXi));
        requireRefused(
                () -> session.execute(Register.person(CustomerId.random(), "Zhu Song", new ContactPoint.Email(EMAIL))),
                CustomerRule.EMAIL_TAKEN);
        session.erase(zhuXi, "request 4711");
        requireErased(session);
        assertThat(log(storage)).doesNotContain(TOLD);
    }

    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it did not happen within 20 s");
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError(interrupted);
            }
        }
    }
}
