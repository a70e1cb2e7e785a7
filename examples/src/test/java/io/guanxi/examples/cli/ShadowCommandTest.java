package io.guanxi.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShadowCommandTest {

    @TempDir
    private Path directory = Path.of("");

    private @Nullable String db;

    @Test
    void aLegacySystemIsFollowedByItsFilesAndTakenOver() throws IOException {
        Path feed = file("feed.jsonl", """
                {"id": "1", "name": "Acme", "industry": "tools"}
                {"id": "2", "name": "Ajax"}
                {"id": "1", "name": "Acme", "industry": "mills"}
                {"id": "3"}
                """);
        Ran followed = shadow("follow", feed);
        assertThat(followed.code()).as(followed.err()).isZero();
        assertThat(followed.out())
                .contains("rejected  3: ")
                .contains("4 changes: 3 applied, 1 rejected, 0 passed over");
        assertThat(shadow("follow", feed, "--json").json().get("changes").asInt())
                .isZero();
        Ran archived = Ran.crm(
                "import",
                "organisations",
                file("own.csv", "Id,Name\n1,Apex\n").toString(),
                "--source",
                "erp",
                "--db",
                db());
        assertThat(archived.out()).contains("shadow.mastered-elsewhere");

        Path all = file("all.csv", "Id,Name,Industry\n1,Acme,tools\n2,Ajax,\n4,Arno,\n");
        Ran parity = shadow("parity", all);
        assertThat(parity.out())
                .contains("differs  1, Industry: \"tools\" there, \"mills\" here")
                .contains("missing here  4")
                .contains("3 rows: 1 equal, 1 differing, 1 missing here, 0 missing there");
        Ran refused = shadow("take-over", all);
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("organisations differ in 2 places");
        assertThat(shadow("take-over", all, "--reason", "enough").code()).isZero();
        Ran list = Ran.crm("shadow", "list", "--db", db());
        assertThat(list.json().at("/erp/takenOver/organisations").asText()).startsWith("20");
        assertThat(list.json().at("/erp/followed")).isEmpty();
    }

    @Test
    void whatIsMissingIsSaid() throws IOException {
        assertThat(Ran.crm("shadow").err()).contains("crm shadow follow").contains("crm shadow take-over");
        assertThat(shadow("follow", directory.resolve("none.csv")).code()).isEqualTo(2);
        Ran withoutIds = shadow("follow", file("names.csv", "Name\nAcme\n"));
        assertThat(withoutIds.code()).isEqualTo(2);
        assertThat(withoutIds.err()).contains("id must be a column of the table");
    }

    private Ran shadow(String deed, Path file, String... more) {
        return Ran.crm(Stream.concat(
                        Stream.of("shadow", deed, "organisations", file.toString(), "--source", "erp", "--db", db()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private String db() {
        db = db == null ? TestDatabases.h2(directory) : db;
        return db;
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
