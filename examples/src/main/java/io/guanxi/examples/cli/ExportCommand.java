package io.guanxi.examples.cli;

import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.exports.Export;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.examples.cli.terminal.Figures;
import io.guanxi.examples.cli.terminal.Terminal;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes records out. */
@Command(
        name = "export",
        description = {
            "Take records out as a table.",
            "",
            "What is written reads back as the same records, by crm import KIND FILE. No cell is one that a"
                    + " spreadsheet would run.",
            ""
        })
final class ExportCommand implements Callable<Integer> {

    private static final Actor ACTOR = Actor.system("export");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Parameters(
            paramLabel = "KIND",
            description = "organisations, people, opportunities, activities, tickets, products, transactions or leads.")
    private String kind = "";

    @Option(
            names = "--format",
            paramLabel = "csv|xlsx|vcard|jsonl",
            defaultValue = "csv",
            description = "Default: ${DEFAULT-VALUE}.")
    private String format = "csv";

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where to write to.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Override
    public Integer call() {
        RecordKind of;
        Export.Format as;
        try {
            of = RecordKind.of(kind);
            as = Export.Format.of(format);
            Export.require(of, as);
        } catch (CrmException.Invalid wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()));
        }
        Terminal terminal = CrmCommand.terminal(spec);
        try (Database db = database.open();
                OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(out))) {
            long rows = Export.write(db.crm().as(ACTOR), of, as, bytes);
            terminal.out().println(Figures.grouped(rows, 0) + " " + of.plural() + " are in " + out);
            terminal.out().flush();
        } catch (IOException failure) {
            throw new Failure(out + " cannot be written", failure);
        }
        return 0;
    }
}
