package io.guanxi.examples.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.examples.cli.salespipeline.SampleData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    private static final String NO_SUCH_PLACE = "jdbc:postgresql://localhost:1/crm?connectTimeout=1";

    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "demo --help",
                "serve --help",
                "import --help",
                "import sales-pipeline --help",
                "check --help",
                "report --help",
                "dedupe --help",
                "link --help",
                "register --help",
                "file --help",
                "report opportunities --help"
            })
    void everyCommandExplainsItself(String line) {
        Ran ran = Ran.crm(line.split(" "));
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).startsWith("Usage: crm").contains("Exit codes:").doesNotContain("\u001b");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void theRegisterOfProcessingIsPrinted() {
        String[] line = {"register", "--controller", "Acme", "--db", "jdbc:h2:mem:register", "--language", "zh-CN"};
        assertThat(Ran.crm(line).out()).contains("# 个人信息处理活动记录", "Acme", "| NAME |", "details.name");
    }

    @Test
    void theVersionIsTold() {
        assertThat(Ran.crm("--version").out()).startsWith("crm ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "import",
                "report",
                "expert",
                "import sales-pipeline",
                "import sales-pipeline no/such/directory",
                "report opportunities --group-by colour",
                "report opportunities --db jdbc:oracle:thin:@here",
                "serve --port 65536",
                "dedupe no/such/file.csv --id id --out pairs.csv",
                "dedupe pom.xml --id id",
                "dedupe pom.xml --id id --out pairs.csv --threshold 2",
                "link pom.xml --id id --out pairs.csv",
                "report opportunities --color"
            })
    void wrongUsageIsToldInALineWithExitCode2(String line) {
        Ran ran = line.isEmpty() ? Ran.crm() : Ran.crm(line.split(" "));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("crm: ").contains("--help").doesNotContain("\tat ");
    }

    @Test
    void aDatabaseOutOfReachIsToldWithoutAStackTraceAndExitCode1() {
        Ran ran = Ran.crm("report", "opportunities", "--db", NO_SUCH_PLACE);
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("crm: ").contains("localhost:1").doesNotContain("\tat ");
        assertThat(Ran.crm("report", "opportunities", "--db", NO_SUCH_PLACE, "--stacktrace")
                        .err())
                .contains("\tat ");
    }

    @Test
    void settingsOfH2MayStandBehindAQuestionMark() {
        String url = TestDatabases.h2(directory);
        String[] report = {"report", "opportunities", "--json", "--db", url + "?USER=ann&PASSWORD=secret"};
        assertThat(Ran.crm(report).code()).isZero();
        assertThat(Path.of(url.substring("jdbc:h2:file:".length()) + ".mv.db")).exists();
        String[] apart = {"report", "opportunities", "--json", "--db", url + ";USER=ann", "--password", "secret"};
        assertThat(Ran.crm(apart).code()).isZero();
        Ran stranger = Ran.crm("report", "opportunities", "--db", url);
        assertThat(stranger.code()).isEqualTo(1);
        assertThat(stranger.err())
                .isEqualToIgnoringNewLines(
                        "crm: The database knows no such user with that password; give --user and --password");
    }

    @Test
    void aDatabaseThatIsOpenElsewhereIsToldWithWhatToDo() throws Exception {
        String url = TestDatabases.h2(directory);
        Ran.crm("report", "opportunities", "--db", url);
        try (FileChannel file = FileChannel.open(
                        Path.of(url.substring("jdbc:h2:file:".length()) + ".mv.db"), StandardOpenOption.WRITE);
                FileLock held = requireNonNull(file.tryLock())) {
            assertThat(held.isValid()).isTrue();
            Ran ran = Ran.crm("report", "opportunities", "--db", url, "--json");
            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err())
                    .startsWith("crm: Another process has the database open")
                    .hasLineCount(1);
        }
    }

    @Test
    void aPortInUseIsToldWithWhatToDo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            Ran ran = Ran.crm(
                    "serve", "--db", TestDatabases.h2(directory), "--port", Integer.toString(taken.getLocalPort()));
            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err()).startsWith("crm: The port is in use").hasLineCount(1);
        }
    }

    @Test
    void anEmptyDatabaseIsReportedOnWithAHintToThePerson() {
        Ran ran = Ran.crm("report", "opportunities", "--json", "--db", TestDatabases.h2(directory));
        assertThat(ran.code()).isZero();
        assertThat(ran.json().isArray()).isTrue();
        assertThat(ran.err()).contains("no deals").contains("crm demo");
    }

    @Test
    void aNarrowTerminalGetsNoBrokenLines() {
        String url = TestDatabases.h2(directory);
        Ran.crm("import", "sales-pipeline", SampleData.own().toString(), "--db", url);
        String[] report = {"report", "opportunities", "--db", url, "--group-by", "region", "--no-color"};
        assertThat(Ran.onTerminalOfWidth(80, report).out().lines())
                .allMatch(line -> line.length() <= 80)
                .noneMatch(line -> line.contains("█"));
        assertThat(Ran.onTerminalOfWidth(160, report).out().lines()).anyMatch(line -> line.contains("█"));
    }

    @Test
    void aPersonSeesBarsAndColoursAndAProgramSeesLines() {
        String url = TestDatabases.h2(directory);
        Ran.crm("import", "sales-pipeline", SampleData.own().toString(), "--db", url);
        String[] report = {"report", "opportunities", "--db", url, "--group-by", "account"};
        assertThat(Ran.onTerminal(report).out())
                .contains("\u001b[")
                .contains("█")
                .contains("福州茉莉茶业有限公司");
        assertThat(Ran.onTerminal(with(report, "--no-color")).out())
                .doesNotContain("\u001b")
                .contains("█");
        assertThat(Ran.crm(report).out())
                .doesNotContain("\u001b")
                .doesNotContain("█")
                .startsWith("group\tcount\twon\tlost\topen\twinRate\tcurrency\twonValue");
    }

    @Test
    void nothingDependsOnTheMachinesLanguageTimeZoneOrEncoding() throws Exception {
        Path json = directory.resolve("report.json");
        String url = TestDatabases.h2(directory);
        int imported = hostile(
                directory.resolve("import.json"),
                "import",
                "sales-pipeline",
                SampleData.own().toString(),
                "--db",
                url,
                "--json");
        assertThat(imported).isZero();
        int reported = hostile(json, "report", "opportunities", "--db", url, "--group-by", "owner", "--json");
        assertThat(reported).isZero();
        assertThat(Files.readString(json, StandardCharsets.UTF_8))
                .contains("\"佐藤 優\"")
                .isEqualToIgnoringNewLines(
                        Ran.crm("report", "opportunities", "--db", url, "--group-by", "owner", "--json")
                                .out());
    }

    /** A process of its own in Turkish, Latin 1 and the time zone of the Chatham Islands. */
    private static int hostile(Path out, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-Duser.timezone=Pacific/Chatham",
                "-Dfile.encoding=ISO-8859-1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                CrmCommand.class.getName()));
        command.addAll(List.of(args));
        ProcessBuilder process =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        process.environment().put("LC_ALL", "C");
        return process.start().waitFor();
    }

    private static String[] with(String[] args, String more) {
        List<String> all = new ArrayList<>(List.of(args));
        all.add(more);
        return all.toArray(new String[0]);
    }
}
