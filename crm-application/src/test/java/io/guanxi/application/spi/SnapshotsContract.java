package io.guanxi.application.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmBuilder;
import io.guanxi.application.Recorded;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.spi.Snapshots.Snapshot;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a storage must do so that aggregates are loaded from their last known state; a part of {@link StorageContract}. */
abstract class SnapshotsContract extends LookupContract {

    private static final Actor ANN = new Actor("ann", Set.of("sales"));

    private final List<Crm> open = new ArrayList<>();
    private final CustomerId zhuXi = CustomerId.random();

    @AfterEach
    void closeWithSnapshots() {
        open.forEach(Crm::close);
    }

    private static CrmBuilder builder(Storage storage) {
        return Crm.builder()
                .storage(storage)
                .authorizer(Authorizer.allowEverything())
                .dutiesEvery(Duration.ZERO);
    }

    private Crm start(CrmBuilder builder) {
        Crm crm = builder.build();
        open.add(crm);
        return crm;
    }

    private Optional<Snapshot> kept(Storage storage) {
        return storage.snapshots().find(TenantId.MAIN, zhuXi.value());
    }

    private void tag(Crm crm, int from, int to) {
        IntStream.rangeClosed(from, to)
                .forEach(each -> crm.as(ANN).execute(new CustomerCommand.Tag(zhuXi, "tag " + each)));
    }

    @Test
    void theStateIsKeptWithEverySoManyEvents() {
        Storage storage = empty();
        Crm crm = start(builder(storage).snapshots("customer", 4));
        crm.as(ANN).execute(Register.organisation(zhuXi, "Academy"));
        tag(crm, 2, 3);
        assertThat(kept(storage)).isEmpty();
        tag(crm, 4, 7);
        assertThat(kept(storage)).map(Snapshot::version).contains(4L);
        crm.as(ANN)
                .executeAll(IntStream.rangeClosed(8, 14)
                        .mapToObj(each -> new CustomerCommand.Tag(zhuXi, "tag " + each))
                        .toList());
        assertThat(kept(storage)).map(Snapshot::version).contains(12L);
    }

    /** What is loaded is told by a change of it that nobody could make but whoever reads it. */
    @Test
    void anAggregateThatNobodyRemembersIsLoadedFromThere() {
        Storage storage = empty();
        Crm before = start(builder(storage).snapshots("customer", 4));
        before.as(ANN).execute(Register.organisation(zhuXi, "Academy"));
        tag(before, 2, 5);
        Snapshot snapshot = kept(storage).orElseThrow();
        Snapshot changed = new Snapshot(
                snapshot.feature(),
                snapshot.revision(),
                snapshot.version(),
                snapshot.payload().replace("tag 4", "tag 44"));
        storage.transactions()
                .executeInTransaction(() -> storage.snapshots().put(TenantId.MAIN, zhuXi.value(), changed));

        Storage second = again(storage);
        Crm crm = start(builder(second).snapshots("customer", 4));

        assertThat(crm.as(ANN).execute(new CustomerCommand.Tag(zhuXi, "tag 44")).events())
                .isEmpty();
        assertThat(crm.as(ANN).execute(new CustomerCommand.Tag(zhuXi, "tag 5")).events())
                .isEmpty();
        var outcome = crm.as(ANN).execute(new CustomerCommand.Tag(zhuXi, "tag 6"));
        assertThat(outcome.version()).isEqualTo(6);
        Crm without = start(builder(again(second)));
        assertThat(without.as(ANN)
                        .execute(new CustomerCommand.Tag(zhuXi, "tag 44"))
                        .events())
                .hasSize(1);
    }

    /** Of another revision, of another shape, sealed by a key that is gone. */
    @Test
    void whatCannotBeReadIsNotUsed() {
        Storage storage = empty();
        Crm before = start(builder(storage).snapshots("customer", 4));
        before.as(ANN).execute(Register.organisation(zhuXi, "Academy"));
        tag(before, 2, 5);
        Snapshot good = kept(storage).orElseThrow();
        for (Snapshot bad : List.of(
                new Snapshot("customer", good.revision() + 1, 4, "{}"),
                new Snapshot("ticket", good.revision(), 4, good.payload()),
                new Snapshot("customer", good.revision(), 4, "[]"),
                new Snapshot("customer", good.revision(), 4, "{\"$enc\":\"AAAA\"}"))) {
            storage.transactions()
                    .executeInTransaction(() -> storage.snapshots().put(TenantId.MAIN, zhuXi.value(), bad));
            try (Crm crm = builder(again(storage)).snapshots("customer", 4).build()) {
                assertThat(crm.as(ANN)
                                .execute(new CustomerCommand.Tag(zhuXi, "tag 5"))
                                .version())
                        .isEqualTo(5);
            }
        }
    }

    @Test
    void whatIsPersonalIsSealedAndGoesWithThePerson() {
        Storage storage = empty();
        Crm crm = start(builder(storage).erasable().snapshots("customer", 2));
        crm.as(ANN).executeAll(List.of(Register.person(zhuXi, "Zhu Xi"), new CustomerCommand.Tag(zhuXi, "vip")));
        assertThat(kept(storage).orElseThrow().payload())
                .startsWith("{\"$enc\":")
                .doesNotContain("\"vip\"");
        Crm second = start(builder(again(storage)).erasable().snapshots("customer", 2));
        assertThat(second.as(ANN).execute(new CustomerCommand.Tag(zhuXi, "vip")).events())
                .isEmpty();

        crm.as(ANN).erase(zhuXi, "request 4711");

        assertThat(kept(storage)).isEmpty();
        List<Recorded<?>> history = second.as(ANN).history(zhuXi);
        assertThat(history).hasSize(3);
    }
}
