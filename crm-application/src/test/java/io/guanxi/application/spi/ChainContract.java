package io.guanxi.application.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmBuilder;
import io.guanxi.application.CrmSession;
import io.guanxi.application.LogHead;
import io.guanxi.application.LogProof;
import io.guanxi.application.Signer;
import io.guanxi.application.TamperedLogException;
import io.guanxi.application.TamperedLogException.Finding;
import io.guanxi.application.TamperedLogException.Kind;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.memory.InMemoryStorage;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.TenantId;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a storage must do so that nobody changes its log unnoticed; a part of {@link StorageContract}. */
abstract class ChainContract extends HouseholdContract {

    private static final Actor ANN = new Actor("ann", Set.of("sales"));
    private static final TenantId OTHER = new TenantId("other");

    private final KeyPair key = newKey();
    private final List<Crm> open = new ArrayList<>();
    private final CustomerId zhuXi = CustomerId.random();

    @AfterEach
    void closeChained() {
        open.forEach(Crm::close);
    }

    private static KeyPair newKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static CrmBuilder plain(Storage storage) {
        return Crm.builder()
                .storage(storage)
                .authorizer(Authorizer.allowEverything())
                .dutiesEvery(Duration.ZERO);
    }

    /** One that adds to the chain when it is told to. */
    private CrmBuilder chained(Storage storage) {
        return plain(storage).chained(Signer.of(key.getPrivate()), Duration.ZERO);
    }

    private Crm start(CrmBuilder builder) {
        Crm crm = builder.build();
        open.add(crm);
        return crm;
    }

    private static LogHead head(Crm crm) {
        return crm.logHead().orElseThrow();
    }

    private static Finding found(Runnable verification) {
        try {
            verification.run();
        } catch (TamperedLogException tampered) {
            return tampered.finding();
        }
        throw new AssertionError("nothing was found");
    }

