package io.guanxi.application.simulation;

import java.util.List;
import java.util.Random;

/** What fails, and how often: drawn once for each run, so that some runs are calm and others are not. */
record Lots(Random random, double failures, double crashes, double listenerFailures) {

    private static final List<Double> RATES = List.of(0.0, 0.001, 0.005, 0.02);

    static Lots of(Random random) {
        return new Lots(
                random,
                RATES.get(random.nextInt(RATES.size())),
                RATES.get(random.nextInt(RATES.size())) / 40,
                RATES.get(random.nextInt(RATES.size())) * 5);
    }

    boolean draw(double chance) {
        return chance > 0 && random.nextDouble() < chance;
    }

    boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    <T> T of(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    @Override
    public String toString() {
        return "failures %s, crashes %s, failures of listeners %s".formatted(failures, crashes, listenerFailures);
    }
}
