package io.guanxi.application.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Recorded;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.customer.CustomerFeature;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.customer.Pool;
import io.guanxi.application.customer.PoolRule;
import io.guanxi.application.customer.PooledCustomerView;
import io.guanxi.application.customer.SurvivorshipPolicy;
import io.guanxi.domain.activity.ActivityId;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerCommand.AssignOwner;
import io.guanxi.domain.customer.CustomerCommand.ClaimFromPool;
import io.guanxi.domain.customer.CustomerCommand.DistributeFromPool;
import io.guanxi.domain.customer.CustomerCommand.Lock;
import io.guanxi.domain.customer.CustomerCommand.MarkDealt;
import io.guanxi.domain.customer.CustomerCommand.NoteContact;
import io.guanxi.domain.customer.CustomerCommand.RecallToPool;
import io.guanxi.domain.customer.CustomerCommand.RecycleToPool;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerCommand.ReleaseToPool;
import io.guanxi.domain.customer.CustomerCommand.WithdrawFromPool;
import io.guanxi.domain.customer.CustomerEvent.ClaimedFromPool;
import io.guanxi.domain.customer.CustomerEvent.DistributedFromPool;
import io.guanxi.domain.customer.CustomerEvent.ReleasedToPool;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerRule;
import io.guanxi.domain.customer.Lapse;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Public pools (公海): who goes there, why, what would have kept it, and who may have it from there. */
abstract class PoolContract extends MergeContract {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Duration MONTH = Duration.ofDays(30);
    private static final CustomerId ACME = new CustomerId(new UUID(1, 1));
    private static final CustomerId BETA = new CustomerId(new UUID(1, 2));
    private static final CustomerId GAMMA = new CustomerId(new UUID(1, 3));
    private static final CustomerId DELTA = new CustomerId(new UUID(1, 4));
    private static final List<CustomerId> ALL = List.of(ACME, BETA, GAMMA, DELTA);

    private static final Pool PUBLIC = Pool.named("公海")
            .takes(PoolRule.named("silent for 30 days")
                    .after(MONTH)
                    .since(CustomerView.LAST_CONTACT)
                    .unless("a deal", CustomerView.DEALT.is(true))
                    .build())
            .openTo(user -> !user.equals("eve"))
            .bars(Duration.ofDays(7))
            .gives(2, 3)
            .counting(CustomerView.DEALT.is(false))
            .build();

    private final MutableClock clock = new MutableClock(NOON);
    private final List<Crm> open = new ArrayList<>();

    @AfterEach
    void closePools() {
        open.forEach(Crm::close);
    }

    private Crm pools() {
        return pools(PUBLIC);
    }

    private Crm pools(Pool pool) {
        Crm crm = Crm.builder()
                .storage(empty())
                .authorizer(Authorizer.allowEverything())
                .feature(new CustomerFeature(List.of(), List.of(), SurvivorshipPolicy.SURVIVOR_FIRST, List.of(pool)))
                .without("process")
                .clock(clock)
                .dutiesEvery(Duration.ZERO)
                .build();
        open.add(crm);
        return crm;
    }

    private static CrmSession user(Crm crm, String name) {
        return crm.as(new Actor(name, Set.of()));
    }

    private static CrmSession registered(Crm crm) {
        CrmSession ann = user(crm, "ann");
        for (CustomerId each : ALL) {
            ann.execute(Register.organisation(each, "Customer " + each.value().getLeastSignificantBits()));
        }
        return ann;
    }

    private static List<CustomerId> pooled(CrmSession session) {
        List<CustomerId> found = new ArrayList<>();
        session.views(CustomerView.TYPE).forEach(PUBLIC.customers(), each -> found.add(each.id()));
        List<CustomerId> listed = new ArrayList<>();
        session.views(PooledCustomerView.TYPE).forEach(PooledCustomerView.POOL.is("公海"), each -> listed.add(each.id()));
        assertThat(found).containsExactlyInAnyOrderElementsOf(listed);
        return found;
    }

