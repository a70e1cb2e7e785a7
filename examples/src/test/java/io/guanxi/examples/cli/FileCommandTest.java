package io.guanxi.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCommandTest {

    @TempDir
    private Path directory = Path.of("");

    private String db = "";

    @BeforeEach
    void people() throws IOException {
        db = TestDatabases.h2(directory);
        Path people = Files.writeString(
                directory.resolve("people.csv"),
                "Id,Name,Email,Phone\n1,Li Lei,Li@nanxi.test,+8613812341234\n2,Han Mei,han@nanxi.test,+8613812341234\n");
        Path calls = Files.writeString(
                directory.resolve("calls.csv"), "Id,Type,Subject,Contact ID,Date\na1,Call,About mills,1,2026-03-01\n");
        Ran ran = Ran.crm("import", "people", people.toString(), "activities=" + calls, "--db", db, "--source", "erp");
        assertThat(ran.code()).as(ran.err() + ran.out()).isZero();
    }

    private Ran file(String who, String... more) {
        List<String> line = new java.util.ArrayList<>(
                List.of("file", who, "--db", db, "--reason", "request 17", "--out", directory + "/files"));
        line.addAll(List.of(more));
        return Ran.crm(line.toArray(String[]::new));
    }

    @Test
    void aPersonsFileIsWrittenForMachinesAndForPeople() throws IOException {
        Ran ran = file("erp:1");
        assertThat(ran.code()).as(ran.err()).isZero();
        List<Path> written = ran.out().lines().map(Path::of).toList();
        assertThat(written).hasSize(2);
        JsonNode json = new ObjectMapper().readTree(Files.readString(written.get(0)));
        assertThat(json.path("reason").asText()).isEqualTo("request 17");
        assertThat(json.at("/parts/0/views/0/view/details/name").asText()).isEqualTo("Li Lei");
        assertThat(json.toString())
                .contains("About mills", "Li@nanxi.test", "system:file")
                .doesNotContain("Han Mei");
        assertThat(Files.readString(written.get(1))).contains("<html", "Li Lei", "About mills");

        String id = json.path("subject").asText();
        assertThat(file("LI@nanxi.test").out()).contains(id + ".json");
        assertThat(file(id, "--language", "zh-CN").code()).isZero();
        assertThat(Files.readString(written.get(1))).contains("lang=\"zh");
    }

    @Test
    void whoIsMeantMustBeClear() {
        assertThat(file("+8613812341234").err()).contains("More than one is known by +8613812341234");
        Ran nobody = file("nobody@nanxi.test");
        assertThat(nobody.code()).isEqualTo(1);
        assertThat(nobody.err()).contains("Nobody is known by nobody@nanxi.test");
        assertThat(file("00000000-0000-0000-0000-000000000001").code()).isEqualTo(1);
        assertThat(Ran.crm("file", "erp:1", "--db", db, "--out", directory.toString())
                        .code())
                .isEqualTo(2);
        assertThat(Ran.crm("file", "erp:1", "--db", db, "--reason", " ", "--out", directory.toString())
                        .code())
                .isEqualTo(2);
        assertThat(directory.resolve("files")).doesNotExist();
    }
}
