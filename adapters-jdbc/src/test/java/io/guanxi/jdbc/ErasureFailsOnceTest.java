package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Throwables;
import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.opportunity.OpportunityView;
import io.guanxi.application.spi.ConflictException;
import io.guanxi.application.view.Filter;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerCommand.RemoveContactPoint;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whichever call to the database fails while somebody is erased: afterwards all is erased or nothing, and it can be repeated. */
class ErasureFailsOnceTest {

    @ParameterizedTest
    @MethodSource("io.guanxi.jdbc.Databases#kinds")
    void allIsErasedOrNothing(Databases.Kind kind) {
        try (HikariDataSource pool = kind.pool();
                HikariDataSource observer =
                        Databases.pool(pool.getJdbcUrl(), 1)) { // or H2 forgets what nobody looks at
            Faults faults = new Faults(pool);
            JdbcStorage storage = JdbcStorage.on(faults.source()).createTables();
            try (Crm crm = Crms.builder(storage)
                    .erasable()
                    .without("process")
                    .without("ticket")
                    .build()) {
                List<Faults.Kind> kinds = List.of(Faults.Kind.values());
                for (int turn = 0; turn < (Rounds.many() ? kinds.size() : 1); turn++) {
                    int number = 1;
                    while (tried(crm, storage, faults, kinds.get((turn + number) % kinds.size()), number)) {
                        number++;
                    }
                    assertThat(number).as("calls").isGreaterThan(20);
                }
                assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
                assertThat(observer.isRunning()).isTrue();
            }
        }
    }

    /** Returns whether there was a call of that number. */
    private static boolean tried(Crm crm, JdbcStorage storage, Faults faults, Faults.Kind how, int number) {
        CrmSession session = crm.as(Crms.ANN);
        CustomerId id = CustomerId.random();
        OpportunityId deal = OpportunityId.random();
        session.executeAll(List.of(
                Crms.acme(id), OpportunityCommand.Open.named(deal, "Deal").withCustomerId(id)));
        assertThat(traces(session, storage, id, deal)).containsExactly("there");
        String name = how + " at call " + number;

        faults.arm(how, number);
        RuntimeException failure = null;
        try {
            session.erase(id, "request 4711");
        } catch (RuntimeException thrown) {
            failure = thrown;
        }
        faults.disarm();

        boolean all = failure == null || faults.committed();
        assertThat(traces(session, storage, id, deal)).as(name).containsExactly(all ? "erased" : "there");
        if (failure != null) {
            assertThat(failure)
                    .isInstanceOfAny(StorageException.class, CrmException.Stale.class, ConflictException.class);
            assertThat(Throwables.getStackTraceAsString(failure)).doesNotContain(Faults.SECRET);
        }
        session.erase(id, "request 4711");
        assertThat(traces(session, storage, id, deal)).as(name + ", repeated").containsExactly("erased");
        return faults.fired();
    }

    /** What each of the places says in which something of the customer is or was; all of them should say the same. */
    private static Set<String> traces(CrmSession session, JdbcStorage storage, CustomerId id, OpportunityId deal) {
        Set<String> traces = new TreeSet<>();
        var customers = session.views(CustomerView.TYPE);
        traces.add(said(customers.byId(id).orElseThrow().details().name(), "Acme"));
        traces.add(said(
                session.views(OpportunityView.TYPE)
                        .byId(deal)
                        .orElseThrow()
                        .details()
                        .name(),
                "Deal"));
        traces.add(said(session.history(id).toString(), "Acme"));
        traces.add(said(session.history(deal).toString(), "Deal"));
        boolean key = storage.keys()
                        .find(TenantId.MAIN, List.of(id.value(), deal.value()))
                        .size()
                == 2;
        traces.add(key ? "there" : "erased");
        traces.add(session.erasure(id).isPresent() ? "erased" : "there");
        traces.add(session.erasure(deal).isPresent() ? "erased" : "there");
        boolean free = free(session);
        traces.add(free ? "erased" : "there");
        assertThat(customers.count(Filter.everything())).isPositive();
        return traces;
    }

    private static String said(String text, String secret) {
        return text.contains(secret) ? "there" : "erased";
    }

    /** Whether somebody else may have the address now; nobody keeps it. */
    private static boolean free(CrmSession session) {
        CustomerId other = CustomerId.random();
        Register acme = Crms.acme(other);
        try {
            session.execute(acme);
            session.execute(new RemoveContactPoint(other, acme.contactPoints().get(0)));
            return true;
        } catch (CrmException.Refused taken) {
            return false;
        }
    }
}