    @Test
    void whyARuleTookACustomerAndWhatWouldHaveKeptItIsTold() {
        Crm crm = pools();
        CrmSession ann = registered(crm);
        ALL.forEach(each -> ann.execute(new AssignOwner(each, "ann")));
        clock.set(NOON.plus(Duration.ofDays(10)));
        Instant called = clock.instant();
        ann.execute(new NoteContact(BETA, new ActivityId(new UUID(2, 1)), called, null));
        ann.execute(new MarkDealt(GAMMA));
        ann.execute(new Lock(DELTA));

        assertThat(PUBLIC.next(ann, BETA))
                .contains(new Lapse(
                        "silent for 30 days",
                        Map.of("ownedSince", NOON, "lastContact", called),
                        called.plus(MONTH),
                        Set.of("ownedSince", "lastContact"),
                        Set.of("a deal")));
        assertThat(Stream.of(GAMMA, DELTA).filter(each -> PUBLIC.next(ann, each).isPresent()))
                .isEmpty();

        clock.set(NOON.plus(MONTH).minusSeconds(1));
        crm.runDue();
        assertThat(pooled(ann)).isEmpty();

        clock.set(NOON.plus(MONTH));
        crm.runDue();

        assertThat(pooled(ann)).containsExactly(ACME);
        Lapse lapse = new Lapse(
                "silent for 30 days",
                Map.of("ownedSince", NOON),
                NOON.plus(MONTH),
                Set.of("ownedSince", "lastContact"),
                Set.of("a deal"));
        Recorded<?> last = ann.history(ACME).get(2);
        assertThat(last.event()).isEqualTo(new ReleasedToPool(ACME, "公海", "ann", lapse, null));
        assertThat(ann.views(PooledCustomerView.TYPE).byId(ACME))
                .contains(new PooledCustomerView(
                        ACME, "公海", "ann", last.meta().actor(), clock.instant(), lapse, null, null, null, null));
        assertThat(ann.views(CustomerView.TYPE).byId(ACME)).get().satisfies(each -> {
            assertThat(each.owner()).isNull();
            assertThat(each.ownedSince()).isNull();
            assertThat(each.pool()).isEqualTo("公海");
        });
        assertThatThrownBy(() -> ann.execute(
                        new RecycleToPool(BETA, "公海", PUBLIC.next(ann, BETA).orElseThrow())))
                .isInstanceOf(CrmException.Refused.class)
                .extracting("rule")
                .isEqualTo(CustomerRule.POOL_RULE_DOES_NOT_HOLD);

        clock.set(called.plus(MONTH));
        crm.runDue();
        assertThat(pooled(ann)).containsExactlyInAnyOrder(ACME, BETA);
        List<CustomerId> before = new ArrayList<>();
        ann.asOf(called).views(CustomerView.TYPE).forEach(PUBLIC.customers(), each -> before.add(each.id()));
        assertThat(before).isEmpty();
    }

