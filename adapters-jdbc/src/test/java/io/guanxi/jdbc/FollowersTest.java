package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.DeadLetter;
import io.guanxi.application.Recorded;
import io.guanxi.application.spi.MutableClock;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerEvent;
import io.guanxi.domain.customer.CustomerEvent.Tagged;
import io.guanxi.domain.customer.CustomerId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever follows events is told of each at least once and in order for each aggregate, however often it fails. */
@ParameterizedClass
@MethodSource("io.guanxi.jdbc.Databases#kinds")
class FollowersTest {

    private final Databases.Kind kind;

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-02T12:00:00Z"));
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);

    /** How often it was looked whether something is to be tried again. */
    private final AtomicInteger looks = new AtomicInteger();

    private HikariDataSource pool;

    FollowersTest(Databases.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        pool = kind.pool();
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        pool.close();
    }

    private static CustomerId customer(long number) {
        return new CustomerId(new UUID(0, number));
    }

    /** The threads of the CRM, on which what is done each second is done each hundredth. */
    private ScheduledExecutorService hasty() {
        return (ScheduledExecutorService) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ScheduledExecutorService.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("scheduleWithFixedDelay")) {
                        Runnable work = (Runnable) arguments[0];
                        return threads.scheduleWithFixedDelay(
                                () -> {
                                    work.run();
                                    looks.incrementAndGet();
                                },
                                10,
                                10,
                                TimeUnit.MILLISECONDS);
                    }
                    try {
                        return method.invoke(threads, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    private Crm crm(String name, java.util.function.Consumer<Recorded<Tagged>> listener) {
        return Crms.builder(JdbcStorage.on(pool).createTables())
                .clock(clock)
                .executor(hasty())
                .on(name, CustomerEvent.Tagged.class, listener)
                .build();
    }

    /** Waits until it has been looked for what is due, twice since now: so at least once from beginning to end. */
    private void awaitLooks() throws InterruptedException {
        int now = looks.get();
        Crms.await(() -> looks.get() >= now + 2);
    }

    @Test
    void ofManyEventsAndFailuresEachIsToldInOrder() throws Exception {
        int aggregates = 12;
        int tags = Math.min(100, Rounds.of(10)); // more a customer may not have
        Map<CustomerId, List<String>> told = new ConcurrentHashMap<>();
        Set<String> failedOnce = ConcurrentHashMap.newKeySet();
        try (Crm crm = crm("mailer", tagged -> {
            String tag = tagged.event().tag();
            CustomerId id = tagged.event().customerId();
            if ((tag.hashCode() + id.hashCode()) % 7 == 0 && failedOnce.add(id + tag)) {
                throw new IllegalStateException("not the first time");
            }
            told.computeIfAbsent(id, any -> new CopyOnWriteArrayList<>()).add(tag);
        })) {
            CrmSession session = crm.as(Crms.ANN);
            ExecutorService writers = Executors.newFixedThreadPool(4);
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < aggregates; i++) {
                CustomerId id = customer(i);
                all.add(writers.submit(() -> {
                    session.execute(Register.organisation(id, "Acme"));
                    for (int j = 0; j < tags; j++) {
                        session.execute(new CustomerCommand.Tag(id, "t" + j));
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get(120, TimeUnit.SECONDS);
            }
            writers.shutdown();
            List<String> expected =
                    IntStream.range(0, tags).mapToObj(j -> "t" + j).toList();
            Crms.await(() -> {
                clock.advance(Duration.ofSeconds(3));
                return IntStream.range(0, aggregates)
                        .allMatch(i -> new HashSet<>(told.getOrDefault(customer(i), List.of())).size() == tags);
            });
            told.forEach((id, each) ->
                    assertThat(each.stream().distinct()).as("told of %s", id).containsExactlyElementsOf(expected));
            assertThat(failedOnce).isNotEmpty();
            Crms.await(() -> crm.deadLetters().isEmpty());
        }
    }

    @Test
    void whatFailsIsTriedAgainAfterPausesThatDouble() throws Exception {
        List<Instant> tries = new CopyOnWriteArrayList<>();
        try (Crm crm = crm("mailer", tagged -> {
            tries.add(clock.instant());
            throw new IllegalStateException("never");
        })) {
            CrmSession session = crm.as(Crms.ANN);
            session.execute(Register.organisation(customer(1), "Acme"));
            session.execute(new CustomerCommand.Tag(customer(1), "bad"));
            for (int attempts = 1; attempts < 10; attempts++) {
                int made = attempts;
                Crms.await(() -> tries.size() == made && attempts(crm) == made);
                clock.advance(Duration.ofSeconds((1L << attempts) - 1));
                awaitLooks();
                assertThat(tries).as("tried before its time").hasSize(attempts);
                clock.advance(Duration.ofSeconds(1));
            }
            Crms.await(() -> tries.size() == 10 && attempts(crm) == 10);
            clock.advance(Duration.ofDays(100));
            awaitLooks();
            assertThat(tries).as("given up after ten").hasSize(10);
            assertThat(crm.retryDeadLetters("mailer")).isFalse();
            assertThat(tries).as("tried again by hand").hasSize(11);
        }
    }

    private static int attempts(Crm crm) {
        return crm.deadLetters().stream().mapToInt(DeadLetter::attempts).max().orElse(0);
    }

    @Test
    void aPoisonedEventBlocksOnlyItsOwnAggregateUntilItIsDiscarded() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        try (Crm crm = crm("mailer", tagged -> {
            if (tagged.event().tag().equals("bad")) {
                throw new IllegalStateException("never");
            }
            told.add(tagged.event().customerId().value().getLeastSignificantBits()
                    + tagged.event().tag());
        })) {
            CrmSession session = crm.as(Crms.ANN);
            for (int i = 1; i <= 5; i++) {
                session.execute(Register.organisation(customer(i), "Acme"));
            }
            session.execute(new CustomerCommand.Tag(customer(3), "bad"));
            List<String> expected = new ArrayList<>();
            for (int j = 0; j < 4; j++) {
                for (int i = 1; i <= 5; i++) {
                    session.execute(new CustomerCommand.Tag(customer(i), "t" + j));
                    if (i != 3) {
                        expected.add(i + "t" + j);
                    }
                }
            }
            Crms.await(() -> told.size() >= expected.size() && crm.deadLetters().size() == 5);
            assertThat(told).containsExactlyElementsOf(expected);
            assertThat(crm.deadLetters())
                    .allSatisfy(each -> assertThat(((Tagged) each.event().event()).customerId())
                            .isEqualTo(customer(3)))
                    .extracting(each -> ((Tagged) each.event().event()).tag())
                    .containsExactly("bad", "t0", "t1", "t2", "t3");
            assertThat(crm.deadLetters())
                    .extracting(DeadLetter::error)
                    .containsExactly(
                            IllegalStateException.class.getName(),
                            "behind another",
                            "behind another",
                            "behind another",
                            "behind another");
            crm.discardDeadLetters("mailer");
            assertThat(crm.deadLetters()).isEmpty();
            session.execute(new CustomerCommand.Tag(customer(3), "after"));
            Crms.await(() -> told.contains("3after"));
        }
    }
}
