package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Outcome;
import io.guanxi.application.Recorded;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.view.Versioned;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerEvent;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DomainEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Eight writers on three aggregates: each aggregate behaves as if its calls had happened one after the other, each at some moment
 * between its question and its answer.
 *
 * <p>The log says in which order the writes happened. So it is enough to see that each call fits to one version, and that the
 * versions agree with the clock.
 */
@ParameterizedClass
@MethodSource("io.guanxi.jdbc.Databases#kinds")
class LinearizableTest {

    private static final int WRITERS = 8;
    private static final int CALLS = 40;
    private static final int TAGS = 5;

    private final Databases.Kind kind;

    private final List<CustomerId> ids =
            List.of(new CustomerId(new UUID(0, 1)), new CustomerId(new UUID(0, 2)), new CustomerId(new UUID(0, 3)));
    private HikariDataSource pool;
    private Crm crm;

    LinearizableTest(Databases.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        pool = kind.pool();
        crm = Crms.builder(JdbcStorage.on(pool).createTables()).build();
        ids.forEach(id -> crm.as(Crms.ANN).execute(Register.organisation(id, "Acme")));
    }

    @AfterEach
    void close() {
        crm.close();
        pool.close();
    }

    /**
     * One call to one aggregate, and what came of it.
     *
     * @param version the version that was answered; absent if the call was turned down
     * @param expected the version that was expected, if it was turned down because of that
     * @param events what it added
     * @param tags what it has read; absent for writes
     */
    private record Seen(
            CustomerId id,
            long asked,
            long answered,
            @Nullable Long version,
            @Nullable Long expected,
            List<DomainEvent> events,
            @Nullable Set<String> tags) {}

    @RepeatedTest(2)
    void eachAggregateIsLinearizable() throws Exception {
        for (int round = 0; round < Rounds.of(1); round++) {
            List<Seen> all = history();
            for (CustomerId id : ids) {
                verify(id, all.stream().filter(each -> each.id().equals(id)).toList());
            }
        }
        Audit.verify(crm, pool);
    }

    private List<Seen> history() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Callable<List<Seen>>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(() -> {
                    List<Seen> seen = new ArrayList<>();
                    Random random = new Random();
                    for (int call = 0; call < CALLS; call++) {
                        seen.addAll(call(random));
                    }
                    return seen;
                });
            }
            List<Seen> all = new ArrayList<>();
            for (Future<List<Seen>> each : threads.invokeAll(writers)) {
                all.addAll(each.get());
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Seen> call(Random random) {
        CrmSession session = crm.as(Crms.ANN);
        CustomerId id = ids.get(random.nextInt(ids.size()));
        CustomerCommand command = command(id, random);
        return switch (random.nextInt(5)) {
            case 0 -> read(session, id);
            case 1 -> expecting(session, command, random);
            case 2 -> several(session, command, command(ids.get(random.nextInt(ids.size())), random));
            default -> several(session, command);
        };
    }

    private static CustomerCommand command(CustomerId id, Random random) {
        String tag = "t" + random.nextInt(TAGS);
        return random.nextBoolean() ? new CustomerCommand.Tag(id, tag) : new CustomerCommand.Untag(id, tag);
    }

    private static List<Seen> read(CrmSession session, CustomerId id) {
        long asked = System.nanoTime();
        Versioned<CustomerView> view =
                session.views(CustomerView.TYPE).versioned(id).orElseThrow();
        return List.of(new Seen(
                id,
                asked,
                System.nanoTime(),
                view.version(),
                null,
                List.of(),
                view.view().tags()));
    }

    private static List<Seen> expecting(CrmSession session, CustomerCommand command, Random random) {
        CustomerId id = command.customerId();
        long expected =
                session.views(CustomerView.TYPE).versioned(id).orElseThrow().version() - random.nextInt(2);
        long asked = System.nanoTime();
        try {
            Outcome outcome = session.execute(command, expected);
            assertThat(outcome.version() - outcome.events().size()).isEqualTo(expected);
            return List.of(done(outcome, asked));
        } catch (CrmException.Stale stale) {
            return List.of(new Seen(id, asked, System.nanoTime(), null, expected, List.of(), null));
        }
    }

    private static List<Seen> several(CrmSession session, CustomerCommand... commands) {
        long asked = System.nanoTime();
        try {
            return session.executeAll(List.of(commands)).stream()
                    .map(each -> done(each, asked))
                    .toList();
        } catch (CrmException.Stale others) {
            return List.of();
        }
    }

    private static Seen done(Outcome outcome, long asked) {
        return new Seen(
                (CustomerId) outcome.id(), asked, System.nanoTime(), outcome.version(), null, outcome.events(), null);
    }

    private void verify(CustomerId id, List<Seen> calls) {
        List<Recorded<?>> log = crm.as(Crms.ANN).history(id);
        TreeMap<Long, DomainEvent> written = new TreeMap<>();
        for (Seen each : calls) {
            for (int i = 0; i < each.events().size(); i++) {
                long sequence = versionOf(each) - each.events().size() + i + 1;
                assertThat(written.put(sequence, each.events().get(i)))
                        .as("event %s of %s was acknowledged twice", sequence, id)
                        .isNull();
            }
        }
        assertThat(log.subList(log.size() - written.size(), log.size()).stream().<DomainEvent>map(Recorded::event))
                .as("what was acknowledged is what is in the log")
                .containsExactlyElementsOf(written.values());
        for (Seen each : calls) {
            long before = calls.stream()
                    .filter(other -> other.version() != null && other.answered() < each.asked())
                    .mapToLong(LinearizableTest::versionOf)
                    .max()
                    .orElse(0);
            long behind = calls.stream()
                    .filter(other -> !other.events().isEmpty() && other.asked() > each.answered())
                    .mapToLong(other -> versionOf(other) - other.events().size())
                    .min()
                    .orElse(log.size());
            if (each.version() != null) {
                assertThat(each.version() - each.events().size())
                        .as("%s, when %s had been answered", each, before)
                        .isGreaterThanOrEqualTo(before);
                assertThat(each.version())
                        .as("%s, before %s was asked for", each, behind)
                        .isLessThanOrEqualTo(behind);
            }
            if (each.expected() != null) {
                assertThat(before < behind || before != each.expected())
                        .as("%s was at its expected version all the time", each)
                        .isTrue();
            }
            if (each.tags() != null) {
                assertThat(each.tags()).isEqualTo(tags(log.subList(0, (int) versionOf(each))));
            }
        }
    }

    private static long versionOf(Seen seen) {
        return seen.version() == null ? 0 : seen.version();
    }

    private static Set<String> tags(List<Recorded<?>> log) {
        Set<String> tags = new HashSet<>();
        for (Recorded<?> each : log) {
            if (each.event() instanceof CustomerEvent.Tagged tagged) {
                tags.add(tagged.tag());
            } else if (each.event() instanceof CustomerEvent.Untagged untagged) {
                tags.remove(untagged.tag());
            }
        }
        return tags;
    }
}
