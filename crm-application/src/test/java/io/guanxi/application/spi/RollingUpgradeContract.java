package io.guanxi.application.spi;

import static io.guanxi.application.view.PageRequest.first;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmBuilder;
import io.guanxi.application.CrmSession;
import io.guanxi.application.DeadLetter;
import io.guanxi.application.FeedPart;
import io.guanxi.application.Outcome;
import io.guanxi.application.Recorded;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.memory.InMemoryStorage;
import io.guanxi.application.spi.Guests.GuestCommand.Arrive;
import io.guanxi.application.spi.Guests.GuestCommand.GiveRoom;
import io.guanxi.application.spi.Guests.GuestCommand.Greet;
import io.guanxi.application.spi.Guests.GuestCommand.Leave;
import io.guanxi.application.spi.Guests.GuestCommand.Pamper;
import io.guanxi.application.spi.Guests.GuestId;
import io.guanxi.application.spi.Guests.GuestView;
import io.guanxi.application.spi.Guests.New;
import io.guanxi.application.spi.Guests.Old;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Versioned;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.domain.kernel.UpgradeRule;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a storage must do so that two versions can share it, and the newer one read the older; a part of {@link StorageContract}. */
abstract class RollingUpgradeContract extends TimelineContract {

    private static final Actor ANN = new Actor("ann", Set.of("desk"));
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00.123456Z");
    private static final Guests.Version N = Guests.N;
    private static final Guests.Version N1 = Guests.N1;

    private final MutableClock clock = new MutableClock(NOW);
    private final List<Crm> open = new ArrayList<>();
    private final GuestId guest = GuestId.random();

    @AfterEach
    void closeBoth() {
        open.forEach(Crm::close);
    }

    private CrmBuilder builder(Storage storage, Guests.@Nullable Version version) {
        CrmBuilder builder = Crm.builder()
                .storage(storage)
                .authorizer(Authorizer.allowEverything())
                .clock(clock)
                .dutiesEvery(Duration.ZERO);
        for (String each : List.of(
                "customer",
                "contact",
                "activity",
                "opportunity",
                "campaign",
                "ticket",
                "product",
                "person",
                "process",
                "timeline")) {
            builder.without(each);
        }
        return version == null ? builder : builder.feature(version);
    }

    private Crm start(CrmBuilder builder) {
        Crm crm = builder.build();
        open.add(crm);
        return crm;
    }

    private Crm start(Storage storage, Guests.Version version) {
        return start(builder(storage, version));
    }

    /** Five events of the older version. To the newer one the fourth says two things, and the third and the last nothing. */
    private void stay(CrmSession session, GuestId id) {
        session.execute(new Arrive(id, "Zhu Xi"));
        session.execute(new GiveRoom(id, 7));
        session.execute(new Greet(id, "Welcome, master Zhu"));
        session.execute(new Leave(id, true, "wants his shoes"));
        session.execute(new Greet(id, "Farewell, master Zhu"));
    }