    @Test
    void whoeverClaimsIsHeldToTheLimitsOfThePool() {
        Crm crm = pools();
        CrmSession ann = registered(crm);
        ALL.forEach(each -> ann.execute(new AssignOwner(each, "ann")));
        CrmSession bob = user(crm, "bob");
        refused(bob, new ReleaseToPool(ACME, "公海", "I want it"), CustomerRule.OWNED_BY_ANOTHER, "ann");
        ALL.forEach(each -> ann.execute(new ReleaseToPool(each, "公海", "too far away")));

        refused(ann, new ReleaseToPool(ACME, "private", "no such"), CustomerRule.POOL_UNKNOWN, "private");
        refused(
                ann,
                new ClaimFromPool(ACME),
                CustomerRule.CLAIMED_AGAIN_TOO_SOON,
                "ann",
                NOON.plus(Duration.ofDays(7)));
        refused(user(crm, "eve"), new ClaimFromPool(ACME), CustomerRule.POOL_CLOSED, "公海", "eve");
        refused(bob, new DistributeFromPool(ACME, "eve"), CustomerRule.POOL_CLOSED, "公海", "eve");
        CrmSession later = ann.at(NOON.plus(Duration.ofDays(300)));
        refused(
                later,
                new ClaimFromPool(ACME),
                CustomerRule.CLAIMED_AGAIN_TOO_SOON,
                "ann",
                NOON.plus(Duration.ofDays(7)));
        bob.execute(new ClaimFromPool(ACME));
        bob.execute(new ClaimFromPool(ACME));
        bob.execute(new ReleaseToPool(ACME, "公海", "not this one"));
        bob.execute(new ClaimFromPool(BETA));
        refused(bob, new ClaimFromPool(GAMMA), CustomerRule.TOO_MANY_CLAIMS, "bob", 2);
        refused(
                bob.at(NOON.plus(Duration.ofDays(300))),
                new ClaimFromPool(GAMMA),
                CustomerRule.TOO_MANY_CLAIMS,
                "bob",
                2);
        ann.execute(new DistributeFromPool(ACME, "bob"));

        clock.set(NOON.plus(Duration.ofDays(1)));
        bob.execute(new ClaimFromPool(GAMMA));
        refused(bob, new ClaimFromPool(DELTA), CustomerRule.TOO_MANY_OWNED, "bob", 3);
        refused(ann, new DistributeFromPool(DELTA, "bob"), CustomerRule.TOO_MANY_OWNED, "bob", 3);
        bob.execute(new MarkDealt(GAMMA));
        ann.execute(new DistributeFromPool(DELTA, "bob"));

        assertThat(pooled(ann)).isEmpty();
        assertThat(ann.history(BETA))
                .last()
                .extracting(Recorded::event)
                .isEqualTo(new ClaimedFromPool(BETA, "公海", "bob"));
        assertThat(ann.history(DELTA))
                .last()
                .extracting(Recorded::event)
                .isEqualTo(new DistributedFromPool(DELTA, "公海", "bob"));
        assertThat(ann.views(PooledCustomerView.TYPE).byId(DELTA)).get().satisfies(each -> {
            assertThat(each.pool()).isNull();
            assertThat(each.givenFrom()).isEqualTo("公海");
            assertThat(each.givenTo()).isEqualTo("bob");
            assertThat(each.givenBy()).isEqualTo("ann");
            assertThat(each.givenAt()).isEqualTo(clock.instant());
        });
        ann.execute(new RecallToPool(ACME, "公海", "on leave"));
        bob.execute(new ClaimFromPool(ACME));
        assertThat(ann.views(CustomerView.TYPE).byId(ACME).orElseThrow().owner())
                .isEqualTo("bob");
    }

    private static void refused(CrmSession session, Command command, CustomerRule rule, Object... details) {
        assertThatThrownBy(() -> session.execute(command))
                .isInstanceOfSatisfying(CrmException.Refused.class, refused -> {
                    assertThat(refused.rule()).isEqualTo(rule);
                    assertThat(refused.details()).containsExactly(details);
                });
    }

    @Test
    void ofTwoWhoClaimACustomerAtOnceOneHasIt() {
        Crm crm = pools();
        CrmSession ann = registered(crm);
        ann.execute(new ReleaseToPool(ACME, "公海", "new"));

        List<CompletableFuture<Boolean>> claims = Stream.of("bob", "carl", "dora", "fred")
                .map(each -> CompletableFuture.supplyAsync(() -> claims(user(crm, each), ACME)))
                .toList();

        assertThat(claims.stream().map(CompletableFuture::join)).containsOnlyOnce(true);
        assertThat(ann.history(ACME))
                .filteredOn(each -> each.event() instanceof ClaimedFromPool)
                .hasSize(1);
        assertThat(ann.views(CustomerView.TYPE)
                        .count(CustomerView.OWNER.present().and(PUBLIC.customers())))
                .isZero();
    }

