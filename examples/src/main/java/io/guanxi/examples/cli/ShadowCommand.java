package io.guanxi.examples.cli;

import io.guanxi.application.CrmSession;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.imports.Parity;
import io.guanxi.application.shadow.Following;
import io.guanxi.application.shadow.Following.Caught;
import io.guanxi.application.shadow.Following.Compared;
import io.guanxi.application.shadow.ShadowView;
import io.guanxi.application.table.UnreadableTableException;
import io.guanxi.application.view.Filter;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.examples.cli.terminal.Figures;
import io.guanxi.examples.cli.terminal.Style;
import io.guanxi.examples.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Follows a legacy system by its files, and takes its place. */
@Command(
        name = "shadow",
        description = {
            "Follow a legacy system by its files, and take its place.",
            "",
            "KIND and FILE are as of crm import; the file must have a column of ids. While a kind is followed, its records are"
                    + " changed by that system's files alone, until they are taken over.",
            ""
        })
final class ShadowCommand implements Runnable {

    private static final Actor ACTOR = Actor.system("import");
    private static final int SHOWN = 10;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw CrmCommand.incomplete(spec, "Say which command.");
    }

    @Command(
            name = "follow",
            description = {
                "Take in what has changed there.",
                "",
                "FILE holds a row for each record that was made, changed or deleted, in order. Of a file that has grown since, only"
                        + " what is new is taken in; another file is taken in from its beginning. The other system is the master of"
                        + " such records from the first time on.",
                ""
            })
    int follow(
            @Mixin DatabaseOptions database,
            @Mixin TableOptions tables,
            @Parameters(paramLabel = "KIND", description = "What the rows tell of.") String kind,
            @Parameters(paramLabel = "FILE", description = "What has changed.") Path file,
            @Option(names = "--json", description = "Answer with JSON on standard output.") boolean json) {
        Terminal terminal = CrmCommand.terminal(spec);
        Caught caught = with(database, tables, kind, file, following -> {
            following.follow(RecordKind.of(kind));
            return following.catchUp();
        });
        if (json) {
            JsonOutput.print(terminal, caught);
            return 0;
        }
        caught.rejected().stream()
                .limit(SHOWN)
                .forEach(each -> terminal.out()
                        .println(terminal.styled(Style.BAD, "rejected") + "  "
                                + each.change().row().id() + ": " + each.reason()));
        terminal.out()
                .println(Figures.grouped(caught.changes(), 0) + " changes: " + Figures.grouped(caught.applied(), 0)
                        + " applied, " + Figures.grouped(caught.rejected().size(), 0) + " rejected, "
                        + Figures.grouped(caught.passedOver().size(), 0) + " passed over");
        terminal.out().flush();
        return 0;
    }

    @Command(name = "parity", description = "Tell how far what is there is what is here; nothing is written.%n")
    int parity(
            @Mixin DatabaseOptions database,
            @Mixin TableOptions tables,
            @Parameters(paramLabel = "KIND", description = "What the rows tell of.") String kind,
            @Parameters(paramLabel = "FILE", description = "All that is there.") Path file,
            @Option(names = "--json", description = "Answer with JSON on standard output.") boolean json) {
        Terminal terminal = CrmCommand.terminal(spec);
        Compared compared = with(database, tables, kind, file, following -> following.compared(RecordKind.of(kind)));
        if (json) {
            JsonOutput.print(terminal, compared);
            return 0;
        }
        compared.differences().stream()
                .limit(SHOWN)
                .forEach(each -> terminal.out()
                        .println(terminal.styled(Style.BAD, told(each.sort())) + "  " + each.id()
                                + (each.column() == null ? "" : ", " + each.column())
                                + (each.theirs() == null ? "" : ": \"" + each.theirs() + '"')
                                + (each.ours() == null ? "" : " there, \"" + each.ours() + "\" here")));
        print(terminal, compared.parity());
        return 0;
    }

    @Command(
            name = "take-over",
            description = "Make the CRM the master, for good; if anything differs, only with a reason.%n")
    int takeOver(
            @Mixin DatabaseOptions database,
            @Mixin TableOptions tables,
            @Parameters(paramLabel = "KIND", description = "What the rows tell of.") String kind,
            @Parameters(paramLabel = "FILE", description = "All that is there.") Path file,
            @Option(names = "--reason", paramLabel = "TEXT", description = "Why, although they differ.") @Nullable
                    String reason) {
        Terminal terminal = CrmCommand.terminal(spec);
        print(
                terminal,
                with(database, tables, kind, file, following -> following.takeOver(RecordKind.of(kind), reason)));
        terminal.out().println("The CRM is the master of " + kind + " from now on");
        terminal.out().flush();
        return 0;
    }

    @Command(name = "list", description = "Tell what is followed, and what was taken over when, as JSON.%n")
    int list(@Mixin DatabaseOptions database) {
        Map<String, Object> all = new LinkedHashMap<>();
        try (Database db = database.open()) {
            db.crm().as(ACTOR).views(ShadowView.TYPE).forEach(Filter.everything(), each -> {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("followed", each.followed());
                one.put("position", each.position());
                Map<String, String> since = new LinkedHashMap<>();
                each.takenOver().forEach((kind, at) -> since.put(kind, at.toString()));
                one.put("takenOver", since);
                all.put(each.source(), one);
            });
        }
        JsonOutput.print(CrmCommand.terminal(spec), all);
        return 0;
    }

    private <T> T with(
            DatabaseOptions database, TableOptions tables, String kind, Path file, Function<Following, T> work) {
        try (Database db = database.open()) {
            CrmSession session = db.crm().as(ACTOR);
            return work.apply(
                    Following.of(session, tables.source(), RecordKind.of(kind), tables.open(file), tables::prepare));
        } catch (CrmException.Invalid wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()));
        } catch (UnreadableTableException unreadable) {
            throw new Failure(String.valueOf(unreadable.getMessage()), unreadable.getCause());
        }
    }

    private static String told(Parity.Sort sort) {
        return switch (sort) {
            case DIFFERING -> "differs";
            case MISSING_HERE -> "missing here";
            case MISSING_THERE -> "missing there";
            case UNREADABLE -> "unreadable";
        };
    }

    private static void print(Terminal terminal, Parity parity) {
        terminal.out()
                .println(Figures.grouped(parity.rows(), 0) + " rows: " + Figures.grouped(parity.equal(), 0) + " equal, "
                        + Figures.grouped(parity.differing(), 0) + " differing, "
                        + Figures.grouped(parity.missingHere(), 0) + " missing here, "
                        + Figures.grouped(parity.missingThere(), 0) + " missing there");
        terminal.out().flush();
    }
}