    private static void requireUnreadable(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CrmException.Refused.class,
                        refused -> assertThat(refused.rule()).isEqualTo(UpgradeRule.NOT_READABLE));
    }

    private static List<String> references(List<Recorded<?>> events, GuestId of) {
        return events.stream()
                .map(each -> each.name() + " " + each.reference().replace(of.value() + "/", ""))
                .toList();
    }

    private static final List<String> AS_READ_NOW =
            List.of("guest.arrived 1", "guest.room-assigned 2", "guest.left 4", "guest.paid 4.1");

    // ---- the newer version reads the older
    // -------------------------------------------------------------------------------

    @Test
    void whatAnOlderVersionWroteIsReadInTheShapesOfToday() {
        Storage storage = empty();
        stay(start(storage, N).as(ANN), guest);

        CrmSession session = start(again(storage), N1).as(ANN);

        assertThat(references(session.history(guest), guest)).isEqualTo(AS_READ_NOW);
        assertThat(session.history(guest))
                .extracting(Recorded::event)
                .isEqualTo(List.of(
                        new New.Arrived(guest, "Zhu", "Xi"),
                        new New.RoomAssigned(guest, 7),
                        new New.Left(guest, "wants his shoes"),
                        new New.Paid(guest)));
        assertThat(session.history(guest)).extracting(Recorded::eventId).doesNotHaveDuplicates();
        assertThat(storage.log().ofAggregate(TenantId.MAIN, guest.value(), 0, 10))
                .extracting(StoredEvent::name, StoredEvent::revision)
                .containsExactly(
                        tuple("guest.arrived", 1),
                        tuple("guest.room-given", 1),
                        tuple("guest.greeted", 1),
                        tuple("guest.checked-out", 1),
                        tuple("guest.greeted", 1));
    }

    @Test
    void aPartOfAHistoryTearsNothingApartAndStopsAtNothingDropped() {
        Storage storage = empty();
        stay(start(storage, N).as(ANN), guest);
        CrmSession session = start(again(storage), N1).as(ANN);
        List<Recorded<?>> all = new ArrayList<>();
        List<Recorded<?>> part;
        long place = 0;
        do {
            part = session.history(guest, place, 1);
            all.addAll(part);
            place = part.isEmpty() ? place : part.get(part.size() - 1).meta().sequence();
        } while (!part.isEmpty());
        assertThat(references(all, guest)).isEqualTo(AS_READ_NOW);
        assertThat(references(session.explain(guest, 4), guest)).isEqualTo(AS_READ_NOW.subList(2, 4));
        assertThatThrownBy(() -> session.explain(guest, 3)).isInstanceOf(CrmException.NotFound.class);
        assertThatThrownBy(() -> session.explain(guest, 5)).isInstanceOf(CrmException.NotFound.class);
        assertThatThrownBy(() -> session.explain(guest, 6)).isInstanceOf(CrmException.NotFound.class);

        FeedPart fed = session.feed(null, 1, Set.of("guest"));
        List<Recorded<?>> feed = new ArrayList<>(fed.events());
        while (!fed.atEnd()) {
            fed = session.feed(fed.next(), 1, Set.of("guest"));
            feed.addAll(fed.events());
        }
        assertThat(references(feed, guest)).isEqualTo(AS_READ_NOW);
    }

    @Test
    void versionsCountWhatIsStored() {
        Storage storage = empty();
        CrmSession older = start(storage, N).as(ANN);
        older.execute(new Arrive(guest, "Zhu Xi"));
        older.execute(new Greet(guest, "Welcome"));
        CrmSession session = start(again(storage), N1).as(ANN);
        assertThat(session.execute(new Pamper(guest), 2).version()).isEqualTo(3);

        GuestId gone = GuestId.random();
        stay(older, gone);
        Outcome outcome = session.execute(new Pamper(gone), 5);
        assertThat(outcome.version()).isEqualTo(6);
        assertThatThrownBy(() -> session.execute(new GiveRoom(gone, 8))).isInstanceOf(CrmException.NotFound.class);
        for (CrmSession each : List.of(session, start(again(storage), N1).as(ANN))) {
            assertThat(each.views(N1.guests()).versioned(gone))
                    .contains(new Versioned<>(new GuestView(gone, "Zhu Xi", 7, true, true, 1), 6));
            assertThat(each.asOf(NOW).views(N1.guests()).versioned(gone))
                    .isEqualTo(each.views(N1.guests()).versioned(gone));
        }
    }

    @Test
    void theAnswerToAnOldCommandIsReadInTheShapesOfToday() {
        Storage storage = empty();
        CrmSession older = start(storage, N).as(ANN);
        older.execute(new Arrive(guest, "Zhu Xi"));
        UUID id = UUID.randomUUID();
        Outcome first = older.once(id).execute(new Leave(guest, true, "thanks"));
        Outcome second = start(again(storage), N1).as(ANN).once(id).execute(new Leave(guest, true, "thanks"));
        assertThat(second.version()).isEqualTo(first.version());
        assertThat(second.events()).isEqualTo(List.of(new New.Left(guest, "thanks"), new New.Paid(guest)));
    }

    @Test
    void viewsAreFoldedFromWhatAnOlderVersionWroteAndTheLogIsHandedOnAsItIs(@TempDir Path directory)
            throws IOException {
        Path file = directory.resolve("older.jsonl");
        Crm older = start(InMemoryStorage.create(), N);
        stay(older.as(ANN), guest);
        export(older, file);

        Crm newer = start(builder(empty(), N1).restore(file));

        CrmSession session = newer.as(ANN);
        Versioned<GuestView> expected = new Versioned<>(new GuestView(guest, "Zhu Xi", 7, true, true, 0), 5);
        assertThat(session.views(N1.guests()).versioned(guest)).contains(expected);
        assertThat(session.asOf(NOW).views(N1.guests()).versioned(guest)).contains(expected);
        assertThat(session.asOf(NOW).views(N1.guests()).count(Filter.everything()))
                .isOne();
        assertThat(session.views(N1.facts())
                        .find(Filter.everything(), first(10).byId())
                        .views())
                .extracting(Guests.FactView::what)
                .containsExactlyInAnyOrder("guest.arrived", "guest.room-assigned", "guest.left", "guest.paid");
        Path again = directory.resolve("again.jsonl");
        export(newer, again);
        assertThat(again).hasSameTextualContentAs(file);
    }

    private static void export(Crm crm, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            crm.exportLog(out, null);
        }
    }

    @Test
    void followersAreToldOfEachThingThatAnOlderVersionSaid() {
        Storage storage = empty();
        CrmSession older = start(storage, N).as(ANN);
        Queue<String> told = new ConcurrentLinkedQueue<>();
        Queue<String> paid = new ConcurrentLinkedQueue<>();
        start(builder(again(storage), N1)
                .on("desk", New.class, each -> told.add(each.name()))
                .on("till", New.Paid.class, each -> paid.add(each.reference())));
        stay(older, guest);
        ErasureContract.await(() -> told.size() == 4 && paid.size() == 1);
        assertThat(told).containsExactly("guest.arrived", "guest.room-assigned", "guest.left", "guest.paid");
        assertThat(paid).containsExactly(guest.value() + "/4.1");
    }

    @Test
    void whatAFollowerFailedAtIsTriedAgainInTheShapesOfToday() {
        Storage storage = empty();
        try (Crm crm = builder(storage, N)
                .on("till", Old.CheckedOut.class, each -> {
                    throw new IllegalStateException("closed");
                })
                .build()) {
            stay(crm.as(ANN), guest);
            ErasureContract.await(() -> crm.deadLetters().size() == 1);
        }
        Queue<String> paid = new ConcurrentLinkedQueue<>();
        Crm newer = start(builder(again(storage), N1).on("till", New.Paid.class, each -> paid.add(each.reference())));
        clock.advance(Duration.ofMinutes(1));
        ErasureContract.await(() -> paid.size() == 1);
        ErasureContract.await(() -> newer.deadLetters().isEmpty());
        assertThat(paid).containsExactly(guest.value() + "/4.1");
    }

    private static String log(Storage storage) {
        StringBuilder all = new StringBuilder();
        storage.log().after(0, List.of(), 1_000).forEach(each -> all.append(each.payload()));
        return all.toString();
    }

    /** With the quotes of JSON, for two letters alone may stand in what is sealed. */
    private static final List<String> TOLD = List.of("\"Zhu", "Xi\"", "shoes", "master");

    @Test
    void whatAnOlderVersionSealedIsReadAndErased() {
        Storage storage = empty();
        stay(start(builder(storage, N).erasable()).as(ANN), guest);
        assertThat(log(storage)).doesNotContain(TOLD);
        CrmSession session = start(builder(again(storage), N1).erasable()).as(ANN);
        assertThat(session.history(guest).get(0).event()).isEqualTo(new New.Arrived(guest, "Zhu", "Xi"));

        session.erase(guest, "request 4711");

        requireErased(session);
        requireErased(start(builder(again(storage), N1).erasable()).as(ANN));
    }

    @Test
    void whatAnOlderVersionWroteInPlainIsErasedToo() {
        Storage storage = empty();
        try (Crm crm = builder(storage, N).build()) {
            stay(crm.as(ANN), guest);
        }
        assertThat(log(storageOf(storage))).contains(TOLD);
        Storage second = again(storage);
        CrmSession session = start(builder(second, N1).erasable()).as(ANN);

        session.erase(guest, "request 4711");

        assertThat(log(second)).doesNotContain(TOLD);
        requireErased(session);
    }

    /** The same, open. */
    private Storage storageOf(Storage closed) {
        Storage opened = again(closed);
        opened.open(List.of(N.guests(), N.facts()), new Json(), finished -> {});
        return opened;
    }

    private void requireErased(CrmSession session) {
        assertThat(session.history(guest).toString()).doesNotContain(TOLD);
        assertThat(session.history(guest).get(0).event()).isEqualTo(new New.Arrived(guest, "", "[erased]"));
        assertThat(session.views(N1.guests()).versioned(guest))
                .contains(new Versioned<>(new GuestView(guest, "[erased]", 7, true, true, 0), 6));
    }

    // ---- both at once
    // ----------------------------------------------------------------------------------------------------

    @Test
    void theOlderVersionChangesNothingThatItCannotReadAndGoesOnWithTheRest() {
        Storage storage = empty();
        CrmSession older = start(storage, N).as(ANN);
        older.execute(new Arrive(guest, "Zhu Xi"));
        CrmSession newer = start(again(storage), N1).as(ANN);
        GuestId ofNewer = GuestId.random();
        newer.execute(new Arrive(ofNewer, "Lu Jiuyuan"));
        newer.execute(new Pamper(guest));

        for (CrmSession each : List.of(older, start(again(storage), N).as(ANN))) {
            requireUnreadable(() -> each.execute(new GiveRoom(guest, 7)));
            requireUnreadable(() -> each.execute(new GiveRoom(ofNewer, 8)));
            requireUnreadable(() -> each.executeAll(List.of(new GiveRoom(guest, 7), new GiveRoom(ofNewer, 8))));
            GuestId other = GuestId.random();
            each.execute(new Arrive(other, "Zhang Shi"));
            assertThat(each.views(N.guests()).byId(ofNewer))
                    .contains(new GuestView(ofNewer, "Lu Jiuyuan", 0, false, false, 0));
            assertThat(each.views(N.guests()).byId(guest)).contains(new GuestView(guest, "Zhu Xi", 0, false, false, 1));
            assertThat(each.history(ofNewer)).extracting(Recorded::name).containsExactly("guest.arrived");
            Recorded<?> arrived = each.history(ofNewer).get(0);
            assertThat(new Json().write(arrived.event())).contains("\"given\":\"Lu\"", "\"family\":\"Jiuyuan\"");
            assertThat(each.feed(null, 100, Set.of()).events())
                    .extracting(Recorded::name)
                    .contains("guest.pampered");
            newer.execute(new GiveRoom(other, 9));
        }
        newer.execute(new GiveRoom(guest, 7));
        assertThat(newer.views(N1.guests()).byId(guest)).contains(new GuestView(guest, "Zhu Xi", 7, false, false, 1));
    }

    @Test
    void theOlderVersionErasesNothingThatItCannotRead() {
        Storage storage = empty();
        CrmSession older = start(builder(storage, N).erasable()).as(ANN);
        CrmSession newer = start(builder(again(storage), N1).erasable()).as(ANN);
        newer.execute(new Arrive(guest, "Zhu Xi"));
        assertThat(new Json().write(older.history(guest).get(0).event())).contains("\"family\":\"Xi\"");
        requireUnreadable(() -> older.erase(guest, "request 4711"));
        assertThat(newer.erase(guest, "request 4711")).hasSize(1);
        assertThat(older.history(guest).toString())
                .contains("$enc")
                .doesNotContain("\"Zhu\"", "\"Xi\""); // in quotes, which no sealed text holds by chance
    }

    @Test
    void whatOnlyTheNewerVersionCanReadWaitsForItsFollowers() {
        Storage storage = empty();
        Queue<String> toldByOlder = new ConcurrentLinkedQueue<>();
        Crm older = start(builder(storage, N)
                .on("desk", Old.class, each -> toldByOlder.add(each.event().toString())));
        CrmSession newer = start(again(storage), N1).as(ANN);
        newer.execute(new Arrive(guest, "Lu Jiuyuan"));
        newer.execute(new GiveRoom(guest, 7));
        GuestId other = GuestId.random();
        older.as(ANN).execute(new Arrive(other, "Zhu Xi"));
        ErasureContract.await(
                () -> toldByOlder.size() == 1 && older.deadLetters().size() == 2);
        assertThat(older.deadLetters())
                .extracting(DeadLetter::error, DeadLetter::attempts)
                .containsExactly(tuple("upgrade.not-readable", 0), tuple("behind another", 0));
        clock.advance(Duration.ofMinutes(1));

        Queue<String> told = new ConcurrentLinkedQueue<>();
        start(builder(again(storage), N1).on("desk", New.class, each -> told.add(each.name())));

        ErasureContract.await(() -> told.size() == 2 && older.deadLetters().isEmpty());
        assertThat(told).containsExactly("guest.arrived", "guest.room-assigned");
        assertThat(toldByOlder).hasSize(1);
    }

    @Test
    void bothWriteAtTheSameTimeAndNothingIsLost() throws Exception {
        Storage storage = empty();
        CrmSession older = start(storage, N).as(ANN);
        CrmSession newer = start(again(storage), N1).as(ANN);
        List<GuestId> guests = List.of(GuestId.random(), GuestId.random(), GuestId.random());
        guests.forEach(each -> older.execute(new Arrive(each, "Zhu Xi")));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> done = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                done.add(threads.submit(working(i % 2 == 0 ? older : newer, guests, new Random(i))));
            }
            int commands = 0;
            for (Future<Integer> each : done) {
                commands += each.get();
            }
            assertThat(storage.log().after(0, List.of(), 1_000)).hasSize(guests.size() + commands);
        } finally {
            threads.shutdownNow();
        }
        for (GuestId each : guests) {
            assertThat(newer.views(N1.guests()).versioned(each))
                    .isEqualTo(newer.asOf(NOW).views(N1.guests()).versioned(each));
        }
    }

    /** How many events it has written. */
    private static Callable<Integer> working(CrmSession session, List<GuestId> guests, Random random) {
        return () -> {
            int written = 0;
            for (int i = 0; i < 20; i++) {
                GuestId any = guests.get(random.nextInt(guests.size()));
                Command command = random.nextInt(8) == 0 ? new Pamper(any) : new GiveRoom(any, i);
                try {
                    written += session.execute(command).events().size();
                } catch (CrmException.Stale again) {
                    // somebody else was quicker, twice
                } catch (CrmException.Refused refused) {
                    assertThat(refused.rule()).isEqualTo(UpgradeRule.NOT_READABLE);
                }
            }
            return written;
        };
    }

    // ---- and then no more
    // ------------------------------------------------------------------------------------------------

    @Test
    void anOlderVersionStartsUntilTheUpgradeIsFinishedAndThenIsToldWhatItLacks() {
        Storage storage = empty();
        Crm older = start(storage, N);
        older.finishUpgrade();
        stay(older.as(ANN), guest);
        Crm newer = start(again(storage), N1);
        newer.as(ANN).execute(new Pamper(guest));
        start(again(storage), N);

        newer.finishUpgrade();

        requireRefused(
                builder(again(storage), N),
                "the event guest.arrived is at revision 2, and this build knows 1",
                "the event guest.pampered, revision 1, is not known");
        requireRefused(builder(again(storage), null), "the feature guest with its event guest.arrived, revision 2");
        start(builder(again(storage), null).without("guest"));
        older.as(ANN).execute(new Arrive(GuestId.random(), "Zhang Shi"));
        older.finishUpgrade();
        requireRefused(builder(again(storage), N), "guest.arrived");
        start(again(storage), N1).finishUpgrade();
    }

    @Test
    void whoIsRefusedHasTouchedNothing() {
        Storage storage = empty();
        Crm newer = start(storage, N1);
        newer.as(ANN).execute(new Arrive(guest, "Zhu Xi"));
        newer.as(ANN).execute(new Pamper(guest));
        newer.finishUpgrade();
        var reshaped = new Guests.Version(N.table(), Guests.reshaped(), N.facts(), List.of());
        requireRefused(builder(creating(storage), reshaped), "guest.arrived");
        assertThat(newer.as(ANN).views(N1.guests()).byId(guest))
                .contains(new GuestView(guest, "Zhu Xi", 0, false, false, 1));
        assertThat(start(again(storage), N1).as(ANN).views(N1.guests()).count(Filter.everything()))
                .isOne();
    }

    /** As {@link #again}; makes the tables of views that have another shape, if that is what it can do. */
    protected Storage creating(Storage before) {
        return again(before);
    }

    private static void requireRefused(CrmBuilder builder, String... words) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(words)
                .hasMessageContaining("Start the newer build");
    }
}
