package io.guanxi.application;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.application.access.Authorizer;
import io.guanxi.application.memory.InMemoryStorage;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerEvent;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CrmException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What the host's monitoring is told. */
class MetersTest {

    private static final Actor ANN = new Actor("ann", Set.of());

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerMeters meters = new MicrometerMeters(registry);

    private CrmBuilder builder() {
        return Crm.builder()
                .storage(InMemoryStorage.create())
                .authorizer(Authorizer.allowEverything())
                .meters(meters);
    }

    private double commands(String command, String answer) {
        var timer = registry.find("guanxi.command")
                .tags("command", command, "answer", answer)
                .timer();
        return timer == null ? 0 : timer.count();
    }

    @Test
    void commandsAreCountedByTheirAnswers() throws Exception {
        try (Crm crm = builder().build()) {
            CrmSession session = crm.as(ANN);
            CustomerId id = CustomerId.random();
            session.execute(CustomerCommand.Register.organisation(id, "Acme"));
            session.execute(CustomerCommand.Register.organisation(id, "Acme"));
            session.executeAsync(new CustomerCommand.Tag(id, "vip")).get(10, TimeUnit.SECONDS);
            assertThatThrownBy(() -> session.execute(CustomerCommand.Register.organisation(id, "Ajax")))
                    .isInstanceOf(CrmException.class);
            assertThatThrownBy(() -> session.executeAsync(CustomerCommand.Register.organisation(id, "Ajax"))
                            .get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class);
            assertThat(commands("customer.register", "done")).isEqualTo(1);
            assertThat(commands("customer.register", "unchanged")).isEqualTo(1);
            assertThat(commands("customer.register", "customer.already-registered"))
                    .isEqualTo(2);
            assertThat(commands("customer.tag", "done")).isEqualTo(1);
            assertThat(registry.get("guanxi.group").summary().totalAmount()).isEqualTo(5);
        }
    }

    @Test
    void healthTellsWhoIsBehindAndWhatHasFailed() throws InterruptedException {
        AtomicBoolean broken = new AtomicBoolean(true);
        try (Crm crm = builder()
                .on("mail", CustomerEvent.class, event -> {
                    if (broken.get()) {
                        throw new IllegalStateException("no mail today for acme");
                    }
                })
                .build()) {
            meters.watch(crm);
            crm.as(ANN).execute(CustomerCommand.Register.organisation(CustomerId.random(), "Acme"));
            for (int i = 0; i < 600 && dead() < 1; i++) {
                Thread.sleep(50);
            }
            assertThat(dead()).isEqualTo(1);
            Health health = crm.health();
            assertThat(health.ready()).isTrue();
            Health.Following mail = requireNonNull(health.followers().get("mail"));
            assertThat(mail.state()).isEqualTo(Health.State.RUNNING);
            assertThat(mail.behind()).isZero();
            broken.set(false);
            assertThat(crm.retryDeadLetters("mail")).isTrue();
            assertThat(dead()).isZero();
        }
    }

    private double dead() {
        return registry.get("guanxi.dead").tag("follower", "mail").gauge().value();
    }
}
