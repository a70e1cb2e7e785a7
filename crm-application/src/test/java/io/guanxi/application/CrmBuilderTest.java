package io.guanxi.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Uninterruptibles;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.customer.CustomerFeature;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.memory.InMemoryStorage;
import io.guanxi.application.spi.Storage;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerEvent;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.opportunity.OpportunityEvent;
import io.guanxi.domain.ticket.TicketEvent;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.serialization.json.JacksonSerializer;
import org.junit.jupiter.api.Test;

class CrmBuilderTest {

    private static CrmBuilder builder() {
        return Crm.builder().storage(InMemoryStorage.create()).authorizer(Authorizer.allowEverything());
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> Crm.builder().build()).hasMessageContaining("storage");
        assertThatThrownBy(() -> Crm.builder().storage(InMemoryStorage.create()).build())
                .hasMessageContaining("authorizer");
    }

    @Test
    void aViewThatForgetsAnEventIsRefused() {
        record Forgetful(CustomerId id) implements View {}
        ViewType<Forgetful> type = ViewType.of("forgetful", Forgetful.class)
                .startsWith(CustomerEvent.Registered.class, event -> new Forgetful(event.customerId()))
                .build();
        CustomerFeature customer = new CustomerFeature();
        Feature forgetful = new Feature() {
            @Override
            public String name() {
                return "customer";
            }

            @Override
            public java.util.Optional<io.guanxi.domain.kernel.Decider<?, ?, ?>> decider() {
                return customer.decider();
            }

            @Override
            public List<ViewType<?>> views() {
                return List.of(type);
            }
        };
        assertThatThrownBy(() -> builder().feature(forgetful).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("forgetful")
                .hasMessageContaining("DetailsCorrected");
    }

    @Test
    void aCommandOfALeftOutFeatureIsTheHostsMistake() {
        try (Crm crm = builder().without("customer").build()) {
            assertThatThrownBy(() -> crm.as(new Actor("ann", Set.of()))
                            .execute(CustomerCommand.Register.organisation(CustomerId.random(), "Acme")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void twoCrmsOfOneJvmHaveNothingToDoWithEachOther() {
        CustomerId id = CustomerId.random();
        Actor ann = new Actor("ann", Set.of());
        try (Crm second = builder().build();
                Crm first = builder()
                        .onInTransaction(CustomerEvent.Registered.class, registered -> {
                            second.as(ann).execute(CustomerCommand.Register.organisation(id, "Second"));
                            throw new IllegalStateException("the first fails after the second has committed");
                        })
                        .build()) {
            assertThatThrownBy(() -> first.as(ann).execute(CustomerCommand.Register.organisation(id, "First")))
                    .hasMessageContaining("the first fails");
            assertThat(first.as(ann).views(CustomerView.TYPE).byId(id)).isEmpty();
            assertThat(second.as(ann).views(CustomerView.TYPE).byId(id)).isPresent();
            assertThat(second.as(ann).history(id)).hasSize(1);
        }
    }

    /** The storage sees the names under which places are kept. */
    @Test
    void aListenersPlaceIsKeptUnderTheEventsStoredName() {
        Storage storage = InMemoryStorage.create();
        try (Crm crm = Crm.builder()
                .storage(storage)
                .authorizer(Authorizer.allowEverything())
                .on(CustomerEvent.Registered.class, event -> {})
                .on(CustomerEvent.Registered.class, event -> {})
                .on(OpportunityEvent.Reopened.class, event -> {})
                .on(TicketEvent.Reopened.class, event -> {})
                .on(CustomerEvent.class, event -> {})
                .on(DomainEvent.class, event -> {})
                .on("invoices", CustomerEvent.Registered.class, event -> {})
                .without("process")
                .build()) {
            assertThat(crm.features()).isNotEmpty();
            for (String name : List.of(
                    "on:customer.registered#0",
                    "on:customer.registered#1",
                    "on:opportunity.reopened#0",
                    "on:ticket.reopened#0",
                    "on:customer#0",
                    "on:io.guanxi.domain.kernel.DomainEvent#0",
                    "invoices")) {
                assertThat(places(storage, name)).as(name).isEqualTo(1);
            }
        }
    }

    private static int places(Storage storage, String name) {
        TokenStore tokens = storage.tokens(JacksonSerializer.defaultSerializer(), "another");
        int[] places = new int[1];
        storage.transactions().executeInTransaction(() -> places[0] = tokens.fetchSegments(name).length);
        return places[0];
    }

    @Test
    void aListenerThatHangsDoesNotKeepTheCrmFromClosing() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Crm crm = builder()
                .on("hangs", CustomerEvent.Registered.class, event -> {
                    begun.countDown();
                    Uninterruptibles.awaitUninterruptibly(never);
                })
                .closeWithin(Duration.ofMillis(10))
                .build();
        crm.as(Actor.system("test")).execute(CustomerCommand.Register.organisation(CustomerId.random(), "Acme"));
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        CompletableFuture.runAsync(crm::close).get(30, TimeUnit.SECONDS);
        never.countDown();
        assertThatThrownBy(() -> builder().closeWithin(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("closeWithin");
    }

    @Test
    void anErrorInAListenersThreadDoesNotKeepTheCrmFromClosing() throws Exception {
        CountDownLatch thrown = new CountDownLatch(1);
        Crm crm = builder()
                .on("fails", CustomerEvent.Registered.class, event -> {
                    thrown.countDown();
                    throw new OutOfMemoryError("made up");
                })
                .closeWithin(Duration.ofMillis(10))
                .build();
        crm.as(Actor.system("test")).execute(CustomerCommand.Register.organisation(CustomerId.random(), "Acme"));
        assertThat(thrown.await(30, TimeUnit.SECONDS)).isTrue();
        CompletableFuture.runAsync(crm::close).get(30, TimeUnit.SECONDS);
    }

    @Test
    void theHostsExecutorOutlivesTheCrmAndOurThreadsDoNot() {
        ScheduledExecutorService hosts = Executors.newScheduledThreadPool(4);
        try {
            try (Crm crm = builder()
                    .executor(hosts)
                    .on(CustomerEvent.Registered.class, event -> {})
                    .build()) {
                crm.as(new Actor("ann", Set.of()))
                        .execute(CustomerCommand.Register.organisation(CustomerId.random(), "Acme"));
            }
            assertThat(hosts.isShutdown()).isFalse();
            try (Crm crm =
                    builder().on(CustomerEvent.Registered.class, event -> {}).build()) {
                assertThat(crm.features()).isNotEmpty();
            }
            assertThat(ours()).isEmpty();
        } finally {
            hosts.shutdownNow();
        }
    }

    @Test
    void aStartThatFailsLeavesNothingBehind() {
        Feature twin = new Feature() {
            @Override
            public String name() {
                return "twin";
            }

            @Override
            public List<ViewType<?>> views() {
                return List.of(CustomerView.TYPE);
            }
        };
        assertThatThrownBy(() -> builder().feature(twin).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("customer");
        Feature unstartable = new Feature() {
            @Override
            public String name() {
                return "unstartable";
            }

            @Override
            public List<Reaction<?>> reactions() {
                return List.of(
                        new Reaction<>("twice", CustomerEvent.Registered.class, (event, reader) -> List.of(), false),
                        new Reaction<>("twice", CustomerEvent.Archived.class, (event, reader) -> List.of(), false));
            }
        };
        ScheduledThreadPoolExecutor hosts = new ScheduledThreadPoolExecutor(2);
        try {
            assertThatThrownBy(() -> builder()
                            .feature(unstartable)
                            .executor(hosts)
                            .dutiesEvery(Duration.ofSeconds(1))
                            .build())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("twice");
            assertThat(emptied(hosts)).isTrue();
        } finally {
            hosts.shutdownNow();
        }
        assertThat(ours()).isEmpty();
    }

    /** A poller would stay for good; what is just being taken off may take a moment. */
    private static boolean emptied(ScheduledThreadPoolExecutor executor) {
        for (int i = 0; i < 100 && !executor.getQueue().isEmpty(); i++) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return executor.getQueue().isEmpty();
    }

    /** Ours are all daemons with our name; a pool's thread may take a moment to end. */
    private static List<Thread> ours() {
        for (int i = 0; i < 100; i++) {
            List<Thread> alive = Thread.getAllStackTraces().keySet().stream()
                    .filter(each -> each.getName().startsWith("guanxi-") && each.isAlive())
                    .toList();
            if (alive.isEmpty()) {
                return alive;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.getName().startsWith("guanxi-"))
                .toList();
    }
}
