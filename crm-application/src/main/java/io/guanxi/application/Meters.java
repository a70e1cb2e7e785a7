package io.guanxi.application;

import java.time.Duration;

/**
 * What the host's monitoring is told while commands are executed, on the threads that execute them: it must be quick and must not
 * throw. Names and codes only: nothing of what a command or an event says. {@link MicrometerMeters} is one for Micrometer.
 */
public interface Meters {

    /** Tells nobody. */
    Meters NONE = new Meters() {};

    /**
     * A command has been answered.
     *
     * @param command its stored name, such as {@code customer.tag}
     * @param answer {@code done}, {@code unchanged}, the code of the refusal, or {@code failed}
     * @param took from the call to the answer, waiting for others included
     */
    default void command(String command, String answer, Duration took) {}

    /** Two were at the same aggregate or value, and this one is tried again or told {@code stale}. */
    default void conflict() {}

    /** So many callers' commands were done in one transaction. */
    default void group(int size) {}
}