    private static List<Command> customers(int count) {
        List<Command> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(Register.organisation(CustomerId.random(), "Customer " + i));
        }
        return all;
    }

    @Test
    void theLogIsProvenLinkByLink() {
        Crm crm = start(chained(empty()));
        assertThat(crm.logHead()).isEmpty();
        assertThat(crm.verifyLog(key.getPublic())).isEqualTo(new LogProof(0, Optional.empty(), 0, List.of()));
        crm.as(ANN).executeAll(customers(1_100));
        LogHead first = head(crm);
        assertThat(first.link()).isEqualTo(2);
        assertThat(head(crm)).isEqualTo(first);
        crm.as(ANN, OTHER).executeAll(customers(3));

        assertThat(crm.verifyLog(key.getPublic())).isEqualTo(new LogProof(1_100, Optional.of(first), 3, List.of()));

        LogHead second = head(crm);
        List<Long> told = new ArrayList<>();
        LogProof proof = crm.verifyLog(List.of(newKey().getPublic(), key.getPublic()), first, told::add);
        assertThat(proof).isEqualTo(new LogProof(1_103, Optional.of(second), 0, List.of()));
        assertThat(told).endsWith(1_103L);
        assertThat(second.isSignedBy(key.getPublic())).isTrue();
    }

    @Test
    void aChangedEventIsNamed() {
        Storage storage = empty();
        Crm crm = start(chained(storage));
        crm.as(ANN).executeAll(customers(2));
        crm.as(ANN, OTHER).execute(Register.organisation(zhuXi, "Academy"));
        crm.as(ANN, OTHER).execute(new CustomerCommand.Tag(zhuXi, "vip"));
        head(crm);
        StoredEvent tagged =
                storage.log().ofAggregate(OTHER, zhuXi.value(), 1, 1).get(0);
        storage.log().overwrite(saying(tagged, tagged.payload().replace("vip", "pay")));

        Finding finding = found(() -> crm.verifyLog(key.getPublic()));

        assertThat(finding)
                .isEqualTo(new Finding(Kind.EVENT_CHANGED, 1, tagged.position(), OTHER, zhuXi.value(), 2))
                .asString()
                .contains(zhuXi.value().toString(), "other", "sequence 2", "position " + tagged.position());
        storage.log().overwrite(tagged);
        assertThat(crm.verifyLog(key.getPublic()).events()).isEqualTo(4);
    }

    private static StoredEvent saying(StoredEvent event, String payload) {
        return new StoredEvent(
                event.position(),
                event.feature(),
                event.aggregate(),
                event.name(),
                event.revision(),
                payload,
                event.meta());
    }

    @Test
    void theKeyOfSomebodyElseProvesNothing() {
        Crm crm = start(chained(empty()));
        crm.as(ANN).executeAll(customers(2));
        LogHead head = head(crm);
        assertThat(found(() -> crm.verifyLog(newKey().getPublic())).kind()).isEqualTo(Kind.LINK_CHANGED);
        LogHead forged = LogHead.signed(head.link(), head.at(), head.hash(), Signer.of(newKey().getPrivate()));
        assertThatThrownBy(() -> crm.verifyLog(key.getPublic(), forged))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("trusted");
    }

    @Test
    void theChainMustLeadToTheTrustedHead() {
        Crm crm = start(chained(empty()));
        crm.as(ANN).executeAll(customers(2));
        head(crm);
        Crm another = start(chained(InMemoryStorage.create()));
        another.as(ANN).executeAll(customers(2));
        LogHead others = head(another);
        assertThat(found(() -> crm.verifyLog(key.getPublic(), others)).kind()).isEqualTo(Kind.HEAD_MISSING);
        another.as(ANN).executeAll(customers(2));
        LogHead later = head(another);
        assertThat(found(() -> crm.verifyLog(key.getPublic(), later)).kind()).isEqualTo(Kind.HEAD_MISSING);
    }

    @Test
    void itIsSwitchedOnLaterAndGoneOnWithByAnotherNode() {
        Storage storage = empty();
        Crm without = start(plain(storage));
        without.as(ANN).executeAll(customers(5));
        assertThatThrownBy(without::logHead)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("chained");
        Crm one = start(chained(again(storage)));
        LogHead first = head(one);
        without.as(ANN).executeAll(customers(2));
        one.close();

        Crm two = start(chained(again(storage)));
        LogHead second = head(two);

        assertThat(List.of(first.link(), second.link())).containsExactly(1L, 2L);
        assertThat(without.verifyLog(key.getPublic(), first).events()).isEqualTo(7);
    }

    @Test
    void whatWasErasedIsStillProven() {
        Storage storage = empty();
        Crm crm = start(chained(storage).erasable());
        CrmSession session = crm.as(ANN);
        session.execute(Register.person(zhuXi, "Zhu Xi"));
        session.executeAll(customers(2));
        LogHead before = head(crm);
        List<StoredEvent> stored = storage.log().after(0, List.of(), 10);

        session.erase(zhuXi, "request 4711");

        assertThat(storage.log().after(0, List.of(), 10)).startsWith(stored.toArray(StoredEvent[]::new));
        LogHead after = head(crm);
        assertThat(crm.verifyLog(key.getPublic(), before)).isEqualTo(new LogProof(4, Optional.of(after), 0, List.of()));
    }

    @Test
    void whatAnErasureHasOverwrittenIsSaidInTheChain() {
        Storage storage = empty();
        try (Crm crm = chained(storage).build()) {
            crm.as(ANN).execute(Register.person(zhuXi, "Zhu Xi"));
            crm.as(ANN).executeAll(customers(2));
            head(crm);
        }
        Storage second = again(storage);
        Crm keyless = start(plain(second).erasable());
        assertThatThrownBy(() -> keyless.as(ANN).erase(zhuXi, "request 4711"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("chained");
        StoredEvent original =
                second.log().ofAggregate(TenantId.MAIN, zhuXi.value(), 0, 1).get(0);
        assertThat(original.payload()).contains("Zhu Xi");
        Crm crm = start(chained(again(storage)).erasable());

        crm.as(ANN).erase(zhuXi, "request\n4711");

        LogHead head = head(crm);
        LogProof proof = crm.verifyLog(key.getPublic(), head);
        assertThat(proof.events()).isEqualTo(4);
        assertThat(proof.amendments()).extracting(LogProof.Amendment::reason).containsExactly("request 4711");
        second.log().overwrite(original);
        assertThat(found(() -> crm.verifyLog(key.getPublic())))
                .isEqualTo(new Finding(Kind.EVENT_CHANGED, 1, original.position(), TenantId.MAIN, zhuXi.value(), 1));
    }

    @Test
    void writersOnTwoNodesAreProvenWhileTheyWrite() throws Exception {
        Storage storage = empty();
        Signer signer = Signer.of(key.getPrivate());
        Duration often = Duration.ofMillis(5);
        List<Crm> nodes = new ArrayList<>();
        nodes.add(start(plain(storage).chained(signer, often)));
        nodes.add(start(plain(again(storage)).chained(signer, often)));
        ExecutorService writers = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> writing = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                CrmSession session = nodes.get(writer % 2).as(ANN);
                writing.add(writers.submit(() -> write(session)));
            }
            LogHead trusted = null;
            boolean done = false;
            while (!done) {
                done = writing.stream().allMatch(Future::isDone);
                Crm node = nodes.get(done ? 1 : 0);
                LogHead now = node.logHead().orElse(null);
                node.verifyLog(List.of(key.getPublic()), trusted, events -> {});
                trusted = now;
            }
            for (Future<?> each : writing) {
                each.get(30, TimeUnit.SECONDS);
            }
        } finally {
            writers.shutdownNow();
        }
        LogHead head = head(nodes.get(0));
        LogProof proof = nodes.get(1).verifyLog(key.getPublic(), head);
        assertThat(proof.events()).isEqualTo(200);
        assertThat(head.link()).isGreaterThan(1);
    }

    private static void write(CrmSession session) {
        for (int i = 0; i < 25; i++) {
            CustomerId id = CustomerId.random();
            session.executeAll(List.of(Register.organisation(id, "C" + i), new CustomerCommand.Tag(id, "a")));
            try {
                session.executeAll(List.of(new CustomerCommand.Tag(id, "b"), Register.organisation(id, "Other")));
            } catch (CrmException.Refused refused) {
                // its numbers in the log are left unused
            }
        }
    }

    @Test
    void whoCannotSignHoldsNobodyUp() {
        Storage storage = empty();
        Signer signer = Signer.of(key.getPrivate());
        AtomicBoolean away = new AtomicBoolean(true);
        Crm crm = start(plain(storage)
                .chained(
                        message -> {
                            if (away.get()) {
                                throw new IllegalStateException("the vault does not answer");
                            }
                            return signer.sign(message);
                        },
                        Duration.ofMillis(5)));
        crm.as(ANN).executeAll(customers(2));
        ErasureContract.await(() -> !crm.health().ready());
        assertThat(crm.health().problems()).singleElement().asString().contains("chain");
        assertThat(storage.chain().last()).isEmpty();
        Crm another = start(chained(again(storage)));
        head(another);
        crm.as(ANN).executeAll(customers(2));

        away.set(false);

        ErasureContract.await(
                () -> crm.health().ready() && crm.verifyLog(key.getPublic()).events() == 4);
    }

    @Test
    void aLogThatIsTakenElsewhereBeginsAChainThatNamesTheFormer(@TempDir Path directory) throws Exception {
        Crm before = start(chained(InMemoryStorage.create()));
        before.as(ANN).executeAll(customers(3));
        Path file = directory.resolve("log.jsonl");
        try (OutputStream out = Files.newOutputStream(file)) {
            before.exportLog(out, null);
        }
        Crm after = start(chained(empty()).restore(file));
        head(after);
        LogProof proof = after.verifyLog(key.getPublic());
        assertThat(proof.events()).isEqualTo(3);
        assertThat(proof.amendments())
                .extracting(LogProof.Amendment::reason)
                .singleElement()
                .asString()
                .endsWith(head(before).toString());
    }

    @Test
    void aPlaceOrATenantIsAmendedByOrder() {
        Storage storage = empty();
        Crm crm = start(chained(storage));
        crm.as(ANN).execute(Register.organisation(zhuXi, "Academy"));
        head(crm);
        StoredEvent event =
                storage.log().ofAggregate(TenantId.MAIN, zhuXi.value(), 0, 1).get(0);
        storage.log().overwrite(saying(event, event.payload().replace("Academy", "Acadamy")));
        assertThat(found(() -> crm.verifyLog(key.getPublic())).position()).isEqualTo(event.position());

        LogHead amended = crm.amendLog(event.position(), "order 17");
        crm.amendLog(OTHER, "order 18");

        LogProof proof = crm.verifyLog(key.getPublic(), amended);
        assertThat(proof.amendments()).extracting(LogProof.Amendment::reason).containsExactly("order 17", "order 18");
        assertThatThrownBy(() -> crm.amendLog(4_711, "order 19"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("position");
        storage.log().overwrite(event);
        assertThat(found(() -> crm.verifyLog(key.getPublic())).kind()).isEqualTo(Kind.EVENT_CHANGED);
    }
}
