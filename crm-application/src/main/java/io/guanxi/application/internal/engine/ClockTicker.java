package io.guanxi.application.internal.engine;

import com.google.common.base.Ticker;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** How much time passes, by the clock of the CRM: where that is a simulated one, nothing depends on how fast the machine is. */
final class ClockTicker extends Ticker {

    private final InstantSource clock;

    private ClockTicker(InstantSource clock) {
        this.clock = clock;
    }

    /** The machine's own clock may be set, so that its ticks are counted instead. */
    static Ticker of(InstantSource clock) {
        return clock.equals(InstantSource.system()) ? Ticker.systemTicker() : new ClockTicker(clock);
    }

    @Override
    public long read() {
        return TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }
}
