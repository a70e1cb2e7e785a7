package io.guanxi.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DedupeAndLinkTest {

    private static final String[] STREETS = {"Sunset Blvd.", "Ventura Blvd.", "Main Street", "Lake Road", "High Street"
    };

    @TempDir
    private Path directory = Path.of("");

    private Path file(String name, List<String> lines) throws IOException {
        return Files.write(directory.resolve(name), lines, UTF_8);
    }

    private List<String> pairs() throws IOException {
        return Files.readAllLines(directory.resolve("pairs.csv"), UTF_8);
    }

    private Ran run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--out", directory.resolve("pairs.csv").toString()));
        return Ran.crm(all.toArray(new String[0]));
    }

    /** Sixty firms with an odd spelling each, made so that none is like another. */
    private static List<String> firms(boolean second) {
        Random random = new Random(5);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String stem = Integer.toString(40_000_000 + random.nextInt(2_000_000_000), 36)
                    .replaceAll("\\d", "o");
            int house = 100 + random.nextInt(9_000);
            String street = STREETS[random.nextInt(STREETS.length)];
            String phone = "310-" + (200 + random.nextInt(700)) + "-" + (1_000 + random.nextInt(9_000));
            lines.add(
                    second
                            ? " B " + i + " ,\"" + stem + ", Inc.\"," + house + " "
                                    + street.replace("Blvd.", "boulevard") + "," + phone.replaceFirst("-", "/")
                            : "A" + i + "," + stem + "," + house + " " + street + "," + phone);
        }
        return lines;
    }

    @Test
    void whatIsTwiceInAFileIsWrittenWithItsIdsAsTheyAre() throws IOException {
        List<String> lines = new ArrayList<>(List.of("\ufeffkey, name, address, phone"));
        lines.addAll(firms(false));
        lines.addAll(firms(true).subList(0, 20));
        Ran ran = run("dedupe", file("firms.csv", lines).toString(), "--id", "key");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(pairs().get(0)).isEqualTo("id_1,id_2,probability");
        assertThat(pairs())
                .hasSize(21)
                .anyMatch(line -> line.matches("A7,\" ?B 7 \",[01]\\.\\d{6}|A7, B 7 ,[01]\\.\\d{6}"));
        assertThat(ran.out()).startsWith("20 pairs");
        assertThat(ran.err()).contains("80 records");
    }

    @Test
    void whatIsInBothFilesIsLinkedWhateverTheirColumnsAreCalled() throws IOException {
        List<String> first = new ArrayList<>(List.of("key,name,address,phone"));
        first.addAll(firms(false));
        List<String> second = new ArrayList<>(List.of("key,company,street,telephone"));
        second.addAll(firms(true).subList(10, 50));
        Path packed = directory.resolve("b.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(String.join("\n", second).getBytes(UTF_8));
        }
        Ran ran = run("link", file("a.csv", first).toString(), packed.toString(), "--id", "key");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(pairs()).hasSize(41);
        assertThat(pairs().subList(1, 41))
                .allMatch(line -> line.replaceAll("^A(\\d+),\"? ?B (\\d+) ?\"?,.*$", "$1=$2")
                        .matches("(\\d+)=\\1"));
    }

    @Test
    void aThresholdLeavesOutWhatIsLessSure() throws IOException {
        List<String> lines = new ArrayList<>(List.of("key,name,address,phone"));
        lines.addAll(firms(false));
        lines.addAll(firms(true));
        Ran ran = run("dedupe", file("firms.csv", lines).toString(), "--id", "key", "--threshold", "1");
        assertThat(ran.code()).isZero();
        assertThat(pairs().subList(1, pairs().size())).allMatch(line -> line.endsWith(",1.000000"));
    }

    @Test
    void nothingComesOfAHeaderAlone() throws IOException {
        Ran ran = run("dedupe", file("empty.csv", List.of("key,name")).toString(), "--id", "key");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(pairs()).containsExactly("id_1,id_2,probability");
    }

    @Test
    void whatIsWrongWithAFileIsSaid() throws IOException {
        Path file = file("firms.csv", List.of("key,name", "1,Acme", "1,Emca"));
        assertThat(run("dedupe", file.toString(), "--id", "number"))
                .satisfies(ran -> assertThat(ran.code()).isEqualTo(1))
                .satisfies(ran -> assertThat(ran.err()).contains("has no column number", "key, name"));
        assertThat(run("dedupe", file.toString(), "--id", "key"))
                .satisfies(ran -> assertThat(ran.code()).isEqualTo(1))
                .satisfies(ran ->
                        assertThat(ran.err()).contains("key must differ from record to record", "1 is there twice"));
    }
}
