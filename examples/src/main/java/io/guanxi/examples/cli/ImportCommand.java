package io.guanxi.examples.cli;

import io.guanxi.application.columns.ColumnField;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.imports.Import;
import io.guanxi.application.imports.ImportReport;
import io.guanxi.application.table.UnreadableTableException;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.examples.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings tables of another system in. */
@Command(
        name = "import",
        exitCodeList = {
            "0:done; rows that were rejected are in files",
            "1:failed, as standard error says",
            "2:wrong usage"
        },
        description = {
            "Bring data in.",
            "",
            "KIND is organisations, people, opportunities, activities, tickets, products, transactions or leads, which are kept"
                    + " as they are given; a FILE of another kind is written KIND=FILE. Files are CSV in any dialect and encoding, XLSX, JSON Lines or vCard, in any"
                    + " order. Columns are recognised and shown with how surely; a mapping file such as {\"Phone 2\":"
                    + " \"mobile\", \"Internal\": null, \"Margin\": \"custom.margin\"} corrects that. Custom fields are known by"
                    + " their names and labels.",
            "",
            "Original ids, owners, authors and times are kept. Run again, only what has changed is executed, also"
                    + " after it was interrupted. Each FILE's rejected rows are written to FILE.rejected.csv with the"
                    + " reasons; mended, they may be imported again.",
            ""
        },
        subcommands = ImportSalesPipelineCommand.class)
final class ImportCommand implements Callable<Integer> {

    private static final Actor ACTOR = Actor.system("import");

    /** Which records may be touched. */
    enum Only {
        CREATE,
        UPDATE
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private final TableOptions tables = new TableOptions();

    @Parameters(index = "0", arity = "0..1", paramLabel = "KIND", description = "What the rows tell of.")
    private @Nullable String kind;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "FILE", description = "The files.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--update-by",
            paramLabel = "FIELD",
            description = "Take a row for the record with the same email, phone, uscc, identity or name, too.")
    private @Nullable String updateBy;

    @Option(
            names = "--only",
            paramLabel = "create|update",
            description = "Leave alone what is there, or only update that.")
    private @Nullable Only only;

    @Option(names = "--dry-run", description = "Say what would be done, and write nothing.")
    private boolean dryRun;

    @Option(names = "--report", paramLabel = "OUT.json", description = "Write the report to that file, as JSON.")
    private @Nullable Path report;

    @Option(
            names = "--rejected",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Where rejected rows are written. Default: the working directory.")
    private Path rejected = Path.of(".");

    @Option(
            names = "--batch",
            paramLabel = "UUID",
            description = "The batch to go on with, after an interruption, so that all of it is undone together.")
    private @Nullable UUID batch;

    @Option(names = "--json", description = "Answer with the report as JSON on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        if (kind == null || files.isEmpty()) {
            throw CrmCommand.incomplete(spec, "Say what to import: KIND FILE…, or");
        }
        Terminal terminal = CrmCommand.terminal(spec);
        ImportReport result;
        List<Path> paths = new ArrayList<>();
        try (Database db = database.open()) {
            Import anImport = tables.prepare(Import.with(db.crm().as(ACTOR)));
            prepare(anImport);
            for (String each : files) {
                paths.add(add(anImport, kind, each));
            }
            try (FileProgress progress = FileProgress.on(terminal, paths)) {
                result = anImport.progress(progress).run();
            }
        } catch (UnreadableTableException unreadable) {
            throw new Failure(String.valueOf(unreadable.getMessage()), unreadable.getCause());
        }
        if (report != null) {
            write(report, result.toJson());
        }
        if (json) {
            terminal.out().println(result.toJson());
            terminal.out().flush();
        } else {
            new ReportOfImport(terminal).print(result);
        }
        return 0;
    }

    private void prepare(Import anImport) {
        anImport.rejectedInto(rejected);
        try {
            if (updateBy != null) {
                anImport.updateBy(ColumnField.of(updateBy));
            }
        } catch (CrmException.Invalid wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()));
        }
        if (only != null) {
            anImport.rule(only == Only.CREATE ? Import.Rule.CREATE_ONLY : Import.Rule.UPDATE_ONLY);
        }
        if (dryRun) {
            anImport.dryRun();
        }
        if (batch != null) {
            anImport.batch(batch);
        }
    }

    private Path add(Import anImport, String usual, String given) {
        int sign = given.indexOf('=');
        boolean ofItsOwn = sign > 0 && !Files.exists(Path.of(given));
        Path file = Path.of(ofItsOwn ? given.substring(sign + 1) : given);
        try {
            RecordKind of = RecordKind.of(ofItsOwn ? given.substring(0, sign) : usual);
            anImport.table(of, tables.open(file));
            return file;
        } catch (CrmException.Invalid wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage());
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text + "\n");
        } catch (IOException failure) {
            throw new Failure(file + " cannot be written", failure);
        }
    }
}