    private static boolean claims(CrmSession session, CustomerId customer) {
        try {
            session.execute(new ClaimFromPool(customer));
            return true;
        } catch (CrmException.Refused lost) {
            assertThat(lost.rule()).isIn(CustomerRule.ALREADY_OWNED, CustomerRule.NOT_IN_POOL);
            return false;
        }
    }

    @Test
    void whoIsMergedArchivedOrWithdrawnCannotBeHadAndIsNotTaken() {
        Crm crm = pools();
        CrmSession ann = registered(crm);
        ann.execute(new AssignOwner(ACME, "ann"));
        ALL.subList(1, 4).forEach(each -> ann.execute(new ReleaseToPool(each, "公海", "new")));
        ann.execute(CustomerCommand.MergeInto.of(BETA, ACME));
        ann.execute(new CustomerCommand.Archive(GAMMA, "closed"));
        ann.execute(new WithdrawFromPool(DELTA));

        assertThat(ann.views(CustomerView.TYPE).count(PUBLIC.customers())).isZero();
        refused(user(crm, "bob"), new ClaimFromPool(GAMMA), CustomerRule.ARCHIVED);
        refused(user(crm, "bob"), new ClaimFromPool(DELTA), CustomerRule.NOT_IN_POOL);

        clock.set(NOON.plus(MONTH));
        ann.execute(new CustomerCommand.Archive(ACME, "closed"));
        crm.runDue();
        assertThat(ann.views(CustomerView.TYPE).byId(ACME).orElseThrow().owner())
                .isEqualTo("ann");
    }

    @Test
    void aNewRuleGivesEverybodyItsWholeTime() {
        PoolRule rule = PoolRule.named("new")
                .after(MONTH)
                .inForceSince(NOON.plus(Duration.ofDays(10)))
                .build();
        Pool pool = Pool.named("公海").takes(rule).build();
        Crm crm = pools(pool);
        CrmSession ann = registered(crm);
        ann.at(NOON.minus(Duration.ofDays(900))).execute(new AssignOwner(ACME, "ann"));
        assertThat(pool.next(ann, ACME).orElseThrow().until()).isEqualTo(NOON.plus(Duration.ofDays(40)));

        clock.set(NOON.plus(Duration.ofDays(40)).minusSeconds(1));
        crm.runDue();
        assertThat(ann.views(CustomerView.TYPE).count(pool.customers())).isZero();

        clock.set(NOON.plus(Duration.ofDays(40)));
        crm.runDue();
        assertThat(ann.views(CustomerView.TYPE).count(pool.customers())).isEqualTo(1);
        assertThatThrownBy(() -> Pool.named("x".repeat(51))).hasMessageContaining("pool");
        assertThatThrownBy(() -> PoolRule.named("x".repeat(51))).hasMessageContaining("rule");
    }

    @Test
    void aBatchOfReleasesIsTakenBack() {
        Crm crm = pools();
        CrmSession ann = registered(crm);
        ann.execute(new AssignOwner(ACME, "ann"));
        ann.execute(new ReleaseToPool(GAMMA, "公海", "new"));
        ann.execute(new ReleaseToPool(DELTA, "公海", "new"));
        UUID batch = UUID.randomUUID();
        CrmSession several = ann.inBatch(batch);
        several.execute(new ReleaseToPool(ACME, "公海", "too far away"));
        several.execute(new ReleaseToPool(BETA, "公海", "new"));
        several.execute(new DistributeFromPool(GAMMA, "bob"));
        several.execute(new WithdrawFromPool(DELTA));

        assertThat(ann.undo(batch).complete()).isTrue();

        assertThat(ann.views(CustomerView.TYPE).byId(ACME).orElseThrow().owner())
                .isEqualTo("ann");
        assertThat(pooled(ann)).containsExactlyInAnyOrder(GAMMA, DELTA);
        user(crm, "bob").execute(new ClaimFromPool(GAMMA));
    }
}
