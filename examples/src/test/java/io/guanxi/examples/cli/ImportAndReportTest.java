package io.guanxi.examples.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import io.guanxi.examples.cli.salespipeline.BruteForce;
import io.guanxi.examples.cli.salespipeline.SampleData;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The main job, from files to figures, on both databases. */
class ImportAndReportTest {

    private static final Offset<Double> A_LITTLE = within(1e-6);

    @TempDir
    private Path directory = Path.of("");

    static Iterable<Path> data() {
        return SampleData.all();
    }

    @ParameterizedTest
    @MethodSource("data")
    void onAnH2File(Path folder) {
        importAndReport(TestDatabases.h2(directory), folder);
    }

    @ParameterizedTest
    @MethodSource("data")
    void onPostgres(Path folder) {
        importAndReport(TestDatabases.postgres(), folder);
    }

    private static void importAndReport(String url, Path folder) {
        BruteForce expected = new BruteForce(folder);
        Ran first = Ran.crm("import", "sales-pipeline", folder.toString(), "--db", url, "--json");
        assertThat(first.err()).isEmpty();
        assertThat(first.code()).isZero();
        assertThat(first.json().get("rejections")).isEmpty();
        assertThat(first.json().get("readings")).isNotEmpty();
        assertThat(deals(first, "rows")).isEqualTo(expected.deals());
        assertThat(deals(first, "created")).isEqualTo(expected.deals());
        System.out.printf(
                java.util.Locale.ROOT,
                "%s into %s: %d rows, %d rows/s%n",
                folder.getFileName(),
                url.replaceFirst("^(jdbc:[a-z0-9]+:).*", "$1"),
                first.json().get("rows").asLong(),
                first.json().get("rowsPerSecond").asLong());
        for (String dimension :
                ImmutableList.of("owner", "manager", "region", "product", "account", "quarter", "stage", "none")) {
            Ran report = Ran.crm("report", "opportunities", "--db", url, "--group-by", dimension, "--json");
            assertThat(report.err()).isEmpty();
            requireEqual(dimension, report.json(), expected.by(dimension));
        }
        long events = TestDatabases.events(url);
        Ran again = Ran.crm("import", "sales-pipeline", folder.toString(), "--db", url, "--json");
        assertThat(deals(again, "unchanged")).isEqualTo(expected.deals());
        again.json()
                .get("files")
                .forEach(file -> assertThat(file.get("created").asLong()
                                + file.get("updated").asLong()
                                + file.get("rejected").asLong())
                        .as("%s", file)
                        .isZero());
        assertThat(TestDatabases.events(url)).isEqualTo(events);
    }

    private static long deals(Ran ran, String count) {
        return ran.json().get("files").get(3).get(count).asLong();
    }

    private static void requireEqual(String dimension, JsonNode rows, Map<String, BruteForce.Line> expected) {
        assertThat(rows).as("%s", dimension).hasSameSizeAs(expected.keySet());
        for (JsonNode row : rows) {
            String group = row.get("group").isNull() ? "" : row.get("group").textValue();
            BruteForce.Line line = requireNonNull(expected.get(group), dimension + " " + group);
            assertThat(row.get("count").longValue()).isEqualTo(line.count);
            assertThat(row.get("won").longValue()).isEqualTo(line.won);
            assertThat(row.get("lost").longValue()).isEqualTo(line.lost);
            assertThat(row.get("open").longValue()).isEqualTo(line.open);
            assertThat(row.get("currency").textValue()).isEqualTo("USD");
            requireClose(row.get("wonValue"), line.wonValue);
            requireClose(row.get("winRate"), line.winRate());
            requireClose(row.get("averageWonValue"), line.averageWonValue());
            requireClose(row.get("averageDaysWon"), line.averageDaysWon());
            requireClose(row.get("averageDaysLost"), line.averageDaysLost());
        }
    }

    private static void requireClose(JsonNode actual, @Nullable Double expected) {
        if (expected == null) {
            assertThat(actual.isNull()).isTrue();
        } else {
            assertThat(actual.isNumber()).isTrue();
            assertThat(actual.doubleValue()).isCloseTo(expected, A_LITTLE);
        }
    }
}
