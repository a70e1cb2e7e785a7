package io.guanxi.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.access.Authorizer;
import io.guanxi.application.spi.InMemoryStorage;
import io.guanxi.domain.kernel.Actor;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What tests of features begin with. */
public final class Trials {

    public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    public static final Actor ANN = new Actor("ann", Set.of("sales"));

    private Trials() {}

    /** A CRM in the heap whose duties run when told to. */
    public static CrmBuilder builder(InstantSource clock) {
        return Crm.builder()
                .storage(InMemoryStorage.create())
                .authorizer(Authorizer.allowEverything())
                .clock(clock)
                .zone(ZoneOffset.UTC)
                .dutiesEvery(java.time.Duration.ZERO);
    }

    public static CrmBuilder builder() {
        return builder(InstantSource.fixed(NOON));
    }

    /** Waits for something that happens on another thread; fails if it does not. */
    public static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(20, TimeUnit.SECONDS)).as("has happened").isTrue();
    }

    /** A clock that stands until it is set. */
    public static final class Clock implements InstantSource {

        private volatile Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }

        public void set(Instant instant) {
            now = instant;
        }
    }
}
