package io.guanxi.application.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.deadletter.GenericDeadLetter;

/**
 * Simulated time for Axon, which knows one clock for all, until it is stopped. Its store has a thread of its own for those who
 * follow, unless it is told not to.
 */
final class AxonsClock extends Clock {

    private static final String OWN_THREAD = "optimize-event-consumption";

    private final Clock eventsClock = GenericEventMessage.clock;
    private final Clock lettersClock = GenericDeadLetter.clock;
    private final Turns turns;

    AxonsClock(Turns turns) {
        this.turns = turns;
        GenericEventMessage.clock = this;
        GenericDeadLetter.clock = this;
        System.setProperty(OWN_THREAD, "false");
    }

    @Override
    public Instant instant() {
        Turns.Task task = Turns.current();
        return task == null ? turns.now() : task.node().instant();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    void stop() {
        GenericEventMessage.clock = eventsClock;
        GenericDeadLetter.clock = lettersClock;
        System.clearProperty(OWN_THREAD);
    }
}
