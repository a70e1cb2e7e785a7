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
        exitCodeList = {
            "0:done; rows that were rejected are listed",
            "1:failed, as standard error says",
            "2:wrong usage"
        },
        description = {
            "Import accounts, products, sales people and deals from four CSV files.",
            "",
            "DIR holds accounts.csv, products.csv, sales_teams.csv and sales_pipeline.csv: in UTF-8, with a header"
                    + " that names the columns in any order. Run again, only what has changed in the files is executed:"
                    + " the same files change nothing.",
            "",
            "What it decides:",
            "- A deal is one piece of its product at close_value. Where that is empty, or 0 for a deal not won, it"
                    + " takes the list price: what the seller may hope for. Deals keep their dates and owners, and go"
                    + " through their stages.",
            "- Revenues of accounts are meant in millions. People's user ids are their names, and they have always"
                    + " belonged to the manager and region given: the file is a snapshot.",
            "- Accounts, products, people and deals are known by their exact spelling. Where a row refers to one that"
                    + " is spelled otherwise only in case, width, spaces or punctuation (GTXPro for GTX Pro), that is"
                    + " matched and reported.",
            "- A row is rejected, with line, column and reason, and the others are taken over: without its own name, a"
                    + " deal without agent, product or stage, or with one that is not in the files; an account not in the"
                    + " files (none at all is fine until the deal is won); dates missing, impossible or in the wrong"
                    + " order; a close of an open deal; a won deal without value; amounts that are no number, negative or"
                    + " too precise; a name told twice with different facts.",
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
        if (!Files.isDirectory(directory)) {
            throw new ParameterException(spec.commandLine(), "DIR must be a directory, and " + directory + " is none");
        }
        for (String file : Folder.files()) {
            if (!Files.isRegularFile(directory.resolve(file))) {
                throw new ParameterException(
                        spec.commandLine(), "DIR must hold " + file + ", and " + directory + " does not");
            }
        }
        Terminal terminal = CrmCommand.terminal(spec);
        ImportResult result;
        try (Database db = database.open();
                RowProgress progress = RowProgress.on(
                        terminal,
                        Folder.files().stream().map(directory::resolve).toList())) {
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
