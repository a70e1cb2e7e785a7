package io.guanxi.application;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * Meters for Micrometer, which the host adds itself: {@code guanxi.command} (a timer by command and answer), {@code
 * guanxi.conflict}, {@code guanxi.group} (how many commands share a transaction), and for each reaction and listener {@code
 * guanxi.behind} (events) and {@code guanxi.dead} (dead letters).
 */
public final class MicrometerMeters implements Meters {

    private final MeterRegistry registry;
    private final DistributionSummary groups;

    public MicrometerMeters(MeterRegistry registry) {
        this.registry = registry;
        groups = DistributionSummary.builder("guanxi.group")
                .description("Commands that share a transaction")
                .register(registry);
    }

    @Override
    public void command(String command, String answer, Duration took) {
        Timer.builder("guanxi.command")
                .description("Commands, from the call to the answer")
                .tag("command", command)
                .tag("answer", answer)
                .register(registry)
                .record(took);
    }

    @Override
    public void conflict() {
        registry.counter("guanxi.conflict").increment();
    }

    @Override
    public void group(int size) {
        groups.record(size);
    }

    /** Has it watched, too, how far reactions and listeners are behind; each look asks the database. */
    public void watch(Crm crm) {
        for (String follower : crm.health().followers().keySet()) {
            Gauge.builder(
                            "guanxi.behind",
                            crm,
                            each -> following(each, follower).behind())
                    .description("Events of the log that it has not come to yet")
                    .tag("follower", follower)
                    .register(registry);
            Gauge.builder("guanxi.dead", crm, each -> following(each, follower).deadLetters())
                    .description("Events that it has failed at, and those behind them")
                    .tag("follower", follower)
                    .register(registry);
        }
    }

    private static Health.Following following(Crm crm, String follower) {
        return crm.health().followers().getOrDefault(follower, new Health.Following(Health.State.ELSEWHERE, 0, 0));
    }
}
