package io.guanxi.examples.cli;

import io.guanxi.application.CrmSession;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.examples.cli.salespipeline.ImportResult;
import io.guanxi.examples.cli.salespipeline.Progress;
import io.guanxi.examples.cli.salespipeline.SalesPipelineImport;
import io.guanxi.examples.cli.terminal.Terminal;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Callable;
import org.joda.money.CurrencyUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job on the product's own small data. */
@Command(
        name = "demo",
        description = {
            "Run the main job on a small made-up business.",
            "",
            "Imports its accounts, products, sales people and deals, tells a short story of commands, and shows pipeline,"
                    + " forecast, leader board, a campaign and tickets. The database stays; run again, nothing changes.",
            ""
        })
final class DemoCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--json", description = "Answer with one JSON object on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        Terminal terminal = CrmCommand.terminal(spec);
        if (!json) {
            terminal.out().println("A small dealer in coffee machines, in " + database.place() + " …");
            terminal.out().flush();
        }
        try (Database db = database.open()) {
            ImportResult imported = new SalesPipelineImport(
                            db.crm(), InstantSource.system(), CurrencyUnit.EUR, Progress.unwatched())
                    .run(DemoCommand::sample);
            Instant now = Instant.now();
            int facts = new DemoStory(db.crm(), now).tell();
            CrmSession session = db.crm().as(new Actor("林小雨", Set.of("sales")));
            if (json) {
                JsonOutput.print(terminal, DemoSummary.of(imported, facts, session));
                return 0;
            }
            terminal.out().println(summary(imported, facts));
            new DemoScreens(terminal, session, now).show();
        }
        next(terminal);
        return 0;
    }

    private static InputStream sample(String file) throws FileNotFoundException {
        InputStream stream = DemoCommand.class.getResourceAsStream("demo/" + file);
        if (stream == null) {
            throw new FileNotFoundException(file);
        }
        return stream;
    }

    private static String summary(ImportResult imported, int facts) {
        long rows = imported.rows();
        return !imported.changedAnything() && facts == 0
                ? rows + " rows and the story are there already: the second run changes nothing."
                : rows + " rows imported; the story added " + facts + " facts.";
    }

    private void next(Terminal terminal) {
        String db = database.repeated();
        String crm = "  " + Shell.crm() + " ";
        terminal.out().println();
        terminal.out().println("The database is " + database.place() + ". Try next:");
        terminal.out().println(crm + "report opportunities --group-by manager" + db);
        terminal.out().println(crm + "report opportunities --group-by product --json" + db);
        terminal.out().println(crm + "serve --port 8080" + db);
        terminal.out().println(crm + "--help");
    }
}
