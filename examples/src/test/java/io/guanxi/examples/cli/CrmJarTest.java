package io.guanxi.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.examples.cli.salespipeline.SampleData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code target/crm.jar} as a stranger runs it: alone in an empty directory. It is a test of the phase {@code verify}, when there is
 * a jar; what is not in it, no other test can miss.
 */
@Tag("jar")
class CrmJarTest {

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
        Path err = directory.resolve("err");
        Process server = start(Redirect.to(err.toFile()), "serve", "--port", "0", "--json");
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
        assertThat(err).isEmptyFile();
        assertThat(run("report", "opportunities", "--json")).startsWith("[");
    }

    @Test
    void anInterruptedCommandLeavesADatabaseThatGoesOn() throws Exception {
        Path big = directory.resolve("big");
        Files.createDirectory(big);
        for (String file : List.of("accounts.csv", "products.csv", "sales_teams.csv")) {
            Files.copy(SampleData.own().resolve(file), big.resolve(file));
        }
        StringBuilder deals = new StringBuilder(
                "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n");
        for (int i = 0; i < 50_000; i++) {
            deals.append("X-").append(i).append(",Tom Becker,Aurora Pro,,Engaging,2026-03-01,,\n");
        }
        Files.writeString(big.resolve("sales_pipeline.csv"), deals);
        Path err = directory.resolve("err");
        Process process = start(Redirect.to(err.toFile()), "import", "sales-pipeline", "big");
        Path database = directory.resolve("crm.mv.db");
        while (process.isAlive() && (!Files.exists(database) || Files.size(database) < 5_000_000)) {
            Thread.sleep(50);
        }
        process.destroy();
        assertThat(process.waitFor()).isEqualTo(128 + 15);
        assertThat(Files.readString(err).strip()).startsWith("crm: Interrupted").hasLineCount(1);
        assertThat(run("report", "opportunities", "--json")).contains("\"open\"");
    }

    private String run(String... args) throws IOException, InterruptedException {
        Process process = start(Redirect.INHERIT, args);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return out;
    }

    private Process start(Redirect err, String... args) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(err)
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
