package io.guanxi.application;

import io.guanxi.application.access.Authorizer;
import io.guanxi.application.memory.InMemoryStorage;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CallContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Set;

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
                .dutiesEvery(Duration.ZERO);
    }

    /** As {@link #builder(InstantSource)}, at noon and without anything that happens on another thread. */
    public static CrmBuilder builder() {
        return builder(InstantSource.fixed(NOON)).without("process").without("ticket");
    }

    /** Ann, then. */
    public static CallContext at(Instant instant) {
        return new CallContext(ANN, instant, instant, ZoneOffset.UTC);
    }
}
