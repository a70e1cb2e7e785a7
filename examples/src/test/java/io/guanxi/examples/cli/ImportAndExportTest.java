package io.guanxi.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.CrmSession;
import io.guanxi.application.table.TableFile;
import io.guanxi.domain.SharedData;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.schema.FieldDetails;
import io.guanxi.domain.schema.FieldShape;
import io.guanxi.domain.schema.FieldType;
import io.guanxi.domain.schema.SchemaCommand;
import io.guanxi.domain.schema.SchemaId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportAndExportTest {

    @TempDir
    private Path directory = Path.of("");

    @Test
    void filesComeInWithAReportAndGoOutAndComeBackTheSame() throws IOException {
        String db = TestDatabases.h2(directory);
        Path deals =
                file("deals.csv", "Deal ID;Name;Account;Stage;Amount\n1;Presses;Acme;Won;5\n2;Mills;Nobody;Won;5\n");
        Path accounts = file("accounts.csv", "Account ID,Account Name,Phone 2\n001,Acme,+8613812341234\n");
        Path report = directory.resolve("report.json");
        String[] all = {
            "import",
            "opportunities",
            deals.toString(),
            "organisations=" + accounts,
            "--db",
            db,
            "--source",
            "legacy",
            "--report",
            report.toString(),
            "--rejected",
            directory.toString()
        };
        Ran ran = Ran.crm(all);
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("Account Name is organisation-name (90 %)")
                .contains("there is no organisation Nobody")
                .contains("deals.rejected.csv");
        assertThat(Files.readString(report)).contains("\"created\" : 2").contains("\"rejected\" : 1");
        assertThat(Files.readString(directory.resolve("deals.rejected.csv")))
                .contains("Rejected because")
                .contains("Mills");
        Ran again = Ran.crm(with(all, "--json"));
        assertThat(again.json().get("unchanged").asInt()).isEqualTo(2);

        for (String format : List.of("csv", "xlsx", "jsonl", "vcard")) {
            Path out = directory.resolve("accounts." + format);
            Ran written = Ran.crm("export", "organisations", "--format", format, "--out", out.toString(), "--db", db);
            assertThat(written.code()).as(written.err()).isZero();
            Ran back = Ran.crm("import", "organisations", out.toString(), "--db", db, "--json");
            assertThat(back.json().get("unchanged").asInt())
                    .as(format + back.out())
                    .isEqualTo(1);
        }
    }

    @Test
    void thoseWhoAreLikeOthersAreTold() throws IOException {
        String db = TestDatabases.h2(directory);
        Path people = file(
                "people.csv", "Id,Full Name,Phone\n1,Li Lei,+8613812341234\n2,Li Lei,+8613812341234\n3,Han Mei,\n");
        String[] line = {"import", "people", people.toString(), "--db", db, "--report", directory + "/out.json"};
        Ran dry = Ran.crm(with(line, "--dry-run"));
        assertThat(dry.out()).contains("line 2: is like Li Lei by phone", "Nothing was written");
        assertThat(Files.readString(directory.resolve("out.json"))).contains("\"suspected\" : 2");
        Ran ran = Ran.crm(line);
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("suspected").contains("line 2: is like Li Lei by phone");
        assertThat(Files.readString(directory.resolve("out.json"))).contains("\"suspected\" : 2");
    }

    @Test
    void aMappingFileAndADryRun() throws IOException {
        String db = TestDatabases.h2(directory);
        Path people = file("people.csv", "Full Name,Phone 1,Internal\nLi Lei,+8613812341234,secret\n");
        Path map = file("map.json", "{\"Phone 1\": \"mobile\", \"Internal\": null}");
        String[] line = {"import", "people", people.toString(), "--db", db, "--map", map.toString(), "--json"};
        assertThat(Ran.crm(with(line, "--dry-run")).json().get("created").asInt())
                .isEqualTo(1);
        Path out = directory.resolve("out.csv");
        Ran.crm("export", "people", "--out", out.toString(), "--db", db);
        assertThat(rows(out)).isEmpty();
        assertThat(Ran.crm(line).json().get("created").asInt()).isEqualTo(1);
        Ran.crm("export", "people", "--out", out.toString(), "--db", db);
        assertThat(rows(out)).hasSize(1);
        assertThat(Files.readString(out)).contains("+8613812341234").doesNotContain("secret");
    }

    @Test
    void fieldsOfTheTenantsOwnComeInAndGoOut() throws IOException {
        String db = TestDatabases.h2(directory);
        try (Database opened = Database.open(db, null, null, Duration.ZERO)) {
            CrmSession session = opened.crm().as(Actor.system("test"));
            session.execute(SchemaCommand.Open.of("customer"));
            session.execute(new SchemaCommand.DefineField(
                    SchemaId.of("customer"), "margin", FieldShape.of(FieldType.NUMBER), FieldDetails.PLAIN));
        }
        Path rows = file("rows.csv", "Id,Name,Margin %\n1,Acme,12.5\n2,Ajax,much\n");
        Path map = file("own.json", "{\"Margin %\": \"custom.margin\"}");
        Ran ran = Ran.crm(
                "import",
                "organisations",
                rows.toString(),
                "--db",
                db,
                "--map",
                map.toString(),
                "--rejected",
                directory.toString());
        assertThat(ran.out())
                .as(ran.err())
                .contains("Margin % is custom.margin (100 %)")
                .contains("Margin %: \"much\" must be a number (custom.margin: format)");
        Path out = directory.resolve("own.csv");
        Ran.crm("export", "organisations", "--out", out.toString(), "--db", db);
        assertThat(Files.readString(out)).contains("custom.margin").contains("12.5");
        assertThat(Ran.crm("import", "organisations", out.toString(), "--db", db, "--json")
                        .json()
                        .get("unchanged")
                        .asInt())
                .isEqualTo(1);
    }

    /** Names that a spreadsheet would run come in, are no formula when they go out, and come back as they were. */
    @Test
    void whatASpreadsheetWouldRunIsNoFormulaInAnExport() throws IOException {
        List<String> payloads =
                new ArrayList<>(List.of("=1+1", "@SUM(1+9)*cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0"));
        SharedData.find("csv-injection/csv-payload.txt").ifPresent(each -> payloads.addAll(lines(each)));
        List<String> rows = new ArrayList<>(List.of("Id,Name"));
        for (int i = 0; i < payloads.size(); i++) {
            rows.add(i + ",\"" + payloads.get(i).replace("\"", "\"\"") + '"');
        }
        String db = TestDatabases.h2(directory);
        Ran in = Ran.crm(
                "import",
                "organisations",
                file("in.csv", String.join("\n", rows)).toString(),
                "--db",
                db,
                "--json");
        assertThat(in.json().get("created").asInt()).as(in.out()).isEqualTo(payloads.size());
        Path out = directory.resolve("out.csv");
        Ran.crm("export", "organisations", "--out", out.toString(), "--db", db);
        assertThat(Files.readAllLines(out)).noneMatch(each -> each.matches(".*(^|,)\"?[=@+-][^0-9].*"));
        assertThat(rows(out)).extracting(each -> each.get(1)).containsExactlyInAnyOrderElementsOf(payloads);
    }

    /** A child that is killed in the middle; the next run finds what it did, and does the rest, all in one batch. */
    @Test
    void afterAKillTheImportGoesOn() throws Exception {
        StringBuilder rows = new StringBuilder("Id,Name,Email\n");
        int count = 5_000;
        for (int i = 0; i < count; i++) {
            rows.append(i).append(",Firm ").append(i).append(",c").append(i).append("@acme.test\n");
        }
        Path firms = file("firms.csv", rows.toString());
        String db = TestDatabases.postgres();
        String batch = "6f1c1d8e-0000-4000-8000-000000000001";
        List<String> line =
                List.of("import", "organisations", firms.toString(), "--db", db, "--batch", batch, "--json");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                CrmCommand.class.getName()));
        command.addAll(line);
        Process child = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        while (child.isAlive() && TestDatabases.count(db, "select count(*) from crm_event") < 1_000) {
            child.waitFor(20, TimeUnit.MILLISECONDS);
        }
        child.destroyForcibly().waitFor();
        Ran rest = Ran.crm(line.toArray(new String[0]));
        assertThat(rest.code()).as(rest.err()).isZero();
        int created = rest.json().get("created").asInt();
        int unchanged = rest.json().get("unchanged").asInt();
        assertThat(created + unchanged).isEqualTo(count);
        assertThat(created).isPositive();
        assertThat(unchanged).isPositive();
        assertThat(rest.json().get("rejected").asInt()).isZero();
        assertThat(TestDatabases.count(db, "select count(*) from crm_v_customer"))
                .isEqualTo(count);
        assertThat(TestDatabases.count(db, "select count(distinct correlation) from crm_event"))
                .isEqualTo(1);
    }

    @Test
    void duplicatesAreLookedForInAnyTable() throws IOException {
        Path odd = Files.write(
                directory.resolve("odd.csv"),
                "编号;名称\n1;福州榕信有限公司\n2;Müller\n".getBytes(java.nio.charset.Charset.forName("GB18030")));
        Ran ran = Ran.crm(
                "dedupe",
                odd.toString(),
                "--id",
                "编号",
                "--out",
                directory.resolve("p.csv").toString());
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("2 records");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .filter(each -> !each.isBlank())
                    .map(String::strip)
                    .toList();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static List<List<String>> rows(Path file) {
        try (var rows = TableFile.open(file).rows()) {
            return rows.map(each -> each.cells()).toList();
        }
    }

    private static String[] with(String[] args, String more) {
        List<String> all = new ArrayList<>(List.of(args));
        all.add(more);
        return all.toArray(new String[0]);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
