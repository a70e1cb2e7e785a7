package io.guanxi.examples.bench;

import io.guanxi.application.Crm;
import io.guanxi.application.access.Authorizer;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.jdbc.JdbcStorage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How long a fresh JVM takes from the builder call to the first executed command, and from the start of the process; step by step,
 * on a new H2 file and on one that has its tables. Prints medians of eleven JVMs each.
 */
public final class ColdStart {

    private static final int JVMS = 11;
    private static final List<String> STEPS = List.of(
            "process start to main", "H2 opens its file", "builder call to running", "first command", "second command");

    private ColdStart() {}

    public static void main(String[] args) throws IOException, InterruptedException, SQLException {
        if (args.length == 1) {
            child(args[0]);
            return;
        }
        Path folder = Files.createTempDirectory("guanxi-cold-start");
        System.out.printf(
                Locale.ROOT, "%-28s %20s %20s%n", "ms, median of " + JVMS + ", share", "new database", "existing one");
        List<long[]> fresh = new ArrayList<>();
        List<long[]> existing = new ArrayList<>();
        for (int i = 0; i < JVMS; i++) {
            fresh.add(jvm(folder.resolve("new" + i)));
            existing.add(jvm(folder.resolve("new0")));
        }
        for (int step = 0; step < STEPS.size(); step++) {
            row(STEPS.get(step), fresh, existing, step, step + 1);
        }
        row("= builder to first command", fresh, existing, 2, 4);
        row("= process to first command", fresh, existing, 0, 4);
    }

    private static void row(String name, List<long[]> fresh, List<long[]> existing, int from, int to) {
        System.out.printf(Locale.ROOT, "%-28s %20s %20s%n", name, part(fresh, from, to), part(existing, from, to));
    }

    /** The time and its share of that from the start of the process to the first command. */
    private static String part(List<long[]> runs, int from, int to) {
        long millis = median(runs, from, to);
        return String.format(Locale.ROOT, "%d  %3d %%", millis, 100 * millis / median(runs, 0, 4));
    }

    private static long[] jvm(Path database) throws IOException, InterruptedException {
        Instant start = Instant.now();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ColdStart.class.getName(),
                        database.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            if (process.waitFor() != 0 || line == null) {
                throw new IOException("the child JVM failed");
            }
            long[] instants =
                    Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
            long begin = Duration.between(Instant.EPOCH, start).toNanos() / 1_000;
            long[] steps = new long[instants.length];
            for (int i = 0; i < instants.length; i++) {
                steps[i] = instants[i] - (i == 0 ? begin : instants[i - 1]);
            }
            return steps;
        }
    }

    private static void child(String database) throws SQLException {
        List<Long> instants = new ArrayList<>();
        instants.add(micros());
        String url = "jdbc:h2:async:" + database + ";WRITE_DELAY=0";
        try (Connection kept = DriverManager.getConnection(url)) {
            instants.add(micros());
            try (Crm crm = Crm.builder()
                    .storage(JdbcStorage.h2(url).createTables())
                    .authorizer(Authorizer.allowEverything())
                    .build()) {
                instants.add(micros());
                for (int i = 0; i < 2; i++) {
                    crm.as(new Actor("ann", Set.of()))
                            .execute(CustomerCommand.Register.organisation(CustomerId.random(), "Acme"));
                    instants.add(micros());
                }
            }
            if (kept.isClosed()) {
                throw new SQLException("the database was closed behind our back");
            }
        }
        StringBuilder line = new StringBuilder();
        instants.forEach(each -> line.append(each).append(' '));
        System.out.println(line.toString().strip());
    }

    private static long micros() {
        return Duration.between(Instant.EPOCH, Instant.now()).toNanos() / 1_000;
    }

    private static long median(List<long[]> runs, int from, int to) {
        long[] sums = runs.stream()
                .mapToLong(steps -> Arrays.stream(steps, from, to).sum())
                .sorted()
                .toArray();
        return sums[sums.length / 2] / 1_000;
    }
}
