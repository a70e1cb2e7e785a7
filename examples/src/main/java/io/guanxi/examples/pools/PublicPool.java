package io.guanxi.examples.pools;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.customer.CustomerFeature;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.customer.Pool;
import io.guanxi.application.customer.PoolRule;
import io.guanxi.application.customer.PooledCustomerView;
import io.guanxi.application.customer.SurvivorshipPolicy;
import io.guanxi.domain.customer.CustomerCommand.AssignOwner;
import io.guanxi.domain.customer.CustomerCommand.ClaimFromPool;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.jdbc.JdbcStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** A customer that its owner leaves alone goes to the public pool, from which a colleague claims it. */
public final class PublicPool {

    private PublicPool() {}

    public static void main(String[] args) {
        PoolRule silent = PoolRule.named("silent for 30 days")
                .after(Duration.ofDays(30))
                .since(CustomerView.LAST_CONTACT)
                .unless("a deal", CustomerView.DEALT.is(true))
                .build();
        Pool pool = Pool.named("public")
                .takes(silent)
                .bars(Duration.ofDays(7))
                .gives(20, 300)
                .build();
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T12:00:00Z"));
        try (Crm crm = Crm.builder()
                .storage(JdbcStorage.h2("jdbc:h2:mem:pools").createTables())
                .authorizer(Authorizer.allowEverything())
                .feature(new CustomerFeature(List.of(), List.of(), SurvivorshipPolicy.SURVIVOR_FIRST, List.of(pool)))
                .clock(now::get)
                .build()) {
            CrmSession ann = crm.as(new Actor("ann", Set.of()));
            CrmSession bob = crm.as(new Actor("bob", Set.of()));
            CustomerId acme = CustomerId.random();
            ann.execute(Register.organisation(acme, "Acme"));
            ann.execute(new AssignOwner(acme, "ann"));
            System.out.println("Ann keeps it until " + pool.next(ann, acme).orElseThrow());

            now.set(Instant.parse("2026-04-01T12:00:00Z"));
            crm.runDue(); // or wait for the duties' next turn
            System.out.println(ann.views(PooledCustomerView.TYPE).byId(acme).orElseThrow());

            try {
                ann.execute(new ClaimFromPool(acme));
            } catch (CrmException.Refused tooSoon) {
                System.out.println(tooSoon.getMessage());
            }
            bob.execute(new ClaimFromPool(acme));
            System.out.println(bob.views(PooledCustomerView.TYPE).byId(acme).orElseThrow());
        }
    }
}
