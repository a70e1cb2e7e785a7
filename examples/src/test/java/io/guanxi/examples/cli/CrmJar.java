package io.guanxi.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code target/crm.jar} as a stranger runs it: alone in an empty directory. It is a test of the phase {@code verify}, when there is
 * a jar; what is not in it, no other test can miss.
 */
class CrmJar {

    private static final Path JAR = Path.of("target", "crm.jar").toAbsolutePath();

    @TempDir
    private Path directory = Path.of("");

    @Test
    void theDemoLeavesADatabaseThatTheReportReads() throws Exception {
        assertThat(run("demo")).contains("Leader board").contains("-jar " + JAR + " report");
        assertThat(directory.resolve("crm.mv.db")).exists();
        assertThat(run("report", "opportunities", "--group-by", "manager", "--json"))
                .startsWith("[")
                .contains("王建国");
    }

    @Test
    void theServerAnswersUntilItIsToldToEndAndLeavesTheDatabaseClosed() throws Exception {
        Process server = start("serve", "--port", "0", "--json");
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            String first = out.readLine() + out.readLine();
            URI uri = URI.create(first.replaceFirst("(?s)^.*\"(http://[^\"]*)\".*$", "$1"));
            assertThat(get(uri.resolve("openapi.json"))).contains("\"3.1");
            assertThat(get(uri.resolve("ui/swagger-ui.css"))).contains("swagger-ui");
            assertThat(get(uri.resolve("customers?limit=5"))).contains("[");
        } finally {
            server.destroy();
        }
        assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isZero();
        assertThat(run("report", "opportunities", "--json")).startsWith("[");
    }

    private String run(String... args) throws IOException, InterruptedException {
        Process process = start(args);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return out;
    }

    private Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String get(URI uri) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri).header("X-User", "ann").build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
