package io.guanxi.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.examples.quickstart.Quickstart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library is compiled for 17; what it says on the newest JDK that is installed beside this one. */
class NewestJdkTest {

    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

    @Test
    void theQuickstartRunsOnTheNewestJdkToo(@TempDir Path directory) throws Exception {
        Path java = newest().orElse(Path.of(System.getProperty("java.home"))).resolve("bin/java");
        Path said = directory.resolve("said");
        System.out.println("Quickstart on " + java);
        Process process = new ProcessBuilder(
                        java.toString(), "-cp", System.getProperty("java.class.path"), Quickstart.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isZero();
        assertThat(Files.readString(said, StandardCharsets.UTF_8))
                .contains("Acme [vip]")
                .contains("customer.tagged");
    }

    private static Optional<Path> newest() throws IOException {
        Path beside = Path.of(System.getProperty("java.home")).toAbsolutePath().getParent();
        if (beside == null) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(beside)) {
            return homes.filter(each -> Files.isExecutable(each.resolve("bin/java")))
                    .max(Comparator.comparingInt(NewestJdkTest::version));
        }
    }

    private static int version(Path home) {
        try {
            Matcher found = VERSION.matcher(Files.readString(home.resolve("release")));
            return found.find() ? Integer.parseInt(found.group(1)) : 0;
        } catch (IOException unreadable) {
            return 0;
        }
    }
}
