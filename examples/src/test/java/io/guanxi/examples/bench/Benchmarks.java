package io.guanxi.examples.bench;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks and prints, for each, how Guanxi compares with plain JDBC: 1.00 is as fast, 0.50 half as fast. Which ones
 * is told by the arguments {@code start}, {@code write}, {@code load}, {@code rebuild}, {@code size}, {@code fields}, {@code lookup}, {@code linkage},
 * {@code import} and {@code jmh}.
 */
public final class Benchmarks {

    private static final String OURS = "ByGuanxi";
    private static final String PLAIN = "ByPlainJdbc";

    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        String which = String.join(" ", args);
        if (which.contains("start")) {
            ColdStart.main(new String[0]);
        }
        if (which.contains("write")) {
            WritePath.main(new String[0]);
        }
        if (which.contains("load")) {
            LoadSpeed.main(new String[0]);
        }
        if (which.contains("rebuild")) {
            RebuildSpeed.main(new String[0]);
        }
        if (which.contains("size")) {
            Size.main(new String[0]);
        }
        if (which.contains("fields")) {
            FieldSpeed.main(new String[0]);
        }
        if (which.contains("lookup")) {
            LookupSpeed.main(new String[0]);
        }
        if (which.contains("linkage")) {
            LinkageSpeed.main(new String[0]);
        }
        if (which.contains("import")) {
            ImportSpeed.main(new String[0]);
        }
        if (which.contains("jmh")) {
            jmh();
        }
    }

    private static void jmh() throws RunnerException {
        Options options = new OptionsBuilder()
                .include("io\\.guanxi\\.examples\\.bench\\..*Benchmark\\..*")
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(3))
                .measurementIterations(8)
                .measurementTime(TimeValue.seconds(3))
                .build();
        Map<String, double[]> table = new TreeMap<>();
        Collection<RunResult> results = new Runner(options).run();
        for (RunResult result : results) {
            String label = result.getParams().getBenchmark().replaceFirst("^.*\\.", "");
            String key = label.replace(OURS, "").replace(PLAIN, "") + " "
                    + result.getParams().getParam("database");
            double[] scores = table.computeIfAbsent(key, any -> new double[2]);
            scores[label.endsWith(OURS) ? 0 : 1] = result.getPrimaryResult().getScore();
        }
        System.out.printf(
                Locale.ROOT, "%n%-40s %12s %12s %8s%n", "operations a second", "Guanxi", "plain JDBC", "ratio");
        table.forEach((name, scores) -> System.out.printf(
                Locale.ROOT, "%-40s %12.0f %12.0f %8.2f%n", name, scores[0], scores[1], scores[0] / scores[1]));
    }
}
