package io.guanxi.application.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.Crm;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.memory.InMemoryStorage;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerEvent;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Axon can send usage data home. It detects test frameworks and then stays quiet, so the proof needs a JVM of its own. */
class UpdateCheckerTest {

    @Test
    void nothingIsSentAndNoFileIsWritten(@TempDir Path home) throws Exception {
        Path loaded = Files.createTempFile("classes", ".log");
        Process child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Duser.home=" + home,
                        "-Xlog:class+load:file=" + loaded,
                        "-cp",
                        withoutTestFrameworks(),
                        Host.class.getName()))
                .inheritIO()
                .start();
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isZero();
        try (Stream<Path> files = Files.walk(home)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
        List<String> classes = Files.readAllLines(loaded);
        assertThat(classes).anyMatch(each -> each.contains("org.axonframework.eventsourcing.eventstore"));
        assertThat(classes)
                .noneMatch(each -> each.contains("org.axonframework.updates."))
                .noneMatch(each -> each.contains("com.thoughtworks.xstream"))
                .noneMatch(each -> each.contains("java.net.http.") || each.contains("java.net.HttpURLConnection"));
        Files.delete(loaded);
    }

    private static String withoutTestFrameworks() {
        String separator = System.getProperty("path.separator");
        return Stream.of(System.getProperty("java.class.path").split(separator))
                .filter(each -> !each.matches(".*(junit|jqwik|surefire|assertj|opentest4j).*\\.jar"))
                .reduce((left, right) -> left + separator + right)
                .orElseThrow();
    }

    /** What a host does: start, execute, listen, close. */
    static final class Host {

        public static void main(String[] args) throws IOException, InterruptedException {
            CountDownLatch told = new CountDownLatch(1);
            try (Crm crm = Crm.builder()
                    .storage(InMemoryStorage.create())
                    .authorizer(Authorizer.allowEverything())
                    .on(CustomerEvent.Registered.class, registered -> told.countDown())
                    .build()) {
                crm.as(new Actor("ann", Set.of()))
                        .execute(CustomerCommand.Register.organisation(CustomerId.random(), "Acme"));
                if (!told.await(30, TimeUnit.SECONDS)) {
                    throw new IOException("the listener was not told");
                }
            }
        }
    }
}
