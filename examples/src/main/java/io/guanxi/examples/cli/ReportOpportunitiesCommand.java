package io.guanxi.examples.cli;

import io.guanxi.application.opportunity.SalesReport;
import io.guanxi.application.opportunity.SalesReport.Dimension;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.examples.cli.terminal.Terminal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Counts and measures deals. */
@Command(
        name = "opportunities",
        description = {
            "Count and measure deals by whom, what, where or when.",
            "",
            "For each group: deals, won, lost and open ones, win rate = won / (won + lost), value of the won deals and its"
                    + " average, and the average of whole days from opening to close for won and for lost deals. Quarters are"
                    + " calendar quarters of the close. Managers and regions are those that the owner had on the day of the"
                    + " close. A deal with several products counts under each of them with that product's value.",
            "",
            "With --json: an array of objects with group (null if there is none), count, won, lost, open, winRate, currency,"
                    + " wonValue, averageWonValue, averageDaysWon and averageDaysLost; null where there is nothing to measure.",
            ""
        })
final class ReportOpportunitiesCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--group-by",
            paramLabel = "WHAT",
            defaultValue = "none",
            converter = DimensionName.class,
            description =
                    "owner, manager, region, product, account, quarter, stage or none. Default: ${DEFAULT-VALUE}.")
    private Dimension dimension = Dimension.NONE;

    @Option(names = "--json", description = "Answer with a JSON array on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        Terminal terminal = CrmCommand.terminal(spec);
        List<SalesReport.Row> rows;
        try (Database db = database.open()) {
            rows = SalesReport.of(db.crm().as(Actor.system("report"))).by(dimension, LocalDate.now(ZoneOffset.UTC));
        }
        if (rows.stream().allMatch(each -> each.count() == 0)) {
            terminal.err()
                    .println("crm: There are no deals in " + database.place()
                            + "; bring some in by crm import sales-pipeline, or look at crm demo.");
        }
        if (json) {
            JsonOutput.print(terminal, rows);
        } else {
            new ReportPrinter(terminal).print(dimension, rows);
        }
        return 0;
    }

    /** As the help spells them, in any case. */
    static final class DimensionName implements ITypeConverter<Dimension> {

        @Override
        public Dimension convert(String text) {
            return Arrays.stream(Dimension.values())
                    .filter(each -> each.name().equalsIgnoreCase(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(text + " is none of "
                            + Arrays.stream(Dimension.values())
                                    .map(each -> each.name().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(", "))));
        }
    }
}
