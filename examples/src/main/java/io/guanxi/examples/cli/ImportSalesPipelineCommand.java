package io.guanxi.examples.cli;

import io.guanxi.examples.cli.salespipeline.ImportResult;
import io.guanxi.examples.cli.salespipeline.SalesPipelineImport;
import io.guanxi.examples.cli.salespipeline.SalesPipelineImport.Folder;
import io.guanxi.examples.cli.terminal.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Imports accounts, products, sales people and deals from four CSV files. */
@Command(
        name = "sales-pipeline",
        description = {
            "Import accounts, products, sales people and deals from four CSV files.",
            "",
            "DIR holds accounts.csv, products.csv, sales_teams.csv and sales_pipeline.csv: in UTF-8, with a header"
                    + " that names the columns in any order. Deals keep their dates and owners, and go through their stages."
                    + " Revenues of accounts are meant in millions. Names spelled a little differently (GTXPro for GTX Pro)"
                    + " are matched and reported. A row that is not possible is rejected and listed with line, column and"
                    + " reason; the others are taken over.",
            "",
            "Run again, only what has changed in the files is executed: the same files change nothing.",
            ""
        })
final class ImportSalesPipelineCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final int FAILED = 1;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Parameters(paramLabel = "DIR", description = "The directory of the four files.")
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            defaultValue = "USD",
            description = "In which currency all money is meant. Default: ${DEFAULT-VALUE}.")
    private String currency = "USD";

    @Option(names = "--json", description = "Answer with one JSON object on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        CurrencyUnit unit = currencyUnit();
        for (String file : Folder.files()) {
            if (!Files.isRegularFile(directory.resolve(file))) {
                throw new ParameterException(
                        spec.commandLine(), "DIR must hold " + file + ", and " + directory + " does not");
            }
        }
        Terminal terminal = CrmCommand.terminal(spec);
        ImportResult result;
        try (Database db = database.open();
                RowProgress progress = RowProgress.on(terminal, directory)) {
            result =
                    new SalesPipelineImport(db.crm(), InstantSource.system(), unit, progress).run(Folder.of(directory));
        }
        if (json) {
            JsonOutput.print(terminal, ImportSummary.of(result));
        } else {
            new ImportPrinter(terminal).print(result);
        }
        if (result.failure() != null) {
            terminal.err().println("crm: " + result.failure() + "; what comes behind was not read");
            return FAILED;
        }
        return DONE;
    }

    private CurrencyUnit currencyUnit() {
        try {
            return CurrencyUnit.of(currency);
        } catch (IllegalCurrencyException unknown) {
            throw new ParameterException(
                    spec.commandLine(), "--currency wants an ISO 4217 code such as USD, EUR or CNY, not " + currency);
        }
    }
}
