package io.guanxi.examples.cli.salespipeline;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.guanxi.application.Crm;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.memory.InMemoryStorage;
import io.guanxi.application.opportunity.OpportunityFeature;
import io.guanxi.application.opportunity.SalesReport;
import io.guanxi.application.opportunity.SalesReport.Dimension;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.opportunity.Pipeline;
import io.guanxi.domain.opportunity.Pipelines;
import io.guanxi.examples.cli.salespipeline.SalesPipelineImport.Folder;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SalesPipelineImportTest {

    private static final Offset<Double> A_LITTLE = within(1e-6);

    static Iterable<Path> data() {
        return SampleData.all();
    }

    @ParameterizedTest
    @MethodSource("data")
    void everyReportEqualsACountOverTheFiles(Path folder) {
        try (Crm crm = crm()) {
            ImportResult result = run(crm, folder);
            BruteForce expected = new BruteForce(folder);
            assertThat(result.rejections()).isEmpty();
            assertThat(result.files().get(3).created()).isEqualTo(expected.deals());
            for (Dimension dimension : Dimension.values()) {
                requireEqual(crm, dimension, expected.by(dimension.name().toLowerCase(Locale.ROOT)));
            }
            ImportResult again = run(crm, folder);
            assertThat(again.changedAnything()).as("%s", again).isFalse();
        }
    }

    private static void requireEqual(Crm crm, Dimension dimension, Map<String, BruteForce.Line> expected) {
        var rows = SalesReport.of(crm.as(new Actor("ann", Set.of()))).by(dimension, LocalDate.of(2030, 1, 1));
        assertThat(rows).as("%s", dimension).hasSameSizeAs(expected.keySet());
        for (SalesReport.Row row : rows) {
            BruteForce.Line line =
                    requireNonNull(expected.get(row.group() == null ? "" : row.group()), dimension + " " + row);
            assertThat(row.count()).isEqualTo(line.count);
            assertThat(row.won()).isEqualTo(line.won);
            assertThat(row.lost()).isEqualTo(line.lost);
            assertThat(row.open()).isEqualTo(line.open);
            assertThat(row.wonValue().doubleValue()).isCloseTo(line.wonValue, A_LITTLE);
            requireClose(row.winRate(), line.winRate());
            requireClose(row.averageWonValue(), line.averageWonValue());
            requireClose(row.averageDaysWon(), line.averageDaysWon());
            requireClose(row.averageDaysLost(), line.averageDaysLost());
            assertThat(row.currency()).isEqualTo("USD");
        }
    }

    private static void requireClose(@Nullable Number actual, @Nullable Double expected) {
        if (expected == null || actual == null) {
            assertThat((Object) actual).isEqualTo(expected);
        } else {
            assertThat(actual.doubleValue()).isCloseTo(expected, A_LITTLE);
        }
    }

    private static ImportResult run(Crm crm, Path folder) {
        return new SalesPipelineImport(crm, InstantSource.system(), CurrencyUnit.USD, Progress.unwatched())
                .run(Folder.of(folder));
    }

    private static Crm crm() {
        return Crm.builder()
                .storage(InMemoryStorage.create())
                .authorizer(Authorizer.allowEverything())
                .feature(new OpportunityFeature(Pipelines.of(Pipeline.STANDARD, SalesPipeline.PIPELINE)))
                .build();
    }
}
